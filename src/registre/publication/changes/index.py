"""The index of the lists of changes: what a publication tells of its past, and what it had to forget.

`changes/index.json` names each list, with how many pages of each fate it tells, and the lists that are gone.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from registre.errors import OutputFailed
from registre.files import write_new
from registre.publication.versions import REMOVED, carry_file

FOLDER: Final = "changes"
INDEX: Final = f"{FOLDER}/index.json"


@dataclass(frozen=True, slots=True)
class ChangeList:
    """One list: its name (the day, with a number from the second on), and how many pages of each fate it tells.

    `first`: nothing stood before. `erasing`: keys of the decisions that had taken something out when it was made.
    """

    version: str
    day: date
    first: bool = False
    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    merged: int = 0
    erasing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A list that is not carried any more, and why."""

    version: str
    removed: str = REMOVED


@dataclass(frozen=True, slots=True)
class Index:
    """The lists of a publication, oldest first. `erasing` as of the publication itself."""

    base: str
    erasing: tuple[str, ...] = ()
    lists: tuple[ChangeList, ...] = ()
    removed: tuple[Removed, ...] = ()

    def names(self) -> set[str]:
        return {one.version for one in self.lists} | {one.version for one in self.removed}


def read_index(folder: Path | None) -> Index | None:
    """The index of the publication in `folder`; None when it has none. Raises `OutputFailed`."""
    if folder is None or not (folder / INDEX).is_file():
        return None
    try:
        return msgspec.json.decode((folder / INDEX).read_bytes(), type=Index)
    except (OSError, msgspec.DecodeError) as fault:
        raise OutputFailed(
            f"{folder / INDEX}: cannot be read ({fault}). Put back that of the publication, or remove it: "
            "the history of changes then starts again."
        ) from fault


def write_index(folder: Path, index: Index) -> None:
    told = msgspec.to_builtins(index)
    write_new(folder / INDEX, (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode())


def carried(folder: Path, previous: Path, index: Index, erasing: Collection[str]) -> Index:
    """Link the lists that tell nothing erased into `folder`; the index of what is there now."""
    kept = [one for one in index.lists if set(erasing) <= set(one.erasing)]
    told = {one.version for one in kept}
    for one in kept:
        for suffix in (".jsonl", ".ttl"):
            name = f"{FOLDER}/{Path(one.version).name}{suffix}"
            carry_file(previous / name, folder / name)
    gone = sorted(index.names() - told)
    return Index(index.base, tuple(sorted(erasing)), tuple(kept), tuple(map(Removed, gone)))
