"""Points as tables: what a document costs at each size, by stage, and how that grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Final

from bench.growth.measuring import Point
from bench.growth.stages import STAGES

MOST_GROWTH: Final = 1.15
"""What a document of the largest size may cost, as a multiple of one of the size before."""
SMALL: Final = 0.01
"""Share of the whole below which the growth of a stage is not judged: it is mostly chance."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a stage costs: milliseconds a document at each size; `power` n where time grows as documents to the n."""

    stage: str
    each_ms: tuple[float, ...]
    power: float
    share: float

    @property
    def growth(self) -> float:
        """A document of the largest size against one of the size before."""
        before, last = self.each_ms[-2:]
        return last / before if before else 1.0

    @property
    def too_much(self) -> bool:
        return self.share >= SMALL and self.growth > MOST_GROWTH


def costs(points: Sequence[Point]) -> tuple[Cost, ...]:
    """The cost of each stage over sizes in their order, two at least, then that of the whole."""
    last = points[-1]
    parts = {stage: [one.stages.get(stage, 0.0) for one in points] for stage in STAGES}
    parts = {stage: seconds for stage, seconds in parts.items() if all(seconds)}
    parts["whole"] = [one.seconds for one in points]
    sizes = [one.documents for one in points]
    return tuple(
        Cost(
            stage,
            tuple(1000 * spent / size for spent, size in zip(seconds, sizes, strict=True)),
            _power(sizes, seconds),
            seconds[-1] / last.seconds,
        )
        for stage, seconds in parts.items()
    )


def _power(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of the straight line through logarithms, by least squares."""
    xs, ys = [log(one) for one in sizes], [log(one) for one in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def table(points: Sequence[Point]) -> Iterator[str]:
    """A line a size, then what a further document costs, then a line a stage."""
    titles = f"{'documents':>9} {'sittings':>9} {'triples':>10} {'ms/document':>12}"
    yield f"{titles} {'peak MB':>8} {'worker':>7} {'wall s':>8}"
    for one in points:
        size = f"{one.documents:>9} {one.sittings:>9} {one.triples:>10} {1000 * one.seconds / one.documents:>12.1f}"
        yield f"{size} {one.memory_mb:>8.0f} {one.worker_mb:>7.0f} {one.wall_s:>8.0f}"
    for one, other in pairwise(points):
        more = other.documents - one.documents
        each, kept = 1000 * (other.seconds - one.seconds) / more, 1024 * (other.memory_mb - one.memory_mb) / more
        yield f"from {one.documents} to {other.documents}: a further document costs {each:.1f} ms and {kept:.1f} kB"
    if len(points) > 1 and all(one.stages for one in points):
        yield from _stages(points)


def _stages(points: Sequence[Point]) -> Iterator[str]:
    sizes = "".join(f"{one.documents:>10}" for one in points)
    yield f"{'ms/document':<12}{sizes} {'power':>7} {'growth':>7} {'peak MB':>8}"
    for cost in costs(points):
        each = "".join(f"{ms:>10.2f}" for ms in cost.each_ms)
        peak = points[-1].stages_mb.get(cost.stage, points[-1].memory_mb if cost.stage == "whole" else 0.0)
        mark = " too much" if cost.too_much else ""
        yield f"{cost.stage:<12}{each} {cost.power:>7.2f} {cost.growth:>7.2f} {peak:>8.0f}{mark}"
