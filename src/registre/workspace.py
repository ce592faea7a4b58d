"""Where a build works until it is done: a hidden folder beside the publication, for one build at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from registre.errors import OutputFailed
from registre.files import recover_directory, swap_directory


class Busy(OutputFailed):
    """Another build writes to the same place."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """`public` becomes the publication; `scratch` is thrown away; `rejected` keeps what must not be published."""

    out: Path
    root: Path

    @property
    def public(self) -> Path:
        return self.root / "public"

    @property
    def scratch(self) -> Path:
        return self.root / "scratch"

    @property
    def previous(self) -> Path | None:
        """The publication that this build replaces, if there is one."""
        return self.out if self.out.is_dir() else None

    @property
    def rejected(self) -> Path:
        return self.out.with_name(self.out.name + ".rejected")

    def publish(self) -> None:
        """Swap the publication in; a report of an earlier refusal no longer applies."""
        swap_directory(self.public, self.out)
        shutil.rmtree(self.rejected, ignore_errors=True)

    def reject(self) -> None:
        """Leave the publication as it is and keep the refused one for inspection."""
        swap_directory(self.public, self.rejected)


@contextmanager
def workspace(out: Path) -> Iterator[Workspace]:
    """A fresh workspace for `out`; what a killed build left is swept, and two builds never meet.

    Raises `Busy`, or `OutputFailed` when the place cannot be written.
    """
    out = out.absolute()
    space = Workspace(out, out.with_name(f".{out.name}.building"))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _exclusive(out.with_name(f".{out.name}.lock"), out):
            recover_directory(out)
            shutil.rmtree(space.root, ignore_errors=True)
            space.public.mkdir(parents=True)
            space.scratch.mkdir()
            try:
                yield space
            finally:
                shutil.rmtree(space.root, ignore_errors=True)
    except OSError as fault:
        place = fault.filename or out
        raise OutputFailed(f"{place}: cannot be written ({fault.strerror}). What was there is unchanged.") from fault


@contextmanager
def _exclusive(lock: Path, out: Path) -> Iterator[None]:
    descriptor = os.open(lock, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise Busy(f"{out}: another build writes here. Wait for its end, then try again.") from fault
        yield
    finally:
        os.close(descriptor)
