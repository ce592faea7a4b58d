"""Pages that a build needs until its end, kept on disk: who is who is as long as the register.

A file of SQLite that has no name any more, and goes with the build. Pages come back in the order they were given.
"""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from registre.errors import OutputFailed
from registre.graph.pages import PageGraph, named_pages

AT_HAND: Final = 2048
"""Pages that stay in memory: those of the bodies whose sittings go by."""
_CACHE_KB: Final = 8192
_TABLE: Final = "CREATE TABLE page (number INTEGER PRIMARY KEY, address TEXT UNIQUE, named BLOB, page BLOB)"
_FOUND: Final = "SELECT address, page, named FROM page WHERE address IN (SELECT value FROM json_each(?))"

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
        self._at_hand = OrderedDict[str, _Kept | None]()
        """Those asked for last, and None for what is not kept."""
        with self._refusals():
            self._kept = sqlite3.connect(self._file)
            self._file.unlink()
            for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KB}"):
                self._kept.execute(f"PRAGMA {pragma}")
            self._kept.execute(_TABLE)
            self._kept.executemany("INSERT INTO page (address, named, page) VALUES (?, ?, ?)", self._rows(pages))
            self._kept.commit()

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
        found, waiting = dict[str, bytes](), set(addresses)
        seen = set(waiting)
        while waiting:
            here = self._those(waiting)
            found |= {address: kept.page for address, kept in here.items()}
            waiting = {other for kept in here.values() for other in kept.named} - seen
            seen |= waiting
        while len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
        return tuple(page for _, page in sorted(found.items()))

    def _those(self, addresses: Iterable[str]) -> dict[str, _Kept]:
        """Those of these pages that are kept; what is not at hand is asked of the disk in one question."""
        at_hand = self._at_hand
        ours = [one for one in addresses if one in at_hand or one.startswith(self._heads)]
        missing = [one for one in ours if one not in at_hand]
        if missing:
            at_hand.update(dict.fromkeys(missing) | dict(self._find(missing)))
        for address in ours:
            at_hand.move_to_end(address)
        return {one: kept for one in ours if (kept := at_hand[one]) is not None}

    def _find(self, addresses: Iterable[str]) -> Iterator[tuple[str, _Kept]]:
        with self._refusals():
            for address, page, named in self._kept.execute(_FOUND, (json.dumps(sorted(addresses)),)):
                near = (other for other in _decode_names(named) if other.startswith(self._heads))
                yield address, _Kept(page, tuple(near))

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as fault:
            raise OutputFailed(f"{self._file}: cannot be kept ({fault}). What was published is unchanged.") from fault


def read_page(encoded: bytes) -> PageGraph:
    """A page as `KeptPages.reached` gives it."""
    return _decode(encoded)
