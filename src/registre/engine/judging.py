"""Batches of triples judged by worker processes, or here when one worker would be all: reports in order.

A report depends on the triples, the shapes and the engine alone, so it may be kept and found again (`Cache`).
A batch that costs a worker its life is judged here, where the fault shows as what it is.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from registre import errors
from registre.engine.cache import Cache
from registre.engine.engines import LOCAL, Engine
from registre.engine.limits import Limits
from registre.engine.pool import Lost, Ready
from registre.engine.worker import Work
from registre.errors import RegistreError
from registre.graph.pages import Triple
from registre.validation import Judge, Report, Shapes, choose_judge

TARGET = "registre.engine.judging:prepare"
LIMITS = Limits(memory_bytes=4 << 30, cpu_s=3600, wall_s=7200.0)
AHEAD = 4
"""Batches a worker that wait to be written: each holds the texts of a sitting."""


class _Refusal(msgspec.Struct, frozen=True):
    """An error of ours, as it goes through a pipe."""

    kind: str
    message: str


class _Answer(msgspec.Struct, frozen=True):
    report: Report | None = None
    refusal: _Refusal | None = None


class Judges:
    """Judges batches by the shapes of this installation, with `jobs` workers of `machines`; a context manager.

    With one job on this machine alone it judges here, as it does what workers could not.
    """

    def __init__(
        self, shapes: Shapes, engine: str, *, jobs: int = 1, cache: Cache | None = None, machines: Engine = LOCAL
    ) -> None:
        self._shapes, self._engine, self._cache = shapes, engine, cache
        self._here: Judge | None = None
        alone = jobs == 1 and machines.is_local
        ask = machines.workers
        self._pool = None if alone else ask(TARGET, engine.encode(), jobs=jobs, limits=LIMITS, ahead=AHEAD)

    def __enter__(self) -> Judges:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.close()

    def reports(self, batches: Iterable[Sequence[Triple]]) -> Iterator[Report]:
        """The report of each batch, in their order. `batches` is read a few ahead of what is given.

        Raises `BadShapes` for a batch without triples, `EnginesDisagree` when two engines do.
        """
        waiting = deque[tuple[bytes, str | None]]()

        def tasks() -> Iterator[bytes | Ready]:
            for batch in batches:
                task = msgspec.msgpack.encode(batch)
                key, known = self._known(task)
                waiting.append((task, key if known is None else None))
                yield task if known is None else Ready(known)

        for answer in self._pool.run(tasks()) if self._pool else map(self._answer_here, tasks()):
            task, key = waiting.popleft()
            yield self._report(task, key, answer)

    def _known(self, task: bytes) -> tuple[str | None, bytes | None]:
        if self._cache is None:
            return None, None
        key = self._cache.key(hashlib.sha256(task).digest())
        return key, self._cache.find(key)

    def _answer_here(self, task: bytes | Ready) -> bytes:
        if isinstance(task, Ready):
            return task.answer
        self._here = self._here or choose_judge(self._shapes, self._engine)
        return msgspec.msgpack.encode(_Answer(self._here.judge(_triples(task))))

    def _report(self, task: bytes, key: str | None, answer: bytes | Lost) -> Report:
        if isinstance(answer, Lost):
            answer = self._answer_here(task)
        told = msgspec.msgpack.decode(answer, type=_Answer)
        if told.refusal is not None:
            raise _error(told.refusal)
        if key is not None and self._cache is not None:
            self._cache.keep(key, answer)
        assert told.report is not None
        return told.report


def _triples(task: bytes) -> list[Triple]:
    return msgspec.msgpack.decode(task, type=list[Triple])


def _error(refusal: _Refusal) -> RegistreError:
    kind = getattr(errors, refusal.kind, RegistreError)
    error: RegistreError = kind(refusal.message)
    return error


def prepare(engine: bytes) -> Work:
    """The function of one task, in a worker: shapes are read here, once."""
    judge = choose_judge(Shapes.load(), engine.decode())

    def work(task: bytes) -> bytes:
        try:
            return msgspec.msgpack.encode(_Answer(judge.judge(_triples(task))))
        except RegistreError as fault:
            return msgspec.msgpack.encode(_Answer(refusal=_Refusal(type(fault).__name__, str(fault))))

    return work
