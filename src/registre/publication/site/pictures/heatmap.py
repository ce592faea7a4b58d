"""Who is on the roll of each session, as the minutes record it: members a line, sessions a column, a mark a status.

Each status has its own shape; an empty place says that the roll of that session does not name the member. Members stand
in the order of their surnames: this is no ranking, and nothing is added up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from registre.publication.site.people import STATUSES
from registre.publication.site.pictures.canvas import frame, path, shortened, words_at
from registre.publication.site.words import Words

CELL: Final = 15
NAMES: Final = 190
HEAD: Final = 84
LEGEND: Final = 26
LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class HeatMap:
    """`marks` holds the status of (line, column), for members and sessions in their order."""

    name: str
    members: Sequence[str]
    sessions: Sequence[date]
    marks: Mapping[tuple[int, int], str]
    words: str = "picture.roll"
    """Where its title and its description stand in the catalogue."""

    def draw(self, words: Words) -> Markup:
        width = max(NAMES + len(self.sessions) * CELL + 10, 560)
        height = LEGEND + HEAD + len(self.members) * CELL + 8
        top = LEGEND + HEAD
        parts = _legend(words)
        parts += [
            words_at(NAMES + n * CELL + 11, top - 6, day.isoformat(), "small", turn=-90)
            for n, day in enumerate(self.sessions)
        ]
        for n, member in enumerate(self.members):
            parts.append(words_at(NAMES - 6, top + n * CELL + 11, shortened(member, LETTERS), "small", "end"))
        right = NAMES + len(self.sessions) * CELL
        rules = "".join(f"M{NAMES} {top + n * CELL}H{right}" for n in range(len(self.members) + 1))
        parts.append(path(rules, "rule"))
        for status in STATUSES:
            steps = [
                _mark(status, NAMES + column * CELL + 2, top + line * CELL + 2)
                for (line, column), found in sorted(self.marks.items())
                if found == status
            ]
            if steps:
                parts.append(path("".join(steps), f"at-{status}"))
        told = words(f"{self.words}.told", members=len(self.members), sessions=len(self.sessions))
        return frame(self.name, width, height, words(f"{self.words}.title"), told, parts)


def _mark(status: str, x: float, y: float) -> str:
    """Eleven points of space: a full square, its lower half, its outline, or a cross."""
    if status == "present":
        return f"M{x:g} {y:g}h11v11h-11z"
    if status == "represented":
        return f"M{x:g} {y:g}v11h11z"
    if status == "excused":
        return f"M{x + 1:g} {y + 1:g}h9v9h-9z"
    return f"M{x + 1:g} {y + 1:g}l9 9m0-9l-9 9"


def _legend(words: Words) -> list[Markup]:
    parts: list[Markup] = []
    x = 4.0
    for status in STATUSES:
        label = words(f"status.{status}")
        parts += [path(_mark(status, x, 4), f"at-{status}"), words_at(x + 17, 14, label, "small")]
        x += 34 + 6.4 * len(label)
    return [*parts, words_at(x, 14, words("picture.roll.blank"), "small pale")]
