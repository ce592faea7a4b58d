"""Where tasks are answered: by worker processes of this machine, or by machines of a cluster. Both keep one promise.

Tasks go in, answers come out in the order of the tasks, each as if it had been alone: by the same program, under the
same limits. What a build makes of the answers cannot tell who gave them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self

from registre.engine.limits import Limits
from registre.engine.pool import AHEAD, Answer, Pool, Ready


class Workers(Protocol):
    """What answers tasks of one kind: a context manager, at whose end none of them is at work."""

    def run(self, tasks: Iterable[bytes | Ready]) -> Iterator[Answer]:
        """The answer of each task, in their order. `tasks` is read a bounded number ahead.

        Raises `NoWorker` when nobody can answer.
        """
        ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Engine(Protocol):
    """What has workers to give."""

    @property
    def is_local(self) -> bool:
        """Whether the work stays in processes of this machine: then a single one may be spared."""
        ...

    def workers(
        self, target: str, argument: bytes = b"", *, jobs: int, limits: Limits | None = None, ahead: int = AHEAD
    ) -> Workers:
        """Workers that run `target`, as `Pool`; `jobs` and `ahead` are those of one machine."""
        ...


class Local:
    """This machine alone."""

    is_local = True

    def workers(
        self, target: str, argument: bytes = b"", *, jobs: int, limits: Limits | None = None, ahead: int = AHEAD
    ) -> Pool:
        return Pool(target, argument, jobs=jobs, limits=limits, ahead=ahead)


LOCAL = Local()
