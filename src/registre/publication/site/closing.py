"""What the site is told when every sitting has been added: the numbers, the files and the queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from registre.publication.changes.index import ChangeList
from registre.publication.coverage import BodyCoverage
from registre.publication.quality import Quality, Version
from registre.publication.site.figures import Language
from registre.publication.site.term_uses import Sighting


@dataclass(frozen=True, slots=True)
class StaticAnswer:
    """The answer to a question when the site was made. Cells are texts; `links` are places of columns of IRIs."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: frozenset[int]
    csv: str
    """The whole answer, as the file beside the page has it."""


@dataclass(frozen=True, slots=True)
class QueryCard:
    """A question of the query library; texts by language. `text` is the query itself.

    `parameters` are (name, kind, default or "", meaning), `columns` (name, kind, meaning).
    """

    name: str
    title: Mapping[Language, str]
    description: Mapping[Language, str]
    text: str
    use: Mapping[Language, str] = field(default_factory=dict)
    limits: Mapping[Language, str] = field(default_factory=dict)
    parameters: tuple[tuple[str, str, str, Mapping[Language, str]], ...] = ()
    columns: tuple[tuple[str, str, Mapping[Language, str]], ...] = ()
    required: tuple[str, ...] = ()
    """Names of the parameters without which the question cannot be asked."""
    answer: StaticAnswer | None = None
    """None for a question that waits for a value, or that asks elsewhere: a publication makes no network call."""
    chart: Mapping[str, str] = field(default_factory=dict)
    """How to draw an answer: `kind` (bars | lines | flows), then names of columns: `label`, `value`, perhaps `series`.

    One mark a row: a drawing adds nothing up. Empty: not to be drawn.
    """
    service: Mapping[str, str] = field(default_factory=dict)
    """The endpoint elsewhere that the question also asks, `url`, and the one variable `sent` there; empty for none."""

    @property
    def body(self) -> str:
        """The query without the comment lines that open it: pages say them in their own language."""
        lines = self.text.splitlines()
        first = next((place for place, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
        return "\n".join(lines[first:])


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of the publication that people download; `path` is relative to the public folder."""

    path: str
    size_bytes: int
    sha256: str | None = None
    titles: Mapping[Language, str] = field(default_factory=dict)
    """What it is, as the catalogue says; nothing for a file that only stands beside another."""


@dataclass(frozen=True, slots=True)
class BodyShard:
    """A file of the graph that holds one body and year; `path` is relative to the public folder."""

    path: str
    year: int
    triples: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class DatedVersion:
    """A publication of the past, by its name: whether its dumps are kept, and what changed then, when that is told."""

    name: str
    kept: bool
    changes: ChangeList | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """Numbers of the whole build. `uses` counts the triples that use each ontology term, by local name."""

    version: str
    day: date | None = None
    """Date of the data; None takes the latest session."""
    triples: int = 0
    evidence_triples: int = 0
    set_aside: int | None = None
    quarantined: int | None = None
    """Documents left out; None when the one who closes does not know."""
    files: tuple[PublishedFile, ...] = ()
    shards: int = 0
    """Files by body and year, which the page counts and their manifest lists."""
    shards_of: Mapping[str, tuple[BodyShard, ...]] = field(default_factory=dict)
    """Those files, by the key of the body."""
    versions: tuple[DatedVersion, ...] = ()
    """Newest first."""
    queries: tuple[QueryCard, ...] = ()
    described: str | None = None
    """The dataset in schema.org JSON-LD, to stand in its page."""
    uses: Mapping[str, int] = field(default_factory=dict)
    classes: Mapping[str, int] = field(default_factory=dict)
    """Things of each class, by its IRI."""
    coverage: tuple[BodyCoverage, ...] = ()
    """What is published of each body and year."""
    sightings: Mapping[str, Sighting] = field(default_factory=dict)
    """The first statement that uses each ontology term, by local name."""
    quality: Quality = field(default_factory=Quality)
    """What the validation found, in numbers."""
    traced: tuple[Version, ...] = ()
    """Those numbers in the dated versions that are kept, oldest first."""
