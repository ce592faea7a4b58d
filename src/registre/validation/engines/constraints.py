"""The SPARQL constraints of the shapes, asked of pyoxigraph: one store a batch, `$this` bound before the query runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH

from registre.errors import BadShapes
from registre.validation.engines.batch import Batch
from registre.validation.engines.foresight import Foresight
from registre.validation.engines.messages import fill, templates_of
from registre.validation.engines.prebinding import Prebound
from registre.validation.report import Finding, Gravity
from registre.validation.shapes import Shapes
from registre.validation.things import Target

_TOGETHER = 200
"""Nodes that a query is asked of at once."""
_ADVICE = 'Set shacl_engine = "pyshacl" in registre.toml, or write it as a SELECT of a shape with a class.'


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a query beforehand, None where nothing is: the properties that it reads, and its plan."""

    reads: tuple[str, ...] | None = None
    plan: list[Any] | None = None


_NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Constraint:
    """One query of one shape. A row is a finding, whose ?path and ?value the row says."""

    iri: str
    targets: tuple[Target, ...]
    query: Prebound
    severity: Gravity
    templates: dict[str, str]
    reads: tuple[str, ...] | None = None
    foresight: Foresight | None = None

    def nodes(self, batch: Batch) -> list[str]:
        """The nodes to ask about, sorted: those for which the query surely finds nothing are left out.

        A node that a target names is one even if nothing is said of it.
        """
        named = {term for kind, term in self.targets if kind == "targetNode"}
        nodes = sorted(batch.things.having(self.query.needs, batch.things.found_by(self.targets) | named))
        return nodes if self.foresight is None or not nodes else self.foresight.may_find(batch.things, nodes)

    def finding(self, focus: str, row: dict[str, str]) -> Finding:
        values = {"this": focus, "value": focus} | row
        french, english = (self.templates.get(language, "") for language in ("fr", "en"))
        return Finding(
            self.severity,
            self.iri,
            focus,
            row.get("path"),
            row.get("value", focus),
            fill(french, values),
            fill(english, values),
            "SPARQL",
        )


class Constraints:
    """Every SPARQL constraint of the shapes, in the order of their IRIs."""

    def __init__(self, constraints: tuple[Constraint, ...]) -> None:
        self.every = constraints

    @classmethod
    def of(cls, shapes: Shapes, known: Mapping[str, Known] | None = None) -> Constraints:
        """`known` tells of each constraint, by its IRI, what is known beforehand of its query.

        Raises `BadShapes` for a query that only pySHACL asks.
        """
        _refuse_what_is_not_asked(shapes)
        pairs = sorted((str(node), str(shape)) for shape, node in shapes.graph.subject_objects(SH.sparql))
        told = known or {}
        return cls(tuple(_constraint(shapes, URIRef(node), shape, told.get(node, _NOTHING)) for node, shape in pairs))

    @property
    def queries(self) -> dict[str, Prebound]:
        """Every query, by the IRI of its constraint."""
        return {one.iri: one.query for one in self.every}

    def findings(self, batch: Batch) -> Iterator[Finding]:
        asked = [(one, nodes) for one in self.every if (nodes := one.nodes(batch))]
        if not asked:
            return
        store = ox.Store()
        store.bulk_load(_read_by([one for one, _ in asked], batch).encode(), ox.RdfFormat.N_TRIPLES)
        for constraint, nodes in asked:
            for focus, row in _answers(store, constraint.query, [_address(node) for node in nodes]):
                yield constraint.finding(focus, row)


def _read_by(constraints: Sequence[Constraint], batch: Batch) -> str:
    """The triples that these queries can read."""
    reads = [one.reads for one in constraints]
    if None in reads:
        return batch.ntriples
    return batch.ntriples_of(frozenset(name for one in reads if one for name in one))


def _address(node: str) -> str:
    if not node.startswith("<"):
        raise BadShapes(f"{node}: the fast engine asks queries of IRIs alone. {_ADVICE}")
    return node[1:-1]


def _answers(store: ox.Store, query: Prebound, nodes: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row with the node that it is about."""
    if query.every is None or len(nodes) == 1:
        for node in nodes:
            yield from ((node, row) for row in rows_of(store, query.about(node)))
        return
    for start in range(0, len(nodes), _TOGETHER):
        for row in rows_of(store, query.about_all(nodes[start : start + _TOGETHER])):
            yield row.pop("this"), row


def rows_of(store: ox.Store, query: str) -> Iterator[dict[str, str]]:
    """What a query finds: the name of each bound variable, and its value as plain words."""
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: _name(term) for name in names if (term := solution[name]) is not None}


def _name(term: object) -> str:
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value


def _constraint(shapes: Shapes, node: URIRef, shape: str, known: Known) -> Constraint:
    graph = shapes.graph
    severity = graph.value(URIRef(shape), SH.severity) or SH.Violation
    return Constraint(
        str(node),
        shapes.aims[shape],
        _query(graph, node),
        Gravity(str(severity).removeprefix(str(SH)).lower()),
        templates_of(graph, node),
        known.reads,
        None if known.plan is None else Foresight(known.plan),
    )


def _query(graph: Graph, constraint: URIRef) -> Prebound:
    text = _prefixes(graph, constraint) + str(graph.value(constraint, SH.select))
    try:
        query = Prebound.of(text)
        ox.Store().query(query.about("urn:this"))
        if query.every is not None:
            ox.Store().query(query.about_all(["urn:this"]))
    except (SyntaxError, ValueError) as fault:
        raise BadShapes(f"{constraint}: the fast engine cannot ask its query ({fault}). {_ADVICE}") from fault
    return query


def _prefixes(graph: Graph, constraint: URIRef) -> str:
    declared = {
        (str(graph.value(one, SH.prefix)), str(graph.value(one, SH.namespace)))
        for named in graph.objects(constraint, SH.prefixes)
        for one in graph.objects(named, SH.declare)
    }
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(declared))


def _refuse_what_is_not_asked(shapes: Shapes) -> None:
    graph = shapes.graph
    for shape, node in graph.subject_objects(SH.sparql):
        targets = shapes.targets.get(str(shape), ())
        if not targets or any(kind == SH.targetObjectsOf for kind, _ in targets):
            raise BadShapes(f"{node}: the fast engine asks no query of {shape}, which finds no nodes itself. {_ADVICE}")
        if (shape, SH.path, None) in graph or not isinstance(graph.value(node, SH.select), Literal):
            raise BadShapes(f"{node}: the fast engine does not ask this query of {shape}. {_ADVICE}")
    for term in (SH.deactivated, SH.ask, SH.parameter, SH.target):
        if (None, term, None) in graph:
            raise BadShapes(f"{term}: the fast engine does not know it. {_ADVICE}")
