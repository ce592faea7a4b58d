"""The cluster that was chosen, dask.distributed: batches of tasks to its workers, their answers in order.

A batch whose worker dies goes to another one, by the scheduler's own doing; a batch that has outlived too many workers
is answered here. The scheduler itself is not replaced: without it the build stops, and nothing is published.
Why this one and not Spark: docs/scaling.md.
"""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from distributed import Client, LocalCluster
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from registre.engine.cluster.task import Errand, answer, version_here
from registre.engine.limits import Limits
from registre.engine.pool import AHEAD, Answer, NoWorker, Ready, cores

BATCH = 16
"""Tasks that travel together: one by one, the scheduler would cost more than short documents do."""
BATCH_BYTES = 1 << 20
"""A batch of large tasks is shorter: the triples of a long sitting are a megabyte."""
BATCHES_A_WORKER = 4
_START_S = 60
_SILENCE_S = 30.0
"""After so long without an answer, the scheduler is asked whether there is any worker left."""
_LOST = "The scheduler of the cluster is gone. What was published is unchanged; start it, then build again."


@dataclass(slots=True)
class _Batch:
    """Tasks and answers that are known already, in their order; the tasks alone went to the cluster."""

    parts: list[bytes | Ready] = field(default_factory=list)
    size_bytes: int = 0
    future: Any = None

    @property
    def tasks(self) -> list[bytes]:
        return [part for part in self.parts if isinstance(part, bytes)]

    def add(self, part: bytes | Ready) -> None:
        self.parts.append(part)
        self.size_bytes += len(part) if isinstance(part, bytes) else 0

    def filled(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        """The answer of each part, those of the tasks being `answers`."""
        coming = iter(answers)
        return (part.answer if isinstance(part, Ready) else next(coming) for part in self.parts)


class DaskWorkers:
    """`Workers` of a cluster: what they answer is what a `Pool` answers."""

    def __init__(self, client: Client, errand: Errand, batch: int = BATCH) -> None:
        self._client, self._errand, self._tasks_a_batch = client, errand, batch
        self._sent = deque[_Batch]()

    def __enter__(self) -> DaskWorkers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take back what nobody waits for any more."""
        self._client.cancel([one.future for one in self._sent if one.future is not None], force=True)
        self._sent.clear()

    def run(self, tasks: Iterable[bytes | Ready]) -> Iterator[Answer]:
        """The answer of each task, in their order; a few batches for each worker are ahead.

        Raises `NoWorker` when the scheduler or all workers are gone, `OtherVersion` for a machine with another program.
        """
        coming = iter(tasks)
        while True:
            while len(self._sent) < self._room() and (batch := self._next_batch(coming)).parts:
                self._send(batch)
            if not self._sent:
                return
            batch = self._sent[0]
            answers = self._answers(batch)
            self._sent.popleft()
            yield from batch.filled(answers)

    def _room(self) -> int:
        return BATCHES_A_WORKER * max(1, _threads(self._client))

    def _next_batch(self, coming: Iterator[bytes | Ready]) -> _Batch:
        """The next tasks that travel together; none at the end."""
        batch = _Batch()
        while len(batch.parts) < self._tasks_a_batch and batch.size_bytes < BATCH_BYTES:
            if (part := next(coming, None)) is None:
                break
            batch.add(part)
        return batch

    def _send(self, batch: _Batch) -> None:
        if batch.tasks:
            batch.future = self._client.submit(answer, self._errand, batch.tasks, pure=False)
        self._sent.append(batch)

    def _answers(self, batch: _Batch) -> list[Answer]:
        if batch.future is None:
            return []
        try:
            return self._waited(batch.future)
        except KilledWorker:
            return answer(self._errand, batch.tasks)
        except (CancelledError, CommClosedError) as fault:
            raise NoWorker(_LOST) from fault

    def _waited(self, future: Any) -> list[Answer]:
        """What a future gives, however long it takes while there are workers."""
        deserted = False
        while True:
            try:
                answers: list[Answer] = future.result(timeout=_SILENCE_S)
                return answers
            except TimeoutError as fault:
                if deserted and not _threads(self._client):
                    raise NoWorker("No worker of the cluster is left. Start some, then build again.") from fault
                deserted = not _threads(self._client)


def _threads(client: Client) -> int:
    """Batches that the cluster answers at a time."""
    try:
        return sum(client.nthreads().values())
    except (OSError, TimeoutError) as fault:
        raise NoWorker(_LOST) from fault


@dataclass(frozen=True, slots=True)
class Dask:
    """The workers of a scheduler, to whom tasks go by so many, or a megabyte of them."""

    client: Client
    batch: int = BATCH
    kept: str = ""
    """The address where answers are kept."""
    is_local = False

    def workers(
        self, target: str, argument: bytes = b"", *, jobs: int, limits: Limits | None = None, ahead: int = AHEAD
    ) -> DaskWorkers:
        """Workers that run `target`; how many there are, and how far ahead, is the cluster's to say."""
        errand = Errand(target, argument, limits or Limits(), version_here(), self.kept)
        return DaskWorkers(self.client, errand, self.batch)


@contextmanager
def dask(scheduler: str | None = None, jobs: int | None = None, kept: str = "") -> Iterator[Dask]:
    """The cluster of `scheduler` ("tcp://machine:8786", "tls://…"), else one of `jobs` processes of this machine.

    `kept` is an address that all of them reach, where answers are kept from one build to the next.

    Raises `NoWorker` when the scheduler does not answer or has no worker within a minute.
    """
    with ExitStack() as open_:
        try:
            address = scheduler or open_.enter_context(_cluster_here(jobs or cores()))
            client = open_.enter_context(Client(address, timeout=_START_S, set_as_default=False))
            client.wait_for_workers(1, timeout=_START_S)
        except (OSError, TimeoutError) as fault:
            raise NoWorker(f"{scheduler or 'dask'}: no scheduler or no worker answers there ({fault}).") from fault
        yield Dask(client, kept=kept)


@contextmanager
def _cluster_here(jobs: int) -> Iterator[LocalCluster]:
    """A scheduler and its workers, on this machine and for it alone."""
    with (
        tempfile.TemporaryDirectory(prefix="registre-dask-") as scratch,
        LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
            local_directory=scratch,
            memory_limit=0,
            silence_logs=50,
        ) as cluster,
    ):
        yield cluster
