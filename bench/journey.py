"""Times the stages of a build on copies of the examples, each moved to other years so that all are different sessions.

    python bench/journey.py [--copies 8]

Prints documents, seconds and documents per second for each stage, and the peak of memory.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from registre.build import build
from registre.config import FILE_NAME, read_config
from registre.linking.reference import read_reference

EXAMPLES = Path(__file__).parent.parent / "examples"
_YEARS_APART = 4
_YEAR = re.compile(r"20[12]\d")


def copy_examples(folder: Path, copies: int) -> None:
    """The examples' documents `copies` times, copy n moved n × 4 years back."""
    for number in range(copies):
        for path in sorted((EXAMPLES / "documents").rglob("*.*")):
            place = folder / f"copy-{number:02d}" / path.relative_to(EXAMPLES)
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                place.write_text(_earlier(path.read_text("utf-8"), number * _YEARS_APART), "utf-8")
            except UnicodeDecodeError:
                shutil.copy(path, place)


def _earlier(text: str, years: int) -> str:
    return _YEAR.sub(lambda found: str(int(found[0]) - years), text)


class Stopwatch:
    """A `Watch` that keeps how long each stage took and how many steps it had."""

    def __init__(self) -> None:
        self.stages: dict[str, tuple[int, float]] = {}

    def __call__(self, steps: Iterable[Any], title: str, total: int) -> Iterator[Any]:
        start = time.perf_counter()
        yield from steps
        self.stages[title] = (total, time.perf_counter() - start)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--copies", type=int, default=8)
    copies = options.parse_args().copies
    with tempfile.TemporaryDirectory() as place:
        folder, watch = Path(place) / "documents", Stopwatch()
        copy_examples(folder, copies)
        reference = read_reference(EXAMPLES / "reference.toml")
        start = time.perf_counter()
        summary = build(
            folder,
            Path(place) / "public",
            read_config(EXAMPLES / FILE_NAME),
            reference=reference,
            watch=watch,
            language="en",
        )
        watch.stages["the whole build"] = (summary.documents, time.perf_counter() - start)
    for title, (steps, seconds) in watch.stages.items():
        print(f"{title:<18} {steps:>7} documents {seconds:>9.2f} s {steps / seconds:>9.1f} /s")
    print(f"{'triples':<18} {summary.triples:>7}")
    print(f"{'peak of memory':<18} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:>7} MB")


if __name__ == "__main__":
    main()
