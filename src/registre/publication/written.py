"""A page as the dumps hold it, and what can be counted of it: pure, so that any process may write it.

Who gathers pages needs no triple of them: the bytes go to their files, the counts to the catalogue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from registre.graph.pages import PageGraph, Term, Triple
from registre.graph.terms import iri
from registre.graph.vocabulary import PREFIXES, Elidl, Rdf
from registre.publication.documents import json_ld_of, n_quads, subjects_first, turtles_of

OURS: Final = f"<{PREFIXES['reg']}"
"""How the terms of our vocabulary begin."""


@dataclass(frozen=True, slots=True)
class PageCounts:
    """What a page holds: triples, subjects, uses of each property, things of each class."""

    triples: int
    subjects: int
    properties: Mapping[Term, int]
    classes: Mapping[Term, int]
    terms: tuple[Term, ...]
    """Terms of our vocabulary among the values, sorted."""
    days: tuple[str, ...]
    """ISO dates of the sessions it tells of."""
    evidence_triples: int


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page in each syntax: its part of registre.nq, of evidence.nq, of registre.ttl and of registre.jsonld."""

    iri: str
    kind: str
    quads: bytes
    evidence: bytes
    turtle: bytes
    """Without the lines that declare prefixes."""
    nodes: bytes
    """JSON objects, a comma between two."""
    counts: PageCounts


def written(pages: Sequence[PageGraph]) -> tuple[WrittenPage, ...]:
    """Pages as the dumps hold them, in their order."""
    ordered = [subjects_first(page) for page in pages]
    return tuple(_written(*one) for one in zip(pages, ordered, turtles_of(ordered), strict=True))


def _written(page: PageGraph, ordered: Sequence[Triple], turtle: bytes) -> WrittenPage:
    return WrittenPage(
        page.iri,
        page.kind,
        n_quads(page.triples, iri(page.iri)).encode(),
        n_quads(page.evidence, iri(f"{page.iri}#evidence")).encode(),
        turtle,
        b",\n".join(json_ld_of(ordered)),
        _counts(page),
    )


def _counts(page: PageGraph) -> PageCounts:
    values = [(predicate, value) for _, predicate, value in page.triples]
    return PageCounts(
        triples=len(page.triples),
        subjects=len({subject for subject, _, _ in page.triples}),
        properties=Counter([predicate for predicate, _ in values]),
        classes=Counter([value for predicate, value in values if predicate == Rdf.type]),
        terms=tuple(sorted({value for _, value in values if value.startswith(OURS)})),
        days=tuple(value[1:11] for predicate, value in values if predicate == Elidl.activity_date),
        evidence_triples=len(page.evidence),
    )


def triples_of(quads: bytes) -> tuple[Triple, ...]:
    """The triples of N-Quads that `written` made, in their order."""
    return tuple(_triple(line) for line in quads.decode().split("\n")[:-1])


def _triple(line: str) -> Triple:
    """Neither a subject nor a property holds a space, and the graph is the last IRI of the line."""
    subject, predicate, rest = line.split(" ", 2)
    return Term(subject), Term(predicate), Term(rest[: rest.rindex(" <")])
