"""Names that meet on disk, found by a process of its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import msgspec

from registre.engine.apart import answered_apart
from registre.engine.worker import Work
from registre.linking.blocks_on_disk import meet

TARGET: Final = "registre.engine.meeting:prepare"


def met_apart(folder: Path, largest: int) -> None:
    """`blocks_on_disk.meet`, by another process of this machine, or by this one. Raises `OutputFailed`."""
    if answered_apart(TARGET, msgspec.msgpack.encode((os.fsencode(folder), largest))) is None:
        meet(folder, largest)


def prepare(_argument: bytes) -> Work:
    """The function of one folder, in a process of its own."""

    def work(task: bytes) -> bytes:
        folder, largest = msgspec.msgpack.decode(task, type=tuple[bytes, int])
        meet(Path(os.fsdecode(folder)), largest)
        return b""

    return work
