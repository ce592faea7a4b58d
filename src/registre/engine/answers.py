"""Answers of pure tasks, from worker processes, or from here when one worker would be all: in the order of the tasks.

An answer depends on the task, on what prepared its worker and on our version alone, so it may be kept and found again
(`Cache`). A task that costs a worker its life is done here, where the fault shows as what it is.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib import import_module

import msgspec

from registre import errors
from registre.engine.cache import Cache
from registre.engine.engines import LOCAL, Engine
from registre.engine.limits import FEW_AHEAD, OF_OUR_VALUES
from registre.engine.pool import Lost, Ready
from registre.engine.worker import Work
from registre.errors import RegistreError

_TOLD, _REFUSED = b"T", b"R"
"""First byte of an answer."""


class _Refusal(msgspec.Struct, frozen=True):
    """An error of ours, as it goes through a pipe."""

    kind: str
    message: str


def refusing(work: Work) -> Work:
    """`work` for a worker of `Answers`: an error of ours is an answer too, and raised where it is read."""

    def told(task: bytes) -> bytes:
        try:
            return _TOLD + work(task)
        except RegistreError as fault:
            return _REFUSED + msgspec.msgpack.encode(_Refusal(type(fault).__name__, str(fault)))

    return told


class Answers:
    """Has tasks done by `target` ("module:function"), which gives, of `argument`, work made by `refusing`.

    By `jobs` workers of `machines`; with one job on this machine alone it works here, as it does what workers could
    not. A context manager.
    """

    def __init__(
        self, target: str, argument: bytes, *, jobs: int = 1, cache: Cache | None = None, machines: Engine = LOCAL
    ) -> None:
        self._target, self._argument, self._cache = target, argument, cache
        alone = jobs == 1 and machines.is_local
        ask = machines.workers
        self._pool = None if alone else ask(target, argument, jobs=jobs, limits=OF_OUR_VALUES, ahead=FEW_AHEAD)

    def __enter__(self) -> Answers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.close()

    def of(self, tasks: Iterable[bytes]) -> Iterator[bytes]:
        """The answer of each task, in their order. `tasks` is read a few ahead of what is given.

        Raises the error of ours that refuses a task.
        """
        waiting = deque[tuple[bytes, str | None]]()

        def asked() -> Iterator[bytes | Ready]:
            for task in tasks:
                key, known = self._known(task)
                waiting.append((task, key if known is None else None))
                yield task if known is None else Ready(known)

        for answer in self._pool.run(asked()) if self._pool else map(self._answer_here, asked()):
            yield self._told(*waiting.popleft(), answer)

    def _known(self, task: bytes) -> tuple[str | None, bytes | None]:
        if self._cache is None:
            return None, None
        key = self._cache.key(self._argument, hashlib.sha256(task).digest())
        return key, self._cache.find(key)

    def _answer_here(self, task: bytes | Ready) -> bytes:
        return task.answer if isinstance(task, Ready) else self._work(task)

    @cached_property
    def _work(self) -> Work:
        module, function = self._target.split(":")
        work: Work = getattr(import_module(module), function)(self._argument)
        return work

    def _told(self, task: bytes, key: str | None, answer: bytes | Lost) -> bytes:
        if isinstance(answer, Lost):
            answer = self._work(task)
        if answer[:1] == _REFUSED:
            raise _error(msgspec.msgpack.decode(answer[1:], type=_Refusal))
        if key is not None and self._cache is not None:
            self._cache.keep(key, answer)
        return answer[1:]


def _error(refusal: _Refusal) -> RegistreError:
    kind = getattr(errors, refusal.kind, RegistreError)
    error: RegistreError = kind(refusal.message)
    return error
