"""Two territories side by side: what each gave to the same organisations, to the left and to the right of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from registre.publication.site.pictures.canvas import box, brief_money, frame, path, shortened, words_at
from registre.publication.site.words import Words

HALF: Final = 138
LABEL: Final = 60
LINE: Final = 40
HEAD: Final = 26
MOST: Final = 15
LETTERS: Final = 48


@dataclass(frozen=True, slots=True)
class PairBars:
    """(name, sum of the first, sum of the second), largest first; a sum is None where no amount is published."""

    name: str
    first: str
    second: str
    lines: Sequence[tuple[str, Decimal | None, Decimal | None]]

    def draw(self, words: Words) -> Markup:
        lines = self.lines[:MOST]
        largest = max((amount or Decimal(0) for line in lines for amount in line[1:]), default=Decimal(0)) or Decimal(1)
        axis = HALF + LABEL
        parts = [words_at(axis - 8, 14, shortened(self.first, 30), "value", "end")]
        parts.append(words_at(axis + 8, 14, shortened(self.second, 30), "value"))
        for place, (label, one, other) in enumerate(lines):
            y = HEAD + place * LINE
            parts.append(words_at(axis, y + 12, shortened(label, LETTERS), anchor="middle"))
            parts += _half(one, largest, axis, y + 16, -1, words) + _half(other, largest, axis, y + 16, 1, words)
        height = HEAD + len(lines) * LINE + 6
        marks = "".join(f"M{axis} {HEAD + place * LINE + 15}v16" for place in range(len(lines)))
        parts.append(path(marks, "axis"))
        told = words("picture.pairs.told", first=self.first, second=self.second, count=len(self.lines))
        return frame(self.name, 2 * axis, height, words("picture.pairs.title"), told, parts)


def _half(amount: Decimal | None, largest: Decimal, axis: float, y: float, side: int, words: Words) -> list[Markup]:
    anchor = "end" if side < 0 else "start"
    if amount is None:
        return [words_at(axis + side * 8, y + 11, "?", "pale", anchor)]
    wide = round(float(amount / largest) * HALF, 1)
    bar = box(axis - wide if side < 0 else axis, y, wide, 14, "bar-fill" if side < 0 else "bar-other")
    return [bar, words_at(axis + side * (wide + 5), y + 11, brief_money(amount, words), "small", anchor)]
