"""A table in Parquet, made of its CSV by DuckDB: typed columns, zstd, rows in the same order."""

from __future__ import annotations

from pathlib import Path

import duckdb

from registre.errors import OutputFailed
from registre.publication.tables.definitions import Column, Table


def write_parquet(table: Table, source: Path, target: Path) -> None:
    """Write `target` from the CSV at `source`: an empty cell is null, guarded text is plain again.

    One thread and a fixed order: same rows, same bytes. Raises `OutputFailed`.
    """
    columns = ", ".join(f"'{column.name}': 'VARCHAR'" for column in table.columns)
    chosen = ", ".join(_select(column) for column in table.columns)
    try:
        with duckdb.connect(config={"threads": 1, "preserve_insertion_order": True}) as engine:
            engine.execute("CREATE MACRO plain(cell) AS regexp_replace(cell, '^''(''*[=+@\t\r-])', '\\1')")
            engine.execute(
                f"COPY (SELECT {chosen} FROM read_csv({_quoted(source)}, header = true, delim = ',', quote = '\"',"
                f" escape = '\"', nullstr = '', auto_detect = false, columns = {{{columns}}}))"
                f" TO {_quoted(target)} (FORMAT parquet, COMPRESSION zstd)"
            )
    except (duckdb.Error, OSError) as fault:
        raise OutputFailed(f"{target}: cannot be written ({fault}).") from fault


def _select(column: Column) -> str:
    name = f'"{column.name}"'
    return f"plain({name}) AS {name}" if column.is_text else f"CAST({name} AS {column.sql_type}) AS {name}"


def _quoted(path: Path) -> str:
    """A path as an SQL string: COPY binds no parameters for file names."""
    return "'" + path.as_posix().replace("'", "''") + "'"
