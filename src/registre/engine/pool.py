"""A pool of worker processes that outlives its workers: tasks in, answers out, in the order of the tasks.

A worker that dies, or takes more than its limits, costs the task it was at, and is replaced. A task whose worker
died is tried once more, alone and first in a new worker, so that its answer depends on no neighbour and on nobody
who kills processes; a task that took too long is not. Workers are new interpreters, not forks: the same on Linux
and macOS, safe beside threads, and a folder of documents lends them no modules (`-P`). The pools of the
standard library wait for ever (`multiprocessing.Pool`) or give up (`ProcessPoolExecutor`) when a worker is killed.
"""

from __future__ import annotations

import contextlib
import heapq
import os
import selectors
import subprocess
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from registre.engine.limits import Limits
from registre.engine.process import Worker, ending
from registre.engine.worker import DONE, FAULT, NO_MEMORY, READY, Setup
from registre.errors import RegistreError

AHEAD = 64
"""Answers a worker that may wait for an earlier one: bounds memory, and what one slow task holds up."""
_DEPTH = 2
"""Tasks given to a worker: the one it is at, and the next, so that it never waits for us."""
_CLOSING_S = 3.0
_FALSE_STARTS = 3
"""So many workers in a row that die before their first task: no other will do better."""


class NoWorker(RegistreError):
    """Worker processes cannot start on this machine."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A task without an answer. `seen` says what happened, in words for the person whose document it is."""

    cause: Literal["time", "memory", "death", "fault"]
    seen: str


@dataclass(frozen=True, slots=True)
class Ready:
    """An answer that is known already: it takes its place among the others without a worker."""

    answer: bytes


Answer = bytes | Lost


class Pool:
    """Workers that all run `target` ("module:function", called with `argument`, gives the function of a task).

    A context manager: at its end no worker is left. Workers start when there is work for them, `jobs` at most.
    """

    def __init__(
        self, target: str, argument: bytes = b"", *, jobs: int, limits: Limits | None = None, ahead: int = AHEAD
    ) -> None:
        self._limits = limits or Limits()
        self._setup = msgspec.msgpack.encode(Setup(target, argument, self._limits))
        self._jobs = max(1, jobs)
        self._ahead = ahead * self._jobs
        self._workers: list[Worker] = []
        self._selector = selectors.DefaultSelector()
        self._again: list[tuple[int, bytes]] = []
        self._back: list[tuple[int, bytes]] = []
        self._tried: set[int] = set()
        self._done: dict[int, Answer] = {}
        self._next, self._taken, self._false_starts = 0, 0, 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every worker, and what it started."""
        for worker in self._workers:
            worker.dismiss()
        deadline = time.monotonic() + _CLOSING_S
        for worker in self._workers:
            with contextlib.suppress(subprocess.TimeoutExpired):
                worker.process.wait(max(0.0, deadline - time.monotonic()))
            worker.end()
        self._workers.clear()
        self._selector.close()

    def run(self, tasks: Iterable[bytes | Ready]) -> Iterator[Answer]:
        """The answer of each task, in their order. `tasks` is read a bounded number ahead.

        Raises `NoWorker` when a worker cannot start.
        """
        coming = iter(tasks)
        while True:
            self._give_all(coming)
            if self._next in self._done:
                self._collect(0.0)
                yield self._done.pop(self._next)
                self._next += 1
            elif self._next < self._taken:
                self._collect(None)
            else:
                return

    def submit(self, task: bytes) -> Iterator[Answer]:
        """Give one task, then the answers that came meanwhile, in order; waits while too many have not come.

        The task is given when the answers are asked for. Not to be mixed with an unfinished `run`.
        """
        coming, taken = iter([task]), self._taken
        while self._taken == taken:
            self._give_all(coming)
            self._collect(0.0 if self._taken > taken else None)
            yield from self._answered()

    def drain(self) -> Iterator[Answer]:
        """The answers that have not come yet."""
        while self._next < self._taken:
            self._give_all(iter(()))
            self._collect(None)
            yield from self._answered()

    def _answered(self) -> Iterator[Answer]:
        while self._next in self._done:
            self._next += 1
            yield self._done.pop(self._next - 1)

    def _give_all(self, coming: Iterator[bytes | Ready]) -> None:
        """Give tasks to all workers that have room, those to try again first: who died left them a place."""
        while self._again:
            worker = self._start()
            worker.alone = True
            worker.give(*heapq.heappop(self._again))
        while self._back and self._has_room():
            self._choose().give(*heapq.heappop(self._back))
        while self._has_room() and self._taken - self._next < self._ahead:
            task = next(coming, None)
            if task is None:
                return
            if isinstance(task, Ready):
                self._done[self._taken] = task.answer
            else:
                self._choose().give(self._taken, task)
            self._taken += 1

    def _able(self) -> list[Worker]:
        return [worker for worker in self._workers if not worker.alone and len(worker.tasks) < _DEPTH]

    def _has_room(self) -> bool:
        return len(self._workers) < self._jobs or bool(self._able())

    def _choose(self) -> Worker:
        """A worker without a task, else a new one, else one with a single task."""
        able = sorted(self._able(), key=lambda worker: len(worker.tasks))
        if able and (not able[0].tasks or len(self._workers) == self._jobs):
            return able[0]
        return self._start()

    def _start(self) -> Worker:
        worker = Worker(self._setup)
        self._workers.append(worker)
        self._selector.register(worker.pipe, selectors.EVENT_READ, worker)
        return worker

    def _collect(self, timeout: float | None) -> None:
        """Take what workers say, waiting for the first who speaks unless `timeout` is 0; stop those who take too long.

        Only the time spent waiting here counts: a worker is not late because nobody listened.
        """
        busy = [worker for worker in self._workers if worker.tasks]
        if timeout is None:
            timeout = max(0.0, min((self._limits.wall_s - worker.waited_s for worker in busy), default=0.0))
        before = time.monotonic()
        events = self._selector.select(timeout)
        waited = time.monotonic() - before
        for worker in busy:
            worker.waited_s += waited
        for key, _ in events:
            self._hear(key.data)
        spoke = {key.data for key, _ in events}
        for worker in busy:
            if worker.waited_s >= self._limits.wall_s and worker not in spoke:
                self._lose(worker, Lost("time", f"it took more than {self._limits.wall_s:.0f} seconds"))

    def _hear(self, worker: Worker) -> None:
        if not worker.inbox.read(worker.pipe):
            self._bury(worker)
            return
        while (message := worker.inbox.take()) is not None:
            if not self._accept(worker, message[:1], message):
                return
        if worker.inbox.announced > self._limits.answer_bytes:
            self._lose(worker, Lost("memory", f"its answer takes {worker.inbox.announced} bytes"))

    def _accept(self, worker: Worker, kind: bytes, message: bytes) -> bool:
        """Keep one message of a worker; False when the worker is no longer fit."""
        if kind == READY:
            worker.ready, self._false_starts = True, 0
        elif kind == NO_MEMORY:
            self._lose(worker, Lost("memory", f"it takes more than {self._limits.memory_bytes >> 20} MiB of memory"))
            return False
        else:
            number, _ = worker.tasks.popleft()
            worker.alone, worker.waited_s = False, 0.0
            assert kind in (DONE, FAULT)
            self._done[number] = message[1:] if kind == DONE else Lost("fault", message[1:].decode())
        return True

    def _bury(self, worker: Worker) -> None:
        """A worker closed its pipe: it is dead, or dying."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            worker.process.wait(_CLOSING_S)
        code = worker.process.poll()
        if ending(code) == "SIGXCPU":
            self._lose(worker, Lost("time", f"it took more than {self._limits.cpu_s} seconds of processor"))
        else:
            self._lose(worker, Lost("death", f"its process ended with {ending(code)}"))

    def _lose(self, worker: Worker, lost: Lost) -> None:
        """End a worker: its first task is lost or tried once more, the others go back."""
        self._selector.unregister(worker.pipe)
        self._workers.remove(worker)
        worker.end()
        if not worker.ready:
            self._count_false_start(lost)
        elif worker.tasks:
            number, task = worker.tasks.popleft()
            if lost.cause == "time" or number in self._tried:
                self._done[number] = lost
            else:
                self._tried.add(number)
                heapq.heappush(self._again, (number, task))
        for one in worker.tasks:
            heapq.heappush(self._again if worker.alone else self._back, one)

    def _count_false_start(self, lost: Lost) -> None:
        self._false_starts += 1
        if self._false_starts == _FALSE_STARTS:
            raise NoWorker(f"Worker processes cannot start ({lost.seen}). Run « registre doctor ».")


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
