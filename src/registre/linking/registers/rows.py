"""Rows of a small register (communes, groups of communes): a CSV file read line by line, wanted columns only."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from registre.errors import BadRegister
from registre.linking.registers.sniffing import csv_layout, locate

LONGEST_CELL: Final = 1_000_000


def read_rows(path: Path, wanted: Iterable[str], optional: Iterable[str] = ()) -> Iterator[Mapping[str, str]]:
    """Each row as {column that the reader knows: cell}; absent optional columns are "".

    A row longer than the header is read (BANATIC ends each line with a tab); a shorter one means a file cut
    in the middle. Raises `BadRegister` that names the file and the line, never a cell.
    """
    wanted, optional = tuple(wanted), tuple(optional)
    layout = csv_layout(path)
    found = locate(path, layout.columns, wanted, optional)
    places = {name: layout.columns.index(column) for name, column in found.items()}
    absent = dict.fromkeys((name for name in optional if name not in places), "")
    needed = max(places.values())
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open(encoding=layout.encoding.replace("utf-8", "utf-8-sig"), newline="") as stream:
            rows = csv.reader(stream, delimiter=layout.delimiter)
            next(rows)
            for row in rows:
                if not any(row):
                    continue
                if len(row) <= needed:
                    raise BadRegister(
                        f"{path}, line {rows.line_num}: {len(row)} cells where {len(layout.columns)} are expected. "
                        "The file may be cut: download it again."
                    )
                yield {**absent, **{name: row[place].strip() for name, place in places.items()}}
    except (UnicodeDecodeError, csv.Error) as fault:
        raise BadRegister(
            f"{path}: not a CSV file in {layout.encoding} from beginning to end ({type(fault).__name__}). "
            "Save it in UTF-8, or download it again."
        ) from fault
