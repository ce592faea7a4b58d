"""What a second core gives: `python -m bench.cores [--documents 400] [--rounds 3]`.

Builds invented documents with one worker and with two, in turn, each time in a new process that keeps nothing, and
prints the clock of each, the processor of the parent and of its workers, and the best of both. The two publications
must be the same bytes. Wants a machine that does nothing else: the load is printed with the result.

What two cores could give at best is the processor of one run over half that of the other: workers that start, and
work that only they have, count against it. What the parent does alone while they wait is what is missing from it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.faults.trial import state_of
from bench.stages import write_documents

from registre.build import build
from registre.config import Config

LIKED = 1.6
"""Times as fast on two cores as on one: what is wanted."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of one build: by the clock, of the processor of the parent, and of all its workers."""

    jobs: int
    clock_s: float
    parent_s: float
    workers_s: float

    @property
    def processor_s(self) -> float:
        return self.parent_s + self.workers_s

    def line(self) -> str:
        return f"{self.jobs:>5} {self.clock_s:>9.2f} {self.parent_s:>9.2f} {self.workers_s:>9.2f}"


def build_here(folder: Path, out: Path, jobs: int) -> Run:
    """Build in this process, which has done nothing else."""
    start = time.perf_counter()
    build(folder, out, Config(), jobs=jobs)
    clock = time.perf_counter() - start
    return Run(jobs, clock, *(_processor(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def _processor(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def build_apart(folder: Path, out: Path, jobs: int) -> Run:
    """The same in a new process. Raises `CalledProcessError` when it fails."""
    command = [sys.executable, "-m", "bench.cores", "--one", str(folder), str(out), str(jobs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Run(**json.loads(done.stdout))


def compare(documents: int, rounds: int) -> None:
    """Print every run, then what two cores gave. Leaves with 1 when the bytes differ."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "documents"
        folder.mkdir()
        write_documents(folder, documents, 8000)
        outs = {jobs: Path(place) / f"with-{jobs}" / "public" for jobs in (1, 2)}
        print(f"{documents} documents, load {os.getloadavg()[0]:.1f} before\n jobs     clock    parent   workers")
        runs = []
        for _ in range(rounds):
            for jobs, out in outs.items():
                runs.append(build_apart(folder, out, jobs))
                print(runs[-1].line(), flush=True)
        one, two = (min((run for run in runs if run.jobs == jobs), key=lambda run: run.clock_s) for jobs in (1, 2))
        print(f"two cores: {one.clock_s / two.clock_s:.2f} times as fast by the clock (asked: {LIKED})")
        print(f"at best, by processor: {2 * one.processor_s / two.processor_s:.2f}")
        same = state_of(outs[1]) == state_of(outs[2])
    print("the same bytes" if same else "the bytes differ")
    sys.exit(not same)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=400)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--one", nargs=3, metavar=("FOLDER", "OUT", "JOBS"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        folder, out, jobs = chosen.one
        run = build_here(Path(folder), Path(out), int(jobs))
        print(json.dumps({name: getattr(run, name) for name in Run.__slots__}))
    else:
        compare(chosen.documents, chosen.rounds)


if __name__ == "__main__":
    main()
