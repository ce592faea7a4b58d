"""How a build grows with its documents: time and memory at several sizes, by stage, and what the next document costs.

    python -m bench.growth [--sizes 250 1000] [--jobs 1] [--sittings-per-body 1] [--journey] [--lines FILE]

Each size is built by a process of its own, from invented documents of `--bytes`. Prints processor time a document, the
peak of memory (the build and its largest worker), and for each stage the milliseconds a document at each size, the
power of the size that fits them, and how the last size compares with the one before: more than 1.15 times is too much,
and the exit code is 1.

`--sittings-per-body 100`: the same council and town over a hundred sittings, as registers are; 1 is the worst case.
`--journey` stops at validated dumps and tables: no page of HTML, no file a page (`pages = "none"` in registre.toml).
`--lines FILE` adds a line of JSON when a size has ended, so that a long run can be cut, and shows all lines of
the file. `--draw FILE` writes the picture.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec
from bench.growth.drawing import draw
from bench.growth.measuring import Point, Wanted, measure, measure_apart, read_point
from bench.growth.telling import costs, table


def main() -> None:
    chosen = _options()
    if chosen.one:
        print(json.dumps(asdict(measure(msgspec.json.decode(chosen.one, type=Wanted)))))
        return
    points = _measured(chosen)
    print("\n".join(table(points)))
    if chosen.draw:
        chosen.draw.write_text(draw(points), "utf-8")
    sys.exit(len(points) > 1 and any(one.too_much for one in costs(points)))


def _options() -> Any:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--sizes", type=int, nargs="*", default=[250, 1000], help="documents; none: show the lines only"
    )
    options.add_argument("--one", help=argparse.SUPPRESS)
    options.add_argument("--bytes", type=int, default=8000)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--sittings-per-body", type=int, default=1)
    options.add_argument("--journey", action="store_true")
    options.add_argument("--folder", help="where it is built; by default where the system keeps what is temporary")
    options.add_argument("--lines", type=Path)
    options.add_argument("--draw", type=Path, help="an SVG: time by stage, and memory, against size")
    return options.parse_args()


def _measured(chosen: Any) -> Sequence[Point]:
    """The points of the file and those that are asked for, in the order of their sizes."""
    points = {}
    if chosen.lines and chosen.lines.is_file():
        points = {one.documents: one for one in map(read_point, chosen.lines.read_text("utf-8").splitlines())}
    for size in sorted(chosen.sizes):
        wanted = Wanted(size, chosen.bytes, chosen.jobs, chosen.sittings_per_body, chosen.journey, chosen.folder)
        points[size] = measure_apart(wanted)
        if chosen.lines:
            with chosen.lines.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(asdict(points[size])) + "\n")
    return [points[size] for size in sorted(points)]


if __name__ == "__main__":
    main()
