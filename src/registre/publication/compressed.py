"""Dumps again, smaller: gzip for everybody, Zstandard for those who have it. Same input, same bytes.

A dump that grows large stands packed only: who wants a part of it takes the shards.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Final

import zstandard

from registre.errors import OutputFailed
from registre.files import written_atomically

_GZIP_LEVEL: Final = 3
_ZSTD_LEVEL: Final = 3
"""The next quarter of the size would cost gzip twice the time and Zstandard six times (docs/performance.md)."""
_PIECE: Final = 1 << 20
WHOLE_BYTES: Final = 1 << 30
"""Size above which a dump in one file is packed only."""


class WholeFile:
    """A file written piece after piece: plain while it is no larger than `most` bytes, in both packed forms beyond.

    A context manager; what it wrote vanishes when its block does not end well. Raises `OutputFailed`.
    """

    def __init__(self, path: Path, most: int | None = None) -> None:
        self._path, self._most, self._size = path, WHOLE_BYTES if most is None else most, 0
        self._open = ExitStack()
        self._writing: tuple[Callable[[bytes], object], ...] = ()

    def __enter__(self) -> WholeFile:
        self._plain = self._open.enter_context(written_atomically(self._path))
        self._writing = (self._plain.write,)
        return self

    def write(self, data: bytes) -> None:
        for write in self._writing:
            write(data)
        before, self._size = self._size, self._size + len(data)
        if before <= self._most < self._size:
            self._pack()

    def _pack(self) -> None:
        """What was written until now goes into the packed forms, and the plain one away."""
        with ExitStack() as opened:
            targets = [
                opened.enter_context(written_atomically(self._path.with_name(self._path.name + suffix)))
                for suffix in (".gz", ".zst")
            ]
            squeezed = opened.enter_context(zstd_stream(targets[1]))
            self._writing = (opened.enter_context(gzip_stream(targets[0])).write, squeezed.write)
            self._plain.flush()
            with Path(self._plain.name).open("rb") as written:
                while piece := written.read(_PIECE):
                    for write in self._writing:
                        write(piece)
            packed = opened.pop_all()
        with suppress(_Large), self._open:
            raise _Large
        self._open = packed

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, fault, trace)


class _Large(Exception):
    """The plain form is given up."""


def write_compressed(path: Path) -> tuple[Path, ...]:
    """Write `path` again with .gz and .zst after its name; the places of both.

    No clock and no name inside: the bytes depend on the content alone. Raises `OutputFailed`.
    """
    return _written(path, ".gz", _gzip), _written(path, ".zst", _zstd)


def gzip_stream(target: IO[bytes]) -> gzip.GzipFile:
    """A stream that compresses what it is given into `target`; close it before `target`."""
    return gzip.GzipFile(filename="", mode="wb", compresslevel=_GZIP_LEVEL, fileobj=target, mtime=0)


def zstd_stream(target: IO[bytes]) -> zstandard.ZstdCompressionWriter:
    """The same in Zstandard; `target` stays open."""
    return zstandard.ZstdCompressor(level=_ZSTD_LEVEL).stream_writer(target, closefd=False)


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
