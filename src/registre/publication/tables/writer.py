"""The tables, written row after row while pages come; Parquet is made of them at the end.

After a good end: 1. `tables/NAME.csv` (UTF-8, comma, CRLF as RFC 4180) and `NAME.parquet` hold the same rows
for every table, empty ones too; 2. `tables/NAME.schema.json` documents each column; 3. text that a
spreadsheet would run as a formula is guarded in CSV, and plain in Parquet.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO

from registre.files import write_new, written_atomically
from registre.publication.dumps import TABLES
from registre.publication.tables.definitions import tables
from registre.publication.tables.lines import Lines, csv_line
from registre.publication.tables.parquet import write_parquet


class TableWriter:
    """Writes all tables below `folder`; a context manager.

    Lines may come in any order that the build fixes; they keep it. Raises `OutputFailed`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / TABLES
        self._streams: dict[str, IO[bytes]] = {}
        self._stack = ExitStack()
        self.rows: Counter[str] = Counter()

    def __enter__(self) -> TableWriter:
        with ExitStack() as stack:
            for table in tables():
                stream = stack.enter_context(written_atomically(self._folder / f"{table.name}.csv"))
                stream.write(csv_line(table.header))
                self._streams[table.name] = stream
            self._stack = stack.pop_all()
        return self

    def add(self, lines: Mapping[str, Lines]) -> None:
        """Write lines of the tables, by their names."""
        for name, found in lines.items():
            self.rows[name] += found.rows
            self._streams[name].write(found.data)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, fault, trace)
        if fault is not None:
            return
        for table in tables():
            schema = json.dumps(table.schema(), ensure_ascii=False, indent=2)
            write_new(self._folder / f"{table.name}.schema.json", (schema + "\n").encode())
        write_parquet(self._folder)
