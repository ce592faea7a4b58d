"""France in squares, one a département: in each, how many acts are published; thick lines between the regions.

A square says nothing of area. Its number is written, so that the shade only repeats it; a square without a number is a
département of which nothing is published, which is not zero. Squares that have a page lead to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Final

from markupsafe import Markup

from registre.publication.site.pictures.canvas import box, frame, linked, path, words_at
from registre.publication.site.words import Words

CELL: Final = 38
EDGE: Final = 2
"""Space around the map: the lines between regions are thick."""
SMALL: Final = 10
TINTS: Final = 3


@dataclass(frozen=True, slots=True)
class Tile:
    """One département: its place, its region, and what the bodies that stand in it publish here."""

    code: str
    name: str
    region: str
    region_name: str
    column: int
    row: int
    path: str | None
    """Its page, when something is published of it."""
    bodies: int = 0
    sessions: int = 0
    acts: int = 0


@dataclass(frozen=True, slots=True)
class TileMap:
    """All squares, in the order of their rows; a reader with a keyboard goes through those that have a page."""

    name: str
    tiles: Sequence[Tile]

    @property
    def known(self) -> list[Tile]:
        """Départements of which something is published, by code: the table beneath."""
        return sorted((one for one in self.tiles if one.bodies), key=lambda one: one.code)

    def draw(self, words: Words, root: str) -> Markup:
        """`root` leads from the page to the pages that the squares lead to."""
        most = max((one.acts for one in self.tiles), default=0)
        parts = [part for one in self.tiles for part in _square(one, most, words, root)]
        parts.append(path(_borders(self.tiles), "border"))
        width, height = _size(self.tiles, CELL)
        title, told = words("picture.map.title"), words("picture.map.told", known=len(self.known), all=len(self.tiles))
        return frame(self.name, width + 2 * EDGE, height + 2 * EDGE, title, told, parts, "group")


@dataclass(frozen=True, slots=True)
class Locator:
    """The same squares, small and silent, with some of them filled: where a territory lies."""

    name: str
    tiles: Sequence[Tile]
    chosen: Collection[str]
    """Codes of départements."""

    def draw(self, words: Words) -> Markup:
        here = [one for one in self.tiles if one.code in self.chosen]
        others = [one for one in self.tiles if one.code not in self.chosen]
        told = words("picture.map.here", names=", ".join(f"{one.name} ({one.code})" for one in here))
        width, height = _size(self.tiles, SMALL)
        parts = [path(_small(others), "elsewhere"), path(_small(here), "here")]
        return frame(self.name, width, height, words("picture.map.where"), told, parts)


def _size(tiles: Sequence[Tile], cell: int) -> tuple[int, int]:
    columns, rows = (max((getattr(one, side) for one in tiles), default=0) + 1 for side in ("column", "row"))
    return columns * cell, rows * cell


def _small(tiles: Iterable[Tile]) -> str:
    return "".join(f"M{one.column * SMALL} {one.row * SMALL}h8v8h-8z" for one in tiles) or "M0 0"


def _square(one: Tile, most: int, words: Words, root: str) -> list[Markup]:
    x, y = EDGE + one.column * CELL, EDGE + one.row * CELL
    middle, look = x + CELL / 2, f"tint-{_tint(one.acts, most)}" if one.acts else "void"
    square = box(x + 1, y + 1, CELL - 2, CELL - 2, look)
    if not one.bodies:
        return [square, words_at(middle, y + 23, one.code, "pale small", "middle")]
    code = words_at(middle, y + 15, one.code, "small", "middle")
    count = words_at(middle, y + 30, words.figures.number(one.acts), "value", "middle")
    if one.path is None:
        return [square, code, count]
    return [linked(f"{root}{one.path}.html", _said(one, words), (square, code, Markup(" "), count))]


def _said(one: Tile, words: Words) -> str:
    acts = words.count("count.acts", one.acts)
    return words("picture.map.tile", name=one.name, code=one.code, region=one.region_name, acts=acts)


def _tint(acts: int, most: int) -> int:
    """1 to 3: thirds of the square root, because few départements have most of the acts."""
    return max(1, ceil(TINTS * sqrt(acts / most))) if most else 1


def _borders(tiles: Sequence[Tile]) -> str:
    """Lines where a region ends."""
    region = {(one.column, one.row): one.region for one in tiles}
    steps = []
    for one in tiles:
        x, y = EDGE + one.column * CELL, EDGE + one.row * CELL
        if region.get((one.column - 1, one.row)) != one.region:
            steps.append(f"M{x} {y}v{CELL}")
        if region.get((one.column, one.row - 1)) != one.region:
            steps.append(f"M{x} {y}h{CELL}")
        if (one.column + 1, one.row) not in region:
            steps.append(f"M{x + CELL} {y}v{CELL}")
        if (one.column, one.row + 1) not in region:
            steps.append(f"M{x} {y + CELL}h{CELL}")
    return "".join(steps)
