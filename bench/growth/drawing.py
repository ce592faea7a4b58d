"""The picture of a growth: milliseconds a document by stage, and memory, against the number of documents. SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, log10
from typing import Final
from xml.sax.saxutils import escape

from bench.growth.measuring import Point
from bench.growth.telling import Cost, costs

WIDTH: Final = 420
HEIGHT: Final = 300
LEFT: Final = 56
TOP: Final = 34
BESIDE: Final = 96
"""Room for the names of the lines."""
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#555555", "#8c6bb1", "#117733")
"""Told apart by those who do not see colours as most do; names stand beside the lines too."""
LIMIT_MB: Final = 1024

Line = tuple[str, Sequence[float]]
"""A name and its value at each size."""


def draw(points: Sequence[Point]) -> str:
    """Two charts side by side; sizes go by powers of ten, times and memory from zero."""
    sizes = [one.documents for one in points]
    stages = [(one.stage, one.each_ms) for one in _shown(costs(points))]
    memory: list[Line] = [
        ("build", [one.memory_mb for one in points]),
        ("largest worker", [one.worker_mb for one in points]),
        ("1 GiB", [LIMIT_MB] * len(points)),
    ]
    whole = WIDTH + BESIDE
    parts = [
        *_chart("processor time, ms a document", sizes, stages, 0),
        *_chart("peak of memory, MB", sizes, memory, whole),
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * whole} {HEIGHT + 8}" font-family="sans-serif"'
    title = "Processor time a document by stage, and peak of memory, against the number of documents"
    return "\n".join([f'{head} font-size="11" role="img">', f"<title>{title}</title>", *parts, "</svg>", ""])


def _shown(found: Sequence[Cost]) -> Sequence[Cost]:
    """Without the stages that hardly count."""
    return [one for one in found if one.share >= 0.01]


def _chart(title: str, sizes: Sequence[int], lines: Sequence[Line], left: int) -> Iterator[str]:
    most = _round(max(value for _, values in lines for value in values))
    low, high = log10(sizes[0]), log10(sizes[-1])

    def x(size: int) -> float:
        return left + LEFT + (log10(size) - low) / ((high - low) or 1) * (WIDTH - LEFT)

    def y(value: float) -> float:
        return HEIGHT - 24 - value / most * (HEIGHT - 24 - TOP)

    yield f'<text x="{left + LEFT}" y="16" font-weight="bold">{escape(title)}</text>'
    for part in range(5):
        value = most * part / 4
        yield f'<path d="M{left + LEFT} {y(value):.1f}H{left + WIDTH}" stroke="#ddd"/>'
        yield f'<text x="{left + LEFT - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{value:g}</text>'
    for size in sizes:
        yield f'<text x="{x(size):.1f}" y="{HEIGHT - 6}" text-anchor="middle">{size:,}</text>'.replace(",", " ")
    taken: list[float] = []
    for place, (name, values) in enumerate(sorted(lines, key=lambda one: -one[1][-1])):
        colour = COLOURS[place % len(COLOURS)]
        path = "L".join(f"{x(size):.1f} {y(value):.1f}" for size, value in zip(sizes, values, strict=True))
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        height = max(y(values[-1]) + 4, taken[-1] + 12 if taken else 0)
        taken.append(height)
        yield f'<text x="{left + WIDTH + 6}" y="{height:.1f}" fill="{colour}">{escape(name)}</text>'


def _round(value: float) -> float:
    """The end of an axis: 1, 2, 4 or 8 times a power of ten, not below the value."""
    power = 10.0 ** (ceil(log10(value)) - 1)
    return next(step * power for step in (1, 2, 4, 8, 10) if step * power >= value)
