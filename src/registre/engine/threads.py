"""Work done by threads: packing and digesting, which leave Python's lock to others while they last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


class Threads:
    """So many threads; one job means none: work is then done where it is started.

    A context manager: at its end all work is done, and the first fault is raised, in the order in which it was started.
    """

    def __init__(self, jobs: int) -> None:
        self._threads = ThreadPoolExecutor(jobs) if jobs > 1 else None
        self._started: list[Future[Any]] = []

    def start(self, work: Callable[..., object], *given: object) -> None:
        """Do `work(*given)` some time before the block ends."""
        if self._threads is None:
            work(*given)
        else:
            self._started.append(self._threads.submit(work, *given))

    def each(self, work: Callable[[Item], Made], items: Iterable[Item]) -> list[Made]:
        """What `work` makes of each item, in their order."""
        return list(map(work, items) if self._threads is None else self._threads.map(work, items))

    def __enter__(self) -> Threads:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._threads is None:
            return
        self._threads.shutdown(cancel_futures=fault is not None)
        if fault is None:
            for one in self._started:
                one.result()
