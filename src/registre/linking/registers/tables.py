"""Tables of a large register (SIRENE: 28 million units), read by DuckDB where they lie, in bounded memory.

Only the columns named here are read, rows are filtered inside the scan, and what comes back comes in batches.
DuckDB may not load extensions, so it never asks the network. Errors name the file and the line, never a cell:
a line of a register may hold a birth date.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from registre.errors import BadRegister
from registre.linking.registers.sniffing import csv_layout, locate

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

MEMORY: Final = "512MB"
THREADS: Final = 2
BATCH: Final = 5_000
_LINE: Final = re.compile(r"\bLine:?\s*(\d+)", re.IGNORECASE)


class Session:
    """A DuckDB database in memory, and a folder for what must be rewritten to be read."""

    def __init__(self, connection: DuckDBPyConnection, scratch: Path) -> None:
        self._connection = connection
        self._scratch = scratch

    def open_table(self, path: Path, view: str, wanted: Sequence[str], optional: Sequence[str] = ()) -> None:
        """Make `view` a view on the wanted columns of a Parquet or CSV file, all as text, "" for nothing.

        Raises `BadRegister` when the file is not there, is damaged, or has not these columns.
        """
        with told(path):
            relation = self._relation(path)
            found = locate(path, relation.columns, wanted, optional)
            relation.project(_projection(found, optional)).create_view(view)

    def define(self, macros: Sequence[str]) -> None:
        """Make functions that queries use."""
        for macro in macros:
            self._connection.execute(macro)

    def columns(self, path: Path) -> tuple[str, ...]:
        """The names of the columns, as the file writes them."""
        with told(path):
            return tuple(self._relation(path).columns)

    def select(self, path: Path, query: str, values: Mapping[str, Any] | None = None) -> Iterator[tuple[str, ...]]:
        """Rows of a query over the views, in batches. `path` is the file that an error speaks of."""
        with told(path):
            cursor = self._connection.execute(query, dict(values or {}))
            while batch := cursor.fetchmany(BATCH):
                yield from batch

    def _relation(self, path: Path) -> DuckDBPyRelation:
        if not path.is_file():
            raise BadRegister(f"{path}: no such file. Check the path in registre.toml.")
        with path.open("rb") as stream:
            magic = stream.read(4)
        if magic == b"PAR1":
            return self._connection.read_parquet(str(path))
        layout = csv_layout(path)
        return self._connection.read_csv(
            str(path if layout.encoding == "utf-8" else self._in_utf8(path)),
            header=True,
            sep=layout.delimiter,
            quotechar='"',
            escapechar='"',
            auto_detect=False,
            columns=dict.fromkeys(layout.columns, "VARCHAR"),
        )

    def _in_utf8(self, path: Path) -> Path:
        """A copy of a Windows-1252 file in UTF-8: DuckDB reads no other encoding without an extension."""
        copy = self._scratch / f"{len(list(self._scratch.iterdir()))}.csv"
        with (
            path.open(encoding="cp1252", errors="replace", newline="") as old,
            copy.open("w", encoding="utf-8", newline="") as new,
        ):
            shutil.copyfileobj(old, new, 1 << 20)
        return copy


@contextmanager
def duckdb_session() -> Iterator[Session]:
    """A session that ends with its scratch. Raises `BadRegister` when the library is not installed."""
    try:
        import duckdb
    except ImportError as fault:
        raise BadRegister(
            "SIRENE, RNA and RNE files are read by DuckDB: install it with « make registers »."
        ) from fault
    with TemporaryDirectory(prefix="registre-") as scratch:
        settings: dict[str, Any] = {
            "memory_limit": MEMORY,
            "threads": THREADS,
            "temp_directory": scratch + "/spill",
            "preserve_insertion_order": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        connection = duckdb.connect(":memory:", config=settings)
        try:
            yield Session(connection, Path(scratch))
        finally:
            connection.close()


def _projection(found: Mapping[str, str], optional: Sequence[str]) -> str:
    columns = [
        f"coalesce(trim(CAST({_quoted(column)} AS VARCHAR)), '') AS {_quoted(name)}" for name, column in found.items()
    ]
    columns += [f"'' AS {_quoted(name)}" for name in optional if name not in found]
    return ", ".join(columns)


def _quoted(name: str) -> str:
    """A column name between double quotes, as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def told(path: Path) -> Iterator[None]:
    """DuckDB's errors as ours, with the line but without what stands in it."""
    import duckdb

    try:
        yield
    except duckdb.Error as fault:
        line = _LINE.search(str(fault))
        where = f", line {line[1]}" if line is not None else ""
        raise BadRegister(
            f"{path}{where}: cannot be read as a whole ({type(fault).__name__}). The file may be cut, or not in one "
            "encoding: download it again, as Parquet or as CSV in UTF-8."
        ) from None
