"""Pages that a build needs until its end, kept on disk: who is who is as long as the register.

A file of SQLite that has no name any more, and goes with the build. Pages come back in the order they were given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from registre.errors import OutputFailed
from registre.graph.pages import PageGraph, named_pages

AT_HAND: Final = 2048
"""Pages that stay in memory: those of the bodies whose sittings go by."""
_CACHE_KB: Final = 8192
_TABLE: Final = "CREATE TABLE page (number INTEGER PRIMARY KEY, address TEXT UNIQUE, named BLOB, page BLOB)"

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(PageGraph).decode
_decode_names = msgspec.msgpack.Decoder(tuple[str, ...]).decode


class _Kept(NamedTuple):
    """A page, encoded, and the addresses that it names and that may be those of kept pages."""

    page: bytes
    named: tuple[str, ...]


class KeptPages:
    """Pages in their order, found by their addresses. `folder` exists. Raises `OutputFailed` when the disk refuses."""

    def __init__(self, folder: Path, pages: Iterable[PageGraph]) -> None:
        self._file = folder / ".pages"
        self._heads: tuple[str, ...] = ()
        with self._refusals():
            self._kept = sqlite3.connect(self._file)
            self._file.unlink()
            for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KB}"):
                self._kept.execute(f"PRAGMA {pragma}")
            self._kept.execute(_TABLE)
            self._kept.executemany("INSERT INTO page (address, named, page) VALUES (?, ?, ?)", self._rows(pages))
            self._kept.commit()
        self._known: Callable[[str], _Kept | None] = lru_cache(AT_HAND)(self._find)

    def __iter__(self) -> Iterator[PageGraph]:
        with self._refusals():
            for (page,) in self._kept.execute("SELECT page FROM page ORDER BY number"):
                yield _decode(page)

    def close(self) -> None:
        """Let the disk have its space back; nothing can be found after this."""
        self._kept.close()

    def _rows(self, pages: Iterable[PageGraph]) -> Iterator[tuple[str, bytes, bytes]]:
        heads = set[str]()
        for page in pages:
            before, kind, _ = page.iri.partition(f"/{page.kind}/")
            heads.add(before + kind)
            yield page.iri, _encode(named_pages(page)), _encode(page)
        self._heads = tuple(sorted(heads))

    def reached(self, addresses: Iterable[str]) -> tuple[bytes, ...]:
        """The pages of `addresses` that are kept, and all that they lead to, each once, encoded (`read_page`)."""
        waiting = set(addresses)
        found: dict[str, bytes] = {}
        while waiting:
            kept = self._known(address := waiting.pop())
            if kept is not None:
                found[address] = kept.page
                waiting.update(other for other in kept.named if other not in found)
        return tuple(page for _, page in sorted(found.items()))

    def _find(self, address: str) -> _Kept | None:
        if not address.startswith(self._heads):
            return None
        with self._refusals():
            found = self._kept.execute("SELECT page, named FROM page WHERE address = ?", (address,)).fetchone()
        if found is None:
            return None
        return _Kept(found[0], tuple(other for other in _decode_names(found[1]) if other.startswith(self._heads)))

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as fault:
            raise OutputFailed(f"{self._file}: cannot be kept ({fault}). What was published is unchanged.") from fault


def read_page(encoded: bytes) -> PageGraph:
    """A page as `KeptPages.reached` gives it."""
    return _decode(encoded)
