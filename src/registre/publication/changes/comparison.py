"""Two dumps side by side: which pages differ, and what each of them said before and says now.

Neither dump is sorted by page, so the pages meet in a table on disk. First each page is a digest; only pages whose
digests differ are read again, and kept packed until they are asked for. Memory is that of one page.

SQLite, of Python's own library, and not DuckDB, which is here for Parquet: a million small rows come one at a time
and are sought by key, which is what the one is made for and the other is not.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from registre.publication.changes.dumpfile import BadDump, read_pages

_TABLE: Final = "CREATE TABLE page (iri TEXT PRIMARY KEY, was BLOB, is_now BLOB, old BLOB, new BLOB) WITHOUT ROWID"
_SEEN: Final = {
    "was": "INSERT INTO page (iri, was) VALUES (?, ?)",
    "is_now": "INSERT INTO page (iri, is_now) VALUES (?, ?)"
    " ON CONFLICT (iri) DO UPDATE SET is_now = excluded.is_now WHERE is_now IS NULL",
}
_DIFFERS: Final = "SELECT 1 FROM page WHERE iri = ? AND was IS NOT is_now"
_KEEP: Final = {"old": "UPDATE page SET old = ? WHERE iri = ?", "new": "UPDATE page SET new = ? WHERE iri = ?"}
_DIFFERENT: Final = "SELECT iri, old, new FROM page WHERE was IS NOT is_now ORDER BY iri"


@dataclass(frozen=True, slots=True)
class PagePair:
    """A page that differs: its quads before and now, N-Quads lines; None where it does not stand."""

    iri: str
    old: bytes | None
    new: bytes | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two dumps that were compared. `base` is what the addresses of all their pages begin with, up to a slash."""

    base: str
    _table: sqlite3.Connection

    def pairs(self) -> Iterator[PagePair]:
        """The pages that differ, by address."""
        for address, old, new in self._table.execute(_DIFFERENT):
            yield PagePair(address, _unpack(old), _unpack(new))


@contextmanager
def compared(old: Path, new: Path) -> Iterator[Comparison]:
    """Two dumps compared; the table on disk lives as long as the block. Raises `BadDump`."""
    with (
        TemporaryDirectory(prefix="registre-changes-") as folder,
        closing(sqlite3.connect(Path(folder) / "pages")) as table,
    ):
        table.execute("PRAGMA journal_mode = OFF")
        table.execute("PRAGMA synchronous = OFF")
        table.execute(_TABLE)
        base = _common(_note(table, old, "was"), _note(table, new, "is_now"))
        for path, side in ((old, "old"), (new, "new")):
            if table.execute(f"SELECT 1 FROM ({_DIFFERENT}) LIMIT 1").fetchone() is not None:
                _keep(table, path, side)
        yield Comparison(base[: base.rfind("/") + 1], table)


def _note(table: sqlite3.Connection, path: Path, side: str) -> str:
    """Note the digest of each page; what the addresses of all of them begin with."""
    start: str | None = None
    for address, lines in read_pages(path):
        digest = hashlib.blake2b(b"".join(sorted(lines)), digest_size=16).digest()
        try:
            noted = table.execute(_SEEN[side], (address, digest)).rowcount
        except sqlite3.IntegrityError:
            noted = 0
        if noted != 1:
            raise BadDump(f"{path}: {address} stands in two pieces. Take the dump as it was published, not sorted.")
        start = address if start is None else _common(start, address)
    return start or ""


def _common(one: str, other: str) -> str:
    """What both begin with."""
    if other.startswith(one):
        return one
    return one[: next(place for place, letter in enumerate(one) if other[place : place + 1] != letter)]


def _keep(table: sqlite3.Connection, path: Path, side: str) -> None:
    for address, lines in read_pages(path):
        if table.execute(_DIFFERS, (address,)).fetchone() is not None:
            table.execute(_KEEP[side], (zlib.compress(b"".join(lines), 1), address))


def _unpack(packed: bytes | None) -> bytes | None:
    return zlib.decompress(packed) if packed is not None else None
