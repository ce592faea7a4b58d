"""The files of incomplete rows, given back with cells that somebody filled in.

A cell that the publication fills stays as it is; one that it leaves empty takes what was added, when that has the form
that the schema wants. Who completes a row answers for it: nothing of it goes back into the graph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from registre.csvfile import given_csv, plain_text, safe_text
from registre.errors import BadConfiguration
from registre.exports.losses import Losses

Form = Callable[[str], bool]
"""Whether a text may stand in a cell."""

REASONS: Final = {
    "completed.differs": (
        "cellule complétée autrement que la publication ne la dit : celle de la publication reste",
        "cell completed otherwise than the publication says it: the publication's stays",
    ),
    "completed.unknown": (
        "ligne complétée dont l'adresse n'est plus celle d'une ligne : ignorée",
        "completed row whose address is no row's any more: left out",
    ),
}


@dataclass(frozen=True, slots=True)
class Given:
    """A row that somebody completed: « file, line 3 », and its cells by column, as plain texts."""

    place: str
    cells: Mapping[str, str]


class Completions:
    """Completed rows by the column of their address, then by address."""

    def __init__(self, rows: Mapping[str, Mapping[str, Given]]) -> None:
        self._rows = rows

    def fill(self, key: str, row: Mapping[str, str], forms: Mapping[str, Form], losses: Losses) -> dict[str, str]:
        """`row`, whose address stands under `key`, with the empty cells of `forms` that somebody filled.

        Raises `BadConfiguration`, with file, line and column, for a cell that has not its form.
        """
        filled, given = dict(row), self._rows.get(key, {}).get(row[key])
        if given is None:
            return filled
        for name, fits in forms.items():
            cell = given.cells.get(name, "")
            if not cell or cell == plain_text(row.get(name, "")):
                continue
            if row.get(name):
                losses.note("completed.differs", row[key])
            elif fits(cell):
                filled[name] = safe_text(cell)
            else:
                raise BadConfiguration(f"{given.place}: {cell[:40]!a} cannot stand in « {name} ».")
        return filled

    def note_unknown(self, key: str, known: Iterable[str], losses: Losses) -> None:
        """Count the completed rows of `key` whose address is not among those `known`."""
        for _ in self._rows.get(key, {}).keys() - set(known):
            losses.note("completed.unknown")


NOTHING: Final = Completions({})


def read_completed(paths: Iterable[Path], keys: Iterable[str]) -> Completions:
    """The rows of these CSV files, by whichever of the columns `keys` each file has.

    Raises `BadConfiguration` for a file that cannot be read, has none of these columns, or says one address twice.
    """
    wanted, rows = tuple(keys), dict[str, dict[str, Given]]()
    for path in paths:
        for key, address, given in _rows(path, wanted):
            if address in rows.setdefault(key, {}):
                raise BadConfiguration(f"{given.place}: the row of {address[:200]} was given before.")
            rows[key][address] = given
    return Completions(rows)


def _rows(path: Path, keys: tuple[str, ...]) -> Iterator[tuple[str, str, Given]]:
    with given_csv(path) as rows:
        key = next((one for one in keys if one in (rows.fieldnames or ())), None)
        if key is None:
            raise BadConfiguration(f"{path}: no column « {' » or « '.join(keys)} » to know its rows by.")
        for row in rows:
            cells = {name: plain_text((cell or "").strip()) for name, cell in row.items() if isinstance(name, str)}
            yield key, cells[key], Given(f"{path}, line {rows.line_num}", cells)


def any_text(longest: int) -> Form:
    """A text of at most that many characters."""
    return lambda cell: len(cell) <= longest


def one_of(*values: str) -> Form:
    return lambda cell: cell in values


def is_day(cell: str) -> bool:
    """A day of the calendar, written 2024-03-11."""
    try:
        return re.fullmatch(r"\d{4}-\d\d-\d\d", cell, re.ASCII) is not None and bool(date.fromisoformat(cell))
    except ValueError:
        return False


def is_days(cell: str) -> bool:
    """A day, or the first and the last of a period with a slash between."""
    days = cell.split("/")
    return len(days) <= 2 and all(map(is_day, days)) and days == sorted(days)


def is_code(cell: str) -> bool:
    """The number of a scheme of minimal aid: at most five letters or digits."""
    return re.fullmatch(r"\w{1,5}", cell, re.ASCII) is not None


def is_rna(cell: str) -> bool:
    return re.fullmatch(r"W\d{9}", cell, re.ASCII) is not None


def is_share(cell: str) -> bool:
    """A part of one, from 0.01 to 1."""
    return re.fullmatch(r"[01](\.\d{1,6})?", cell, re.ASCII) is not None and 0.01 <= float(cell) <= 1


def is_matter(cell: str) -> bool:
    """A code of level 2 of the ACTES list."""
    return re.fullmatch(r"\d\.\d{1,2}", cell, re.ASCII) is not None
