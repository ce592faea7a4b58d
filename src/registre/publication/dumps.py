"""The dumps, written page after page: memory stays flat however long the register.

After a good end: 1. each triple stands once in registre.nq, .ttl and .jsonld, each in one piece;
2. the quads of registre.nq name the page they stand on, those of evidence.nq its `#evidence`;
3. every page has its .ttl and .jsonld beside its place, unless the settings want no pages.
A dump that is large stands packed only (`WholeFile`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple

from registre.config import Config
from registre.errors import OutputFailed, RegistreError
from registre.files import resource, sha256_of, write_new
from registre.graph.pages import PageGraph, Term, Triple
from registre.graph.terms import iri
from registre.graph.vocabulary import PREFIXES, Elidl, Rdf, Reg
from registre.kept import KeptNames
from registre.publication.compressed import WholeFile
from registre.publication.documents import HEADER, json_ld_of, n_quads, subjects_first, turtles_of

FOLDER: Final = "dumps/latest"
TABLES: Final = f"{FOLDER}/tables"
CHECKSUMS: Final = "SHA256SUMS"

_OURS: Final = f"<{PREFIXES['reg']}"
APART: Final = frozenset({"decisions", "tombstone"})
"""Kinds of pages that count among no kind of thing."""


class PageTwice(RegistreError):
    """The same page came twice: two things were given one IRI."""


@dataclass(slots=True)
class Statistics:
    """What the dumps hold, for the catalogue: numbers of triples, things and uses of each term."""

    triples: int = 0
    evidence_triples: int = 0
    entities: int = 0
    """Subjects: things and their parts."""
    pages: Counter[str] = field(default_factory=Counter)
    """Pages of each kind."""
    classes: Counter[Term] = field(default_factory=Counter)
    """Entities of each class."""
    properties: Counter[Term] = field(default_factory=Counter)
    """Triples of each property."""
    examples: dict[str, str] = field(default_factory=dict)
    """The first page of each kind."""
    seen: dict[Term, tuple[Triple, ...]] = field(default_factory=dict)
    """The first statement with each property and concept of the ontology; all of the first thing of each class."""
    first_day: str | None = None
    last_day: str | None = None
    """ISO dates of the first and last session."""

    def count(self, page: PageGraph) -> None:
        self.triples += len(page.triples)
        self.evidence_triples += len(page.evidence)
        self.entities += len({subject for subject, _, _ in page.triples})
        if page.kind not in APART:
            self.pages[page.kind] += 1
            self.examples.setdefault(page.kind, page.iri)
        if page.evidence and Reg.Evidence not in self.seen:
            self._see_evidence(page.evidence)
        counts = Counter([one[1] for one in page.triples])
        fresh = counts.keys() - self.properties.keys()
        self.properties.update(counts)
        for triple in page.triples:
            _, predicate, value = triple
            if predicate in fresh:
                self.seen[predicate] = (triple,)
                fresh.remove(predicate)
            if value.startswith(_OURS) and value not in self.seen:
                self.seen[value] = _thing(page.triples, triple)
            if predicate == Rdf.type:
                self.classes[value] += 1
            elif predicate == Elidl.activity_date:
                self._count_day(value[1:11])

    def _see_evidence(self, triples: tuple[Triple, ...]) -> None:
        """The class and the properties that only evidence has; the first page that has any has them all."""
        for triple in triples:
            term = triple[2] if triple[1] == Rdf.type else triple[1]
            if term.startswith(_OURS):
                self.seen.setdefault(term, _thing(triples, triple))

    def _count_day(self, day: str) -> None:
        self.first_day = min(self.first_day or day, day)
        self.last_day = max(self.last_day or day, day)


def _thing(triples: tuple[Triple, ...], first: Triple) -> tuple[Triple, ...]:
    """All that is said of a thing, when the statement is that of its class; else that statement alone."""
    if first[1] != Rdf.type:
        return (first,)
    return tuple(one for one in triples if one[0] == first[0])


class Written(NamedTuple):
    """A page as it stands in registre.nq and in registre.ttl."""

    quads: bytes
    turtle: bytes


class DumpWriter:
    """Writes dumps and page files below `folder` while pages come; a context manager.

    Pages are written in the order they come, which the build fixes. Raises `PageTwice`, `OutputFailed`.
    """

    def __init__(self, folder: Path, config: Config) -> None:
        self.folder, self.config = folder, config
        self._place = f"{folder.as_posix()}/"
        self.statistics = Statistics()
        self._stack = ExitStack()
        self._seen = KeptNames()

    def __enter__(self) -> DumpWriter:
        with ExitStack() as stack:
            self._quads, self._turtle, self._json, self._evidence = (
                stack.enter_context(WholeFile(self.folder / FOLDER / name))
                for name in ("registre.nq", "registre.ttl", "registre.jsonld", "evidence.nq")
            )
            self._turtle.write(HEADER)
            self._json.write(b"[\n")
            self._stack = stack.pop_all()
        return self

    def add(self, page: PageGraph) -> None:
        """Write one page everywhere it stands."""
        self.add_all([page])

    def add_all(self, pages: Sequence[PageGraph]) -> list[Written]:
        """Write pages everywhere they stand; what was written of each."""
        ordered = [subjects_first(page) for page in pages]
        return [self._write(*one) for one in zip(pages, ordered, turtles_of(ordered), strict=True)]

    def _write(self, page: PageGraph, ordered: Sequence[Triple], turtle: bytes) -> Written:
        self._refuse_twice(page.iri)
        self.statistics.count(page)
        quads = n_quads(page.triples, iri(page.iri)).encode()
        nodes = b",\n".join(json_ld_of(ordered))
        self._quads.write(quads)
        self._evidence.write(n_quads(page.evidence, iri(f"{page.iri}#evidence")).encode())
        self._turtle.write(b"\n" + turtle)
        self._json.write((b",\n" if len(self._seen) > 1 else b"") + nodes)
        if self.config.pages == "all":
            place = self._place + page.iri.removeprefix(self.config.base)
            write_new(f"{place}.ttl", HEADER + b"\n" + turtle)
            write_new(f"{place}.jsonld", b"[\n" + nodes + b"\n]\n")
        return Written(quads, turtle)

    def holds(self, address: str) -> bool:
        """Whether a page with this address was written."""
        return address in self._seen

    def _refuse_twice(self, address: str) -> None:
        if not address.startswith(self.config.base):
            raise RegistreError(f"{address}: not below the base {self.config.base} of this publication.")
        if not self._seen.add(address):
            raise PageTwice(f"{address}: two pages have this address. Their keys must differ.")

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if fault is not None:
            self._stack.__exit__(kind, fault, trace)
            return
        with self._stack:
            self._json.write(b"\n]\n")
        write_new(self.folder / FOLDER / "ontology.ttl", ontology())


def ontology() -> bytes:
    """The ontology, then its concept schemes, as they stand in the sources: one Turtle file."""
    folder = resource("ontology")
    parts = [folder / "registre.ttl", *sorted((folder / "schemes").glob("*.ttl"))]
    return b"\n".join(path.read_bytes() for path in parts if path.is_file())


def write_checksums(folder: Path) -> None:
    """SHA256SUMS of the dumps and tables, for `sha256sum -c` in `folder`."""
    try:
        paths = sorted(path for path in (folder / FOLDER).rglob("*") if path.is_file())
        lines = [f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}\n" for path in paths]
    except OSError as fault:
        raise OutputFailed(f"{folder / FOLDER}: cannot be read back ({fault.strerror}).") from fault
    write_new(folder / CHECKSUMS, "".join(lines).encode())
