"""The rows of an answer as bars, in its order: a name and its number above each bar, so that long names have room."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from registre.publication.site.pictures.canvas import fluid_frame, shortened
from registre.publication.site.pictures.marks import Mark, Marks, exact, named
from registre.publication.site.words import Words

STEP: Final = 36
LETTERS: Final = 64
MOST: Final = 25
"""Bars drawn, the first; the table has all rows."""

_NAME = Markup('<text x="4" y="{0}">{1}</text>')
_NUMBER = Markup('<text class="value" text-anchor="end" x="100%" y="{0}">{1}</text>')
_BAR = Markup('<rect class="bar-fill" x="{0}%" y="{1}" width="{2}%" height="12"/>')
_NONE = Markup('<text class="pale" x="4" y="{0}">{1}</text>')
_ZERO = Markup('<line class="axis" x1="{0}%" x2="{0}%" y1="0" y2="{1}"/>')


@dataclass(frozen=True, slots=True)
class AnswerBars:
    """A bar a row, as wide as its page. A row without a number has words; below zero a bar goes to the left."""

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
        span = (high - low) or Decimal(1)
        parts: list[Markup] = []
        for place, mark in enumerate(marks):
            parts += self._row(place * STEP, mark, low, span, words)
        parts.append(_ZERO.format(_percent(-low / span), len(marks) * STEP))
        title = self.shown.title[words.language]
        return fluid_frame(self.name, len(marks) * STEP + 2, title, self.shown.told(words), parts)

    def _row(self, y: int, mark: Mark, low: Decimal, span: Decimal, words: Words) -> list[Markup]:
        name = named(mark.label, words) + (f" · {mark.series}" if mark.series else "")
        label = _NAME.format(y + 15, shortened(name, LETTERS))
        if mark.value is None:
            return [label, _NONE.format(y + 30, words("picture.chart.no_number"))]
        start, end = sorted((-low / span, (mark.value - low) / span))
        number = _NUMBER.format(y + 15, exact(mark.value, self.shown.unit, words))
        return [label, number, _BAR.format(_percent(start), y + 20, _percent(end - start))]


def _percent(part: Decimal) -> str:
    return f"{float(part) * 100:.4g}"
