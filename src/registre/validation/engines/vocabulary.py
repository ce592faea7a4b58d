"""The properties that a query can read: a store that holds only these gives the same answers, and loads faster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdflib import URIRef
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue


def properties_of(query: str) -> frozenset[str] | None:
    """IRIs of the properties of every triple pattern; None when the query may read any property."""
    found = set[str]()
    for predicate in _predicates(prepareQuery(query).algebra):
        named = _named_by(predicate)
        if named is None:
            return None
        found |= named
    return frozenset(found)


def _predicates(part: Any) -> Iterator[Any]:
    """The predicate of each triple pattern, in sub-queries and in EXISTS too."""
    if isinstance(part, CompValue):
        for triple in part.get("triples") or ():
            yield from triple[1::3]  # (s, p, o), or (s, p, o, s, p, o…) where rdflib leaves the syntax as it is
        for name, inner in part.items():
            if name != "triples":
                yield from _predicates(inner)
    elif isinstance(part, list | tuple | set):
        for inner in part:
            yield from _predicates(inner)


def _named_by(predicate: Any) -> set[str] | None:
    if isinstance(predicate, URIRef):
        return {str(predicate)}
    if isinstance(predicate, SequencePath | AlternativePath):
        parts = [_named_by(one) for one in predicate.args]
        return None if None in parts else {name for one in parts if one for name in one}
    if isinstance(predicate, InvPath):
        return _named_by(predicate.arg)
    if isinstance(predicate, MulPath):  # « * » and « ? » hold of nodes without any triple
        return None if predicate.zero else _named_by(predicate.path)
    return None
