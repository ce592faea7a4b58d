"""Judging in workers and from the cache gives the reports that one judge gives here."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.engine.cache import Cache
from registre.engine.judging import Judges
from registre.engine.limits import Limits
from registre.errors import BadShapes
from registre.graph.pages import Term, Triple
from registre.validation import Shapes

SHAPES = Shapes.load()
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
REG = "https://w3id.org/registre/ns#"


def session(number: int) -> list[Triple]:
    """A session that says nothing of itself, so that shapes complain."""
    subject = Term(f"<https://data.example.org/session/x/y/{number}>")
    return [(subject, Term(TYPE), Term(f"<{REG}Session>")), (subject, Term(TYPE), Term(f"<{REG}Unknown{number}>"))]


BATCHES = [session(number) for number in range(4)]


@pytest.fixture(scope="module")
def here() -> list[object]:
    with Judges(SHAPES, "fast") as judges:
        return list(judges.reports(BATCHES))


def test_workers_report_what_is_reported_here(here: list[object]) -> None:
    with Judges(SHAPES, "fast", jobs=2) as judges:
        assert list(judges.reports(BATCHES)) == here
        assert list(judges.reports(BATCHES[:1])) == here[:1], "and they serve again"
    assert len(set(map(str, here))) == len(BATCHES)


def test_a_refusal_of_the_judge_is_the_same_error_from_a_worker() -> None:
    for jobs in (1, 2):
        with Judges(SHAPES, "fast", jobs=jobs) as judges, pytest.raises(BadShapes, match="nothing to judge"):
            list(judges.reports([[]]))


def test_a_batch_that_costs_its_worker_is_judged_here(here: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registre.engine.judging.LIMITS", Limits(memory_bytes=4 << 30, answer_bytes=9))
    with Judges(SHAPES, "fast", jobs=2) as judges:
        assert list(judges.reports(BATCHES[:2])) == here[:2]


def test_a_kept_report_is_found_and_is_the_same(here: list[object], tmp_path: Path) -> None:
    for found in (0, len(BATCHES)):
        cache = Cache(tmp_path, "version 1")
        with Judges(SHAPES, "fast", cache=cache) as judges:
            assert list(judges.reports(BATCHES)) == here
        assert (cache.found, cache.missed) == (found, len(BATCHES) - found)


def test_a_batch_of_other_triples_is_judged_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "version 1")
    with Judges(SHAPES, "fast", cache=cache) as judges:
        list(judges.reports(BATCHES[:1]))
        list(judges.reports(BATCHES[1:2]))
    assert cache.found == 0
