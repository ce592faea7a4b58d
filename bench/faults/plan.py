"""One fault: the process that installs it meets a disk that refuses at one place.

Faults are put under Python's own files and renames (`io`, `os`), so that all of `registre` above them runs as it is.
What compiled libraries write (Parquet, the index of words) is met by full disks instead: `disks.py`.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NoReturn

from registre import files

TEMPORARY = ".writing"


class Kind(StrEnum):
    """What the disk does."""

    full = "ENOSPC"
    broken = "EIO"
    forbidden = "EACCES"
    too_many = "EMFILE"
    short = "short write"
    unsynchronised = "failed fsync"
    unrenamed = "failed rename"
    killed_before = "killed before rename"
    killed_after = "killed after rename"


ON_OPENING = {Kind.forbidden: errno.EACCES, Kind.too_many: errno.EMFILE}
ON_WRITING = {Kind.full: errno.ENOSPC, Kind.broken: errno.EIO, Kind.short: errno.ENOSPC}
ANY_FILE = (*ON_OPENING, *ON_WRITING)
"""Kinds that any output may meet; those written beside their place meet the two others too."""
ATOMIC_FILE = (*ANY_FILE, Kind.unsynchronised, Kind.unrenamed)


def _fail(number: int, path: str | None = None) -> NoReturn:
    raise OSError(number, os.strerror(number), *(() if path is None else (path,)))


class _RefusingFile(io.FileIO):
    """A file whose disk refuses, at once or after half of what it was first given."""

    number: int = 0
    left: int = 0

    def write(self, data: Any, /) -> int:
        if self.left:
            self.left -= 1
            return super().write(memoryview(data)[: max(1, len(data) // 2)])
        _fail(self.number)


@dataclass(slots=True)
class Fault:
    """The disk refuses at paths that match `place`, a pattern; `told` hears of each path where it did."""

    kind: Kind
    place: str
    told: Callable[[str], None] = print

    def met_by(self, told: Callable[[str], None]) -> None:
        """From here on, this process meets the fault; `told` hears of it."""
        self.told = told
        self._install_opening()
        self._install_synchronising()
        self._install_renaming()

    def _meets(self, path: Any) -> str | None:
        if not isinstance(path, str | os.PathLike):
            return None
        name = os.fspath(path).removesuffix(TEMPORARY)
        return name if fnmatch(name, self.place) else None

    def _install_opening(self) -> None:
        whole = io.open

        def opened(file: Any, mode: str = "r", *others: Any, **more: Any) -> Any:
            name = self._meets(file)
            if name is None or not set(mode) & set("wax+") or self.kind not in ANY_FILE:
                return whole(file, mode, *others, **more)
            self.told(name)
            if self.kind in ON_OPENING:
                _fail(ON_OPENING[self.kind], name)
            raw = _RefusingFile(file, mode.replace("b", "").replace("t", ""))
            raw.number, raw.left = ON_WRITING[self.kind], int(self.kind is Kind.short)
            stream: Any = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
            return stream if "b" in mode else io.TextIOWrapper(stream, "utf-8")

        io.open = builtins.open = opened

    def _install_synchronising(self) -> None:
        whole = os.fsync

        def synchronised(descriptor: Any) -> None:
            name = self._meets(Path(f"/proc/self/fd/{descriptor}").readlink())
            if name is not None and self.kind is Kind.unsynchronised:
                self.told(name)
                _fail(errno.EIO)
            whole(descriptor)

        def whole_tree(tree: Path) -> None:
            if self.kind is Kind.unsynchronised and self._meets(tree) is not None:
                self.told(os.fspath(tree))
                _fail(errno.EIO, os.fspath(tree))
            at_once(tree)

        at_once = files.synchronise_tree
        setattr(os, "fsync", synchronised)  # noqa: B010 - a double of another signature
        files.synchronise_tree = whole_tree

    def _install_renaming(self) -> None:
        for name in ("replace", "rename"):
            setattr(os, name, self._renaming(getattr(os, name)))
        files.exchange = self._renaming(files.exchange)

    def _renaming(self, whole: Callable[..., Any]) -> Callable[..., Any]:
        def renamed(old: Any, new: Any, **more: Any) -> Any:
            name = self._meets(new)
            if name is not None and self.kind is Kind.unrenamed:
                self.told(name)
                _fail(errno.EIO, name)
            if name is not None and self.kind in (Kind.killed_before, Kind.killed_after):
                self.told(name)
                if self.kind is Kind.killed_after:
                    whole(old, new, **more)
                os.kill(os.getpid(), signal.SIGKILL)
            return whole(old, new, **more)

        return renamed
