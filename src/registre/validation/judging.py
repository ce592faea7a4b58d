"""A graph and shapes in, a report out. pySHACL judges; nothing is inferred, imported or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pyshacl
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from registre.errors import BadShapes
from registre.validation.batches import quiet_rdflib
from registre.validation.blind_spots import JUDGED, name_of, undeclared_terms, unjudged_things
from registre.validation.report import Finding, Gravity, Report
from registre.validation.shapes import Shapes

_GRAVITY = {SH.Violation: Gravity.violation, SH.Warning: Gravity.warning, SH.Info: Gravity.info}


class _JudgedGraph(Graph):
    """A graph that parses each query text once: pySHACL asks the same few queries of every focus node."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)


@lru_cache(maxsize=256)
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def validate(data: Graph, shapes: Shapes, require_focus: bool = True) -> Report:
    """Judge `data` by `shapes`.

    After this: 1. findings are sorted and say in two languages what is wrong; 2. `focus` counts the nodes
    of each shape that finds nodes by itself; 3. a term of ours that the ontology lacks, and a thing that no
    shape of a class looks at, are violations.
    Raises `BadShapes` when the data are empty, or, with `require_focus`, when no shape found a node:
    a judge who looked at nothing has not agreed.
    """
    if len(data) == 0:
        raise BadShapes("The data graph is empty: there is nothing to judge. Check the file and its format.")
    judged = {shape: focus_nodes(data, shapes, shape) for shape in shapes.targets}
    if require_focus and not any(judged.values()):
        raise BadShapes(
            "No focus node: nothing in these data is of a class or has a property that the shapes look at. "
            "Data of registre have types such as reg:Session or reg:Deliberation."
        )
    with quiet_rdflib():
        findings = {*undeclared_terms(data), *unjudged_things(data, shapes), *_pyshacl_findings(data, shapes)}
    focus = {shape: len(nodes) for shape, nodes in judged.items()}
    return Report(tuple(sorted(findings, key=lambda one: one.sort_key)), focus)


def validate_graph(data: Graph, shapes: Shapes) -> Report:
    """Judge a graph on its own, such as one page: what it refers to may be described elsewhere.

    A reference to something that these data do not describe is information, not a violation, and things of
    other vocabularies are left alone. A build does not use this: there, what leads nowhere is a fault.
    """
    report = validate(data, shapes)
    ours = (one for one in report.findings if one.shape != JUDGED)
    findings = {_undescribed(one) if _leads_out(one, data) else one for one in ours}
    return Report(tuple(sorted(findings, key=lambda one: one.sort_key)), report.focus)


def _leads_out(finding: Finding, data: Graph) -> bool:
    """Whether a wanted class is missing because the thing has no description here at all."""
    if finding.component not in ("Class", "Or") or finding.value is None:
        return False
    value = URIRef(finding.value)
    return (None, None, value) in data and (value, None, None) not in data


def _undescribed(finding: Finding) -> Finding:
    return replace(
        finding,
        severity=Gravity.info,
        message_fr="Cette chose n’est pas décrite ici : elle n’est pas jugée.",
        message_en="This thing is not described here: it is not judged.",
    )


def focus_nodes(data: Graph, shapes: Shapes, shape: str) -> set[Node]:
    """The nodes that the targets of a shape find. Subclasses are not followed: nothing is inferred."""
    nodes: set[Node] = set()
    for kind, target in shapes.targets[shape]:
        if kind == SH.targetClass:
            nodes.update(data.subjects(RDF.type, target))
        elif kind == SH.targetSubjectsOf:
            nodes.update(data.subjects(target))
        elif kind == SH.targetObjectsOf:
            nodes.update(data.objects(None, target))
        elif (target, None, None) in data:
            nodes.add(target)
    return nodes


def _pyshacl_findings(data: Graph, shapes: Shapes) -> Iterator[Finding]:
    judged = _JudgedGraph(store=data.store, identifier=data.identifier, bind_namespaces="none")
    _conforms, report, text = pyshacl.validate(
        judged, shacl_graph=shapes.judged, inference="none", advanced=False, inplace=True, do_owl_imports=False
    )
    if not isinstance(report, Graph):
        raise BadShapes(f"The shapes could not be applied: {text.strip()}.")
    for result in report.objects(None, SH.result):
        yield _finding(result, report, shapes.graph)


def _finding(result: Node, report: Graph, shapes: Graph) -> Finding:
    shape = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
    path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
    severity = report.value(result, SH.resultSeverity)
    component = str(report.value(result, SH.sourceConstraintComponent))
    said = [str(message) for message in report.objects(result, SH.resultMessage)]
    french, english = (_message(said, shapes, shape, language) for language in ("fr", "en"))
    return Finding(
        _GRAVITY.get(severity, Gravity.violation),  # type: ignore[call-overload]  # a foreign severity is grave
        str(shape),
        name_of(report.value(result, SH.focusNode)),
        str(path) if isinstance(path, URIRef) else None,
        name_of(value) if value is not None else None,
        french,
        english,
        component.removeprefix(str(SH)).removesuffix("ConstraintComponent"),
    )


def _message(said: list[str], shapes: Graph, shape: Node | None, language: str) -> str:
    """The message in `language`, with its values filled in.

    pySHACL fills values in but loses the language, so what it said is recognised by the template.
    """
    for template in shapes.objects(shape, SH.message):
        if isinstance(template, Literal) and template.language == language:
            pattern = _as_pattern(str(template))
            return next((one for one in sorted(said) if pattern.fullmatch(one)), str(template))
    return " ".join(sorted(said))


@lru_cache(maxsize=512)
def _as_pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{[?$]\w+\}", template)
    return re.compile("(?s:.*?)".join(re.escape(part) for part in parts))
