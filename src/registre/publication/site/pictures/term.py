"""A term of the ontology between what leads to it and what it leads to: a class, or a property."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from registre.publication.site.pictures.canvas import box, frame, path, shortened, words_at
from registre.publication.site.vocables import Edge
from registre.publication.site.words import Words

BOX: Final = 190
GAP: Final = 170
ROW: Final = 30
TALL: Final = 22
LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class TermPicture:
    """`term` in the middle; each edge is a line with its property, and the box of what stands at its other end."""

    term: str
    before: Sequence[Edge]
    after: Sequence[Edge]
    name: str = "term"

    def draw(self, words: Words) -> Markup:
        rows = max(len(self.before), len(self.after), 1)
        middle = rows * ROW / 2
        left = BOX + GAP if self.before else 0
        parts = [
            *self._side(self.before, middle, 0, left),
            *self._side(self.after, middle, left + BOX + GAP, left + BOX),
        ]
        parts += [box(left + 1, middle - TALL / 2, BOX - 2, TALL, "tint-1"), _label(left + BOX / 2, middle, self.term)]
        width = left + BOX + (GAP + BOX if self.after else 0)
        told = words("picture.term.told", before=len(self.before), after=len(self.after))
        return frame(self.name, width, rows * ROW, words("picture.term.title", term=self.term), told, parts)

    @staticmethod
    def _side(edges: Sequence[Edge], middle: float, x: float, meets: float) -> list[Markup]:
        """Boxes from `x` on, one a row, each with its line between it and `meets`, the side of the term."""
        parts: list[Markup] = []
        top = middle - len(edges) * ROW / 2
        for number, edge in enumerate(edges):
            y = top + (number + 0.5) * ROW
            near, to_right = (x + BOX, True) if x < meets else (x, False)
            turn = near + (GAP - 14 if to_right else 14 - GAP)
            parts.append(path(f"M{near:g} {y:g}H{turn:g}L{meets:g} {middle:g}", "axis"))
            parts += [box(x + 1, y - TALL / 2, BOX - 2, TALL, "void"), _label(x + BOX / 2, y, edge.end)]
            if edge.property is not None:
                parts.append(words_at(near + (4 if to_right else -4), y - 4, edge.property, "small", _held(to_right)))
        return parts


def _held(to_right: bool) -> str:
    return "start" if to_right else "end"


def _label(x: float, y: float, text: str) -> Markup:
    return words_at(x, y + 4, shortened(text, LETTERS), anchor="middle")
