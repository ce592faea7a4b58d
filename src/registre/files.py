"""Files: where the package's own data are, and how a file reaches its place.

A file appears whole or not at all: it is written beside its place, synchronised, then renamed.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, NoReturn

from registre.errors import OutputFailed, RegistreError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_PACKAGE = Path(__file__).parent
_TEMPORARY = ".writing"


def resource(folder: str) -> Path:
    """The folder `ontology`, `shapes`, `queries`, `site` or `examples` of this installation.

    In a wheel they stand inside the package; in a checkout at the top of the repository.
    """
    installed = _PACKAGE / "_resources" / folder
    path = installed if installed.is_dir() else _PACKAGE.parent.parent / folder
    if not path.is_dir():
        raise RegistreError(f"{path}: this installation lacks its folder « {folder} ». Install registre again.")
    return path


class _Named(io.BufferedWriter):
    """A stream that says which file it is when its disk refuses: several may be open at a time."""

    def __init__(self, path: Path, raw: io.FileIO) -> None:
        super().__init__(raw)
        self._path = path

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError as fault:
            raise OutputFailed(_refusal(self._path, fault)) from fault


@contextmanager
def written_atomically(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose bytes become `path` when the block ends well, and vanish when it does not.

    Raises `OutputFailed` naming the path when the disk refuses.
    """
    temporary = path.with_name(path.name + _TEMPORARY)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _Named(path, temporary.open("wb", buffering=0)) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException as fault:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(fault, OSError):
            raise OutputFailed(_refusal(path, fault)) from fault
        raise


def _refusal(path: Path, fault: OSError) -> str:
    return f"{path}: cannot be written ({fault.strerror}). What was there is unchanged."


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole or not at all."""
    with written_atomically(path) as stream:
        stream.write(data)


def write_new(path: Path | str, data: bytes) -> None:
    """Put `data` at `path` inside a tree that nobody sees yet: the swap of the tree is the atomic step.

    `swap_directory` synchronises the whole tree at once; ten thousand files one by one take minutes.
    """
    try:
        try:
            _write(path, data)
        except FileNotFoundError:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            _write(path, data)
    except OSError as fault:
        raise OutputFailed(_refusal(Path(path), fault)) from fault


def _write(path: Path | str, data: bytes) -> None:
    """Without a buffer, which costs more than the writing of a small file; never into a file that two trees share."""
    place = Path(path)
    try:
        stream = place.open("xb", buffering=0)
    except FileExistsError:
        place.unlink()
        stream = place.open("xb", buffering=0)
    with stream:
        while data:
            data = data[stream.write(data) :]


def stays_inside(name: str) -> bool:
    """Whether a relative name, with « / », leads nowhere but below the folder that it is relative to."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and "\0" not in name


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def swap_directory(new: Path, place: Path) -> None:
    """Make `new` the content of `place`; what stood there is removed afterwards.

    After this: 1. every byte of the tree was on the disk before it got its name; 2. so was the name before the old tree
    went. On Linux the two change names in one step, so that `place` is never missing. Elsewhere two renames do it: a
    crash between them leaves the old tree at `place` + ".old", and the next build puts it back (`recover_directory`).
    """
    old = place.with_name(place.name + ".old")
    try:
        if old.exists():
            shutil.rmtree(old)
        synchronise_tree(new)
        former = _rename(new, place, old)
        try:
            synchronise(place.parent)
        except OSError:
            _rename(former, place, new) if former.exists() else os.rename(place, new)
            raise
        shutil.rmtree(former, ignore_errors=True)
    except OSError as fault:
        recover_directory(place)
        raise OutputFailed(f"{place}: cannot be replaced ({fault.strerror}). What was there is unchanged.") from fault


def _rename(new: Path, place: Path, old: Path) -> Path:
    """`new` takes the name `place`; where the tree that had it is now: `new` when they changed names, else `old`."""
    if place.exists() and exchange(new, place):
        return new
    if place.exists():
        os.rename(place, old)
    os.rename(new, place)
    return old


def synchronise_tree(tree: Path) -> None:
    """Return when all that is written below `tree` is on the disk. Raises OSError when the disk says it is not.

    On Linux one call does it for the whole file system (syncfs, which reports lost writes since 5.8): 0.1 s for
    3,000 files where one by one take ten times as long. Elsewhere each file and folder is synchronised.
    """
    whole = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None
    if whole is None:
        for folder, _, names in os.walk(tree, onerror=_raise):
            for name in names:
                synchronise(Path(folder, name))
            synchronise(Path(folder))
        return
    descriptor = os.open(tree, os.O_RDONLY)
    try:
        if whole(descriptor):
            raise OSError(number := ctypes.get_errno(), os.strerror(number), str(tree))
    finally:
        os.close(descriptor)


def synchronise(path: Path) -> None:
    """Return when the bytes of a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _raise(fault: OSError) -> NoReturn:
    raise fault


_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


def exchange(one: Path, other: Path) -> bool:
    """Let two existing paths change names in one step; False, with nothing done, where the system cannot."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return renameat2 is not None and not renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)


def recover_directory(place: Path) -> None:
    """Undo a swap that was cut in the middle."""
    old = place.with_name(place.name + ".old")
    if old.exists() and not place.exists():
        os.rename(old, place)
