"""The tables, written row after row while pages come; Parquet is made of them at the end.

After a good end: 1. `tables/NAME.csv` (UTF-8, comma, CRLF as RFC 4180) and `NAME.parquet` hold the same rows
for every table, empty ones too; 2. `tables/NAME.schema.json` documents each column; 3. text that a
spreadsheet would run as a formula is guarded in CSV, and plain in Parquet.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO

from registre.csvfile import safe_text
from registre.files import write_new, written_atomically
from registre.graph.pages import PageGraph, Term
from registre.publication.dumps import TABLES
from registre.publication.tables.definitions import Table, tables
from registre.publication.tables.parquet import write_parquet
from registre.publication.tables.rows import rows_of


class TableWriter:
    """Writes all tables below `folder`; a context manager. `labels` names bodies, persons, organisations.

    Pages may come in any order that the build fixes; their rows keep it. Raises `OutputFailed`.
    """

    def __init__(self, folder: Path, labels: Mapping[Term, str]) -> None:
        self._folder, self._labels = folder / TABLES, labels
        self._of_page: defaultdict[str, list[Table]] = defaultdict(list)
        for table in tables():
            self._of_page[table.page].append(table)
        self._streams: dict[str, IO[bytes]] = {}
        self._stack = ExitStack()
        self.rows: Counter[str] = Counter()

    def __enter__(self) -> TableWriter:
        with ExitStack() as stack:
            for table in tables():
                stream = stack.enter_context(written_atomically(self._folder / f"{table.name}.csv"))
                stream.write(_line(table.header))
                self._streams[table.name] = stream
            self._stack = stack.pop_all()
        return self

    def add(self, page: PageGraph) -> None:
        """Write the rows that stand on one page."""
        for table in self._of_page.get(page.kind, ()):
            for row in rows_of(page, table, self._labels):
                self.rows[table.name] += 1
                self._streams[table.name].write(_line(_guarded(table, row)))

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack:
            if fault is not None:
                raise fault
        for table in tables():
            schema = json.dumps(table.schema(), ensure_ascii=False, indent=2)
            write_new(self._folder / f"{table.name}.schema.json", (schema + "\n").encode())
            write_parquet(table, self._folder / f"{table.name}.csv", self._folder / f"{table.name}.parquet")


def _guarded(table: Table, row: list[str]) -> list[str]:
    return [safe_text(cell) if column.is_text else cell for column, cell in zip(table.columns, row, strict=True)]


def _line(cells: list[str]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerow(cells)
    return stream.getvalue().encode()
