"""The rows of an answer as lines over time: one a series, told apart by the form of its points and of its strokes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from registre.publication.site.pictures.canvas import frame, path, shortened, words_at
from registre.publication.site.pictures.marks import Mark, Marks, brief
from registre.publication.site.words import Words

WIDTH: Final = 600
LEFT: Final = 66
RIGHT: Final = 584
TOP: Final = 12
TALL: Final = 190
LEGEND: Final = 20
APART: Final = 72
"""Room for a label under the axis."""
LETTERS: Final = 70
MOST: Final = 6
"""Lines drawn, the first; the table has all rows."""
POINTS: Final = (
    "M{x} {y}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z",
    "M{x} {y}m-4 -4h8v8h-8Z",
    "M{x} {y}m0 -5l5 5l-5 5l-5 -5Z",
    "M{x} {y}m0 -5l5 9h-10Z",
    "M{x} {y}m0 5l5 -9h-10Z",
    "M{x} {y}m-5 -1.5h3.5v-3.5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5Z",
)
_YEAR: Final = re.compile(r"[12]\d{3}")


@dataclass(frozen=True, slots=True)
class AnswerLines:
    """Points joined in the order of their labels; a year that a series does not have breaks its line."""

    name: str
    shown: Marks

    @property
    def drawn(self) -> int:
        """How many rows are drawn."""
        return sum(len(points) for _, points in self._series())

    def draw(self, words: Words) -> Markup:
        series = self._series()
        labels = sorted({mark.label for _, points in series for mark in points})
        places = _places(labels)
        top = _ceiling(max((mark.value or Decimal(0) for _, points in series for mark in points), default=Decimal(0)))
        parts = [*self._scale(top, words), *_years(labels, places)]
        for number, (name, points) in enumerate(series):
            parts += _line(number, points, places, top)
            if name:
                parts += _legend(number, name)
        height = TOP + TALL + 34 + LEGEND * sum(bool(name) for name, _ in series)
        return frame(self.name, WIDTH, height, self.shown.title[words.language], self.shown.told(words), parts)

    def _series(self) -> list[tuple[str, list[Mark]]]:
        """The first series with their points in order; rows without a place or a number have no point."""
        found: dict[str, list[Mark]] = {}
        for mark in self.shown.marks:
            if mark.label and mark.value is not None:
                found.setdefault(mark.series, []).append(mark)
        return [(name, sorted(points, key=lambda one: one.label)) for name, points in list(found.items())[:MOST]]

    def _scale(self, top: Decimal, words: Words) -> list[Markup]:
        parts: list[Markup] = []
        for value in (Decimal(0), top / 2, top):
            y = _y(value, top)
            parts.append(path(f"M{LEFT} {y:g}H{RIGHT}", "rule" if value else "axis"))
            parts.append(words_at(LEFT - 6, y + 4, brief(value, self.shown.unit, words), "pale small", "end"))
        return parts


def _places(labels: Sequence[str]) -> dict[str, float]:
    """Where each label stands from left to right: by its date or its year when all have one, else by its rank."""
    numbers = [_number(label) for label in labels]
    known = [number for number in numbers if number is not None]
    if len(known) < len(labels):
        known = list(range(len(labels)))
    first, span = min(known, default=0), (max(known, default=0) - min(known, default=0)) or 1
    inner = RIGHT - LEFT - 24
    return {
        label: round(LEFT + 12 + (number - first) / span * inner, 2)
        for label, number in zip(labels, known, strict=True)
    }


def _number(label: str) -> int | None:
    if _YEAR.fullmatch(label):
        return int(label)
    try:
        return date.fromisoformat(label).toordinal()
    except ValueError:
        return None


def _ceiling(value: Decimal) -> Decimal:
    """The next of 1, 2, 5, 10, 20, 50 … that is not below `value`."""
    step = Decimal(10) ** value.adjusted() if value > 0 else Decimal(1)
    return next(step * times for times in (1, 2, 5, 10) if step * times >= value)


def _y(value: Decimal, top: Decimal) -> float:
    return round(TOP + TALL - float(max(value, Decimal(0)) / top) * TALL, 2)


def _years(labels: Sequence[str], places: dict[str, float]) -> list[Markup]:
    """The first label and the last, and those between that have room."""
    kept = [*labels[:1], *labels[-1:]] if len(labels) > 1 else list(labels)
    for label in labels[1:-1]:
        if all(abs(places[label] - places[one]) >= APART for one in kept):
            kept.append(label)
    parts = []
    for label in sorted(kept):
        x = min(max(places[label], LEFT + APART / 2 - 12), WIDTH - APART / 2)
        parts.append(words_at(x, TOP + TALL + 18, label, "small", "middle"))
    return parts


def _line(number: int, points: Sequence[Mark], places: dict[str, float], top: Decimal) -> list[Markup]:
    steps, before = "", ""
    for mark in points:
        joined = before and not (_YEAR.fullmatch(mark.label) and int(mark.label) - int(before) > 1)
        steps += f"{'L' if joined else 'M'}{places[mark.label]:g} {_y(mark.value or Decimal(0), top):g}"
        before = mark.label
    drawn = "".join(
        POINTS[number].format(x=f"{places[one.label]:g}", y=_y(one.value or Decimal(0), top)) for one in points
    )
    return [path(steps, f"line line-{number + 1}"), path(drawn, f"point line-{number + 1}")]


def _legend(number: int, name: str) -> list[Markup]:
    y = TOP + TALL + 44 + number * LEGEND
    return [
        path(f"M{LEFT} {y - 4}h40", f"line line-{number + 1}"),
        path(POINTS[number].format(x=LEFT + 20, y=y - 4), f"point line-{number + 1}"),
        words_at(LEFT + 50, y, shortened(name, LETTERS)),
    ]
