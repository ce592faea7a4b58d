"""What a build must remember of all that it has seen, in files without a name: memory holds a part, the disk the rest.

The files are those of SQLite, made where the system keeps what is temporary; they go with their connection.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Generic, TypeVar

import msgspec

from registre.errors import OutputFailed

Row = TypeVar("Row")
Names = str | Collection[str]
"""One name, or several."""

_CACHE_KB: Final = 4096
_QUICK: Final = ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KB}")
"""Nobody ever opens these files again, so nothing need be whole on the disk."""
_ONE: Final = "= ?"
_SEVERAL: Final = "IN (SELECT value FROM json_each(?))"


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


class KeptRows(Generic[Row]):
    """Rows of one dataclass in the order they were given, found again by what they are known by.

    `place` tells where a row stands among others, letter by letter; `known` gives what it is known by, None for
    nothing, by the name of a column. A row comes back equal, never the same object. Raises `OutputFailed` when the
    disk refuses.
    """

    def __init__(
        self, row: type[Row], place: Callable[[Row], tuple[str, ...]], /, **known: Callable[[Row], str | None]
    ) -> None:
        names = "".join(f", {name} TEXT" for name in known)
        self._kept = _unnamed(f"CREATE TABLE kept (number INTEGER PRIMARY KEY, row BLOB, place BLOB{names})")
        for name in known:
            self._kept.execute(f"CREATE INDEX by_{name} ON kept ({name})")
        self._insert = f"INSERT INTO kept VALUES (NULL, ?, ?{', ?' * len(known)})"
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(row).decode
        self._place, self._known = place, tuple(known.values())

    def add(self, row: Row) -> None:
        place = "\0".join(self._place(row)).encode()
        with _refusals():
            self._kept.execute(self._insert, (self._encode(row), place, *(known(row) for known in self._known)))

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[Row]:
        return self.of()

    def of(self, **known: Names) -> Iterator[Row]:
        """The rows that are known by this, or by one of these, in the order they were given."""
        return self._rows("ORDER BY number", known)

    def earliest(self, **known: Names) -> Iterator[Row]:
        """These rows, the smallest place first; those of one place in the order they were given."""
        return self._rows("ORDER BY place, number", known)

    def latest(self, **known: Names) -> Iterator[Row]:
        """These rows, the greatest place first; those of one place in the order they were given."""
        return self._rows("ORDER BY place DESC, number", known)

    def count(self, **known: Names) -> int:
        """How many they are."""
        return next(int(count) for (count,) in self._found("count(*)", "", known))

    def names(self, name: str, **known: Names) -> Iterator[str]:
        """What these rows are known by under `name`, each once, letter by letter."""
        every = self._found(f"DISTINCT {name}", f"ORDER BY {name}", known)
        return (str(one) for (one,) in every if one is not None)

    def _rows(self, order: str, known: Mapping[str, Names]) -> Iterator[Row]:
        return (self._decode(row) for (row,) in self._found("row", order, known))

    def _found(self, what: str, order: str, known: Mapping[str, Names]) -> Iterator[tuple[Any, ...]]:
        """The answer of a question whose names are those of the constructor; values are bound."""
        asked = " AND ".join(f"{name} {_ONE if isinstance(one, str) else _SEVERAL}" for name, one in known.items())
        where = f"WHERE {asked} " if asked else ""
        values = (one if isinstance(one, str) else json.dumps([*one]) for one in known.values())
        with _refusals():
            yield from self._kept.execute(f"SELECT {what} FROM kept {where}{order}", tuple(values))


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
