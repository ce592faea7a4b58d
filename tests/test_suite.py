"""What the W3C's suite tests, for each component that our shapes use: cases of our own in its form, by both engines.

The suite itself may not be copied here; `make w3c` takes it from pySHACL's source archive.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bench.w3c import Row, as_row, expected, found, shapes_of
from rdflib.namespace import SH

from registre.validation import Shapes, read_graph
from registre.validation.engines import ReferenceEngine

CASES = sorted((Path(__file__).parent / "suite").glob("*.ttl"))
SAYS_NOTHING_BY_ITSELF = {
    *("message", "property", "path", "targetClass", "select", "declare", "prefix", "namespace", "qualifiedValueShape"),
}
"""Terms of SHACL that stand in every case, or with another that has one."""


def terms(path: Path) -> set[str]:
    return {str(predicate).removeprefix(str(SH)) for predicate in read_graph([path]).predicates() if predicate in SH}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_judged_as_it_says_by_both_engines(path: Path) -> None:
    case = read_graph([path])
    wanted = expected(case)
    assert wanted
    assert found(case, path) == wanted
    reference = ReferenceEngine(shapes_of(case, path))
    assert Counter[Row](as_row(one) for one in reference.of_graph(case)) == wanted


def test_every_component_of_our_shapes_has_a_case() -> None:
    used = {str(one).removeprefix(str(SH)) for one in Shapes.load().graph.predicates() if one in SH}
    assert len(CASES) >= 30
    assert not used - SAYS_NOTHING_BY_ITSELF - set[str]().union(*map(terms, CASES))
