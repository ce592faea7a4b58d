"""The files of the dataset, all at once: graph, tables, shards and records, then what describes them.

After a good end, below `dumps/`: 1. `latest/` holds the graph in N-Quads, Turtle and JSON-LD, the evidence apart, the
records, each also in gzip and Zstandard; tables in CSV and Parquet; shards by body and year; 2. a folder for each dated
version; 3. SHA256SUMS lists every file of `latest/`, the catalogue what a portal announces.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from registre.config import Config
from registre.engine.threads import Threads
from registre.publication.catalogue import published_on, write_catalogue
from registre.publication.changes.history import write_history
from registre.publication.changes.index import ChangeList
from registre.publication.citation import schema_org, write_citation
from registre.publication.compressed import WholeFile, write_gzip, write_zstd
from registre.publication.datapackage import write_datapackage
from registre.publication.distributions import COMPRESSED, find_distributions
from registre.publication.dumps import FOLDER, DumpWriter, write_checksums
from registre.publication.shards import ShardWriter
from registre.publication.statistics import Statistics
from registre.publication.tables import Lines, TableWriter
from registre.publication.versions import keep_versions
from registre.publication.written import WrittenPage


class DatasetWriter:
    """Writes pages and records to every file of the dataset below `folder`; a context manager, then `describe`.

    `jobs` threads pack and digest. Raises `OutputFailed`, `PageTwice`.
    """

    def __init__(self, folder: Path, config: Config, jobs: int = 1) -> None:
        self._folder, self._config, self._jobs = folder, config, jobs
        self._dumps = DumpWriter(folder, config)
        self._tables = TableWriter(folder)
        self._shards = ShardWriter(folder)
        self._open = ExitStack()
        self.change_lists: tuple[ChangeList, ...] = ()
        """The lists of changes, oldest first; after `describe`."""
        self.versions: tuple[str, ...] = ()
        """The names of the dated versions that are kept; after `describe`."""

    def __enter__(self) -> DatasetWriter:
        for part in (self._dumps, self._tables, self._shards):
            self._open.enter_context(part)
        self._records = self._open.enter_context(WholeFile(self._folder / FOLDER / "records.jsonl"))
        return self

    def add(
        self,
        pages: Iterable[WrittenPage],
        lines: Mapping[str, Lines],
        body: str | None = None,
        year: int | None = None,
    ) -> None:
        """Write pages of one body and year, and their lines of the tables; of neither when they say who is who."""
        for page in pages:
            self._dumps.add(page)
            self._shards.add(page, body, year)
        self._tables.add(lines)

    def add_record(self, line: bytes) -> None:
        """Write one line of records.jsonl."""
        self._records.write(line + b"\n")

    def holds(self, address: str) -> bool:
        """Has the page of this address been written?"""
        return self._dumps.holds(address)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, fault, trace)

    @property
    def statistics(self) -> Statistics:
        return self._dumps.statistics

    def describe(self, previous: Path | None, erasing: Collection[str] = ()) -> None:
        """Compress, describe and sum up what was written; keep the past of the publication `previous`.

        `erasing`: keys of the decisions that take something out of every version.
        """
        folder, day = self._folder, published_on(self._config, self.statistics)
        with Threads(self._jobs) as beside:
            self._pack(beside)
            if day is not None:
                pages = self.statistics.pages
                self.change_lists = write_history(folder, previous, self._config.base, day, pages, erasing)
        write_datapackage(folder, self._config, day)
        with Threads(self._jobs) as beside:
            beside.start(write_checksums, folder)
            write_citation(folder, self._config, day)
            write_catalogue(folder, self._config, self.statistics)
        self.versions = keep_versions(folder, previous, day, erasing)

    def _pack(self, beside: Threads) -> None:
        """Start packing the dumps that stand plain, what takes longest first."""
        plain = [path for name in COMPRESSED if (path := self._folder / FOLDER / name).is_file()]
        plain.sort(key=lambda path: -path.stat().st_size)
        for write in (write_gzip, write_zstd):
            for path in plain:
                beside.start(write, path)

    def described(self) -> str:
        """The dataset in schema.org JSON-LD; after `describe`."""
        found = self.statistics
        period = (found.first_day, found.last_day) if found.first_day and found.last_day else None
        return schema_org(self._config, published_on(self._config, found), period, find_distributions(self._folder))
