"""Pairs of names that are one organisation, found by the real linking and compared with the known ones.

A file of known names is a CSV (UTF-8, comma, a head line): `name`, `body`, `entity`, and when known `alias`, `siren`,
`rna`, `kind`. Two rows are one organisation when their `entity` is the same. Every row becomes a mention in
a document of its body, `identify` links all of them together, then pairs are counted.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from registre.errors import BadConfiguration
from registre.linking.identify import Identities, identify
from registre.linking.identities import Organisation
from registre.linking.reference import Reference
from registre.records import Act, DocumentKind, Evidence, Fact, Mention, Record, Session, Source

DAY = dt.date(2000, 1, 1)
"""Organisations have no date: any will do."""


@dataclass(frozen=True, slots=True, order=True)
class KnownMention:
    """A name as a document of `body` (its name or its SIREN) writes it, and who it truly is."""

    name: str
    body: str
    entity: str
    alias: str = ""
    siren: str = ""
    rna: str = ""
    kind: str = ""
    """A word of whoever wrote the file: figures are also given by kind."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of mentions: truly one, found one, both."""

    true: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.right / self.true if self.true else None

    def __add__(self, other: Pairs) -> Pairs:
        return Pairs(self.true + other.true, self.found + other.found, self.right + other.right)


@dataclass(frozen=True, slots=True)
class LinksMeasure:
    """All pairs, and for each kind the pairs that have a mention of that kind, seen from it."""

    mentions: int
    entities: int
    organisations: int
    whole: Pairs
    kinds: dict[str, Pairs] = field(default_factory=dict)
    wrong: tuple[tuple[KnownMention, KnownMention], ...] = ()
    """One pair for each two entities that were made one."""
    missed: tuple[tuple[KnownMention, KnownMention], ...] = ()
    """One pair for each two halves of an entity."""


def read_known(path: Path) -> list[KnownMention]:
    """The mentions of a CSV file, or of all `*.csv` of a folder. Raises `BadConfiguration` on another format."""
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not files:
        raise BadConfiguration(f"{path}: no CSV file. Write one with the columns name,body,entity.")
    return [one for file in files for one in _read_file(file)]


def _read_file(path: Path) -> Iterator[KnownMention]:
    known = {one.name for one in fields(KnownMention)}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            if missing := {"name", "body", "entity"} - set(rows.fieldnames or ()):
                raise BadConfiguration(f"{path}: the head line lacks {', '.join(sorted(missing))}.")
            for row in rows:
                yield KnownMention(**{key: (value or "").strip() for key, value in row.items() if key in known})
    except (OSError, UnicodeDecodeError) as fault:
        raise BadConfiguration(f"{path}: cannot be read ({fault}). Write it as CSV, in UTF-8.") from fault


def write_known(path: Path, mentions: Iterable[KnownMention]) -> None:
    names = [one.name for one in fields(KnownMention)]
    with path.open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines, lineterminator="\n")
        rows.writerow(names)
        rows.writerows([getattr(one, name) for name in names] for one in mentions)


def measure_links(mentions: Iterable[KnownMention], reference: Reference) -> LinksMeasure:
    """What `identify` makes of the mentions at its default threshold. Memory grows with the mentions."""
    known = sorted({(one.name, one.body, one.entity): one for one in mentions}.values())
    documents = _documents(known)
    identities = identify((record for _, record in documents), reference)
    found = [one for rows, record in documents for one in _found(rows, record, identities)]
    return compare(known, found)


def _documents(known: Sequence[KnownMention]) -> list[tuple[list[tuple[int, KnownMention]], Record]]:
    """One document a body, that mentions all of its names; identifiers stand in its text, after the name."""
    bodies: defaultdict[str, list[tuple[int, KnownMention]]] = defaultdict(list)
    for rank, one in enumerate(known):
        bodies[one.body].append((rank, one))
    return [(rows, _document(body, rows)) for body, rows in sorted(bodies.items())]


def _document(body: str, rows: list[tuple[int, KnownMention]]) -> Record:
    text, mentions = "", []
    for _, one in rows:
        start = len(text)
        identifier = f" (SIREN {one.siren})" if one.siren else f" (RNA {one.rna})" if one.rna else ""
        text += f"{one.name}{identifier}\n"
        evidence = Evidence(start, start + len(one.name), one.name, "evaluation.links")
        mentions.append(Fact(Mention(one.name, one.alias or None), evidence))
    digest = hashlib.sha256(text.encode()).hexdigest()
    here = Evidence(0, 0, "", "evaluation.links")
    siren = Fact(body, here) if body.isdigit() and len(body) == 9 else None
    session = Session(Fact(body, here) if siren is None else None, Fact("Assemblée", here), Fact(DAY, here), siren)
    source = Source(f"{body}.txt", len(text.encode()), digest, "text/plain")
    return Record(source, text, digest, DocumentKind.extract, session, (Act(0, len(text), mentions=tuple(mentions)),))


def _found(rows: list[tuple[int, KnownMention]], record: Record, identities: Identities) -> Iterator[tuple[int, str]]:
    linked = identities.link(record)
    organisations: dict[str, Organisation] = dict(linked.organisations) if linked is not None else {}
    for rank, one in rows:
        organisation = organisations.get(one.name)
        yield rank, f"{organisation.scheme}/{organisation.key}" if organisation is not None else f"nobody {rank}"


def compare(known: Sequence[KnownMention], found: Iterable[tuple[int, str]]) -> LinksMeasure:
    """Pairs counted from the sizes of the groups: no pair is ever written down."""
    of_mention = dict(found)
    cells = Counter((one.entity, of_mention[rank]) for rank, one in enumerate(known))
    entities = Counter(one.entity for one in known)
    organisations = Counter(of_mention.values())
    kinds: defaultdict[str, Pairs] = defaultdict(Pairs)
    for rank, one in enumerate(known):
        sizes = (entities[one.entity], organisations[of_mention[rank]], cells[one.entity, of_mention[rank]])
        kinds[one.kind] += Pairs(*(size - 1 for size in sizes))
    whole = Pairs(*(sum(size * (size - 1) // 2 for size in part.values()) for part in (entities, organisations, cells)))
    wrong = _examples(known, lambda rank, one: (of_mention[rank], one.entity))
    missed = _examples(known, lambda rank, one: (one.entity, of_mention[rank]))
    return LinksMeasure(
        len(known), len(entities), len(organisations), whole, dict(sorted(kinds.items())), wrong, missed
    )


def _examples(
    known: Sequence[KnownMention], key: Callable[[int, KnownMention], tuple[str, str]]
) -> tuple[tuple[KnownMention, KnownMention], ...]:
    """For each group that has several parts: the first mention of one part beside that of each other one."""
    groups: defaultdict[str, dict[str, KnownMention]] = defaultdict(dict)
    for rank, one in enumerate(known):
        group, part = key(rank, one)
        groups[group].setdefault(part, one)
    firsts = (list(parts.values()) for _, parts in sorted(groups.items()))
    return tuple((first, other) for first, *others in firsts for other in others)
