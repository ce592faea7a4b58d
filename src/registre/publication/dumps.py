"""The dumps, written page after page: memory stays flat however long the register.

After a good end: 1. each triple stands once in registre.nq, .ttl and .jsonld, each in one piece;
2. the quads of registre.nq name the page they stand on, those of evidence.nq its `#evidence`;
3. every page has its .ttl and .jsonld beside its place, unless the settings want no pages.
A dump that is large stands packed only (`WholeFile`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final

from registre.config import Config
from registre.errors import OutputFailed, RegistreError
from registre.files import resource, sha256_of, write_new, written_atomically
from registre.kept import KeptNames
from registre.publication.compressed import WholeFile
from registre.publication.documents import HEADER
from registre.publication.statistics import Statistics
from registre.publication.written import WrittenPage

FOLDER: Final = "dumps/latest"
TABLES: Final = f"{FOLDER}/tables"
CHECKSUMS: Final = "SHA256SUMS"


class PageTwice(RegistreError):
    """The same page came twice: two things were given one IRI."""


class DumpWriter:
    """Writes dumps and page files below `folder` while pages come; a context manager.

    Pages are written in the order they come, which the build fixes. Raises `PageTwice`, `OutputFailed`.
    """

    def __init__(self, folder: Path, config: Config) -> None:
        self.folder, self.config = folder, config
        self._place = f"{folder.as_posix()}/"
        self.statistics = Statistics()
        self._stack = ExitStack()
        self._seen = KeptNames()

    def __enter__(self) -> DumpWriter:
        with ExitStack() as stack:
            self._quads, self._turtle, self._json, self._evidence = (
                stack.enter_context(WholeFile(self.folder / FOLDER / name))
                for name in ("registre.nq", "registre.ttl", "registre.jsonld", "evidence.nq")
            )
            self._turtle.write(HEADER)
            self._json.write(b"[\n")
            self._stack = stack.pop_all()
        return self

    def add(self, page: WrittenPage) -> None:
        """Write one page everywhere it stands."""
        self._refuse_twice(page.iri)
        self.statistics.count(page)
        self._quads.write(page.quads)
        self._evidence.write(page.evidence)
        self._turtle.write(b"\n" + page.turtle)
        self._json.write((b",\n" if len(self._seen) > 1 else b"") + page.nodes)
        if self.config.pages == "all":
            place = self._place + page.iri.removeprefix(self.config.base)
            write_new(f"{place}.ttl", HEADER + b"\n" + page.turtle)
            write_new(f"{place}.jsonld", b"[\n" + page.nodes + b"\n]\n")

    def holds(self, address: str) -> bool:
        """Whether a page with this address was written."""
        return address in self._seen

    def _refuse_twice(self, address: str) -> None:
        if not address.startswith(self.config.base):
            raise RegistreError(f"{address}: not below the base {self.config.base} of this publication.")
        if not self._seen.add(address):
            raise PageTwice(f"{address}: two pages have this address. Their keys must differ.")

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if fault is not None:
            self._stack.__exit__(kind, fault, trace)
            return
        with self._stack:
            self._json.write(b"\n]\n")
        write_new(self.folder / FOLDER / "ontology.ttl", ontology())


def ontology() -> bytes:
    """The ontology, then its concept schemes, as they stand in the sources: one Turtle file."""
    folder = resource("ontology")
    parts = [folder / "registre.ttl", *sorted((folder / "schemes").glob("*.ttl"))]
    return b"\n".join(path.read_bytes() for path in parts if path.is_file())


def write_checksums(folder: Path) -> None:
    """SHA256SUMS of the dumps and tables, for `sha256sum -c` in `folder`."""
    with written_atomically(folder / CHECKSUMS) as stream:
        try:
            for name in sorted(_files_below(folder / FOLDER), key=lambda name: name.split("/")):
                stream.write(f"{sha256_of(folder / FOLDER / name)}  {FOLDER}/{name}\n".encode())
        except OSError as fault:
            raise OutputFailed(f"{folder / FOLDER}: cannot be read back ({fault.strerror}).") from fault


def _files_below(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder, as text: shards are many."""
    for place, _, names in os.walk(folder):
        above = Path(place).relative_to(folder)
        yield from ((above / name).as_posix() for name in names)
