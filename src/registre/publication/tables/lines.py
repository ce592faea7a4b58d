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
    written: defaultdict[str, _Written] = defaultdict(_Written)
    for page in pages:
        if here := _tables_of().get(page.kind):
            for table, row in rows_of(page, here, labels):
                written[table.name].add(_guarded(table, row))
    return {name: one.lines() for name, one in written.items()}


def csv_line(cells: Sequence[str]) -> bytes:
    """One line of CSV, as RFC 4180 wants it, in UTF-8."""
    written = _Written()
    written.add(cells)
    return written.lines().data


class _Written:
    """Lines of CSV, one after the other."""

    def __init__(self) -> None:
        self._rows, self._stream = 0, StringIO(newline="")
        self._write = csv.writer(self._stream, lineterminator="\r\n").writerow

    def add(self, cells: Sequence[str]) -> None:
        self._rows += 1
        self._write(cells)

    def lines(self) -> Lines:
        return Lines(self._rows, self._stream.getvalue().encode())


def _guarded(table: Table, row: list[str]) -> list[str]:
    return [safe_text(cell) if column.is_text else cell for column, cell in zip(table.columns, row, strict=True)]


@cache
def _tables_of() -> Mapping[str, Sequence[Table]]:
    """The tables that have rows on pages of each kind."""
    found: defaultdict[str, list[Table]] = defaultdict(list)
    for table in tables():
        found[table.page].append(table)
    return found
