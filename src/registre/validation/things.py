"""Which things a batch speaks of: by class, by property. Nodes are terms in N-Triples syntax."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import cache, cached_property

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

_TYPE = f"<{RDF.type}>"
_CLASS, _SUBJECTS, _OBJECTS = SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf
_NONE: frozenset[str] = frozenset()
Targets = Iterable[tuple[URIRef, Node]]


class Things:
    """An index of triples. Predicates and classes are IRIs, subjects and objects are terms."""

    def __init__(self, triples: Iterable[tuple[str, str, str]]) -> None:
        self.by_class: defaultdict[str, set[str]] = defaultdict(set)
        self.by_property: defaultdict[str, set[str]] = defaultdict(set)
        self._objects: defaultdict[str, set[str]] = defaultdict(set)
        by_property, objects = self.by_property, self._objects
        for subject, predicate, value in triples:
            by_property[predicate].add(subject)
            objects[predicate].add(value)
            if predicate == _TYPE:
                self.by_class[value].add(subject)

    @classmethod
    def of_graph(cls, graph: Graph) -> Things:
        return cls((_term(s), _term(p), _term(o)) for s, p, o in graph)

    @cached_property
    def subjects(self) -> set[str]:
        return set().union(*self.by_property.values())

    def found_by(self, targets: Targets) -> Set[str]:
        """The nodes that the targets of a shape find. Subclasses are not followed: nothing is inferred."""
        return _NONE.union(*[self._found(kind, _named(target)) for kind, target in targets])

    def having(self, properties: Iterable[str], nodes: Set[str]) -> Set[str]:
        """Those of `nodes` that have all of `properties`."""
        for one in properties:
            nodes = nodes & self.by_property.get(one, _NONE)
        return nodes

    def _found(self, kind: URIRef, target: str) -> Set[str]:
        if kind == _CLASS:
            return self.by_class.get(target, _NONE)
        if kind == _SUBJECTS:
            return self.by_property.get(target, _NONE)
        if kind == _OBJECTS:
            return self._objects.get(target, _NONE)
        return {target} & self.subjects

    def uses(self, term: str) -> Iterator[tuple[str, str]]:
        """The (subject, predicate) of each use of an IRI as property or as class."""
        yield from ((subject, term) for subject in self.by_property.get(term, ()))
        yield from ((subject, _TYPE) for subject in self.by_class.get(term, ()))


@cache
def _named(target: Node) -> str:
    return f"<{target}>"


def name_of_term(term: str) -> str:
    """The IRI of a term; a blank node keeps its "_:"."""
    return term[1:-1] if term.startswith("<") else term


def _term(node: Node) -> str:
    if isinstance(node, URIRef):
        return f"<{node}>"
    return f"_:{node}" if isinstance(node, BNode) else repr(node)
