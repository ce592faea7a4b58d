"""What the page of the dataset lists: the files that people download, and the publications of the past."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from registre.files import sha256_of
from registre.publication.changes.index import ChangeList
from registre.publication.distributions import find_distributions
from registre.publication.dumps import FOLDER
from registre.publication.shards import MANIFEST, SHARDS
from registre.publication.site.closing import BodyShard, DatedVersion, PublishedFile
from registre.publication.site.figures import Language


def published_files(folder: Path) -> Iterator[PublishedFile]:
    """The files of the newest dumps: those of the catalogue in its order, with its words, then what stands beside them.

    Shards are told by their manifest: a register of a thousand bodies has thousands.
    """
    announced = {one.path: one for one in find_distributions(folder)}
    present = {path.relative_to(folder).as_posix() for path in (folder / FOLDER).rglob("*") if path.is_file()}
    beside = sorted(path for path in present - announced.keys() if not path.startswith(f"{SHARDS}/"))
    for path in (*announced, *beside, *sorted(present & {MANIFEST})):
        one = announced.get(path)
        titles: dict[Language, str] = {"fr": one.french, "en": one.english} if one is not None else {}
        file = folder / path
        yield PublishedFile(path, file.stat().st_size, sha256_of(file), titles)


def count_shards(folder: Path) -> int:
    return sum(1 for _ in (folder / SHARDS).glob("*.nq.gz"))


def shards_of_bodies(folder: Path) -> dict[str, tuple[BodyShard, ...]]:
    """The files of the graph by body and year, as their manifest lists them, by the key of the body."""
    found: dict[str, list[BodyShard]] = {}
    for one in json.loads((folder / MANIFEST).read_bytes())["shards"]:
        if one["body"] is not None:
            shard = BodyShard(f"{SHARDS}/{one['file']}", one["year"], one["triples"], one["size_bytes"])
            found.setdefault(one["body"], []).append(shard)
    return {body: tuple(shards) for body, shards in found.items()}


def dated_versions(kept: Sequence[str], lists: Sequence[ChangeList]) -> tuple[DatedVersion, ...]:
    """Every publication of which dumps or a list of changes are kept, newest first."""
    told = {one.version: one for one in lists}
    names = sorted({*kept, *told}, key=_place, reverse=True)
    return tuple(DatedVersion(name, name in kept, told.get(name)) for name in names)


def _place(name: str) -> tuple[str, int]:
    """The day, and which publication of the day: 2024-03-11-10 comes after 2024-03-11-2."""
    return name[:10], int(name[11:] or 1)
