"""The graph in pieces: one a body and year, and one for who is who, of 500,000 triples at most.

Someone who asks about one town needs not load the country: a browser takes `identities` and the bodies it
wants. Each shard stands in N-Quads and in Turtle, each in gzip and in Zstandard. Together the shards are registre.nq:
each quad stands in one of them. `manifest.json` tells what is where.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Final

from zstandard import FLUSH_FRAME

from registre.files import write_new, written_atomically
from registre.publication.compressed import gzip_stream, zstd_stream
from registre.publication.documents import HEADER
from registre.publication.dumps import FOLDER
from registre.publication.written import WrittenPage

SHARDS: Final = f"{FOLDER}/shards"
MANIFEST: Final = f"{SHARDS}/manifest.json"
IDENTITIES: Final = "identities"
MOST_TRIPLES: Final = 500_000


@dataclass(frozen=True, slots=True)
class Form:
    """One file of a shard: its name below the folder of shards, its size and digest."""

    file: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Shard:
    """A piece of the graph: its N-Quads in gzip, whom it is about, how large it is, and its other forms."""

    file: str
    body: str | None
    """Key of the body; None for who is who."""
    year: int | None
    triples: int
    size_bytes: int
    sha256: str
    forms: tuple[Form, ...] = ()
    """The same in Zstandard, and in Turtle."""


class _Packed:
    """One syntax of a shard, packed twice while its pages come."""

    def __init__(self, head: bytes = b"") -> None:
        self._gz, self._zst = BytesIO(), BytesIO()
        self._gzip, self._zstd = gzip_stream(self._gz), zstd_stream(self._zst)
        self.write(head)

    def write(self, data: bytes) -> None:
        self._gzip.write(data)
        self._zstd.write(data)

    def forms(self) -> tuple[tuple[str, bytes], ...]:
        """What follows the name of each file, and its bytes; nothing can be written after."""
        self._gzip.close()
        self._zstd.flush(FLUSH_FRAME)
        return ((".gz", self._gz.getvalue()), (".zst", self._zst.getvalue()))


class ShardWriter:
    """Writes shards while pages come; a context manager.

    The pages of one body and year must come together, as the publishing order gives them; what is of no
    body goes to `identities`. One shard is in memory at a time, packed; the manifest lists it when it ends. Raises
    `OutputFailed`.
    """

    def __init__(self, folder: Path, most: int = MOST_TRIPLES) -> None:
        self._folder, self._most = folder / SHARDS, most
        self._quads: _Packed | None = None
        self._turtle = _Packed()
        self._of: tuple[str | None, int | None] = (None, None)
        self._stem, self._triples = "", 0
        self._parts: Counter[str] = Counter()
        self._listed, self._open = 0, ExitStack()

    def __enter__(self) -> ShardWriter:
        self._manifest = self._open.enter_context(written_atomically(self._folder / Path(MANIFEST).name))
        self._manifest.write(f'{{\n "most_triples": {self._most},\n "shards": ['.encode())
        return self

    def add(self, page: WrittenPage, body: str | None = None, year: int | None = None) -> None:
        """Write one page, whose triples are never cut in two."""
        triples = page.counts.triples
        full = self._triples > 0 and self._triples + triples > self._most
        if self._quads is None or self._of != (body, year) or full:
            self._close_shard()
            self._open_shard(body, year)
        assert self._quads is not None
        self._quads.write(page.quads)
        self._turtle.write(b"\n" + page.turtle)
        self._triples += triples

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if fault is not None:
            self._open.__exit__(kind, fault, trace)
            return
        with self._open:
            self._close_shard()
            self._manifest.write(b"\n ]\n}\n" if self._listed else b"]\n}\n")

    def _open_shard(self, body: str | None, year: int | None) -> None:
        stem = IDENTITIES if body is None else f"{body}-{year}"
        self._parts[stem] += 1
        part = self._parts[stem]
        self._stem = stem if part == 1 else f"{stem}-{part}"
        self._of, self._triples = (body, year), 0
        self._quads, self._turtle = _Packed(), _Packed(HEADER)

    def _close_shard(self) -> None:
        if self._quads is None:
            return
        first, *others = (
            self._write(f"{self._stem}{syntax}{packing}", data)
            for syntax, packed in ((".nq", self._quads), (".ttl", self._turtle))
            for packing, data in packed.forms()
        )
        self._quads = None
        body, year = self._of
        self._list(Shard(first.file, body, year, self._triples, first.size_bytes, first.sha256, tuple(others)))

    def _list(self, shard: Shard) -> None:
        told = json.dumps(asdict(shard), indent=1).replace("\n", "\n  ")
        self._manifest.write(f"{',' if self._listed else ''}\n  {told}".encode())
        self._listed += 1

    def _write(self, name: str, data: bytes) -> Form:
        write_new(self._folder / name, data)
        return Form(name, len(data), hashlib.sha256(data).hexdigest())
