"""The documents of a folder, read by workers and kept on disk: each is spooled once or set aside with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from registre.documents import find_documents
from registre.engine.cache import Cache
from registre.engine.engines import LOCAL, Engine
from registre.engine.reading import TARGET, Outcome, Place, ReadDocument, jobs_for, outcomes
from registre.errors import UnreadableSource
from registre.kept import KeptNames
from registre.messages import Language, say
from registre.progress import Watch, silent
from registre.quarantine import SetAside, not_published, unreadable
from registre.records import Record, Severity, Source
from registre.spool import Spool

Complete = Callable[[Record], Record]
"""What the publisher's settings add to a record."""


@dataclass(slots=True)
class Gathered:
    """What reading the folder left: where each record stands in the spool, and what is set aside."""

    documents: int = 0
    places: list[int] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)


class _Sourced(msgspec.Struct):
    """A record, as far as its source: for those that are not kept."""

    source: Source


def gather(
    folder: Path,
    spool: Spool,
    *,
    jobs: int | None = None,
    complete: Complete | None = None,
    cache: Cache | None = None,
    machines: Engine = LOCAL,
    listed: Sequence[tuple[str, str]] | None = None,
    watch: Watch[Any] = silent,
    language: Language = "fr",
) -> Gathered:
    """Read every document of `folder` into `spool`, in the order of their paths, with `jobs` workers (default: cores)
    of `machines`.

    The bytes of the spool do not depend on them, nor on what `cache` keeps. A document with the bytes of an earlier
    one is set aside. `listed` are documents that stand at addresses, in the place of those of `folder`: see `build`.
    """
    count, documents = _documents(folder, listed)
    with machines.workers(TARGET, jobs=jobs_for(count, jobs)) as workers:
        read = watch(outcomes(documents, workers, cache), say("reading", language), count)
        return _spooled(read, spool, complete)


def _documents(folder: Path, listed: Sequence[tuple[str, str]] | None) -> tuple[int, Iterable[tuple[Place, str]]]:
    """How many there are, and each of them. Only their names wait: a hundred thousand paths take 70 MB."""
    if listed is not None:
        return len(listed), listed
    above = folder.parent if folder.is_file() else folder
    names = [relative for _, relative in find_documents(folder)]
    return len(names), ((above / name, name) for name in names)


def _spooled(read: Iterable[Outcome], spool: Spool, complete: Complete | None) -> Gathered:
    gathered, seen = Gathered(), KeptNames()
    for one in read:
        gathered.documents += 1
        if isinstance(one, UnreadableSource):
            gathered.set_aside.append(unreadable(one))
            continue
        if seen.add(one.sha256, one.relative):
            gathered.places.append(spool.append_encoded(_completed(one, complete)))
        else:
            source, first = msgspec.json.decode(one.record, type=_Sourced).source, seen.find(one.sha256) or ""
            gathered.set_aside.append(not_published(source, "source.duplicate", Severity.info, first))
    return gathered


def _completed(one: ReadDocument, complete: Complete | None) -> bytes:
    if complete is None:
        return one.record
    return msgspec.json.encode(complete(msgspec.json.decode(one.record, type=Record)))
