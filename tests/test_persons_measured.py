"""Proxies, signatures, chairs and secretaries of the real documents lead to the right person (bench/persons.py)."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from bench.persons import Case, measure, show

from gold_records import CORPUS

FOLDERS = ("seeds", "dev")


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    folders = [CORPUS / name for name in FOLDERS]
    if not all(any(folder.glob("*.gold.json")) for folder in folders):
        pytest.skip("no corpus at ../shared/corpus: the real documents are not part of the repository")
    return list(chain.from_iterable(measure(Path(folder)) for folder in folders))


def share(cases: list[Case], *kinds: str) -> float:
    """Which part of the cases of these kinds is right."""
    of_kind = [one for one in cases if one.kind in kinds]
    assert len(of_kind) > 20, f"only {len(of_kind)} cases of {kinds}"
    return sum(one.right for one in of_kind) / len(of_kind)


def test_proxies_and_signatures_lead_to_the_right_person(cases: list[Case]) -> None:
    assert share(cases, "proxy", "signatory") >= 0.99, show(cases)


def test_chairs_and_secretaries_lead_to_the_right_person(cases: list[Case]) -> None:
    assert share(cases, "chair", "secretary") >= 0.98, show(cases)


def test_a_wrong_holder_is_a_wrong_case() -> None:
    right = Case("proxy", "invented", "Ida LILAS", right=True, published=True)
    wrong = Case("proxy", "invented", "Paul ORME", right=False, published=False)
    table = show([right, wrong])
    assert "1 of 2  0.500" in table
    assert "1 of 1  1.000" in table
    assert "wrong: proxy in invented: Paul ORME" in table
