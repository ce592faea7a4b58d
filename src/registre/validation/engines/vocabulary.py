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
    for subject, predicate, value in _patterns(prepareQuery(query).algebra):
        if isinstance(predicate, MulPath) and predicate.zero and URIRef in (type(subject), type(value)):
            predicate = predicate.path  # « ? » and « * » from a node that is known ask nothing else of the store
        named = _named_by(predicate)
        if named is None:
            return None
        found |= named
    return frozenset(found)


def _patterns(part: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Each triple pattern, in sub-queries and in EXISTS too."""
    if isinstance(part, CompValue):
        for one in part.get("triples") or ():  # (s, p, o), or (s, p, o, s, p, o…) where rdflib leaves the syntax
            yield from (
                (one[at - 1], one[at], one[at + 1] if at + 1 < len(one) else None) for at in range(1, len(one), 3)
            )
        for name, inner in part.items():
            if name != "triples":
                yield from _patterns(inner)
    elif isinstance(part, list | tuple | set):
        for inner in part:
            yield from _patterns(inner)


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
