"""The shapes as values that a page can show: what is judged, what is asked of it, and how grave it is to miss it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rdflib import DCAT, DCTERMS, RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from registre.publication.coverage import shape_name
from registre.publication.site.naming import Named, Texts, named, texts
from registre.publication.site.term_uses import shape_files
from registre.validation import Gravity
from registre.validation.shapes import SHAPES

_GRAVITIES: Final = {SH.Violation: Gravity.violation, SH.Warning: Gravity.warning, SH.Info: Gravity.info}
_TARGETS: Final = (
    ("class", SH.targetClass),
    ("subjects", SH.targetSubjectsOf),
    ("objects", SH.targetObjectsOf),
)
_VALUES: Final = (
    ("class", SH["class"]),
    ("datatype", SH.datatype),
    ("node_kind", SH.nodeKind),
    ("is", SH.hasValue),
    ("pattern", SH.pattern),
    ("from", SH.minInclusive),
    ("above", SH.minExclusive),
    ("up_to", SH.maxInclusive),
    ("below", SH.maxExclusive),
    ("letters", SH.minLength),
    ("not_as", SH.disjoint),
    ("before", SH.lessThan),
    ("not_after", SH.lessThanOrEquals),
    ("shape", SH["not"]),
)
"""Constraints with one value, in the order in which they are told."""
_HOLE: Final = re.compile(r"\{\?\w+\}")
_LONGEST: Final = 90
"""Characters of a pattern that are shown."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing asked of a value: `kind` is a word of the catalogue, `terms` or `value` what it is asked to be."""

    kind: str
    terms: tuple[Named, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint. `steps` is its path: properties one after the other, or, when `either`, any of them.

    `least` and `most` count the values; None when they are not counted. A rule that is a query has no path.
    `shared` says that it was told before, under another thing.
    """

    name: str
    gravity: Gravity
    messages: Texts
    steps: tuple[Named, ...] = ()
    either: bool = False
    least: int | None = None
    most: int | None = None
    limits: tuple[Limit, ...] = ()
    sources: tuple[Named, ...] = ()
    since: date | None = None
    periods: tuple[tuple[Texts, date, date], ...] = ()
    """When another rule held: what it was, its first and last day."""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A node shape: what it judges, and its rules. `alone` says that it is one rule by itself."""

    name: str
    targets: tuple[tuple[str, Named], ...]
    rules: tuple[Rule, ...]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A file of shapes: its name without extension, its sets, and names that they use: other shapes, periods."""

    name: str
    sets: tuple[RuleSet, ...]
    helpers: tuple[str, ...]


def read_parts(shapes: Graph, ontology: Graph) -> tuple[Part, ...]:
    """The shapes of every file, in the order in which they are written."""
    reader = _Reader(shapes, ontology)
    return tuple(reader.part(name, shapes_of) for name, shapes_of in shape_files())


class _Reader:
    def __init__(self, shapes: Graph, ontology: Graph) -> None:
        self._graph, self._ontology = shapes, ontology
        self._told: set[Node] = set()

    def part(self, name: str, names: Sequence[str]) -> Part:
        sets, helpers = [], []
        for one in names:
            shape = URIRef(SHAPES + one)
            targets = self._targets(shape)
            if targets:
                sets.append(self._set(shape, targets))
            elif not {SH.PropertyShape, SH.SPARQLConstraint} & set(self._graph.objects(shape, RDF.type)):
                helpers.append(one)
        return Part(name, tuple(sets), tuple(helpers))

    def _targets(self, shape: URIRef) -> tuple[tuple[str, Named], ...]:
        found = ((kind, one) for kind, predicate in _TARGETS for one in self._sorted(shape, predicate))
        return tuple((kind, self._named(one)) for kind, one in found)

    def _set(self, shape: URIRef, targets: tuple[tuple[str, Named], ...]) -> RuleSet:
        alone = (shape, RDF.type, SH.PropertyShape) in self._graph
        held = [shape] if alone else [*self._sorted(shape, SH.property), *self._sorted(shape, SH.sparql)]
        whole = self._gravity(shape, Gravity.violation)
        return RuleSet(shape_name(str(shape)), targets, tuple(self._rule(one, whole) for one in held), alone)

    def _rule(self, rule: Node, whole: Gravity) -> Rule:
        """A rule; a query weighs what its set weighs, a property what it says itself."""
        steps, either = self._steps(rule)
        own = Gravity.violation if steps else whole
        shared = rule in self._told
        self._told.add(rule)
        return Rule(
            name=shape_name(str(rule)),
            gravity=self._gravity(rule, own),
            messages={one: _HOLE.sub("…", text) for one, text in texts(self._graph, rule, SH.message).items()},
            steps=steps,
            either=either,
            least=self._number(rule, SH.minCount),
            most=self._number(rule, SH.maxCount),
            limits=tuple(self._limits(rule)),
            sources=tuple(self._named(one) for one in self._sorted(rule, DCTERMS.source)),
            since=self._day(rule, DCAT.startDate),
            periods=tuple(self._periods(rule)),
            shared=shared,
        )

    def _gravity(self, node: Node, unsaid: Gravity) -> Gravity:
        stated = self._graph.value(node, SH.severity)
        return next((gravity for term, gravity in _GRAVITIES.items() if term == stated), unsaid)

    def _steps(self, rule: Node) -> tuple[tuple[Named, ...], bool]:
        path = self._graph.value(rule, SH.path)
        if path is None or isinstance(path, URIRef):
            return (self._named(path),) if path is not None else (), False
        either = self._graph.value(path, SH.alternativePath)
        return tuple(self._named(one) for one in Collection(self._graph, either or path)), either is not None

    def _limits(self, rule: Node) -> Iterator[Limit]:
        for kind, predicate in _VALUES:
            for one in self._sorted(rule, predicate):
                yield self._limit(kind, one)
        for predicate, kind in ((SH["in"], "in"), (SH["or"], "or"), (SH.languageIn, "languages")):
            for listed in self._graph.objects(rule, predicate):
                yield self._limit(kind, *Collection(self._graph, listed))
        if (rule, SH.uniqueLang, Literal(True)) in self._graph:
            yield Limit("one_a_language")

    def _limit(self, kind: str, *values: Node) -> Limit:
        """Terms as terms, a shape as the classes that it stands for, anything else as it is written."""
        terms = [term for one in values for term in self._stood_for(one)]
        if terms:
            return Limit(kind, tuple(terms))
        text = ", ".join(str(one) for one in values)
        return Limit(kind, value=text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")

    def _stood_for(self, value: Node) -> Iterator[Named]:
        if isinstance(value, URIRef) and value.startswith(SHAPES):
            inner = [*self._sorted(value, SH["class"]), *self._sorted(value, SH.datatype)]
            yield from (self._named(one) for one in inner or [value])
        elif isinstance(value, URIRef):
            yield self._named(value)

    def _periods(self, rule: Node) -> Iterator[tuple[Texts, date, date]]:
        for period in self._sorted(rule, DCTERMS.temporal):
            first, last = self._day(period, DCAT.startDate), self._day(period, DCAT.endDate)
            if first is not None and last is not None:
                yield texts(self._graph, period, RDFS.label), first, last

    def _named(self, term: Node) -> Named:
        return named(term, self._ontology)

    def _sorted(self, subject: Node, predicate: Node) -> list[Node]:
        return sorted((one for one in self._graph.objects(subject, predicate) if not isinstance(one, BNode)), key=str)

    def _day(self, subject: Node, predicate: Node) -> date | None:
        found = self._graph.value(subject, predicate)
        return date.fromisoformat(str(found)) if found is not None else None

    def _number(self, subject: Node, predicate: Node) -> int | None:
        found = self._graph.value(subject, predicate)
        return int(str(found)) if found is not None else None
