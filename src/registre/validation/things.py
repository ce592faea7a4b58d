"""Which things a batch speaks of: by class, by property. Nodes are terms in N-Triples syntax."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import TypeAlias

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

_TYPE = f"<{RDF.type}>"
_NONE: frozenset[str] = frozenset()
Target: TypeAlias = tuple[str, str]
"""How a shape finds its nodes (the local name of the property of SHACL), and by which term."""


def read_targets(pairs: Iterable[tuple[URIRef, Node]]) -> tuple[Target, ...]:
    """The targets of a shape (`Shapes.targets`) as they are asked of things."""
    return tuple((kind.removeprefix(str(SH)), f"<{target}>") for kind, target in pairs)


class Things:
    """An index of triples, each given once. Predicates and classes are IRIs, subjects and objects are terms."""

    def __init__(self, triples: Iterable[tuple[str, str, str]]) -> None:
        self._pairs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._objects: dict[str, dict[str, list[str]]] = {}
        self._subjects: dict[str, dict[str, list[str]]] = {}
        pairs = self._pairs
        for subject, predicate, value in triples:
            pairs[predicate].append((subject, value))

    def objects_of(self, predicate: str) -> Mapping[str, Sequence[str]]:
        """Subject → its objects, in the order of the triples."""
        known = self._objects.get(predicate)
        if known is None:
            known = self._objects[predicate] = _grouped(self._pairs.get(predicate, ()))
        return known

    def subjects_of(self, predicate: str) -> Mapping[str, Sequence[str]]:
        """Object → its subjects, in the order of the triples."""
        known = self._subjects.get(predicate)
        if known is None:
            known = self._subjects[predicate] = _grouped((o, s) for s, o in self._pairs.get(predicate, ()))
        return known

    @classmethod
    def of_graph(cls, graph: Graph) -> Things:
        return cls((_term(s), _term(p), _term(o)) for s, p, o in graph)

    @cached_property
    def subjects(self) -> Set[str]:
        return {subject for pairs in self._pairs.values() for subject, _ in pairs}

    @property
    def used(self) -> Iterator[str]:
        """Every property, and every class."""
        yield from self._pairs
        yield from self.subjects_of(_TYPE)

    def found_by(self, targets: Iterable[Target]) -> Set[str]:
        """The nodes that the targets of a shape find. Subclasses are not followed: nothing is inferred."""
        return _NONE.union(*[self._found(kind, term) for kind, term in targets])

    def count(self, targets: Sequence[Target]) -> int:
        """How many nodes these targets find."""
        return len(self._found(*targets[0]) if len(targets) == 1 else self.found_by(targets))

    def having(self, properties: Iterable[str], nodes: Set[str]) -> Set[str]:
        """Those of `nodes` that have all of `properties`."""
        for one in properties:
            nodes = nodes & self.objects_of(one).keys()
        return nodes

    def _found(self, kind: str, term: str) -> Collection[str]:
        """The nodes that one target finds, each once."""
        match kind:
            case "targetClass":
                return self.subjects_of(_TYPE).get(term, ())
            case "targetSubjectsOf":
                return self.objects_of(term)
            case "targetObjectsOf":
                return self.subjects_of(term)
        return {term} & self.subjects

    def uses(self, term: str) -> Iterator[tuple[str, str]]:
        """The (subject, predicate) of each use of an IRI as property or as class."""
        yield from ((subject, term) for subject in self.objects_of(term))
        yield from ((subject, _TYPE) for subject in self.subjects_of(_TYPE).get(term, ()))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key, value in pairs:
        if key in groups:
            groups[key].append(value)
        else:
            groups[key] = [value]
    return groups


def name_of_term(term: str) -> str:
    """The IRI of a term; a blank node keeps its "_:"."""
    return term[1:-1] if term.startswith("<") else term


def _term(node: Node) -> str:
    if isinstance(node, URIRef):
        return f"<{node}>"
    return f"_:{node}" if isinstance(node, BNode) else repr(node)
