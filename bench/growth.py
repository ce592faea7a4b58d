"""How a build grows with its documents: time and memory at several sizes, and what the next document costs.

    python -m bench.growth [--sizes 250 1000] [--jobs 1] [--bytes 8000]

Each size is built whole, by a process of its own, from invented documents of `--bytes`. Prints documents/s,
milliseconds a document, the peak of memory (the build and its largest worker) and, from one size to the next, what a
further document costs in milliseconds and kilobytes.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.stages import FILLER, LAYOUTS
from bench.synthesis.generate import generate

from registre.build import build
from registre.config import Config


@dataclass(frozen=True, slots=True)
class Point:
    """One build. Seconds of the processor, workers included; memory at its peak, in megabytes."""

    documents: int
    sittings: int
    triples: int
    seconds: float
    memory_mb: float
    worker_mb: float


def write_documents(folder: Path, count: int, size_bytes: int) -> None:
    """`count` invented documents, a hundred a folder; the same first ones for every count."""
    for number in range(count):
        layout = LAYOUTS[number % len(LAYOUTS)]
        text = generate(number // len(LAYOUTS) + 1, layout).text
        text += "\n" + FILLER * (max(0, size_bytes - len(text.encode())) // len(FILLER.encode()))
        place = folder / f"{number // 100:04}" / f"{number:06}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


def measure(count: int, size_bytes: int, jobs: int) -> Point:
    """One build, here."""
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place) / "in", Path(place) / "out"
        folder.mkdir()
        write_documents(folder, count, size_bytes)
        before = _seconds()
        summary = build(folder, out, Config(), jobs=jobs)
        spent = _seconds() - before
    own, workers = _peak_mb(resource.RUSAGE_SELF), _peak_mb(resource.RUSAGE_CHILDREN)
    return Point(count, summary.sittings, summary.triples, spent, own, workers)


def _seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak_mb(who: int) -> float:
    """`ru_maxrss` counts kilobytes, bytes on macOS."""
    return resource.getrusage(who).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def measure_apart(count: int, size_bytes: int, jobs: int) -> Point:
    """One build by a process of its own: its peak of memory is that of no other build."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.growth", "--one", str(count)]
    command += ["--bytes", str(size_bytes), "--jobs", str(jobs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Point(**json.loads(done.stdout.splitlines()[-1]))


def table(points: Sequence[Point]) -> Iterator[str]:
    titles = f"{'documents':>9} {'sittings':>9} {'triples':>10}"
    yield f"{titles} {'documents/s':>12} {'ms/document':>12} {'peak MB':>8} {'worker':>7}"
    for one in points:
        rate, each = one.documents / one.seconds, 1000 * one.seconds / one.documents
        size = f"{one.documents:>9} {one.sittings:>9} {one.triples:>10}"
        yield f"{size} {rate:>12.1f} {each:>12.1f} {one.memory_mb:>8.0f} {one.worker_mb:>7.0f}"
    for one, other in pairwise(points):
        more = other.documents - one.documents
        each, kept = 1000 * (other.seconds - one.seconds) / more, 1024 * (other.memory_mb - one.memory_mb) / more
        yield f"from {one.documents} to {other.documents}: a further document costs {each:.1f} ms and {kept:.1f} kB"


def main() -> None:
    options: Any = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=[250, 1000])
    options.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options.add_argument("--bytes", type=int, default=8000)
    options.add_argument("--jobs", type=int, default=1)
    chosen = options.parse_args()
    if chosen.one:
        print(json.dumps(asdict(measure(chosen.one, chosen.bytes, chosen.jobs))))
        return
    print("\n".join(table([measure_apart(count, chosen.bytes, chosen.jobs) for count in sorted(chosen.sizes)])))


if __name__ == "__main__":
    main()
