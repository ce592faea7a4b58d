"""What a CSV file of a register looks like: its encoding, its delimiter, its columns. Nothing is guessed in silence.

The same register is published in UTF-8 one year and in Windows-1252 the next, with « ; », « , » or tabs, and with
either apostrophe in its column names; a column is found by its name without case, accents and punctuation.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from registre.errors import BadRegister
from registre.linking.names import fold

SAMPLE_BYTES: Final = 4_000_000
DELIMITERS: Final = ";,\t|"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a CSV file is written. `encoding` is "utf-8" or "cp1252"."""

    encoding: str
    delimiter: str
    columns: tuple[str, ...]


def csv_layout(path: Path) -> Layout:
    """The layout of a CSV file by its first bytes. Raises `BadRegister` for what is no such file."""
    try:
        with path.open("rb") as stream:
            head = stream.read(SAMPLE_BYTES)
    except OSError as fault:
        raise BadRegister(f"{path}: cannot be read ({fault.strerror}). Check the path in registre.toml.") from fault
    if not head.strip():
        raise BadRegister(f"{path}: the file is empty. Download it again.")
    if head.startswith(b"PK"):
        raise BadRegister(
            f"{path}: this is a ZIP archive or an Excel workbook. Unzip it, or save the sheet as CSV UTF-8."
        )
    if b"\x00" in head:
        raise BadRegister(f"{path}: holds zero bytes (UTF-16, or not a text). Save it as CSV in UTF-8.")
    encoding = _encoding(head)
    first = head.removeprefix(codecs.BOM_UTF8).splitlines()[0].decode(encoding, "replace")
    delimiter = max(DELIMITERS, key=lambda one: (first.count(one), -DELIMITERS.index(one)))
    columns = next(csv.reader([first], delimiter=delimiter))
    return Layout(encoding, delimiter, tuple(name.strip() for name in columns))


def _encoding(head: bytes) -> str:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # a letter cut by the end of the sample is no fault
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def locate(
    path: Path, columns: Iterable[str], wanted: Iterable[str], optional: Iterable[str] = ()
) -> Mapping[str, str]:
    """The columns of the file, as it writes them, by the names that the reader knows.

    Raises `BadRegister` that names the wanted columns it lacks and those that were seen.
    """
    written = {fold(column): column for column in reversed(tuple(columns))}
    found = {name: written[fold(name)] for name in (*wanted, *optional) if fold(name) in written}
    if missing := [name for name in wanted if name not in found]:
        seen = ", ".join(list(written.values())[::-1][:8])
        raise BadRegister(
            f"{path}: no column « {', '.join(missing)} ». Its first columns are: {seen}. "
            "See docs/registers.md for the file that is expected here."
        )
    return found


def luhn(number: str) -> bool:
    """Whether the check digit of a SIREN or a SIRET holds."""
    if not (number.isascii() and number.isdigit()):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def is_siren(text: str) -> bool:
    return len(text) == 9 and luhn(text)


def is_siret(text: str) -> bool:
    """Fourteen digits whose check holds; La Poste's establishments have a check of their own."""
    if len(text) != 14 or not (text.isascii() and text.isdigit()):
        return False
    return luhn(text) or (text.startswith("356000000") and sum(map(int, text)) % 5 == 0)
