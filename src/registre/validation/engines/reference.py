"""pySHACL: the reference. It is asked alone, or as the referee of the compiled engine."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import rdflib
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.query import Result
from rdflib.term import Node

from registre.errors import BadShapes
from registre.validation.batches import quiet_rdflib
from registre.validation.engines.batch import Batch
from registre.validation.engines.messages import recognise, templates_of
from registre.validation.report import Finding, Gravity
from registre.validation.shapes import Shapes

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query

_GRAVITY: Mapping[Node | None, Gravity] = {
    SH.Violation: Gravity.violation,
    SH.Warning: Gravity.warning,
    SH.Info: Gravity.info,
}


class ReferenceEngine:
    """Judges by pySHACL: slow, complete, and what every other engine must agree with."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes

    def findings(self, batch: Batch) -> Iterator[Finding]:
        return self.of_graph(batch.graph)

    def of_graph(self, data: Graph) -> Iterator[Finding]:
        """The findings about an rdflib graph. Raises `BadShapes` when the shapes cannot be applied."""
        judged = _JudgedGraph(store=data.store, identifier=data.identifier, bind_namespaces="none")
        with quiet_rdflib():
            import pyshacl  # half a second of processor, which those who judge nothing need not pay

            _conforms, report, text = pyshacl.validate(
                judged,
                shacl_graph=self._shapes.judged,
                inference="none",
                advanced=False,
                inplace=True,
                do_owl_imports=False,
            )
        if not isinstance(report, Graph):
            raise BadShapes(f"The shapes could not be applied: {text.strip()}.")
        for result in report.objects(None, SH.result):
            yield _finding(result, report, self._shapes.graph)


class _JudgedGraph(Graph):
    """A graph that parses each query text once: pySHACL asks the same few queries of every focus node.

    A word and a number have no order in SPARQL, nor has a number that is none (`"850,0"^^xsd:decimal`); rdflib orders
    them by their datatypes or their letters unless it is told not to.
    """

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        with _order_of_sparql():
            result = super().query(prepared, *args, **kwargs)
            if result.type == "SELECT":
                _ = result.bindings  # read to the end, as long as the order holds
        return result


@contextmanager
def _order_of_sparql() -> Iterator[None]:
    before = rdflib.DAWG_LITERAL_COLLATION
    rdflib.DAWG_LITERAL_COLLATION = True
    Literal.__gt__ = _greater  # type: ignore[method-assign]  # rdflib has no switch for it; put back below
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "NotImplemented", DeprecationWarning)  # rdflib negates it
            yield
    finally:
        rdflib.DAWG_LITERAL_COLLATION = before
        Literal.__gt__ = _GREATER  # type: ignore[method-assign]  # what rdflib had


def _greater(one: Literal, other: Any) -> Any:
    if one.ill_typed or (isinstance(other, Literal) and other.ill_typed):
        return NotImplemented
    return _GREATER(one, other)


_GREATER = Literal.__gt__


@lru_cache(maxsize=256)
def _prepared(text: str) -> Query:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(text)


def _finding(result: Node, report: Graph, shapes: Graph) -> Finding:
    shape = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
    path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
    severity = report.value(result, SH.resultSeverity)
    component = str(report.value(result, SH.sourceConstraintComponent))
    said = [str(message) for message in report.objects(result, SH.resultMessage)]
    templates = templates_of(shapes, shape)
    return Finding(
        _GRAVITY.get(severity, Gravity.violation),  # a foreign severity is grave
        str(shape),
        _name_of(report.value(result, SH.focusNode)),
        str(path) if isinstance(path, URIRef) else None,
        _name_of(value) if value is not None else None,
        recognise(templates.get("fr"), said),
        recognise(templates.get("en"), said),
        component.removeprefix(str(SH)).removesuffix("ConstraintComponent"),
    )


def _name_of(node: Node | None) -> str:
    """The IRI, the lexical form, or "_:…" for a blank node."""
    return f"_:{node}" if isinstance(node, BNode) else str(node)
