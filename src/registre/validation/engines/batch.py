"""The triples that are judged together, as each engine wants to read them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

from rdflib import Graph

from registre.graph.pages import Triple
from registre.validation.batches import parse_ntriples
from registre.validation.report import Finding
from registre.validation.things import Things


class Batch:
    """Triples, each once, in the order given: as text, as an index of things, and as a graph only if asked."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = tuple(dict.fromkeys(triples))

    @cached_property
    def ntriples(self) -> str:
        return lines(self.triples)

    def ntriples_of(self, properties: frozenset[str]) -> str:
        """The triples of these properties (IRIs) alone."""
        wanted = {f"<{one}>" for one in properties}
        return lines(triple for triple in self.triples if triple[1] in wanted)

    @cached_property
    def things(self) -> Things:
        return Things(self.triples)

    @cached_property
    def graph(self) -> Graph:
        return parse_ntriples(self.ntriples.encode())


def lines(triples: Iterable[Triple]) -> str:
    """Triples as N-Triples, in the order given."""
    return "".join([f"{s} {p} {o} .\n" for s, p, o in triples])


class Engine(Protocol):
    """Finds what SHACL finds, with our messages; the order is free."""

    def findings(self, batch: Batch) -> Iterable[Finding]: ...
