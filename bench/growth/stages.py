"""What each stage of a build costs, measured from outside: the build is the one that users run.

Stages are nested calls: time counts for the innermost one, what workers used for the stage that waits for their end.
"""

from __future__ import annotations

import os
import resource
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial, wraps
from importlib import import_module
from pathlib import Path
from typing import Any, Final

OTHER: Final = "other"
CALLS: Final = {
    "reading": ("registre.build:gather",),
    "identities": ("registre.build:WhoIsWho.identified", "registre.publication.publisher:KeptPages.__init__"),
    "linking": ("registre.build:_publishing_order",),
    "privacy": ("registre.publication.composing:publishable",),
    "mapping": ("registre.publication.composing:count_sitting",),
    "judging": (
        "registre.validation:Judge.judge",
        "registre.validation:Merging.add",
        "registre.publication.publisher:Publisher._write_reports",
    ),
    "serialising": ("registre.publication.composing:written", "registre.publication.composing:lines_of"),
    "composing": ("registre.engine.answers:Answers.__exit__",),
    "writing": (
        "registre.publication.dataset:DatasetWriter.add",
        "registre.publication.dataset:DatasetWriter.__exit__",
        "registre.publication.publisher:Publisher._write_sitting",
        "registre.publication.publisher:LedgerWriter.add",
        "registre.publication.dataset:DatasetWriter.describe",
        "registre.build:_close",
    ),
    "site": (
        "registre.publication.site:SiteWriter.add_sitting",
        "registre.publication.site:SiteWriter.close",
    ),
    "search": ("registre.publication.publisher:index_pages",),
    "questions": ("registre.publication.publisher:Publisher._answered",),
}
"""Stage → what it is made of, as module:name. Writing is that of dumps and tables, packed and described: a dump is
packed after it was written while it is small, on the way when it is large.

With workers, privacy, mapping, judging and serialising are told together, as composing: theirs is the time.
"""
STEPS: Final = {
    "linking": "registre.publication.tasks:Tasks.of_days",
    "mapping": "registre.publication.composing:sitting_pages",
    "composing": "registre.engine.answers:Answers.of",
}
"""Stage → what gives its results one after the other."""
STAGES: Final = (*CALLS, OTHER)
_APART_S: Final = 0.05
"""Seconds between two looks at the memory."""


@dataclass(slots=True)
class Stages:
    """Seconds of the processor and the peak of memory of each stage, in megabytes, while a build runs."""

    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    memory_mb: dict[str, float] = field(default_factory=dict)
    workers_mb: float = 0.0
    """The peak of the largest worker."""
    _open: list[str] = field(default_factory=lambda: [OTHER])
    _since: float = field(default_factory=lambda: processor_s())

    def enter(self, stage: str) -> None:
        self._turn()
        self._open.append(stage)

    def leave(self) -> None:
        self._turn()
        self._open.pop()

    def _turn(self) -> None:
        """What was used until now was used by the stage that is open."""
        now, stage = processor_s(), self._open[-1]
        self.seconds[stage] += now - self._since
        self._since = now

    def _look(self, ended: threading.Event) -> None:
        """Look at the memory until the build has ended."""
        while not ended.wait(_APART_S):
            stage = self._open[-1]
            self.memory_mb[stage] = max(self.memory_mb.get(stage, 0.0), _resident_mb())
            self.workers_mb = max(self.workers_mb, _largest_worker_mb())

    @contextmanager
    def watching(self) -> Iterator[None]:
        """The stages of every build inside the block are counted here."""
        kept: list[tuple[Any, str, Any]] = []
        ended = threading.Event()
        watcher = threading.Thread(target=self._look, args=(ended,), daemon=True)
        self._since = processor_s()
        try:
            watcher.start()
            for stage, places in CALLS.items():
                kept += [_replace(place, partial(self._call, stage)) for place in places]
            for stage, place in STEPS.items():
                kept.append(_replace(place, partial(self._steps, stage)))
            yield
            self._turn()
        finally:
            ended.set()
            watcher.join()
            for holder, name, work in reversed(kept):
                setattr(holder, name, work)

    def _call(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def counted(*given: Any, **named: Any) -> Any:
            self.enter(stage)
            try:
                return work(*given, **named)
            finally:
                self.leave()

        return counted

    def _steps(self, stage: str, work: Callable[..., Any]) -> Callable[..., Iterator[Any]]:
        @wraps(work)
        def counted(*given: Any, **named: Any) -> Iterator[Any]:
            steps = iter(work(*given, **named))
            while True:
                self.enter(stage)
                try:
                    one = next(steps)
                except StopIteration:
                    return
                finally:
                    self.leave()
                yield one

        return counted


def _replace(place: str, around: Callable[[Callable[..., Any]], Any]) -> tuple[Any, str, Any]:
    """Put what counts in the place of what works; where it stands, its name, and what worked."""
    module, _, path = place.partition(":")
    *parts, name = path.split(".")
    holder: Any = import_module(module)
    for part in parts:
        holder = getattr(holder, part)
    work = getattr(holder, name)
    setattr(holder, name, around(work))
    return holder, name, work


def processor_s() -> float:
    """Seconds of the processor: this process, and the workers that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _resident_mb() -> float:
    """Memory in use now; where the system does not tell, its peak until now."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    except OSError:
        return peak_mb()


def _largest_worker_mb() -> float:
    """The peak of the largest worker at work; 0 where the system does not tell.

    A child counts its parent's pages until it begins: it is not looked at as long as it bears its parent's command, and
    what `getrusage` says of workers that have ended is of no use.
    """
    peaks = [0.0]
    with suppress(OSError):
        own = Path("/proc/self/cmdline").read_bytes()
        for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
            with suppress(OSError, StopIteration):
                if Path(f"/proc/{pid}/cmdline").read_bytes() == own:
                    continue
                lines = Path(f"/proc/{pid}/status").read_text().splitlines()
                peaks.append(int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024)
    return max(peaks)


def peak_mb() -> float:
    """The peak of memory of this process. `ru_maxrss` counts kilobytes, bytes on macOS."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
