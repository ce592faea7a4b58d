"""CSV that a spreadsheet opens without running anything: UTF-8, commas, one line a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_SPACES = re.compile(r"\s+")


def safe_text(text: str) -> str:
    """`text` on one line, with an apostrophe before what a spreadsheet would take for a formula.

    `plain_text` undoes the apostrophe: no text is changed without return, white space apart.
    """
    line = _SPACES.sub(" ", text).strip()
    return f"'{line}" if _FORMULA.match(line) else line


def plain_text(cell: str) -> str:
    """The text that `safe_text` made a cell of."""
    return cell[1:] if _GUARDED.match(cell) else cell


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Rows under their columns; a value that a row lacks is an empty cell."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()
