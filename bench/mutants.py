"""Do the shapes see what is wrong? Random faults in the graphs of the examples, and how many of them are caught.

    python -m bench.mutants [--count 2000] [--seed 1] [--processes 2] [--engine pyshacl|fast]

A mutant is caught when a violation or a warning is said of it that is not said of the good graph; information
does not count. Prints a table by kind of fault, then the survivors by property. Exit code 1 below `--floor`.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from bench.mutating import Batch, Mutant, mutants

from registre.config import SHACL_ENGINES
from registre.documents import find_documents
from registre.errors import UnreadableSource
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, sitting_pages
from registre.journey import read_record
from registre.linking.identify import identify
from registre.linking.reference import read_reference
from registre.linking.sittings import gather_sittings, sort_key
from registre.privacy import publishable
from registre.publication.neighbours import Neighbours
from registre.records import Record
from registre.validation import Finding, Gravity, Judge, Shapes
from registre.validation.engines import ReferenceEngine

EXAMPLES = Path(__file__).parent.parent / "examples"
FLOOR = 0.95


def good_batches(folder: Path = EXAMPLES) -> tuple[Batch, ...]:
    """The batches that a build of the examples judges: each sitting with its evidence and all it refers to."""
    records = list(_records(folder))
    identities = identify(records, read_reference(folder / "reference.toml"))
    linked = sorted((publishable(one) for one in map(identities.link, records) if one is not None), key=sort_key)
    mint = Minter("https://data.example.org/")
    neighbours = Neighbours(identity_pages(identities, mint))
    pages = (neighbours.around(sitting_pages(sitting, mint)) for sitting in gather_sittings(iter(linked)))
    return tuple(frozenset(one for page in batch for one in (*page.triples, *page.evidence)) for batch in pages)


def _records(folder: Path) -> Iterator[Record]:
    for path, relative in find_documents(folder):
        try:
            yield read_record(path, relative)
        except UnreadableSource:
            continue


@dataclass(frozen=True, slots=True)
class Outcome:
    """A mutant and the gravest thing that is newly said of it, None when it survives."""

    mutant: Mutant
    gravity: Gravity | None


def choose_engine(name: str) -> Judge:
    """pySHACL, or the compiled engine without its referee ("fast", where it has a package for the machine)."""
    shapes = Shapes.load()
    if name == "pyshacl" or importlib.util.find_spec("shacl") is None:
        return Judge(shapes, ReferenceEngine(shapes))
    from registre.validation.engines.compiled import CompiledEngine

    return Judge(shapes, CompiledEngine(shapes))


def said_of(batch: Batch, judge: Judge) -> frozenset[Finding]:
    """Violations and warnings."""
    return frozenset(one for one in judge.judge(sorted(batch)).findings if one.severity is not Gravity.info)


@cache
def _good(engine: str) -> tuple[Judge, tuple[Batch, ...], tuple[frozenset[Finding], ...]]:
    judge, batches = choose_engine(engine), good_batches()
    return judge, batches, tuple(said_of(batch, judge) for batch in batches)


def try_mutant(mutant: Mutant, engine: str) -> Outcome:
    judge, batches, known = _good(engine)
    new = said_of(mutant.of(batches), judge) - known[mutant.batch]
    grave = any(one.severity is Gravity.violation for one in new)
    return Outcome(mutant, Gravity.violation if grave else Gravity.warning if new else None)


def run(count: int, seed: int = 1, engine: str = "pyshacl", processes: int = 1) -> list[Outcome]:
    """What becomes of `count` mutants, in their order."""
    chosen, attempt = list(mutants(good_batches(), count, seed)), partial(try_mutant, engine=engine)
    if processes == 1:
        return [attempt(one) for one in chosen]
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(attempt, chosen, chunksize=20))


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield f"{'fault':<16} {'mutants':>8} {'violation':>10} {'warning':>8} {'survive':>8} {'caught':>8}"
    for kind in [*dict.fromkeys(one.mutant.kind for one in outcomes), "all"]:
        of_kind = [one for one in outcomes if kind in (one.mutant.kind, "all")]
        said = Counter(one.gravity for one in of_kind)
        figures = f"{len(of_kind):>8} {said[Gravity.violation]:>10} {said[Gravity.warning]:>8} {said[None]:>8}"
        yield f"{kind:<16} {figures} {caught(of_kind):>8.1%}"


def survivors(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """How many survive, by kind of fault and property, most first."""
    lost = Counter((one.mutant.kind, one.mutant.about) for one in outcomes if one.gravity is None)
    for (kind, about), times in sorted(lost.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{times:>5}  {kind}: {about}"


def caught(outcomes: Sequence[Outcome]) -> float:
    return sum(one.gravity is not None for one in outcomes) / len(outcomes)


def main() -> int:
    options: Any = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--engine", choices=SHACL_ENGINES, default="pyshacl")
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--floor", type=float, default=FLOOR)
    chosen = options.parse_args()
    outcomes = run(chosen.count, chosen.seed, chosen.engine, chosen.processes)
    print("\n".join(table(outcomes)))
    print("\nsurvivors:")
    print("\n".join(survivors(outcomes)) or "none")
    return int(caught(outcomes) < chosen.floor)


if __name__ == "__main__":
    sys.exit(main())
