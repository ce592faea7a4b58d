"""The sessions published, month by month: a year a line, the number in the square, a hatch where there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from registre.months import ENGLISH, FRENCH
from registre.publication.site.pictures.canvas import HATCH, box, frame, hatched, words_at
from registre.publication.site.words import Words

WIDE: Final = 26
TALL: Final = 22
LEFT: Final = 44
HEAD: Final = 18
MOST: Final = 20
"""Years drawn, the latest; the table has all of them."""


@dataclass(frozen=True, slots=True)
class SessionCalendar:
    """The days of the sessions of one body."""

    name: str
    days: Sequence[date]

    @property
    def years(self) -> range:
        years = {day.year for day in self.days}
        return range(max(min(years), max(years) - MOST + 1), max(years) + 1)

    def rows(self) -> list[tuple[int, list[int]]]:
        """Each year with its twelve counts: the table beneath."""
        counts = Counter((day.year, day.month) for day in self.days)
        return [(year, [counts[year, month] for month in range(1, 13)]) for year in self.years]

    def draw(self, words: Words) -> Markup:
        months = FRENCH if words.language == "fr" else ENGLISH
        parts = [HATCH.format(self.name)]
        parts += [
            words_at(LEFT + n * WIDE + 13, 12, month[0].upper(), "small", "middle") for n, month in enumerate(months)
        ]
        for line, (year, counts) in enumerate(self.rows()):
            y = HEAD + line * TALL
            parts.append(words_at(LEFT - 8, y + 15, str(year), "small", "end"))
            for month, count in enumerate(counts):
                parts += _square(self.name, LEFT + month * WIDE, y, count)
        empty = sum(1 for _, counts in self.rows() for count in counts if not count)
        told = words("picture.calendar.told", sessions=len(self.days), empty=empty)
        height = HEAD + len(self.years) * TALL + 4
        return frame(self.name, LEFT + 12 * WIDE + 4, height, words("picture.calendar.title"), told, parts)


def _square(name: str, x: float, y: float, count: int) -> list[Markup]:
    if not count:
        return [hatched(name, x + 1, y + 1, WIDE - 2, TALL - 2)]
    tint = box(x + 1, y + 1, WIDE - 2, TALL - 2, f"tint-{min(count, 3)}")
    return [tint, words_at(x + WIDE / 2, y + 15, str(count), "small", "middle")]
