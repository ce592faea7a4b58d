"""Who gave a proxy to whom, as a grid of numbers: givers a line, holders a column, both by surname."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from registre.publication.site.pictures.canvas import box, frame, path, shortened, words_at
from registre.publication.site.words import Words

CELL: Final = 22
NAMES: Final = 190
HEAD: Final = 150
LETTERS: Final = 24


@dataclass(frozen=True, slots=True)
class ProxyGrid:
    """`times` holds how often the giver of a line gave a proxy to the holder of a column."""

    name: str
    givers: Sequence[str]
    holders: Sequence[str]
    times: Mapping[tuple[int, int], int]

    def draw(self, words: Words) -> Markup:
        right = NAMES + len(self.holders) * CELL
        foot = HEAD + len(self.givers) * CELL
        lines = "".join(f"M{NAMES} {HEAD + n * CELL}H{right}" for n in range(len(self.givers) + 1))
        lines += "".join(f"M{NAMES + n * CELL} {HEAD}V{foot}" for n in range(len(self.holders) + 1))
        parts = [path(lines, "rule")]
        for n, holder in enumerate(self.holders):
            at = NAMES + n * CELL + 15
            parts.append(words_at(at, HEAD - 6, shortened(holder, LETTERS), "small", turn=-60))
        for n, giver in enumerate(self.givers):
            parts.append(words_at(NAMES - 6, HEAD + n * CELL + 15, shortened(giver, LETTERS), "small", "end"))
        for (line, column), count in sorted(self.times.items()):
            x, y = NAMES + column * CELL, HEAD + line * CELL
            parts.append(box(x + 1, y + 1, CELL - 2, CELL - 2, f"tint-{min(count, 3)}"))
            parts.append(words_at(x + CELL / 2, y + 15, words.figures.number(count), "small", "middle"))
        told = words("picture.proxies.told", givers=len(self.givers), count=sum(self.times.values()))
        return frame(self.name, right + 110, foot + 8, words("picture.proxies.title"), told, parts)
