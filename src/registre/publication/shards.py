"""The graph in pieces: one file a body and year, and one for who is who, of 500,000 triples at most.

Someone who asks about one town needs not load the country: a browser takes `identities` and the bodies it
wants. Together the shards are registre.nq: each quad stands in one of them. `manifest.json` tells what is where.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from registre.files import sha256_of, write_new, written_atomically
from registre.publication.compressed import gzip_stream
from registre.publication.dumps import FOLDER

SHARDS: Final = f"{FOLDER}/shards"
MANIFEST: Final = f"{SHARDS}/manifest.json"
IDENTITIES: Final = "identities"
MOST_TRIPLES: Final = 500_000


@dataclass(frozen=True, slots=True)
class Shard:
    """One file: its name below the folder of shards, whom it is about, and how large it is."""

    file: str
    body: str | None
    """Key of the body; None for who is who."""
    year: int | None
    triples: int
    size_bytes: int
    sha256: str


class ShardWriter:
    """Writes N-Quads shards, gzipped, while pages come; a context manager.

    The pages of one body and year must come together, as the publishing order gives them; what is of no
    body goes to `identities`. One file is open at a time. Raises `OutputFailed`.
    """

    def __init__(self, folder: Path, most: int = MOST_TRIPLES) -> None:
        self._folder, self._most = folder / SHARDS, most
        self._stack = ExitStack()
        self._stream: gzip.GzipFile | None = None
        self._of: tuple[str | None, int | None] = (None, None)
        self._name, self._triples = "", 0
        self._parts: Counter[str] = Counter()
        self.shards: list[Shard] = []

    def __enter__(self) -> ShardWriter:
        return self

    def add(self, quads: bytes, triples: int, body: str | None = None, year: int | None = None) -> None:
        """Write the quads of one page, so many triples, which are never cut in two."""
        full = self._triples > 0 and self._triples + triples > self._most
        if self._stream is None or self._of != (body, year) or full:
            self._close_file()
            self._open_file(body, year)
        assert self._stream is not None
        self._stream.write(quads)
        self._triples += triples

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if fault is not None:
            self._stack.__exit__(kind, fault, trace)
            return
        self._close_file()
        manifest = {"most_triples": self._most, "shards": [asdict(one) for one in self.shards]}
        write_new(self._folder / Path(MANIFEST).name, (json.dumps(manifest, indent=1) + "\n").encode())

    def _open_file(self, body: str | None, year: int | None) -> None:
        stem = IDENTITIES if body is None else f"{body}-{year}"
        self._parts[stem] += 1
        part = self._parts[stem]
        self._name = f"{stem}.nq.gz" if part == 1 else f"{stem}-{part}.nq.gz"
        self._of, self._triples = (body, year), 0
        target = self._stack.enter_context(written_atomically(self._folder / self._name))
        self._stream = self._stack.enter_context(gzip_stream(target))

    def _close_file(self) -> None:
        if self._stream is None:
            return
        self._stack.close()
        self._stream = None
        path, (body, year) = self._folder / self._name, self._of
        self.shards.append(Shard(self._name, body, year, self._triples, path.stat().st_size, sha256_of(path)))
