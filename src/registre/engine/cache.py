"""What was worked out once, kept in a folder by what it depends on: found again only when all of that is the same.

An entry is named by the digest of everything its content depends on, and holds a digest of itself: one that was
cut, changed or put under another name is as good as none, and is written anew. A disk that refuses ends the keeping,
never the work. Entries that a whole build did not ask for are swept at its end.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path

import zstandard

from registre.errors import OutputFailed
from registre.files import write_atomically

RECORDS, COMPOSED, RULES = "records", "composed", "rules"
"""The folders of the things that builds keep."""
TAG = "CACHEDIR.TAG"
"""The file by which programs that save or search folders know a cache. Source: https://bford.info/cachedir/"""
_SIGNATURE = b"Signature: 8a477f597d28d172789f06886806bc55\n# What registre keeps from one build to the next.\n"
_LEVEL = 1
_NAME = re.compile(r"[0-9a-f]{64}(\.\d+)?")
_DIGEST = 32


class Cache:
    """A folder of entries. `fingerprint` stands for the programs and data by which they are worked out.

    The entries hold texts as they were read, private persons included: only its owner may open the folder.
    """

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder, self._fingerprint = folder, fingerprint
        self._asked: set[str] = set()
        self._writes = True
        self.found, self.missed = 0, 0

    def key(self, *parts: bytes) -> str:
        """The name of what depends on these parts, in this order, and on the fingerprint."""
        digest = hashlib.sha256(self._fingerprint.encode())
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()

    def find(self, key: str) -> bytes | None:
        """What was kept under `key`, when it is there and whole."""
        self._asked.add(key)
        kept = self._read(key)
        if kept is None:
            self.missed += 1
        else:
            self.found += 1
        return kept

    def _read(self, key: str) -> bytes | None:
        try:
            data = self._place(key).read_bytes()
            if data[:_DIGEST] != _checked(key, data[_DIGEST:]):
                return None
            return zstandard.ZstdDecompressor().decompress(data[_DIGEST:])
        except (OSError, zstandard.ZstdError):
            return None

    def keep(self, key: str, content: bytes) -> None:
        """Keep `content`; the first time the disk refuses is the last time it is asked."""
        if not self._writes:
            return
        packed = zstandard.ZstdCompressor(_LEVEL).compress(content)
        place = self._place(key)
        temporary = place.with_name(f"{place.name}.{os.getpid()}")
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary.write_bytes(_checked(key, packed) + packed)  # no fsync: what a crash tears is seen on reading
            temporary.replace(place)
        except OSError:
            self._writes = False
            with suppress(OSError):
                temporary.unlink()

    def sweep(self) -> None:
        """Remove what this build did not ask for, and what killed builds left."""
        with suppress(OSError):
            for path in self._folder.glob("??/*"):
                if path.name not in self._asked and _NAME.fullmatch(path.name):
                    path.unlink()

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / key


def tag(folder: Path) -> None:
    """Say of `folder` that it is a cache: it is no document, and no backup needs it. A disk that refuses is none."""
    if not (folder / TAG).is_file():
        with suppress(OutputFailed):
            write_atomically(folder / TAG, _SIGNATURE)


def _checked(key: str, packed: bytes) -> bytes:
    """The digest by which an entry is known to be whole, and in its place."""
    return hashlib.sha256(key.encode() + packed).digest()
