"""Building again whenever what goes in has changed, for those who curate: one line a build, until Ctrl-C.

Files are looked at by size and date, twice a second, and not by what the system announces: folders that several
people share over a network announce nothing of what the others do.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from registre.commands.request import BuildRequest
from registre.errors import RegistreError
from registre.messages import Language, say
from registre.progress import silent
from registre.summary import Summary

PAUSE_S = 0.5
"""Between two looks. What changed is built once two looks in a row have seen the same."""

State = frozenset[tuple[str, int, int, int]]
"""Paths, sizes, dates and numbers of files."""


def state_of(paths: Iterable[Path]) -> State:
    """How these files stand now; one that is not there is left out."""
    found = set[tuple[str, int, int, int]]()
    for path in paths:
        try:
            seen = path.stat()
        except OSError:
            continue
        found.add((os.fspath(path), seen.st_size, seen.st_mtime_ns, seen.st_ino))
    return frozenset(found)


def settled(look: Callable[[], State], pause: Callable[[], None]) -> Iterator[State]:
    """What `look` sees now, then each state that differs from the last one given and holds for a `pause`."""
    last = look()
    yield last
    before = last
    while True:
        pause()
        now = look()
        if now == before != last:
            last = now
            yield now
        before = now


def build_on_change(request: BuildRequest, language: Language, fresh: bool, tell: Callable[[str], None]) -> None:
    """Build now, and after each change; a fault is told, and what was published stays. Ends with Ctrl-C only."""

    def look() -> State:
        return state_of(request.inputs())

    for _ in settled(look, lambda: time.sleep(PAUSE_S)):
        start = time.perf_counter()
        try:
            summary = request.build(fresh=fresh, watch=silent, language=language)
        except RegistreError as fault:
            tell(f"{say('error', language)}: {' / '.join(str(fault).splitlines())}")
        else:
            tell(told(summary, time.perf_counter() - start, language))
        fresh = False


def told(summary: Summary, seconds: float, language: Language) -> str:
    """One line on a build."""
    if summary.unchanged:
        return say("watch_unchanged", language)
    key = "watch_published" if summary.published else "watch_refused"
    place = summary.out if summary.published else f"{summary.out}.rejected"
    counts = {"documents": summary.documents, "acts": summary.acts, "quarantined": summary.quarantined}
    line = say(key, language, out=place, seconds=f"{seconds:.1f}", **counts)
    return f"{line} {summary.remade.as_text(language)}" if summary.remade else line
