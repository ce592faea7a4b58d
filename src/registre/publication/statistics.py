"""What a publication holds, counted while its pages go by: for the catalogue, the VoID description, the vocabulary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from registre.graph.pages import Term, Triple
from registre.graph.vocabulary import Rdf, Reg
from registre.publication.written import OURS, PageCounts, WrittenPage, triples_of

APART: Final = frozenset({"decisions", "tombstone"})
"""Kinds of pages that count among no kind of thing."""


@dataclass(slots=True)
class Statistics:
    """What the dumps hold: numbers of triples, things and uses of each term."""

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

    def count(self, page: WrittenPage) -> None:
        """Add a page. Its triples are read only when it is the first one that says something."""
        if page.kind not in APART:
            self.pages[page.kind] += 1
            self.examples.setdefault(page.kind, page.iri)
        if page.evidence and Reg.Evidence not in self.seen:
            self._see_evidence(triples_of(page.evidence))
        fresh = page.counts.properties.keys() - self.properties.keys()
        if fresh or not self.seen.keys() >= set(page.counts.terms):
            self._see(triples_of(page.quads), fresh)
        self._add(page.counts)

    def _add(self, counts: PageCounts) -> None:
        self.triples += counts.triples
        self.evidence_triples += counts.evidence_triples
        self.entities += counts.subjects
        self.properties.update(counts.properties)
        self.classes.update(counts.classes)
        for day in counts.days:
            self.first_day = min(self.first_day or day, day)
            self.last_day = max(self.last_day or day, day)

    def _see(self, triples: tuple[Triple, ...], fresh: Collection[Term]) -> None:
        for triple in triples:
            _, predicate, value = triple
            if predicate in fresh:
                self.seen.setdefault(predicate, (triple,))
            if value.startswith(OURS) and value not in self.seen:
                self.seen[value] = _thing(triples, triple)

    def _see_evidence(self, triples: tuple[Triple, ...]) -> None:
        """The class and the properties that only evidence has; the first page that has any has them all."""
        for triple in triples:
            term = triple[2] if triple[1] == Rdf.type else triple[1]
            if term.startswith(OURS):
                self.seen.setdefault(term, _thing(triples, triple))


def _thing(triples: tuple[Triple, ...], first: Triple) -> tuple[Triple, ...]:
    """All that is said of a thing, when the statement is that of its class; else that statement alone."""
    if first[1] != Rdf.type:
        return (first,)
    return tuple(one for one in triples if one[0] == first[0])
