"""Dumps again, smaller: gzip for everybody, Zstandard for those who have it. Same input, same bytes."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

import zstandard

from registre.errors import OutputFailed
from registre.files import written_atomically

_GZIP_LEVEL: Final = 3
_ZSTD_LEVEL: Final = 3
"""The next quarter of the size would cost gzip twice the time and Zstandard six times (docs/performance.md)."""
_PIECE: Final = 1 << 20


def write_compressed(path: Path) -> tuple[Path, ...]:
    """Write `path` again with .gz and .zst after its name; the places of both.

    No clock and no name inside: the bytes depend on the content alone. Raises `OutputFailed`.
    """
    return _written(path, ".gz", _gzip), _written(path, ".zst", _zstd)


def gzip_stream(target: IO[bytes]) -> gzip.GzipFile:
    """A stream that compresses what it is given into `target`; close it before `target`."""
    return gzip.GzipFile(filename="", mode="wb", compresslevel=_GZIP_LEVEL, fileobj=target, mtime=0)


def _written(path: Path, suffix: str, compress: Callable[[IO[bytes], IO[bytes]], None]) -> Path:
    place = path.with_name(path.name + suffix)
    try:
        with path.open("rb") as source, written_atomically(place) as target:
            compress(source, target)
    except OSError as fault:
        raise OutputFailed(f"{path}: cannot be read back ({fault.strerror}).") from fault
    return place


def _gzip(source: IO[bytes], target: IO[bytes]) -> None:
    with gzip_stream(target) as squeezed:
        shutil.copyfileobj(source, squeezed, _PIECE)


def _zstd(source: IO[bytes], target: IO[bytes]) -> None:
    zstandard.ZstdCompressor(level=_ZSTD_LEVEL).copy_stream(source, target)
