"""The fast engine: constraints compiled by `shacl`, SPARQL constraints asked of pyoxigraph.

`shacl` 0.3.4 does not compare dates in a query and loses values that a query computes, so it is given the
shapes without their queries (both measured, see docs/validation.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import shacl
from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from registre.validation.batches import parse_ntriples
from registre.validation.engines.batch import Batch
from registre.validation.engines.constraints import Constraints, Known
from registre.validation.engines.messages import recognise, templates_of
from registre.validation.engines.order import ORDERS, is_out_of_order
from registre.validation.engines.sparing import SPARED, Spared
from registre.validation.report import Finding, Gravity
from registre.validation.shapes import Shapes


class CompiledEngine:
    """Judges N-Triples as they are; no rdflib graph is made of a batch that conforms."""

    def __init__(self, shapes: Shapes, known: Mapping[str, Known] | None = None) -> None:
        """`known` as in `Constraints.of`. Raises `BadShapes` when a query stands where none is asked here."""
        self._graph = shapes.graph
        self._constraints = Constraints.of(shapes, known)
        self._compiled = _compiled(shapes.graph, ())
        self._spared = Spared.of(shapes)
        self._others = _compiled(shapes.graph, SPARED) if self._spared else self._compiled
        self._templates: dict[str, dict[str, str]] = {}

    def findings(self, batch: Batch) -> Iterator[Finding]:
        for result in self._results(batch):
            finding = self._finding(result)
            if self._is_kept(finding, result, batch):
                yield finding
        yield from self._constraints.findings(batch)

    def _results(self, batch: Batch) -> list[shacl.Result]:
        """What the compiled constraints find; those that surely find nothing are not asked."""
        if self._spared is not None and self._spared.all_hold(batch.things):
            return self._others.validate_text(self._spared.others_read(batch), format="ntriples").results
        return self._compiled.validate_text(batch.ntriples, format="ntriples").results

    def _finding(self, result: shacl.Result) -> Finding:
        shape = _iri(result.source_shape) or str(result.source_shape)
        templates = self._templates.get(shape)
        if templates is None:
            templates = self._templates[shape] = templates_of(self._graph, URIRef(shape))
        return Finding(
            Gravity(result.severity.lower()),
            shape,
            _iri(result.focus_node) or _lexical(result.focus_node),
            _iri(result.path),
            _value(result),
            recognise(templates.get("fr"), result.messages),
            recognise(templates.get("en"), result.messages),
            result.component.removesuffix("ConstraintComponent"),
        )

    def _is_kept(self, finding: Finding, result: shacl.Result, batch: Batch) -> bool:
        if finding.component not in ORDERS or result.value is None:
            return True
        value, shape = _node(result.value), URIRef(finding.shape)
        return is_out_of_order(finding.component, value, shape, self._graph, URIRef(finding.focus), batch.graph)


def _compiled(graph: Graph, without: Collection[str]) -> shacl.Shapes:
    """The shapes without their queries; those of `without` find no node by themselves."""
    core = Graph(bind_namespaces="none")
    for triple in graph:
        if triple[1] not in (SH.sparql, SH.select) and (triple[1] != SH.targetClass or str(triple[0]) not in without):
            core.add(triple)
    return shacl.Shapes.from_text(core.serialize(format="nt"), format="ntriples")


def _iri(term: str | None) -> str | None:
    """The IRI of a term or of a path that is one property."""
    if term is None or not term.startswith("<") or not term.endswith(">") or term.count("<") > 1:
        return None
    return term[1:-1]


def _value(result: shacl.Result) -> str | None:
    if result.value is None:
        return None
    return result.value if result.value.startswith("_:") else result.value_plain


def _lexical(term: str) -> str:
    """The lexical form of a literal; a blank node as it is."""
    return term if term.startswith("_:") else str(_node(term))


def _node(term: str) -> Node:
    (node,) = parse_ntriples(f"<urn:a> <urn:b> {term} .".encode()).objects()
    return node
