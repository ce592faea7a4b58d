"""Files: where the package's own data are, and how a file reaches its place.

A file appears whole or not at all: it is written beside its place, synchronised, then renamed.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from registre.errors import OutputFailed, RegistreError

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


@contextmanager
def written_atomically(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose bytes become `path` when the block ends well, and vanish when it does not.

    Raises `OutputFailed` naming the path when the disk refuses.
    """
    temporary = path.with_name(path.name + _TEMPORARY)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as stream:
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


def write_new(path: Path, data: bytes) -> None:
    """Put `data` at `path` inside a tree that nobody sees yet: the swap of the tree is the atomic step.

    Ten thousand synchronised renames cost minutes and protect nothing here.
    """
    try:
        try:
            path.write_bytes(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except OSError as fault:
        raise OutputFailed(_refusal(path, fault)) from fault


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def swap_directory(new: Path, place: Path) -> None:
    """Make `new` the content of `place`; what stood there is removed afterwards.

    On Linux the two change names in one step, so that `place` is never missing. Elsewhere two renames do it: a crash
    between them leaves the old tree at `place` + ".old", and the next build puts it back (`recover_directory`).
    """
    old = place.with_name(place.name + ".old")
    try:
        if old.exists():
            shutil.rmtree(old)
        if place.exists() and exchange(new, place):
            shutil.rmtree(new, ignore_errors=True)
            return
        if place.exists():
            os.rename(place, old)
        os.rename(new, place)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as fault:
        recover_directory(place)
        raise OutputFailed(f"{place}: cannot be replaced ({fault.strerror}). What was there is unchanged.") from fault


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
