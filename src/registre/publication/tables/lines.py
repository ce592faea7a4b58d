"""Rows of pages as lines of CSV: pure, so that any process may write them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO

from registre.csvfile import safe_text
from registre.graph.pages import PageGraph
from registre.publication.tables.definitions import Table, tables
from registre.publication.tables.rows import Labels, rows_of


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of one table as they stand in its CSV, and how many they are."""

    rows: int
    data: bytes


def lines_of(pages: Iterable[PageGraph], labels: Labels) -> dict[str, Lines]:
    """The lines that `pages` give each table, by its name; tables that get none are absent.

    `labels` names bodies, persons, organisations.
    """
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for page in pages:
        if here := _tables_of().get(page.kind):
            for table, row in rows_of(page, here, labels):
                found[table.name].append(csv_line(_guarded(table, row)))
    return {name: Lines(len(lines), b"".join(lines)) for name, lines in found.items()}


def csv_line(cells: Sequence[str]) -> bytes:
    """One line of CSV, as RFC 4180 wants it, in UTF-8."""
    stream = StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerow(cells)
    return stream.getvalue().encode()


def _guarded(table: Table, row: list[str]) -> list[str]:
    return [safe_text(cell) if column.is_text else cell for column, cell in zip(table.columns, row, strict=True)]


@cache
def _tables_of() -> Mapping[str, Sequence[Table]]:
    """The tables that have rows on pages of each kind."""
    found: defaultdict[str, list[Table]] = defaultdict(list)
    for table in tables():
        found[table.page].append(table)
    return found
