"""Tables in Parquet, made of their CSV by DuckDB: typed columns, zstd, rows in the same order."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import duckdb

from registre.engine.apart import answered_apart
from registre.engine.worker import Work
from registre.errors import OutputFailed
from registre.publication.tables.definitions import Column, Table, tables

_BUFFER_BYTES: Final = 2 << 20
"""What is read of a table at once: the longest line that DuckDB takes. Its own choice, 32 MB, shows in the peak."""
_ROWS_A_GROUP: Final = 20_480
"""Rows that wait in memory to be packed. With both, large tables take 128 MB, not 302, and a fifth more bytes."""
LARGE_BYTES: Final = 32 << 20
"""Size of the CSV from which a process of its own makes Parquet of it: what DuckDB took of memory goes with it."""
TARGET: Final = "registre.publication.tables.parquet:prepare"


def write_parquet(folder: Path, large_bytes: int = LARGE_BYTES) -> None:
    """Write NAME.parquet from the NAME.csv of each table: an empty cell is null, guarded text is plain again.

    One thread and a fixed order: same rows, same bytes. One engine for all: starting it costs more than a small table.
    Raises `OutputFailed`.
    """
    large = sum((folder / f"{table.name}.csv").stat().st_size for table in tables()) >= large_bytes
    if not large or answered_apart(TARGET, os.fsencode(folder)) is None:
        _convert(folder)


def prepare(_argument: bytes) -> Work:
    """The function of one folder, in a process of its own."""

    def work(folder: bytes) -> bytes:
        _convert(Path(os.fsdecode(folder)))
        return b""

    return work


def _convert(folder: Path) -> None:
    try:
        with duckdb.connect(config={"threads": 1, "preserve_insertion_order": True}) as engine:
            engine.execute("CREATE MACRO plain(cell) AS regexp_replace(cell, '^''(''*[=+@\t\r-])', '\\1')")
            for table in tables():
                engine.execute(_copy(table, folder / f"{table.name}.csv", folder / f"{table.name}.parquet"))
    except (duckdb.Error, OSError) as fault:
        raise OutputFailed(f"{folder}: the tables cannot be written in Parquet ({fault}).") from fault


def _copy(table: Table, source: Path, target: Path) -> str:
    columns = ", ".join(f"'{column.name}': 'VARCHAR'" for column in table.columns)
    chosen = ", ".join(_select(column) for column in table.columns)
    return (
        f"COPY (SELECT {chosen} FROM read_csv({_quoted(source)}, header = true, delim = ',', quote = '\"',"
        f" escape = '\"', nullstr = '', auto_detect = false, buffer_size = {_BUFFER_BYTES}, columns = {{{columns}}}))"
        f" TO {_quoted(target)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROWS_A_GROUP})"
    )


def _select(column: Column) -> str:
    name = f'"{column.name}"'
    return f"plain({name}) AS {name}" if column.is_text else f"CAST({name} AS {column.sql_type}) AS {name}"


def _quoted(path: Path) -> str:
    """A path as an SQL string: COPY binds no parameters for file names."""
    return "'" + path.as_posix().replace("'", "''") + "'"
