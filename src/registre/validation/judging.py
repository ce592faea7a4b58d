"""A graph and shapes in, a report out. pySHACL judges; nothing is inferred, imported or fetched."""

from __future__ import annotations

from dataclasses import replace

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from registre.errors import BadShapes
from registre.validation.blind_spots import JUDGED, undeclared_terms, unjudged_things
from registre.validation.engines import ReferenceEngine
from registre.validation.report import Finding, Gravity, Report
from registre.validation.shapes import Shapes
from registre.validation.things import Things


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
    things = Things.of_graph(data)
    found = ReferenceEngine(shapes).of_graph(data)
    findings = {*undeclared_terms(things), *unjudged_things(things, shapes), *found}
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
