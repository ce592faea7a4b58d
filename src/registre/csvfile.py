"""CSV that a spreadsheet opens without running anything: UTF-8, commas, one line a row; and CSV that people give."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from registre.errors import BadConfiguration

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def safe_text(text: str) -> str:
    """`text` on one line, with an apostrophe before what a spreadsheet would take for a formula.

    `plain_text` undoes the apostrophe: no text is changed without return, white space apart.
    """
    line = " ".join(text.split())
    return f"'{line}" if _FORMULA.match(line) else line


def plain_text(cell: str) -> str:
    """The text that `safe_text` made a cell of."""
    return cell[1:] if _GUARDED.match(cell) else cell


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Rows under their columns; a value that a row lacks is an empty cell."""
    stream = io.BytesIO()
    with io.TextIOWrapper(stream, "utf-8", newline="") as text:
        writer = csv.DictWriter(text, columns, restval="", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
        text.flush()
        return stream.getvalue()


@contextmanager
def given_csv(path: Path) -> Iterator[csv.DictReader[str]]:
    """The rows of a file in UTF-8 whose first line names the columns, between commas or semicolons.

    Raises `BadConfiguration` when it cannot be read so.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            header = stream.readline()
            stream.seek(0)
            yield csv.DictReader(stream, delimiter=";" if header.count(";") > header.count(",") else ",")
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise BadConfiguration(f"{path}: cannot be read ({fault}). Give a CSV file in UTF-8.") from fault
