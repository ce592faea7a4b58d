"""How the roll of each session divides, session under session: a bar of four looks, and the numbers in words above it.

Nobody is named and nothing is compared with a duty: the bar is what the list of that day notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from registre.publication.site.people import STATUSES
from registre.publication.site.pictures.canvas import HATCH, box, frame, hatched, words_at
from registre.publication.site.words import Words

MOST: Final = 24
"""Sessions drawn, the latest; the table has those that it has."""
SAID: Final = 78
WIDE: Final = 360
LINE: Final = 42
TALL: Final = 14


@dataclass(frozen=True, slots=True)
class Turnout:
    """Day and number of entries by status of each session, in the order of the days."""

    name: str
    sessions: Sequence[tuple[date, Mapping[str, int]]]

    def draw(self, words: Words) -> Markup:
        shown = self.sessions[-MOST:]
        most = max((sum(counts.values()) for _, counts in shown), default=0) or 1
        parts = [HATCH.format(self.name)]
        for place, (day, counts) in enumerate(shown):
            y = place * LINE
            said = ", ".join(str(words.count(f"status_count.{one}", counts[one])) for one in STATUSES if counts[one])
            parts += [words_at(1, y + 12, day.isoformat(), "small value"), words_at(SAID, y + 12, said, "small")]
            parts += _bar(self.name, counts, y + 18, WIDE / most)
        told = words("picture.turnout.told", sessions=len(shown))
        title = words("picture.turnout.title")
        return frame(self.name, WIDE + 2, len(shown) * LINE - 6, title, told, parts)


def _bar(name: str, counts: Mapping[str, int], y: float, unit: float) -> list[Markup]:
    """Present is full, represented hatched, excused an outline, absent a broken outline."""
    parts: list[Markup] = []
    x = 1.0
    for status in STATUSES:
        if wide := round(counts[status] * unit, 1):
            if status == "represented":
                parts.append(hatched(name, x, y, wide, TALL))
            parts.append(box(x, y, wide, TALL, f"part-{status}"))
        x = round(x + wide, 1)
    return parts
