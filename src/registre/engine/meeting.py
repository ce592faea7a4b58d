"""Names that meet on disk, found by a process of its own: what DuckDB takes of memory and code goes with it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from registre.engine.limits import OF_OUR_VALUES
from registre.engine.pool import Lost, Pool
from registre.engine.worker import Work
from registre.linking.blocks_on_disk import meet

TARGET: Final = "registre.engine.meeting:prepare"
LIMITS: Final = msgspec.structs.replace(OF_OUR_VALUES, may_write=True)


def met_apart(folder: Path, largest: int) -> None:
    """`blocks_on_disk.meet`, by another process of this machine, or by this one. Raises `OutputFailed`."""
    with Pool(TARGET, jobs=1, limits=LIMITS) as apart:
        (answer,) = apart.run([msgspec.msgpack.encode((folder.as_posix(), largest))])
    if isinstance(answer, Lost):  # here it shows why
        meet(folder, largest)


def prepare(_argument: bytes) -> Work:
    """The function of one folder, in a process of its own."""

    def work(task: bytes) -> bytes:
        folder, largest = msgspec.msgpack.decode(task, type=tuple[str, int])
        meet(Path(folder), largest)
        return b""

    return work
