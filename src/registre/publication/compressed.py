"""Dumps again, smaller: gzip for everybody, Zstandard for those who have it. Same input, same bytes.

A dump that grows large stands packed only: who wants a part of it takes the shards. Whoever reads one finds it in any
form (`standing`) and reads them all alike (`unpacked`).
"""

from __future__ import annotations

import gzip
import io
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Final, cast

import zstandard

from registre.errors import OutputFailed
from registre.files import written_atomically

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_GZIP_LEVEL: Final = 3
_ZSTD_LEVEL: Final = 3
"""The next quarter of the size would cost gzip twice the time and Zstandard six times (docs/performance.md)."""
_PIECE: Final = 1 << 20
_PACKED_PIECE: Final = 1 << 15
"""What is unpacked at once: a megabyte of a dump becomes thirty."""
WHOLE_BYTES: Final = 1 << 30
"""Size above which a dump in one file is packed only."""
FORMS: Final = ("", ".zst", ".gz")
"""What follows the name of a dump in each form, the quickest to read first."""
UNREADABLE: Final = (OSError, EOFError, zlib.error, zstandard.ZstdError)
"""What reading a packed file raises when it is cut or is none."""


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


def write_gzip(path: Path) -> Path:
    """Write `path` again with .gz after its name; its place.

    No clock and no name inside: the bytes depend on the content alone. Raises `OutputFailed`.
    """
    return _written(path, ".gz", _gzip)


def write_zstd(path: Path) -> Path:
    """The same with .zst."""
    return _written(path, ".zst", _zstd)


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


def standing(path: Path) -> Path | None:
    """The form in which a dump stands; None when it stands in none."""
    return next((one for form in FORMS if (one := path.with_name(path.name + form)).is_file()), None)


@contextmanager
def unpacked(path: Path) -> Iterator[IO[bytes]]:
    """What a file holds, unpacked as the end of its name says. Reading it raises one of `UNREADABLE`."""
    with path.open("rb") as source:
        if path.suffix == ".gz":
            with gzip.open(source) as stream:
                yield cast("IO[bytes]", stream)
        elif path.suffix == ".zst":
            with io.BufferedReader(_Frame(source), _PIECE) as buffered:
                yield buffered
        else:
            yield source


class _Frame(io.RawIOBase):
    """A Zstandard file as a stream. That of the library ends in silence where a file is cut: this one does not."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self._frame, self._rest = source, zstandard.ZstdDecompressor().decompressobj(), memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not self._rest and (piece := self._source.read(_PACKED_PIECE)):
            self._rest = memoryview(self._frame.decompress(piece))
        if not self._rest and not self._frame.eof:
            raise EOFError("the file ends before its end")
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._rest))
        target[:size], self._rest = self._rest[:size], self._rest[size:]
        return size
