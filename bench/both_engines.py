"""Judges a large corpus by both SHACL engines and shows every finding that only one of them has.

    python -m bench.both_engines invented [--seeds 5] [--noise 0 1 2]      # every layout of bench.synthesis
    python -m bench.both_engines folder FOLDER [FOLDER …]                  # documents of any kind, real ones too
    python -m bench.both_engines mutants [--count 2000] [--seed 1]         # the faults of bench.mutants, each alone

Each sitting is judged alone, as a build does it, and pages of identities by hundreds. Exit code 1 when one finding
differs. `--processes` shares the work.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from bench.mutants import good_batches
from bench.mutating import Batch as Facts
from bench.mutating import mutants
from bench.synthesis.generate import documents
from bench.synthesis.layouts import LAYOUTS

from registre.documents import find_documents
from registre.errors import UnreadableSource
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, sitting_pages
from registre.graph.pages import PageGraph, Triple
from registre.journey import read_record
from registre.linking.identify import identify
from registre.linking.reference import read_reference
from registre.linking.sittings import gather_sittings, sort_key
from registre.privacy import publishable
from registre.publication.neighbours import Neighbours
from registre.records import Record
from registre.validation import Finding, Shapes
from registre.validation.engines import Batch, ReferenceEngine
from registre.validation.engines.compiled import CompiledEngine
from registre.validation.engines.refereed import recorded_agreement, same_words

_TOGETHER = 100


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many findings the referee has, and those that one engine has alone."""

    findings: int
    fast_alone: tuple[Finding, ...] = ()
    referee_alone: tuple[Finding, ...] = ()


@cache
def _engines() -> tuple[CompiledEngine, ReferenceEngine]:
    shapes, agreed = Shapes.load(), recorded_agreement()
    return CompiledEngine(shapes, None if agreed is None else agreed.queries), ReferenceEngine(shapes)


def judge(triples: Sequence[Triple]) -> Verdict:
    """What both engines say of one batch; numbers that they quote are compared as numbers."""
    batch = Batch(triples)
    fast, referee = (set(map(same_words, engine.findings(batch))) for engine in _engines())
    alone = (tuple(sorted(one, key=lambda found: found.sort_key)) for one in (fast - referee, referee - fast))
    return Verdict(len(referee), *alone)


def batches_of(records: Iterable[Record]) -> Iterator[list[Triple]]:
    """The batches that a build of these records judges."""
    kept = list(records)
    identities = identify(kept, read_reference())
    linked = sorted((publishable(one) for one in map(identities.link, kept) if one is not None), key=sort_key)
    mint = Minter("https://data.example.org/")
    others = tuple(identity_pages(identities, mint))
    near = Neighbours(others)
    for sitting in gather_sittings(iter(linked)):
        yield _triples(near.around(sitting_pages(sitting, mint)))
    waiting = iter(others)
    while batch := tuple(islice(waiting, _TOGETHER)):
        yield _triples(near.around(batch))


def _triples(pages: Iterable[PageGraph]) -> list[Triple]:
    return [one for page in pages for one in (*page.triples, *page.evidence)]


def _read(folder: Path) -> Iterator[Record]:
    for path, relative in find_documents(folder):
        if ".gold." in path.name:
            continue
        try:
            yield read_record(path, relative)
        except UnreadableSource as fault:
            print(fault, file=sys.stderr)


def _invented(seeds: int, noises: Sequence[int]) -> Iterator[Record]:
    with tempfile.TemporaryDirectory() as place:
        for noise in noises:
            for name, document in documents(1, seeds, sorted(LAYOUTS), noise):
                (Path(place) / f"{name}.txt").write_text(document.text, "utf-8")
        yield from _read(Path(place))


def _mutants(count: int, seed: int) -> Iterator[list[Triple]]:
    good: tuple[Facts, ...] = good_batches()
    for mutant in mutants(good, count, seed):
        yield sorted(mutant.of(good))


def _batches(chosen: Any) -> Iterator[list[Triple]]:
    if chosen.what == "invented":
        return batches_of(_invented(chosen.seeds, chosen.noise))
    if chosen.what == "mutants":
        return _mutants(chosen.count, chosen.seed)
    return (batch for folder in chosen.folders for batch in batches_of(_read(folder)))


def show(verdicts: Iterable[Verdict]) -> bool:
    """Print each difference and the sums; whether there is none."""
    batches = findings = different = 0
    for verdict in verdicts:
        batches, findings = batches + 1, findings + verdict.findings
        different += bool(verdict.fast_alone or verdict.referee_alone)
        for who, alone in (("fast engine", verdict.fast_alone), ("pySHACL", verdict.referee_alone)):
            for one in alone:
                print(f"only the {who}: {one}")
    print(f"{batches} batches, {findings} findings, {different} batches judged differently")
    return not different


def main() -> int:
    options: Any = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=("invented", "folder", "mutants"))
    options.add_argument("folders", nargs="*", type=Path)
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--noise", type=int, nargs="*", default=[0])
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--processes", type=int, default=1)
    chosen = options.parse_args()
    if chosen.processes == 1:
        return int(not show(map(judge, _batches(chosen))))
    with ProcessPoolExecutor(chosen.processes) as pool:
        return int(not show(pool.map(judge, _batches(chosen), chunksize=4)))


if __name__ == "__main__":
    sys.exit(main())
