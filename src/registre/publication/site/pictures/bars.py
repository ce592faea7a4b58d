"""Sums by year as bars: a year without data is a hatched column with its words, never a bar of no height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from registre.publication.site.hubs import Total
from registre.publication.site.pictures.canvas import HATCH, box, brief_money, frame, hatched, path, words_at
from registre.publication.site.words import Words

STEP: Final = 56
BAR: Final = 36
TALL: Final = 150
TOP: Final = 22
FOOT: Final = 24
MOST: Final = 20
"""Years drawn, the latest; the table has all of them."""


@dataclass(frozen=True, slots=True)
class YearBars:
    """One line of `by_year` a bar, in the order of the years."""

    name: str
    lines: Sequence[Total]

    def draw(self, words: Words) -> Markup:
        lines = self.lines[-MOST:]
        largest = max((line.amount_eur or Decimal(0) for line in lines), default=Decimal(0))
        parts = [HATCH.format(self.name)]
        for place, line in enumerate(lines):
            parts += _column(self.name, place * STEP + 8, line, largest, words)
        width = max(len(lines) * STEP + 8, 120)
        parts.append(path(f"M4 {TOP + TALL}H{width - 4}", "axis"))
        title = words("picture.years.title")
        return frame(self.name, width, TOP + TALL + FOOT, title, _told(lines, words), parts)


def _column(name: str, x: float, line: Total, largest: Decimal, words: Words) -> list[Markup]:
    foot, middle = TOP + TALL, x + BAR / 2
    year = words_at(middle, foot + 16, line.label, anchor="middle")
    if not line.count:
        gap = words_at(middle + 4, foot - 8, words("none.published"), "pale", turn=-90)
        return [hatched(name, x, TOP, BAR, TALL), gap, year]
    if line.amount_eur is None:
        return [words_at(middle + 4, foot - 8, words("money.not_stated"), "pale", turn=-90), year]
    height = float(line.amount_eur / largest) * TALL if largest else 0.0
    label = words_at(middle, foot - height - 5, brief_money(line.amount_eur, words), "value", "middle")
    return [box(x, round(foot - height, 2), BAR, round(height, 2), "bar-fill"), label, year]


def _told(lines: Sequence[Total], words: Words) -> str:
    known = [line for line in lines if line.amount_eur is not None]
    if not known:
        return words("picture.years.none")
    most = max(known, key=lambda line: (line.amount_eur or Decimal(0), line.label))
    return words(
        "picture.years.told",
        first=lines[0].label,
        last=lines[-1].label,
        year=most.label,
        amount=words.figures.money(most.amount_eur or Decimal(0)),
        gaps=sum(not line.count for line in lines),
    )
