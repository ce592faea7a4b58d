"""The persons of bodies settled by worker processes, some bodies a task: rolls go out, persons come back, in order.

A body is small, or large by itself: a task holds as many as have some two thousand spellings together. Those of whom
somebody has judged something are settled here, as is a task that costs a worker its life.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, starmap
from typing import Final

import msgspec

from registre.engine.engines import Engine
from registre.engine.limits import FEW_AHEAD, OF_OUR_VALUES
from registre.engine.pool import Answer, Lost
from registre.engine.worker import Work
from registre.linking.hands import BodyRolls
from registre.linking.identities import Person
from registre.linking.persons import BodyPersons, settle_persons
from registre.linking.rolls import Rolls

TARGET: Final = "registre.engine.peopling:prepare"
SPELLINGS: Final = 2_000
"""Spellings of names a task."""
FEW: Final = 10_000
"""The persons of bodies with fewer spellings in all are settled here: at 24 µs each they take 0.25 s. A worker takes
0.2 s of processor to start, the one who asks 2 µs a spelling (measured: 21,040 spellings of 117 bodies)."""

_Task = list[tuple[str, Rolls]]
_Answer = list[tuple[Person, ...]]


def peopled(bodies: Iterable[BodyRolls], machines: Engine, jobs: int) -> Iterator[BodyPersons]:
    """`settle_persons` of each body, in order, worked out by `jobs` workers of `machines`.

    By this process alone when there are fewer spellings than `FEW`, or when one worker of this machine would be all.
    """
    coming = iter(bodies)
    first = _some(coming, FEW)
    every = chain(first, coming)
    if _spellings(first) < FEW or (jobs == 1 and machines.is_local):
        yield from starmap(settle_persons, every)
        return
    sent = deque[list[BodyRolls]]()

    def tasks() -> Iterator[bytes]:
        while some := _some(every, SPELLINGS):
            sent.append(some)
            yield msgspec.msgpack.encode([(body, rolls) for body, rolls, judgements in some if not judgements])

    with machines.workers(TARGET, jobs=jobs, limits=OF_OUR_VALUES, ahead=FEW_AHEAD) as workers:
        for answer in workers.run(tasks()):
            yield from _persons(sent.popleft(), answer)


def _some(bodies: Iterator[BodyRolls], most: int) -> list[BodyRolls]:
    """The next bodies, until they have `most` spellings together; none at the end."""
    some: list[BodyRolls] = []
    while _spellings(some) < most and (one := next(bodies, None)) is not None:
        some.append(one)
    return some


def _spellings(bodies: Iterable[BodyRolls]) -> int:
    return sum(len(rolls.spellings) for _, rolls, _ in bodies)


def _persons(bodies: list[BodyRolls], answer: Answer) -> Iterator[BodyPersons]:
    """What an answer says of the bodies of its task."""
    if isinstance(answer, Lost):
        yield from starmap(settle_persons, bodies)
        return
    told = iter(msgspec.msgpack.decode(answer, type=_Answer))
    for body, rolls, judgements in bodies:
        yield settle_persons(body, rolls, judgements) if judgements else _body_persons(next(told))


def _body_persons(persons: tuple[Person, ...]) -> BodyPersons:
    return BodyPersons(persons, {spelling: one for one in persons for spelling in one.spellings})


def prepare(_argument: bytes) -> Work:
    """The function of one task, in a worker."""

    def work(task: bytes) -> bytes:
        bodies = msgspec.msgpack.decode(task, type=_Task)
        return msgspec.msgpack.encode([settle_persons(body, rolls).persons for body, rolls in bodies])

    return work
