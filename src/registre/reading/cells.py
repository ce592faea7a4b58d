"""Rows of a table in the flow of a text: which words stand in which cell.

In the flow one space parts all words. In the source a wide gap (three spaces or more, a tab) or an upright
bar parts the cells of a row; the readers of PDF, DOCX, ODT and HTML write it so, and so do Markdown and
programs that keep the layout of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from registre.reading.text import Text

Cell = tuple[int, int]
"""Characters `start`..`end` (end excluded) of the flow; never empty, no space at either end."""

_GAP = re.compile(r"[ \u00a0\u202f]{3,}|\t")
_BAR = re.compile(r"[ ]?\|[ ]?")
_RULE = re.compile(r"[|:+=_ -]{3,}")
_LINE_CHARACTERS = 2000


def find_rows(text: Text, start: int = 0, end: int | None = None) -> Iterator[tuple[Cell, ...]]:
    """The lines of `text.flow[start:end]` that hold two cells or more, in order, each as its cells."""
    place, limit = start, len(text.flow) if end is None else end
    while place < limit:
        stop = text.flow.find("\n", place, limit)
        stop = limit if stop < 0 else stop
        if 2 < stop - place < _LINE_CHARACTERS and len(row := tuple(_cells(text, place, stop))) > 1:
            yield row
        place = stop + 1


def _cells(text: Text, start: int, stop: int) -> Iterator[Cell]:
    line = text.flow[start:stop]
    if _RULE.fullmatch(line):
        return
    gaps = _BAR.finditer(line) if line.count("|") > 1 else _wide_spaces(text, start, line)
    place = 0
    for gap in gaps:
        if line[place : gap.start()].strip():
            yield _trimmed(line, start, place, gap.start())
        place = gap.end()
    if line[place:].strip():
        yield _trimmed(line, start, place, len(line))


def _wide_spaces(text: Text, start: int, line: str) -> Iterator[re.Match[str]]:
    if not _GAP.search(text.raw, *text.source(start, start + len(line))):
        return  # most lines: nothing to ask of each space
    for space in re.finditer(" ", line):
        first, last = text.source(start + space.start(), start + space.end())
        if _GAP.search(text.raw, first, last):
            yield space


def _trimmed(line: str, start: int, first: int, last: int) -> Cell:
    cell = line[first:last]
    return start + first + len(cell) - len(cell.lstrip()), start + first + len(cell.rstrip())
