"""Dated versions of the dumps, which never change once they are published.

`dumps/latest/` is the newest; `dumps/2024-03-11/` is what it was that day, compressed. A new build carries the
dated folders of the publication it replaces, byte for byte. A second publication of one day that differs from the
first stands beside it as `2024-03-11-2`: who cites a version finds what was cited.

One thing breaks this promise: a document that is withdrawn or words that are suppressed leave every version. One
that was made before such a decision is not carried, and `versions.json` says so.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

from registre.errors import OutputFailed
from registre.files import sha256_of, write_new
from registre.publication.dumps import CHECKSUMS, FOLDER
from registre.publication.quality import FINDINGS

VERSIONS: Final = "dumps/versions.json"
ERASED: Final = "ERASED"
"""In each version: keys of the decisions that had taken something out of it, one a line."""
REMOVED: Final = (
    "Un document de cette version a été retiré, ou un nom occulté. / "
    "A document of this version was withdrawn, or a name suppressed."
)
_LATEST: Final = Path(FOLDER).name
_KEPT: Final = (".zst", ".parquet", "ontology.ttl", ".schema.json", FINDINGS)
"""What a dated version holds: the smallest form of each file."""
_PIECES: Final = "shards"
"""The folder of what stands in the whole dumps too."""


def keep_versions(
    folder: Path, previous: Path | None, day: date | None, erasing: Collection[str] = ()
) -> tuple[str, ...]:
    """Carry the dated versions of `previous`, add that of `day`; the names of all, oldest first.

    `folder` is a publication whose dumps are written; `previous` the one it replaces, if any. Without a day
    nothing is added. `erasing` holds the keys of the decisions that take something out of every version.
    Files are linked where the disk can, copied elsewhere. Raises `OutputFailed`.
    """
    dumps = folder / Path(FOLDER).parent
    try:
        removed = _carry(previous, dumps, set(erasing)) if previous is not None else set()
        if day is not None:
            _add(dumps, day.isoformat(), sorted(erasing))
        names = _version_names(dumps)
    except (OSError, ValueError) as fault:
        raise OutputFailed(f"{dumps}: versions cannot be kept ({fault}).") from fault
    listed = [{"version": name, "checksums": f"dumps/{name}/{CHECKSUMS}"} for name in names]
    gone = [{"version": name, "removed": REMOVED} for name in sorted(removed - set(names))]
    write_new(folder / VERSIONS, (json.dumps([*listed, *gone], indent=1, ensure_ascii=False) + "\n").encode())
    return names


def _carry(previous: Path, new: Path, erasing: set[str]) -> set[str]:
    """Link the versions that hold nothing erased; the names of those left behind, now or before."""
    old, index = previous / Path(FOLDER).parent, previous / VERSIONS
    if not old.is_dir():
        return set()
    removed = (
        {one["version"] for one in json.loads(index.read_bytes()) if "removed" in one} if index.is_file() else set()
    )
    for name in _version_names(old):
        if not erasing <= set((old / name / ERASED).read_text("utf-8").split()):
            removed.add(name)
            continue
        for path in sorted(path for path in (old / name).rglob("*") if path.is_file()):
            carry_file(path, new / path.relative_to(old))
    return removed


def _version_names(dumps: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in dumps.iterdir() if path.is_dir() and path.name != _LATEST))


def _add(dumps: Path, day: str, erasing: list[str]) -> None:
    latest = dumps / _LATEST
    files = (path for path in latest.rglob("*") if path.is_file() and path.parent.name != _PIECES)
    kept = sorted(path for path in files if path.name.endswith(_KEPT))
    sums = "".join(f"{sha256_of(path)}  {path.relative_to(latest).as_posix()}\n" for path in kept)
    for name in _names(day):
        place = dumps / name
        if not place.is_dir():
            for path in kept:
                carry_file(path, place / path.relative_to(latest))
            write_new(place / ERASED, "".join(f"{key}\n" for key in erasing).encode())
            write_new(place / CHECKSUMS, sums.encode())
            return
        if (place / CHECKSUMS).read_text("utf-8") == sums:
            return


def _names(day: str) -> Iterator[str]:
    yield day
    yield from (f"{day}-{number}" for number in count(2))


def carry_file(source: Path, target: Path) -> None:
    """Link a file of a publication into the one that replaces it; copy it where the disk cannot."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without links
        shutil.copyfile(source, target)
