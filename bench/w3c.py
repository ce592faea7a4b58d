"""Runs the W3C's SHACL tests through the fast engine, and says which differ.

    make w3c                # the suite, out of pySHACL's source archive
    python -m bench.w3c FOLDER

A test passes when the results are those expected: node, property, value, component and severity. A test is refused
when the engine says that it does not know what the shapes ask. Blank nodes count as alike.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from bench.agreement import read_triples
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from registre.errors import BadShapes
from registre.validation import Finding, Shapes, read_graph
from registre.validation.engines import Batch
from registre.validation.engines.compiled import CompiledEngine

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_TESTS = "http://www.w3.org/ns/shacl-test#"
_RESULT = URIRef("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#result")
Row = tuple[str | None, ...]


def expected(graph: Graph) -> Counter[Row] | None:
    """The results that a test file expects; None when it expects a failure."""
    report = next(graph.objects(None, _RESULT), None)
    if report is None or (report, RDF.type, SH.ValidationReport) not in graph:
        return None
    return Counter(_row(graph, result) for result in graph.objects(report, SH.result))


def _row(graph: Graph, result: Node) -> Row:
    def said(term: URIRef) -> Node | None:
        return graph.value(result, term)

    path = said(SH.resultPath)
    component = str(said(SH.sourceConstraintComponent)).removeprefix(str(SH)).removesuffix("ConstraintComponent")
    severity = str(said(SH.resultSeverity)).removeprefix(str(SH)).lower()
    value = said(SH.value)
    return (
        _name(said(SH.focusNode)),
        str(path) if isinstance(path, URIRef) else None,
        _name(value),
        component,
        severity,
    )


def _name(node: Node | None) -> str | None:
    return "_:" if isinstance(node, BNode) else None if node is None else str(node)


def found(graph: Graph, place: Path) -> Counter[Row]:
    """What the fast engine finds. Raises `BadShapes` when it refuses."""
    engine = CompiledEngine(shapes_of(graph, place))
    return Counter(as_row(one) for one in engine.findings(Batch(read_triples([_file(graph, "dataGraph", place)]))))


def shapes_of(graph: Graph, place: Path) -> Shapes:
    """The shapes of the test that stands at `place`, taken as they are: no term of theirs is ours."""
    constraints = read_graph([_file(graph, "shapesGraph", place)])
    shaping = {shape for kind in _TARGETS for shape in constraints.subjects(kind)}
    targets = {str(shape): tuple(_targets(constraints, shape)) for shape in shaping}
    return Shapes(constraints, constraints, targets, ())


def _file(graph: Graph, kind: str, place: Path) -> Path:
    named = next(graph.objects(None, URIRef(_TESTS + kind)), None)
    return place if named is None else place.with_name(str(named).rsplit("/", 1)[-1])


def _targets(graph: Graph, shape: Node) -> list[tuple[URIRef, Node]]:
    return [(kind, target) for kind in _TARGETS for target in graph.objects(shape, kind)]


def as_row(one: Finding) -> Row:
    """A finding as the suite tells it."""
    focus, value = ("_:" if name and name.startswith("_:") else name for name in (one.focus, one.value))
    return (focus, one.path, value, one.component, one.severity.value)


def main() -> int:
    counts: Counter[str] = Counter()
    for path in sorted(Path(sys.argv[1]).rglob("*.ttl")):
        graph = read_graph([path])
        wanted = expected(graph)
        if wanted is None:
            continue
        try:
            outcome = "passed" if (seen := found(graph, path)) == wanted else "differs"
        except (BadShapes, ValueError) as fault:
            outcome, seen = "refused", Counter({(str(fault),): 1})
        counts[outcome] += 1
        if outcome != "passed":
            print(f"{outcome}: {path.parent.name}/{path.name}", *(wanted - seen), "≠", *(seen - wanted), sep="\n    ")
    print(dict(counts))
    return 1 if counts["differs"] else 0


if __name__ == "__main__":
    sys.exit(main())
