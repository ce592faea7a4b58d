"""What a store was given: a graph in the store itself says the digest and the size of each graph that we put there.

Kept beside the data, it is true whoever pushes next, from whichever machine. A graph's line is taken away before the
graph is replaced and written after it: a push that is cut leaves graphs without a line, which the next gives again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pyoxigraph

from registre.stores.content import Graph
from registre.stores.store import Store

DIGEST: Final = "http://spdx.org/rdf/terms#checksumValue"
TRIPLES: Final = "http://rdfs.org/ns/void#triples"
_INTEGER: Final = "http://www.w3.org/2001/XMLSchema#integer"


class Ledger:
    """The list in the graph `iri` of a store. Methods raise `EndpointFailed` as the store does."""

    def __init__(self, store: Store, iri: str) -> None:
        self.iri, self._store = iri, store

    def read(self) -> dict[str, str]:
        """The graphs that were given, with the digest of each."""
        lines = pyoxigraph.parse(self._store.get(self.iri), format=pyoxigraph.RdfFormat.N_TRIPLES)
        return {line.subject.value: line.object.value for line in lines if line.predicate.value == DIGEST}

    def forget(self, graphs: Iterable[str]) -> None:
        """Take away the lines of `graphs`."""
        names = " ".join(f"<{graph}>" for graph in graphs)
        if names:
            where = f"GRAPH <{self.iri}> {{ ?graph ?says ?what }}"
            self._store.update(f"DELETE {{ {where} }} WHERE {{ {where} VALUES ?graph {{ {names} }} }}")

    def remember(self, graphs: Iterable[Graph]) -> None:
        """Write the lines of `graphs`."""
        lines = " ".join(
            f'<{one.iri}> <{DIGEST}> "{one.digest}" ; <{TRIPLES}> "{one.triples}"^^<{_INTEGER}> .' for one in graphs
        )
        if lines:
            self._store.update(f"INSERT DATA {{ GRAPH <{self.iri}> {{ {lines} }} }}")
