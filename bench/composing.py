"""Times the parts of composing days (`publication.composing`) over invented documents, on one core: processor time.

    python -m bench.composing [--documents 60] [--bytes 8000] [--sittings 20] [--rounds 3]

Every day is composed from its encoded task and its answer encoded, as a worker does. Prints milliseconds a document and
the share of each part, of the round that took least. pySHACL stands apart: it takes a second once and a third of one
for each day that is drawn for it, one in 250.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from bench.speed import told
from bench.stages import write_documents

from registre.config import Config
from registre.extraction import extract
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages
from registre.linking.identify import identify
from registre.linking.reference import read_reference
from registre.publication.briefs import brief_of
from registre.publication.composing import Manner, prepare
from registre.publication.kept_pages import KeptPages
from registre.publication.tasks import Tasks, in_days
from registre.reading import read_source
from registre.spool import encode_record

REST: Final = "rest"
PARTS: Final = {
    "task read": "publication.composing:_decode_task",
    "privacy": "publication.composing:publishable",
    "mapping": "publication.composing:sitting_pages",
    "neighbours": "publication.neighbours:Neighbours.around",
    "judging: SHACL Core": "validation.engines.compiled:CompiledEngine.findings",
    "judging: queries": "validation.engines.constraints:Constraints.findings",
    "judging: pySHACL": "validation.engines:ReferenceEngine.findings",
    "judging: the rest": "validation.engines:Judge.judge",
    "N-Quads": "publication.written:n_quads",
    "Turtle": "publication.written:turtles_of",
    "JSON-LD": "publication.written:json_ld_of",
    "tables": "publication.composing:lines_of",
    "answer written": "publication.composing:_encode",
}
"""Part → what is called for it, as module:name below `registre`; `REST` is all else."""


@dataclass(slots=True)
class Clock:
    """Seconds of each part; of calls within each other the innermost counts."""

    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys((*PARTS, REST), 0.0))
    _part: str = REST
    _since: float = field(default_factory=time.process_time)

    def turn_to(self, part: str) -> str:
        """What comes is `part`; returns what was."""
        now, before = time.process_time(), self._part
        self.seconds[before] += now - self._since
        self._part, self._since = part, now
        return before

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function, updated=())
        def called(*args: Any, **named: Any) -> Any:
            before = self.turn_to(part)
            try:
                result = function(*args, **named)
                return list(result) if isinstance(result, Iterator) else result
            finally:
                self.turn_to(before)

        return called


@contextmanager
def watched(clock: Clock) -> Iterator[None]:
    """As long as it lasts, `clock` sees every part."""
    with ExitStack() as stack:
        for part, called in PARTS.items():
            module, name = called.split(":")
            owner: Any = import_module(f"registre.{module}")
            *within, last = name.split(".")
            for one in within:
                owner = getattr(owner, one)
            stack.callback(setattr, owner, last, getattr(owner, last))
            setattr(owner, last, clock.timed(part, getattr(owner, last)))
        yield


def make_tasks(folder: Path) -> list[bytes]:
    """The encoded task of each day of the documents of `folder`."""
    records = [extract(*read_source(path, path.name)) for path in sorted(folder.iterdir())]
    identities, mint = identify(records, read_reference()), Minter(Config().base)
    named = [(number, names) for number, one in enumerate(records) if (names := identities.names_of(one)) is not None]
    briefs = sorted((brief_of(records[number], number, names) for number, names in named), key=lambda one: one.turn)
    days = in_days(briefs, lambda number: encode_record(records[number]), identities.linked)
    with tempfile.TemporaryDirectory() as place:
        tasks = Tasks(mint, KeptPages(Path(place), identity_pages(identities, mint)))
        return list(tasks.of_days(days))


def measure(tasks: Sequence[bytes], rounds: int) -> dict[str, float]:
    """Seconds of each part over all tasks, in the round that took least."""
    work = prepare(Manner(Config().base, "fast").encoded())
    found = []
    for _ in range(rounds):
        clock = Clock()
        with watched(clock):
            for task in tasks:
                work(task)
        clock.turn_to(REST)
        found.append(clock.seconds)
    return min(found, key=lambda one: sum(one.values()))


def table(seconds: dict[str, float], documents: int) -> Iterator[str]:
    """A line a part, and their sum."""
    every = sum(seconds.values())
    yield f"{'part':<24} {'ms/document':>12} {'share':>7}"
    for part, spent in [*seconds.items(), ("composing", every)]:
        yield f"{part:<24} {1000 * spent / documents:>12.2f} {spent / every:>7.0%}"


def main() -> None:
    options: Any = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in {"documents": 60, "bytes": 8000, "sittings": 20, "rounds": 3}.items():
        options.add_argument(f"--{name}", type=int, default=usual)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        write_documents(Path(place), chosen.documents, chosen.bytes, chosen.sittings)
        tasks = make_tasks(Path(place))
    print("\n".join(table(measure(tasks, chosen.rounds), chosen.documents)))
    print(told())


if __name__ == "__main__":
    main()
