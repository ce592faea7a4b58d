"""Answers of workers, of a cache and from here are the same, and come in the order of the tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.engine.answers import Answers
from registre.engine.cache import Cache
from registre.engine.limits import Limits
from registre.errors import BadShapes
from registre.graph.pages import PageGraph, Term, Triple
from registre.publication.composing import TARGET, Manner, PagesTask, decode_answer, encode_task

MANNER = Manner("https://data.example.org/", "fast").encoded()
TYPE = Term("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>")
REG = "https://w3id.org/registre/ns#"


def session(number: int) -> bytes:
    """A page of a session that says nothing of itself, so that shapes complain."""
    address = f"https://data.example.org/session/x/y/{number}"
    triples: list[Triple] = [
        (Term(f"<{address}>"), TYPE, Term(f"<{REG}{kind}>")) for kind in ("Session", f"Unknown{number}")
    ]
    return encode_task(PagesTask((PageGraph(address, "session", tuple(triples)),), ()))


TASKS = [session(number) for number in range(4)]
NOTHING = encode_task(PagesTask((), ()))


@pytest.fixture(scope="module")
def here() -> list[bytes]:
    with Answers(TARGET, MANNER) as answers:
        return list(answers.of(TASKS))


def test_workers_answer_what_is_answered_here(here: list[bytes]) -> None:
    with Answers(TARGET, MANNER, jobs=2) as answers:
        assert list(answers.of(TASKS)) == here
        assert list(answers.of(TASKS[:1])) == here[:1], "and they serve again"
    assert len(set(here)) == len(TASKS) and all(decode_answer(one).report.findings for one in here)


def test_an_error_of_ours_is_the_same_error_from_a_worker() -> None:
    for jobs in (1, 2):
        with Answers(TARGET, MANNER, jobs=jobs) as answers, pytest.raises(BadShapes, match="nothing to judge"):
            list(answers.of([NOTHING]))


def test_a_task_that_costs_its_worker_is_done_here(here: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registre.engine.answers.OF_OUR_VALUES", Limits(memory_bytes=4 << 30, answer_bytes=9))
    with Answers(TARGET, MANNER, jobs=2) as answers:
        assert list(answers.of(TASKS[:2])) == here[:2]


def test_a_kept_answer_is_found_and_is_the_same(here: list[bytes], tmp_path: Path) -> None:
    for found in (0, len(TASKS)):
        cache = Cache(tmp_path, "version 1")
        with Answers(TARGET, MANNER, cache=cache) as answers:
            assert list(answers.of(TASKS)) == here
        assert (cache.found, cache.missed) == (found, len(TASKS) - found)


def test_another_task_and_another_manner_are_answered_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "version 1")
    for manner, task in (("fast", TASKS[0]), ("fast", TASKS[1]), ("pyshacl", TASKS[0])):
        with Answers(TARGET, Manner("https://data.example.org/", manner).encoded(), cache=cache) as answers:
            list(answers.of([task]))
    assert cache.found == 0


def test_an_error_is_not_kept(tmp_path: Path) -> None:
    for _ in range(2):
        cache = Cache(tmp_path, "version 1")
        with Answers(TARGET, MANNER, cache=cache) as answers, pytest.raises(BadShapes):
            list(answers.of([NOTHING]))
        assert cache.found == 0
