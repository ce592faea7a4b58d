"""Pairs of names compared by worker processes, a few thousand a task: the reasons come back in the order of the pairs.

A task carries the names of its pairs and, of what all names of a build tell together (`Comparison`), what its own
words can ask for. A pair that asks for more, two words that are nearly the name of a third put together, is
compared here, as is a task that costs a worker its life: the reasons are those of one process.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, islice
from sys import intern
from typing import Final

import msgspec

from registre.engine.engines import Engine
from registre.engine.limits import FEW_AHEAD, OF_OUR_VALUES
from registre.engine.pool import Answer, Lost
from registre.engine.worker import Work
from registre.linking.matching_names import MatchName
from registre.linking.matching_pairs import Comparison, Pair, Reason, cents
from registre.linking.matching_rules import Matching

TARGET: Final = "registre.engine.comparing:prepare"
PAIRS: Final = 4_000
"""Pairs a task."""
FEW: Final = 50_000
"""Fewer pairs are compared here: at 16 µs each they take 0.8 s. A worker takes 0.2 s of processor to start and 24 µs
a pair, the one who asks 2.6 µs (measured: 126,579 pairs of 10,000 invented documents)."""


class _Task(msgspec.Struct, frozen=True, array_like=True):
    names: list[MatchName]
    pairs: list[Pair]
    """Ranks of `names`."""
    spread: dict[str, int]
    """In how many names of the build each word of `names` stands; none for those of which nobody counts any."""
    towns_of: dict[tuple[str, str], int]


class _Answer(msgspec.Struct, frozen=True, array_like=True):
    found: list[tuple[int, str, Decimal]]
    """Rank of a pair of the task, the rule that joins it, the confidence."""
    unsettled: list[int]
    """Ranks of the pairs that ask for what the task does not carry."""


class _NotSent(Exception):
    """A comparison asks for what only the process that knows all names can tell."""


class _Sent(Mapping[str, int]):
    """What a task carries of the spread: asked for another word, it does not answer « none »."""

    def __init__(self, counted: Mapping[str, int], names: Iterable[MatchName]) -> None:
        self._known = {word: counted.get(word, 0) for name in names for word in _words(name)}

    def __getitem__(self, word: str) -> int:
        try:
            return self._known[word]
        except KeyError:
            raise _NotSent from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def compared(
    comparison: Comparison, names: Sequence[MatchName], pairs: Iterable[Pair], machines: Engine, jobs: int
) -> Iterator[Reason]:
    """`comparison.reasons(names, pairs)`, worked out by `jobs` workers of `machines`.

    By this process alone when there are fewer pairs than `FEW`, or when one worker of this machine would be all.
    """
    coming = iter(pairs)
    first = list(islice(coming, FEW))
    every = chain(first, coming)
    if len(first) < FEW or (jobs == 1 and machines.is_local):
        yield from comparison.reasons(names, every)
        return
    sent = deque[list[Pair]]()

    def tasks() -> Iterator[bytes]:
        while some := list(islice(every, PAIRS)):
            sent.append(some)
            yield _task(comparison, names, some)

    argument = msgspec.msgpack.encode(comparison.matching)
    with machines.workers(TARGET, argument, jobs=jobs, limits=OF_OUR_VALUES, ahead=FEW_AHEAD) as workers:
        for answer in workers.run(tasks()):
            yield from _reasons(comparison, names, sent.popleft(), answer)


def _task(comparison: Comparison, names: Sequence[MatchName], pairs: list[Pair]) -> bytes:
    place = {rank: number for number, rank in enumerate(sorted({rank for pair in pairs for rank in pair}))}
    own = [names[rank] for rank in place]
    counted = ((word, comparison.spread.get(word, 0)) for name in own for word in _words(name))
    towns = {key: comparison.towns_of[key] for name in own if name.place for key in _around(name)}
    task = _Task(own, [(place[a], place[b]) for a, b in pairs], {word: n for word, n in counted if n}, towns)
    return msgspec.msgpack.encode(task)


def _words(name: MatchName) -> tuple[str, ...]:
    return (*name.core, *name.whole)


def _around(name: MatchName) -> tuple[tuple[str, str], tuple[str, str]]:
    """What a comparison may ask of the towns of a name."""
    joined = name.joined
    return (joined, name.ground.departement), (joined, name.ground.group)


def _reasons(comparison: Comparison, names: Sequence[MatchName], pairs: list[Pair], answer: Answer) -> Iterator[Reason]:
    """What an answer says of the pairs of its task."""
    if isinstance(answer, Lost):
        yield from comparison.reasons(names, pairs)
        return
    told = msgspec.msgpack.decode(answer, type=_Answer)
    known = {rank: (cents(confidence), intern(rule)) for rank, rule, confidence in told.found}
    for rank in sorted({*known, *told.unsettled}):
        one, other = (names[name] for name in pairs[rank])
        if rank in known:
            yield Reason(*known[rank], *sorted((one.node, other.node)))
        elif (reason := comparison.reason(one, other)) is not None:
            yield reason


def prepare(argument: bytes) -> Work:
    """The function of one task, in a worker; `argument` is the rules of matching."""
    matching = msgspec.msgpack.decode(argument, type=Matching)

    def work(task: bytes) -> bytes:
        given = msgspec.msgpack.decode(task, type=_Task)
        comparison = Comparison(matching, _Sent(given.spread, given.names), given.towns_of)
        answer = _Answer([], [])
        for rank, (one, other) in enumerate(given.pairs):
            try:
                reason = comparison.reason(given.names[one], given.names[other])
            except _NotSent:
                answer.unsettled.append(rank)
                continue
            if reason is not None:
                answer.found.append((rank, reason.rule, reason.confidence))
        return msgspec.msgpack.encode(answer)

    return work
