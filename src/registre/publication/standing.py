"""Pages of the publication that a build replaces, found by what they were made from: the same page is linked, not made.

A file of SQLite beside the records that builds keep says from what each page was made. It counts only when it is the
file of the last build, and the publication stands as that build left it. A disk that refuses ends the keeping, never
the work.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from registre.engine.inputs import Remembered, digest_of_publication
from registre.files import sha256_of

FILE: Final = "pages.sqlite"
_CACHE_KB: Final = 8192


class StandingPages:
    """Which pages stand at `out`, and what this build makes; `begin`, then `carry` each, then `keep` or `close`.

    `folder` is that of what builds keep, `last` the last one.
    """

    def __init__(self, folder: Path, out: Path, last: Remembered | None = None) -> None:
        self._file, self._out, self._last = folder / FILE, out, last
        self._coming = self._file.with_name(f"{FILE}.{os.getpid()}")
        self._old: sqlite3.Connection | None = None
        self._new: sqlite3.Connection | None = None
        self._filled: dict[str, bytes] = {}
        self.made, self.carried = 0, 0

    def begin(self) -> None:
        """Open what was kept, when `out` is as it left it; begin a new file. Nobody else may write at `out`."""
        with suppress(OSError, sqlite3.Error):
            self._coming.parent.mkdir(parents=True, exist_ok=True)
            self._coming.unlink(missing_ok=True)
            self._new = _opened(self._coming)
            self._new.execute(
                "CREATE TABLE page (path TEXT PRIMARY KEY, made_from BLOB, filled BLOB, carried INT) WITHOUT ROWID"
            )
        last = self._last
        if last is not None and last.pages is not None and last.publication == digest_of_publication(self._out):
            with suppress(OSError, sqlite3.Error):
                old = _opened(self._file)
                old.execute("SELECT count(*) FROM page WHERE path = ''").fetchone()  # opens the file, then it is read
                self._old = old if sha256_of(self._file) == last.pages else None

    def carry(self, path: str, made_from: bytes, files: Sequence[str], folder: Path) -> bool:
        """Link the `files` of the page at `path` into `folder`; False when it must be made."""
        known, filled = self._known(path)
        carried = known == made_from and self._linked(files, folder)
        if carried and filled is not None:
            self._filled[path] = filled
        self._execute(
            "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?)", (path, made_from, self._filled.get(path), carried)
        )
        self.carried += carried
        self.made += not carried
        return carried

    def fill(self, path: str, words: bytes | None) -> bool:
        """Whether the page at `path` must be changed for `words` (None: none) to stand in it; they do then."""
        filled = hashlib.blake2b(words, digest_size=20).digest() if words is not None else None
        if self._filled.pop(path, None) == filled:
            return False
        if self._was_carried(path):
            self.made, self.carried = self.made + 1, self.carried - 1
        self._execute("UPDATE page SET filled = ?, carried = 0 WHERE path = ?", (filled, path))
        return True

    def filled(self) -> list[str]:
        """The pages that were carried with words in them, and have not been filled since."""
        return sorted(self._filled)

    def keep(self) -> str | None:
        """What was made is what stands now: its digest, for the next build; None when it could not be kept."""
        digest = None
        if self._new is not None:
            with suppress(OSError, sqlite3.Error):
                self._new.commit()
                self._new.close()
                digest = sha256_of(self._coming)
                self._coming.replace(self._file)
        self.close()
        return digest

    def close(self) -> None:
        """Leave what the last build kept as it is."""
        for one in (self._old, self._new):
            if one is not None:
                one.close()
        self._old = self._new = None
        with suppress(OSError):
            self._coming.unlink(missing_ok=True)

    def _known(self, path: str) -> tuple[bytes | None, bytes | None]:
        """From what the page that stands was made, and with what it was filled."""
        if self._old is None:
            return None, None
        try:
            found = self._old.execute("SELECT made_from, filled FROM page WHERE path = ?", (path,)).fetchone()
        except sqlite3.Error:
            self._old = None
            return None, None
        return (None, None) if found is None else found

    def _was_carried(self, path: str) -> bool:
        with suppress(sqlite3.Error):
            if self._new is not None:
                return (
                    self._new.execute("SELECT 1 FROM page WHERE path = ? AND carried", (path,)).fetchone() is not None
                )
        return False

    def _execute(self, statement: str, values: tuple[object, ...]) -> None:
        if self._new is None:
            return
        try:
            self._new.execute(statement, values)
        except sqlite3.Error:
            self._new.close()
            self._new = None

    def _linked(self, files: Sequence[str], folder: Path) -> bool:
        """Whether all were linked; a file that was is replaced, never written into, when its page is made instead."""
        try:
            for name in files:
                _link(self._out / name, folder / name)
        except OSError:
            return False
        return True


def _opened(file: Path) -> sqlite3.Connection:
    """Without a journal: what a crash tears is seen by its digest."""
    opened = sqlite3.connect(file)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KB}"):
        opened.execute(f"PRAGMA {pragma}")
    return opened


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(source, target)
