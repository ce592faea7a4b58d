"""Turtle in the words of another vocabulary: terms through the one gate, triples sorted, no blank node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph

from registre.graph.pages import Term, Triple
from registre.graph.terms import iri
from registre.graph.vocabulary import Rdf


class Sheet:
    """Triples that become one Turtle file; a triple said twice stands once, None says nothing."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = dict(sorted(prefixes.items()))
        self._triples: set[Triple] = set()

    def describe(self, node: str, classes: Iterable[Term], *values: tuple[Term, Term | None]) -> None:
        """`node` is of these classes and has these values."""
        subject = iri(node)
        self._triples |= {(subject, Rdf.type, one) for one in classes}
        self._triples |= {(subject, prop, value) for prop, value in values if value is not None}

    def __len__(self) -> int:
        return len(self._triples)

    def as_turtle(self) -> bytes:
        """The file: prefixes, then subjects in order, of each its classes first."""
        ordered = sorted(self._triples, key=lambda one: (one[0], one[1] != Rdf.type, one[1:]))
        lines = "".join([f"{s} {p} {o} .\n" for s, p, o in ordered])
        parsed = pyoxigraph.parse(lines, pyoxigraph.RdfFormat.N_TRIPLES)
        written = pyoxigraph.serialize(parsed, format=pyoxigraph.RdfFormat.TURTLE, prefixes=self._prefixes)
        assert written is not None
        body = written.split(b"\n", len(self._prefixes))[-1]  # its own prefix lines have no fixed order
        head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in self._prefixes.items())
        return head.encode() + b"\n" + body


def link(target: str | None) -> Term | None:
    """An IRI as a value; None for nothing."""
    return iri(target) if target else None
