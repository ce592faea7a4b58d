"""Shapes that surely find nothing in a batch: what they alone look at is not given to the compiled engine.

More than half of the triples of a sitting are evidence. Reading them takes the engine longer than judging them; the
four shapes that look at them are gone through here, a constraint at a time for all nodes. What is not beyond doubt is
not spared: then the engine is given everything, and finds what there is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final, TypeAlias

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection as Listed
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import Node

from registre.validation.engines.batch import Batch, lines
from registre.validation.engines.values import plain_pattern
from registre.validation.shapes import SHAPES, Shapes
from registre.validation.things import Target, Things

SPARED: Final = tuple(SHAPES + name for name in ("Evidence", "Passage", "Quote", "Position"))
"""Shapes of many nodes that hardly ever fail."""
_INTEGER = re.compile(rf'"(-?[0-9]{{1,15}})"\^\^<{re.escape(str(XSD.integer))}>')
_TYPE, _SUBCLASS = f"<{RDF.type}>", f"<{RDFS.subClassOf}>"


@dataclass(frozen=True, slots=True)
class _Found:
    """What a path leads to from some nodes."""

    things: Things
    nodes: Collection[str]
    values: Sequence[Collection[str]]
    """Of each node, each value once."""
    every: Set[str]


Check: TypeAlias = Callable[[_Found], bool]
"""Whether a constraint surely holds."""


class NotSpared(ValueError):
    """A shape says something that is not checked here, or others look at what it looks at."""


@dataclass(frozen=True, slots=True)
class Spared:
    """Shapes that may be spared, and what the engine must read to judge by all others."""

    shapes: tuple[tuple[tuple[Target, ...], tuple[_Property, ...]], ...]
    mentioned: frozenset[str]
    """Every term that the other shapes hold."""

    @classmethod
    def of(cls, shapes: Shapes, names: Iterable[str] = SPARED) -> Spared | None:
        """None where one of the shapes `names` is not there, or may not be spared."""
        try:
            spared = tuple((shapes.aims[name], _properties(shapes.graph, URIRef(name))) for name in names)
            return cls(spared, _mentioned(shapes, frozenset(map(URIRef, names))))
        except (NotSpared, KeyError):
            return None

    def all_hold(self, things: Things) -> bool:
        """Whether these shapes surely find nothing."""
        if things.objects_of(_SUBCLASS):
            return False
        found = [(things.found_by(targets), properties) for targets, properties in self.shapes]
        return all(one.holds(things, nodes) for nodes, properties in found if nodes for one in properties)

    def others_read(self, batch: Batch) -> str:
        """The triples that all other shapes can see, as N-Triples: by property; classes by the nodes that have them."""
        classes = batch.things.subjects_of(_TYPE)
        judged = {node for one in classes.keys() & self.mentioned for node in classes[one]}
        return lines(
            one for one in batch.triples if (one[0] in judged if one[1] == _TYPE else one[1] in self.mentioned)
        )


@dataclass(frozen=True, slots=True)
class _Property:
    """A property shape: a path of one property or two, and checks of what it leads to."""

    path: tuple[str, ...]
    checks: tuple[Check, ...]

    def holds(self, things: Things, nodes: Collection[str]) -> bool:
        steps = [things.objects_of(one) for one in self.path]
        values: list[Collection[str]] = [steps[0].get(node, ()) for node in nodes]
        for step in steps[1:]:
            values = [{end for one in found for end in step.get(one, ())} for found in values]
        found = _Found(things, nodes, values, set[str]().union(*values))
        return all(check(found) for check in self.checks)


def _mentioned(shapes: Shapes, spared: frozenset[URIRef]) -> frozenset[str]:
    """Every term that the shapes which are not spared hold, and those that they name."""
    graph = shapes.graph
    waiting: list[Node] = [shape for shape in map(URIRef, shapes.targets) if shape not in spared]
    seen = set(waiting)
    while waiting:
        new = set(graph.objects(waiting.pop())) - seen
        seen |= new
        waiting += new
    if seen & spared or (None, SH.closed, None) in graph:
        raise NotSpared("another shape names one, or names no property and sees it")
    if not all(_asks_its_own_classes(shapes, *pair) for pair in graph.subject_predicates(RDF.type) if pair[0] in seen):
        raise NotSpared("a shape looks at the classes of things that it does not find by class")
    return frozenset(f"<{one}>" for one in seen if isinstance(one, URIRef))


def _asks_its_own_classes(shapes: Shapes, asking: Node, how: Node) -> bool:
    """Whether rdf:type is the path of a property shape of shapes that find all their nodes by class."""
    users = set(shapes.graph.subjects(None, asking))
    by_class = {name for name, targets in shapes.aims.items() if all(kind == "targetClass" for kind, _ in targets)}
    alone = not any((None, None, user) in shapes.graph for user in users)
    return how == SH.path and str(asking) not in shapes.aims and {str(one) for one in users} <= by_class and alone


def _properties(graph: Graph, shape: URIRef) -> tuple[_Property, ...]:
    """The property shapes of a shape that finds its nodes by class and says nothing else."""
    for predicate, value in graph.predicate_objects(shape):
        if predicate not in (SH.targetClass, SH.property) and (predicate, value) != (RDF.type, SH.NodeShape):
            raise NotSpared(f"{shape} has {predicate}")
    return tuple(_property(graph, one) for one in sorted(graph.objects(shape, SH.property), key=str))


def _property(graph: Graph, shape: Node) -> _Property:
    said = [pair for pair in graph.predicate_objects(shape) if pair[0] not in (RDF.type, SH.message, SH.path)]
    return _Property(_path(graph, graph.value(shape, SH.path)), tuple(_check(*pair) for pair in sorted(said, key=str)))


def _path(graph: Graph, path: Node | None) -> tuple[str, ...]:
    steps = [path] if isinstance(path, URIRef) else list(Listed(graph, path)) if path is not None else []
    if not steps or not all(isinstance(one, URIRef) for one in steps):
        raise NotSpared(f"{path} is neither a property nor a list of some")
    return tuple(f"<{one}>" for one in steps)


def _check(component: Node, value: Node) -> Check:
    known = _CHECKS.get(component)
    made = None if known is None else known(value)
    if made is None:
        raise NotSpared(f"{component} {value} is not checked here")
    return made


def _min_count(value: Node) -> Check | None:
    return (lambda found: all(found.values)) if value == Literal(1) else None


def _max_count(value: Node) -> Check | None:
    return (lambda found: max(map(len, found.values)) <= 1) if value == Literal(1) else None


def _class(value: Node) -> Check:
    term = f"<{value}>"
    return lambda found: found.every <= set(found.things.subjects_of(_TYPE).get(term, ()))


def _has_value(value: Node) -> Check | None:
    term = f"<{value}>"
    return (lambda found: all(term in values for values in found.values)) if isinstance(value, URIRef) else None


def _less_than(value: Node) -> Check:
    other = f"<{value}>"

    def check(found: _Found) -> bool:
        ends = found.things.objects_of(other)
        pairs = zip(found.nodes, found.values, strict=True)
        return all(_is_less(one, end) for node, values in pairs for one in values for end in ends.get(node, ()))

    return check


def _is_less(one: str, other: str) -> bool:
    low, high = _whole(one), _whole(other)
    return low is not None and high is not None and low < high


@lru_cache(maxsize=1 << 12)
def _whole(term: str) -> int | None:
    """The number that an xsd:integer says; None for anything else."""
    found = _INTEGER.fullmatch(term)
    return None if found is None else int(found[1])


def _of_each(holds: Callable[[str], bool] | None) -> Check | None:
    """A check of each value by itself."""
    return None if holds is None else lambda found: all(map(holds, found.every))


def _is_iri(term: str) -> bool:
    return term.startswith("<")


def _pattern(value: Node) -> Callable[[str], bool] | None:
    found = plain_pattern(str(value))
    return None if found is None else lambda term: _is_iri(term) and found.search(term[1:-1]) is not None


_DATATYPES: Final[Mapping[Node, Callable[[str], bool]]] = {
    XSD.string: lambda term: term.startswith('"') and term.endswith('"'),
    XSD.integer: lambda term: _whole(term) is not None,
}


def _min_length(value: Node) -> Callable[[str], bool] | None:
    return None if value != Literal(1) else lambda term: term.startswith('"') and not term.startswith('""')


def _at_least(least: int, term: str) -> bool:
    value = _whole(term)
    return value is not None and value >= least


def _min_inclusive(value: Node) -> Callable[[str], bool] | None:
    if not isinstance(value, Literal) or value.datatype != XSD.integer:
        return None
    return partial(_at_least, int(value))


_CHECKS: Final[Mapping[Node, Callable[[Any], Check | None]]] = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH["class"]: _class,
    SH.hasValue: _has_value,
    SH.lessThan: _less_than,
    SH.nodeKind: lambda value: _of_each(_is_iri if value == SH.IRI else None),
    SH.pattern: lambda value: _of_each(_pattern(value)),
    SH.datatype: lambda value: _of_each(_DATATYPES.get(value)),
    SH.minLength: lambda value: _of_each(_min_length(value)),
    SH.minInclusive: lambda value: _of_each(_min_inclusive(value)),
}
"""Constraint components → what makes a check of one's value; None when that value is not known here."""
