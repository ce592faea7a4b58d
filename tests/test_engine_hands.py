"""Identities worked out by workers: those of one process, whoever dies on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType

import msgspec
import pytest
from bench.identities.mentions import invent

from gold_records import example_records
from registre.engine import comparing, meeting, peopling
from registre.engine.engines import LOCAL, Engine, Workers
from registre.engine.hands import ManyHands
from registre.engine.limits import Limits
from registre.engine.pool import AHEAD, Answer, Pool, Ready
from registre.linking.constraints import Constraints, Judgement, Named
from registre.linking.grounds import Ground, towns_of
from registre.linking.hands import BodyRolls, Hands
from registre.linking.identify import Identities, identify
from registre.linking.matching_blocks import candidates
from registre.linking.matching_names import MatchName, read_match_names
from registre.linking.matching_pairs import Comparison, Reason, comparison_among
from registre.linking.matching_rules import read_matching
from registre.linking.own_hands import OWN_HANDS
from registre.linking.reference import read_reference
from registre.linking.rolls import Rolls

DAY = date(2024, 3, 1)


@pytest.fixture(autouse=True)
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few there are, workers are asked, and each task is small."""
    monkeypatch.setattr(comparing, "FEW", 1)
    monkeypatch.setattr(comparing, "PAIRS", 150)
    monkeypatch.setattr(peopling, "FEW", 1)
    monkeypatch.setattr(peopling, "SPELLINGS", 12)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)


def invented_names() -> tuple[Comparison, list[MatchName]]:
    _, mentions = invent(3, 200)
    texts = sorted({(one.name, one.body) for one in mentions})
    grounds = {body: Ground(body, departement=body[-2:]) for _, body in texts}
    names = read_match_names(texts, grounds, towns_of(grounds.values(), read_reference()))
    return comparison_among(names, read_matching()), names


def reasons(hands: Hands) -> list[Reason]:
    comparison, names = invented_names()
    return list(hands.reasons(comparison, names, candidates(names, 60)))


def rolls_of(body: int) -> Rolls:
    rolls, names = (
        Rolls(),
        ("Ada NOIRET", "NOIRET Ada", "M. MEUNIER", f"Paul MEUNIER{'s' * body}", "Rose LECOCQ", "LECOQ Rose"),
    )
    rolls.add_roll(names[3:5])
    for name in names:
        rolls.seen(name).add("conseil-municipal", DAY, ["member"], "maire")
    return rolls


def some_bodies() -> list[BodyRolls]:
    judged = Judgement(Named("LECOQ Rose", "body-3"), Named("Rose LECOCQ", "body-3"), False, "curator:essai")
    return [(f"body-{n}", rolls_of(n), [judged] if n == 3 else []) for n in range(60)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_workers_find_the_reasons_that_one_process_finds(jobs: int) -> None:
    found = reasons(ManyHands(LOCAL, jobs))
    assert found == reasons(OWN_HANDS) and len(found) > 500


@pytest.mark.parametrize("able", [True, False])
def test_a_process_of_its_own_finds_the_pairs_that_meet_on_disk(able: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where that process can only fail: each task is then done here."""
    if able:
        monkeypatch.setattr(meeting, "meet", lambda *_: pytest.fail("found by this process"))
    else:
        monkeypatch.setattr(meeting, "TARGET", "engine_targets:prepare")
    _, names = invented_names()
    found = list(candidates(names, 60, at_hand=0, met_by=ManyHands(LOCAL, 1).meet))
    assert found == list(candidates(names, 60)) and len(found) > 1000


@pytest.mark.parametrize("jobs", [1, 2])
def test_workers_settle_the_persons_that_one_process_settles(jobs: int) -> None:
    found = list(ManyHands(LOCAL, jobs).persons(some_bodies()))
    assert found == list(OWN_HANDS.persons(some_bodies()))
    assert len(found[3].persons) == len(found[4].persons) + 1, "what is judged of a body is obeyed"
    assert list(ManyHands(LOCAL, jobs).persons([])) == []


def test_the_identities_of_a_build_are_the_same_whoever_settles_them() -> None:
    records, reference = example_records(), read_reference()
    constraints = Constraints(persons=(Judgement(Named("x", "y"), Named("z", "y"), True, "curator:essai"),))

    def told(hands: Hands) -> tuple[object, ...]:
        found: Identities = identify(records, reference, constraints, hands=hands)
        links = [found.link(record) for record in records]
        return (
            found.bodies,
            list(found.persons),
            list(found.organisations),
            found.proposals,
            found.unapplied,
            found.moved,
            links,
        )

    assert told(ManyHands(LOCAL, 2)) == told(OWN_HANDS)


def test_a_pair_that_asks_for_what_was_not_sent_is_compared_here() -> None:
    texts = [("Bassin Truvel Karmo", "one"), ("Bassimtruvel Karmo", "one"), ("Verdalisone", "two")]
    names = read_match_names(texts, {}, towns_of([], read_reference()))
    comparison = comparison_among(names, read_matching())
    pairs = [(0, 1), (0, 2)]
    work = comparing.prepare(msgspec.msgpack.encode(comparison.matching))
    answer = msgspec.msgpack.decode(work(comparing._task(comparison, names, pairs)), type=comparing._Answer)
    assert answer.unsettled == [0]
    found = list(comparing._reasons(comparison, names, pairs, msgspec.msgpack.encode(answer)))
    assert found == list(comparison.reasons(names, pairs)) and len(found) == 1


@dataclass
class Asked:
    """This machine; its workers are noted, are given another function, or one that is at a task is killed."""

    target: str = ""
    killing: bool = False
    is_local = True
    asked: list[str] = field(default_factory=list)
    killed: list[int] = field(default_factory=list)

    def workers(
        self, target: str, argument: bytes = b"", *, jobs: int, limits: Limits | None = None, ahead: int = AHEAD
    ) -> Workers:
        self.asked.append(target)
        pool = LOCAL.workers(self.target or target, argument, jobs=jobs, limits=limits, ahead=ahead)
        return _Killing(pool, self.killed) if self.killing else pool


@dataclass
class _Killing(AbstractContextManager["_Killing"]):
    pool: Pool
    killed: list[int]

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.pool.close()

    def run(self, tasks: Iterable[bytes | Ready]) -> Iterator[Answer]:
        before = len(self.killed)
        for answer in self.pool.run(tasks):
            busy = [one.process.pid for one in self.pool._workers if one.tasks]
            if busy and len(self.killed) == before:
                os.kill(busy[0], signal.SIGKILL)
                self.killed.append(busy[0])
            yield answer


def worked_out(machines: Engine) -> tuple[list[Reason], list[object]]:
    hands = ManyHands(machines, 2)
    return reasons(hands), list(hands.persons(some_bodies()))


def test_a_worker_that_is_killed_costs_nothing_but_time() -> None:
    killing = Asked(killing=True)
    assert worked_out(killing) == worked_out(LOCAL)
    assert len(killing.killed) == 2, "one that compared, one that settled persons"


def test_tasks_that_no_worker_can_answer_are_done_here() -> None:
    """Workers that run another function: each task is a fault of theirs."""
    assert worked_out(Asked(target="engine_targets:prepare")) == worked_out(LOCAL)


@pytest.mark.parametrize("few", [False, True])
def test_few_pairs_and_few_persons_start_no_worker(few: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if few:
        monkeypatch.setattr(comparing, "FEW", 50_000)
        monkeypatch.setattr(peopling, "FEW", 10_000)
    machines = Asked()
    assert worked_out(machines) == (reasons(OWN_HANDS), list(OWN_HANDS.persons(some_bodies())))
    assert machines.asked == ([] if few else [comparing.TARGET, peopling.TARGET])
