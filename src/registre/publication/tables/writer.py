"""The tables, written row after row while pages come; Parquet is made of them at the end.

After a good end: 1. `tables/NAME.csv` (UTF-8, comma, CRLF as RFC 4180) and `NAME.parquet` hold the same rows
for every table, empty ones too; 2. `tables/NAME.schema.json` documents each column; 3. text that a
spreadsheet would run as a formula is guarded in CSV, and plain in Parquet.
"""

from __future__ import annotations

import codecs
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final

from registre.csvfile import safe_text
from registre.files import write_new, written_atomically
from registre.graph.pages import PageGraph
from registre.publication.dumps import TABLES
from registre.publication.tables.definitions import Table, tables
from registre.publication.tables.parquet import write_parquet
from registre.publication.tables.rows import Labels, rows_of

_UTF_8: Final = codecs.getwriter("utf-8")


class TableWriter:
    """Writes all tables below `folder`; a context manager. `labels` names bodies, persons, organisations.

    Pages may come in any order that the build fixes; their rows keep it. Raises `OutputFailed`.
    """

    def __init__(self, folder: Path, labels: Labels) -> None:
        self._folder, self._labels = folder / TABLES, labels
        self._of_page: defaultdict[str, list[Table]] = defaultdict(list)
        for table in tables():
            self._of_page[table.page].append(table)
        self._writers: dict[str, Callable[[list[str]], object]] = {}
        self._stack = ExitStack()
        self.rows: Counter[str] = Counter()

    def __enter__(self) -> TableWriter:
        with ExitStack() as stack:
            for table in tables():
                stream = stack.enter_context(written_atomically(self._folder / f"{table.name}.csv"))
                lines = csv.writer(_UTF_8(stream), lineterminator="\r\n")
                lines.writerow(table.header)
                self._writers[table.name] = lines.writerow
            self._stack = stack.pop_all()
        return self

    def add(self, page: PageGraph) -> None:
        """Write the rows that stand on one page."""
        if here := self._of_page.get(page.kind):
            for table, row in rows_of(page, here, self._labels):
                self.rows[table.name] += 1
                self._writers[table.name](_guarded(table, row))

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, fault, trace)
        if fault is not None:
            return
        for table in tables():
            schema = json.dumps(table.schema(), ensure_ascii=False, indent=2)
            write_new(self._folder / f"{table.name}.schema.json", (schema + "\n").encode())
        write_parquet(tables(), self._folder)


def _guarded(table: Table, row: list[str]) -> list[str]:
    return [safe_text(cell) if column.is_text else cell for column, cell in zip(table.columns, row, strict=True)]
