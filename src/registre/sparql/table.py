"""An answer as text: a table for people, CSV for spreadsheets, JSON for programs. Same answer, same bytes."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Literal

import msgspec

from registre.sparql.answer import Answer, Cell

Format = Literal["table", "csv", "json"]
_WIDEST = 80
_json = msgspec.json.Encoder(decimal_format="number")


def render(answer: Answer, form: Format | str) -> str:
    """`answer` in `form`, with its last newline."""
    match form:
        case "csv":
            return _as_csv(answer)
        case "json":
            return _as_json(answer)
        case _:
            return _as_table(answer)


def _as_csv(answer: Answer) -> str:
    """RFC 4180, except that lines end with LF so that a diff reads well."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([written(cell) for cell in row] for row in answer.rows)
    return out.getvalue()


def _as_json(answer: Answer) -> str:
    """Amounts are JSON numbers with all their digits; a cell without a value is null."""
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    whole = _json.encode({"query": answer.query, "columns": answer.columns, "rows": rows})
    return msgspec.json.format(whole, indent=2).decode() + "\n"


def _as_table(answer: Answer) -> str:
    """Columns aligned, numbers to the right, long texts cut; the last line counts the rows."""
    cells = [[_visible(written(cell)) for cell in row] for row in answer.rows]
    widths = [max(map(len, column)) for column in zip(answer.columns, *cells, strict=True)]
    lines = [_line(list(answer.columns), widths), "  ".join("─" * width for width in widths)]
    for row, shown in zip(answer.rows, cells, strict=True):
        lines.append(_line(shown, widths, [isinstance(cell, int | Decimal) for cell in row]))
    return "\n".join([*lines, f"({len(answer.rows)})"]) + "\n"


def _line(cells: list[str], widths: list[int], to_right: list[bool] | None = None) -> str:
    sides = to_right or [False] * len(cells)
    padded = [
        cell.rjust(width) if right else cell.ljust(width)
        for cell, width, right in zip(cells, widths, sides, strict=True)
    ]
    return "  ".join(padded).rstrip()


def written(cell: Cell) -> str:
    """A cell as text: nothing for None, amounts with their digits."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _visible(text: str) -> str:
    """What a terminal may be given: no control or direction character; texts (not IRIs) are cut."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return shown if len(shown) <= _WIDEST or shown.startswith("http") else shown[: _WIDEST - 1] + "…"
