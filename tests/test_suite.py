"""What the W3C's suite tests, for each component that our shapes use: cases of our own in its form, by both engines.

The suite itself may not be copied here; `make w3c` takes it from pySHACL's source archive.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bench.w3c import Row, as_row, expected, found, shapes_of
from rdflib import Graph
from rdflib.namespace import SH

from registre.validation import Shapes, read_graph
from registre.validation.engines import ReferenceEngine

CASES = sorted((Path(__file__).parent / "suite").glob("*.ttl"))
SAYS_NOTHING_BY_ITSELF = {
    *("message", "property", "path", "targetClass", "select", "declare", "prefix", "namespace", "qualifiedValueShape"),
}
"""Terms of SHACL that stand in every case, or with another that has one."""


def terms(graph: Graph) -> set[str]:
    """Local names of the properties of SHACL that a graph has."""
    space = str(SH)
    return {str(one).removeprefix(space) for one in graph.predicates() if str(one).startswith(space)}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_judged_as_it_says_by_both_engines(path: Path) -> None:
    case = read_graph([path])
    wanted = expected(case)
    assert wanted
    assert found(case, path) == wanted
    reference = ReferenceEngine(shapes_of(case, path))
    assert Counter[Row](as_row(one) for one in reference.of_graph(case)) == wanted


def test_every_component_of_our_shapes_has_a_case() -> None:
    assert len(CASES) >= 30
    missing = terms(Shapes.load().graph) - SAYS_NOTHING_BY_ITSELF
    assert not missing.difference(*(terms(read_graph([path])) for path in CASES))
