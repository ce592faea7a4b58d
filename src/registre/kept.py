"""What a build must remember of all that it has seen, in files without a name: memory holds a part, the disk the rest.

The files are those of SQLite, made where the system keeps what is temporary; they go with their connection.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from registre.errors import OutputFailed

_CACHE_KB: Final = 4096
_QUICK: Final = ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KB}")
"""Nobody ever opens these files again, so nothing need be whole on the disk."""


class KeptNames:
    """Names with a value each; a name is known by 128 bits. Raises `OutputFailed` when the disk refuses."""

    def __init__(self) -> None:
        self._kept = _unnamed("CREATE TABLE kept (name BLOB PRIMARY KEY, value TEXT) WITHOUT ROWID")
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, name: str) -> bool:
        return self.find(name) is not None

    def add(self, name: str, value: str = "") -> bool:
        """Keep a name; False when it is kept already, with the value that it had."""
        with _refusals():
            new = self._kept.execute("INSERT OR IGNORE INTO kept VALUES (?, ?)", (_digest(name), value)).rowcount == 1
        self._count += new
        return new

    def find(self, name: str) -> str | None:
        """The value of a name, None when it is not kept."""
        with _refusals():
            found = self._kept.execute("SELECT value FROM kept WHERE name = ?", (_digest(name),)).fetchone()
        return None if found is None else str(found[0])


class KeptOrder:
    """Numbers in the order of their texts, four each. Raises `OutputFailed` when the disk refuses."""

    def __init__(self) -> None:
        self._kept = _unnamed("CREATE TABLE kept (a TEXT, b TEXT, c TEXT, d TEXT, number INTEGER)")

    def add(self, texts: tuple[str, str, str, str], number: int) -> None:
        with _refusals():
            self._kept.execute("INSERT INTO kept VALUES (?, ?, ?, ?, ?)", (*texts, number))

    def __iter__(self) -> Iterator[int]:
        """All numbers, by their texts, letter by letter, then by themselves."""
        with _refusals():
            for (number,) in self._kept.execute("SELECT number FROM kept ORDER BY a, b, c, d, number"):
                yield number


def _unnamed(table: str) -> sqlite3.Connection:
    with _refusals():
        kept = sqlite3.connect("")
        for pragma in _QUICK:
            kept.execute(f"PRAGMA {pragma}")
        kept.execute(table)
    return kept


def _digest(name: str) -> bytes:
    return hashlib.blake2b(name.encode(), digest_size=16).digest()


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as fault:
        raise OutputFailed(f"The disk cannot keep what was seen ({fault}). What was published is unchanged.") from fault
