"""The words of one page, put into lines and rows in the order in which they are read.

A PDF only says where each glyph stands. The order in which its program drew them is nearly always the
order of reading (columns one after the other, a table row by row, each cell whole), better than any
order guessed from positions: it is kept. Positions say the rest: where a line ends, which cells make one
row, which lines of a cell are one sentence that was wrapped, and where a page was drawn line by line
across two columns and must be parted again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from registre.reading.lines import Grid, Line, Rule, Word, find_lines, same_line

_ITEM = re.compile(
    r"(?:[-–—•▪➢*]|\d{1,2}[.)]|mm?\.|mmes?|mrs?|madame|monsieur|mesdames|messieurs)(?:\W|$)", re.IGNORECASE
)
_NUMBER = re.compile(r"[\d\s.,€%/+-]{1,20}")
_CELL_LINES = 8
CELL_GAP = "   "


Cell = list[Line]
Piece = tuple[str, Word]
"""What stands before a word (nothing, a space, the gap between two cells, the end of a line) and the word."""


def starts_item(text: str) -> bool:
    """Whether a line begins an item of its own: a dash, a bullet, a number, a courtesy title."""
    return _ITEM.match(text) is not None


def read_page(words: Sequence[Word], rules: Sequence[Rule] = ()) -> Iterator[Piece]:
    """The words of one page in reading order, each with what parts it from the one before."""
    grid = Grid(rules)
    lines = part_columns(list(find_lines(words, grid)))
    sheet = Sheet(grid, max((line.right for line in lines), default=0.0), _leading(lines))
    bottom: Line | None = None
    for row in find_rows(find_cells(lines, grid), grid):
        gap = "" if bottom is None else sheet.between(bottom, row[0][0])
        yield from _row_pieces(row, gap, sheet)
        bottom = row[-1][-1]


def find_cells(lines: Sequence[Line], grid: Grid) -> Iterator[Cell]:
    """Lines that stand close under each other: a paragraph, a cell of a table, a column of names."""
    cell: Cell = []
    for line in lines:
        if cell and _continues(cell, line) and grid.same_cell(cell[-1], line):
            cell.append(line)
        else:
            if cell:
                yield cell
            cell = [line]
    if cell:
        yield cell


def _continues(cell: Cell, line: Line) -> bool:
    last, near = cell[-1], cell[-_CELL_LINES:]
    below = line.top + line.bottom > last.top + last.bottom and line.top - last.bottom < 0.8 * last.height
    under = line.left < max(one.right for one in near) and line.right > min(one.left for one in near)
    return below and under and not same_line(last, line)


def find_rows(cells: Iterator[Cell], grid: Grid) -> Iterator[list[Cell]]:
    """Cells that stand side by side, each further right than the one before."""
    row: list[Cell] = []
    for cell in cells:
        if row and _beside(row[-1], cell, grid):
            row.append(cell)
        else:
            if row:
                yield row
            row = [cell]
    if row:
        yield row


def _beside(cell: Cell, other: Cell, grid: Grid) -> bool:
    """Whether a cell is the next one of a row: on the same line, or further right at the same height.

    Drawn rules settle it; without them its top, middle or foot must be that of the cell before, which
    those of a stamp set over the page are not.
    """
    if same_line(cell[-1], other[0]) and other[0].left > cell[-1].right:
        return True
    height = max(cell[0].height, other[0].height)
    right = other[0].left > max(line.right for line in cell) - 0.3 * height
    if not right or other[0].top > cell[-1].bottom or other[-1].bottom < cell[0].top:
        return False
    tops, feet = other[0].top - cell[0].top, other[-1].bottom - cell[-1].bottom
    alike = min(cell[0].height, other[0].height) > 0.75 * height
    return grid.share_a_side(cell[0], other[0]) or (
        alike and min(abs(tops), abs(feet), abs(tops + feet) / 2) < 0.4 * height
    )


def _leading(lines: list[Line]) -> float:
    """The usual gap between two lines of a page, as a part of their height."""
    gaps = [(after.top - line.bottom) / line.height for line, after in pairwise(lines) if line.left < after.right]
    usual = sorted(gap for gap in gaps if -0.5 < gap < 1.2)
    return min(usual[len(usual) // 2], 0.6) if usual else 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a page is set: its rules, where its text ends on the right, its usual gap between lines."""

    grid: Grid
    edge: float
    leading: float

    def room(self, cell: Cell, before: Cell | None, after: Cell | None) -> float:
        """How wide the lines of a cell may be: between its drawn sides, else the middles of the gaps beside it."""
        left, right = min(line.left for line in cell), max(line.right for line in cell)
        sides = self.grid.sides(cell[0])
        if sides[0] is not None and sides[1] is not None:
            return sides[1] - sides[0] - 4
        begin = (left + max(line.right for line in before)) / 2 if before else left
        return ((right + after[0].left) / 2 if after else self.edge) - begin

    def between(self, line: Line, following: Line) -> str:
        """What parts two lines: the end of a line, or of a paragraph when the gap is wide or steps back."""
        height = min(line.height, following.height)
        gap = (following.top - line.bottom) / height
        return "\n" if -2 < gap < self.leading + 0.3 else "\n\n"


def _row_pieces(row: list[Cell], gap: str, sheet: Sheet) -> Iterator[Piece]:
    alone = [cell[0] for cell in row if len(cell) == 1]
    table = len(row) > 1 and bool(alone)
    numbered = any(_NUMBER.fullmatch(" ".join(word.text for word in line.words)) for line in alone)
    for index, cell in enumerate(row):
        before = row[index - 1] if index else None
        after = row[index + 1] if index + 1 < len(row) else None
        # beside a number alone in its cell, as an amount, all lines are one sentence
        joined = table and is_wrapped(cell, 0.0 if numbered else sheet.room(cell, before, after))
        if before:
            table_row = table and (joined or len(cell) == 1)
            gap = CELL_GAP if table_row or same_line(before[-1], cell[0]) else "\n"
        for place, line in enumerate(cell):
            if place:
                cut = cell[place - 1].words[-1].text.endswith("-")
                gap = " " if joined and not cut else "\n" if joined else sheet.between(cell[place - 1], line)
            yield gap, line.words[0]
            for word in line.words[1:]:
                yield " " if word.spaced else "", word


def is_wrapped(cell: Cell, width: float) -> bool:
    """Whether the lines of a cell are one sentence: none had room for the first word of the next.

    Names one under the other have room beside them, and items begin with a dash, a number or a courtesy
    title: these stay lines. A word cut by a hyphen keeps its end of line, for the reader of the text to mend.
    """
    if len(cell) > _CELL_LINES:
        return False
    for line, following in pairwise(cell):
        first = following.words[0]
        if starts_item(first.text):
            return False
        if line.words[-1].text.endswith("-"):
            continue
        if line.width + 0.3 * line.height + first.right - first.left <= width:
            return False
    return True


def part_columns(lines: list[Line]) -> list[Line]:
    """The same lines, left column first wherever they were drawn line by line across two columns.

    Only where at least three rows that follow each other part at the same place and the right side reads
    on from line to line: the cells of a table each begin anew, and its rows must stay.
    """
    parted: list[Line] = []
    start = 0
    while start < len(lines):
        end = _end_of_columns(lines, start)
        block = lines[start : max(end, start + 1)]
        if end > start:
            gutter = min(line.left for line in block[1::2])
            block.sort(key=lambda line: line.left >= gutter)  # stable: each column keeps its order
        parted += block
        start += len(block)
    return parted


def _end_of_columns(lines: list[Line], start: int) -> int:
    """Where the two columns that begin at `start` end; `start` when there are none."""
    at = start
    while at + 1 < len(lines):
        left, right = lines[at], lines[at + 1]
        apart = same_line(left, right) and right.left - left.right > 0.8 * left.height
        third = at + 2 < len(lines) and same_line(right, lines[at + 2]) and lines[at + 2].left > right.right
        if not apart or third or abs(right.left - lines[start + 1].left) > right.height:
            break
        at += 2
    return at if _reads_on(lines[start + 1 : at : 2]) else start


def _reads_on(column: list[Line]) -> bool:
    if len(column) < 3 or sum(line.characters for line in column) < 30 * len(column):
        return False
    on = sum(line.words[-1].text[-1] in ",-" or after.words[0].text[0].islower() for line, after in pairwise(column))
    return on >= 0.4 * (len(column) - 1)
