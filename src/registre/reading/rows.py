"""Rows of a table as text, for formats that say which cells there are (HTML, DOCX, ODT).

A row becomes one line, its cells parted by a gap, so that a name and its amount stay together. A table
that only arranges a page (a margin beside the text, lists of names side by side) becomes its cells, one
after the other, each with its own lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from registre.reading.order import CELL_GAP, starts_item

_NUMBER = re.compile(r"[\d\s.,€%/+-]{1,20}")
_CELL_LINES = 4
_CELL_CHARACTERS = 400

Cells = Sequence[Sequence[str]]
"""The cells of one row, each as its lines; lines may be empty."""


def write_row(cells: Cells) -> str:
    """One row as one line, or as the lines of its cells when they hold lists or paragraphs."""
    filled = [[line for line in (" ".join(line.split()) for line in cell) if line] for cell in cells]
    filled = [cell for cell in filled if cell]
    if _is_one_line(filled):
        return CELL_GAP.join(" ".join(cell) for cell in filled)
    return "\n\n".join("\n".join(cell) for cell in filled)


def _is_one_line(cells: Cells) -> bool:
    if any(len(cell) == 1 and _NUMBER.fullmatch(cell[0]) for cell in cells):
        return True
    return not any(
        len(cell) > _CELL_LINES
        or sum(map(len, cell)) > _CELL_CHARACTERS
        or (len(cell) > 1 and (len(cell) > 2 or any(starts_item(line) for line in cell)))
        for cell in cells
    )
