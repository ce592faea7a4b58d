"""The house and the plain journey side by side, in processor time: what each stage costs, and how many times more.

    python -m bench.plain [--documents 120] [--plain 12] [--bytes 8000] [--sittings 1]

The house goes over all documents, the plain journey over every n-th sitting; both on this machine, one after the other.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.plain.journey import publish as publish_plainly
from bench.speed import told
from bench.stages import JOURNEY, Clock, Mapped, publish, understand, write_documents

from registre.publication.neighbours import Neighbours
from registre.validation import Shapes

SHARED = ("reading", "extraction", "identities", "linking", "privacy", "mapping")
"""Stages that the plain journey takes from the house; what a process pays once stands in neither sum."""
OURS = {"graph": (), "validation": ("validation",), "writing": ("graph", "tables")}
PLAIN = {"graph": ("graph",), "validation": ("validation",), "writing": ("N-Quads", "Turtle")}


def table(ours: Mapping[str, float], plain: Mapping[str, float]) -> Iterator[str]:
    """Milliseconds a document by stage, with the share of each, then the sums and their ratios."""
    alike = {step: (ours[step], ours[step]) for step in SHARED}
    own = {step: (_sum(ours, OURS[step]), _sum(plain, PLAIN[step])) for step in OURS}
    whole = _total(alike | own)
    yield f"{'stage':<12} {'house ms':>10} {'share':>7} {'plain ms':>10} {'share':>7} {'times':>7}"
    for step, pair in (alike | own).items():
        yield _line(step, pair, whole)
    yield _line("publishing", _total(own), whole)
    yield _line("all", whole, whole)


def _line(step: str, pair: tuple[float, float], whole: tuple[float, float]) -> str:
    house, plain = pair
    times = f"{plain / house:>7.1f}" if house else f"{'':>7}"
    return f"{step:<12} {house:>10.2f} {house / whole[0]:>7.0%} {plain:>10.2f} {plain / whole[1]:>7.0%} {times}"


def _total(pairs: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    return sum(one for one, _ in pairs.values()), sum(other for _, other in pairs.values())


def _sum(spent: Mapping[str, float], steps: tuple[str, ...]) -> float:
    return sum(spent[step] for step in steps)


def plainly(mapped: Mapped, count: int, out: Path) -> dict[str, float]:
    """Milliseconds a sitting of each plain step, over `count` sittings spread evenly."""
    chosen = mapped.sittings[:: max(1, len(mapped.sittings) // count)][:count]
    clock = Clock()
    publish_plainly(chosen[:1], Neighbours(mapped.identities), Shapes.load(), out / "warm", Clock())
    publish_plainly(chosen, Neighbours(mapped.identities), Shapes.load(), out / "plain", clock)
    return {step: 1000 * seconds / len(chosen) for step, seconds in clock.seconds.items()}


def main() -> None:
    options: Any = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=120)
    options.add_argument("--plain", type=int, default=12)
    options.add_argument("--bytes", type=int, default=8000)
    options.add_argument("--sittings", type=int, default=1, help="how often each body sits")
    chosen, clock = options.parse_args(), Clock()
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place) / "in", Path(place) / "out"
        folder.mkdir()
        write_documents(folder, chosen.documents, chosen.bytes, chosen.sittings)
        known = understand(folder, clock)
        mapped = publish(known, out, clock, "fast")
        count = known.documents
        ours = {step: 1000 * seconds / count for step, seconds in clock.seconds.items()}
        plain = plainly(mapped, chosen.plain, Path(place))
    spent = sum(clock.seconds[step] for step in JOURNEY)
    print("\n".join(table(ours, plain)))
    print(f"{count} documents, {len(mapped.sittings)} sittings, {mapped.triples} triples with evidence")
    print(f"the house: {count / spent:.0f} documents/s, {mapped.triples / spent:.0f} triples/s on one core")
    print(told())


if __name__ == "__main__":
    main()
