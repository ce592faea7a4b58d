"""The rows of an answer as bars, in its order: a name and its number above each bar, so that long names have room."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from registre.publication.site.pictures.canvas import box, frame, path, shortened, words_at
from registre.publication.site.pictures.marks import Mark, Marks, exact, named
from registre.publication.site.words import Words

WIDTH: Final = 560
STEP: Final = 36
BAR: Final = 12
LETTERS: Final = 64
MOST: Final = 25
"""Bars drawn, the first; the table has all rows."""


@dataclass(frozen=True, slots=True)
class AnswerBars:
    """A bar a row. A row without a number has words in the place of a bar; below zero a bar goes to the left."""

    name: str
    shown: Marks

    @property
    def drawn(self) -> int:
        """How many rows are drawn."""
        return min(len(self.shown.marks), MOST)

    def draw(self, words: Words) -> Markup:
        marks = self.shown.marks[:MOST]
        values = [mark.value for mark in marks if mark.value is not None]
        low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
        parts: list[Markup] = []
        for place, mark in enumerate(marks):
            parts += self._row(place * STEP, mark, low, (high - low) or Decimal(1), words)
        zero = _x(Decimal(0), low, (high - low) or Decimal(1))
        parts.append(path(f"M{zero:g} 0V{len(marks) * STEP}", "axis"))
        title = self.shown.title[words.language]
        return frame(self.name, WIDTH, len(marks) * STEP + 2, title, self.shown.told(words), parts)

    def _row(self, y: float, mark: Mark, low: Decimal, span: Decimal, words: Words) -> list[Markup]:
        name = named(mark.label, words) + (f" · {mark.series}" if mark.series else "")
        label = words_at(4, y + 15, shortened(name, LETTERS))
        if mark.value is None:
            return [label, words_at(4, y + 30, words("picture.chart.no_number"), "pale")]
        start, end = sorted((_x(Decimal(0), low, span), _x(mark.value, low, span)))
        bar = box(start, y + 20, round(end - start, 2), BAR, "bar-fill")
        return [label, words_at(WIDTH - 2, y + 15, exact(mark.value, self.shown.unit, words), "value", "end"), bar]


def _x(value: Decimal, low: Decimal, span: Decimal) -> float:
    return round(1 + float((value - low) / span) * (WIDTH - 3), 2)
