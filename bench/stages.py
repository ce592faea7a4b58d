"""Times each step of a document's journey by itself, on one core, over invented documents: processor time.

    python -m bench.stages [--documents 120] [--bytes 8000] [--sittings 1] [--engine fast|pyshacl]

Prints, for each step, documents, megabytes of text and triples a second, milliseconds a document and its share of the
journey: from text to a judged graph in N-Quads, Turtle and tables. Then what a publication adds to it: `files` are
JSON-LD, a file a page, shards, packed dumps, descriptions and history; `site` the pages of sittings. Last, what is
paid once a process (`rules`: patterns compiled, and what each cannot match without), what pySHACL took of the
validation (`referee`), how long minutes of 180 kB take to extract, and how fast the machine is just now.

With one sitting a body, each document has a town and members of its own: the worst case for who is who. With
`--sittings 20` a council sits twenty times, as councils do.
"""

from __future__ import annotations

import argparse
import importlib
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bench.speed import told
from bench.synthesis.chance import of_body
from bench.synthesis.generate import documents
from bench.synthesis.layouts import LAYOUTS as MADE_BY

from registre.config import SHACL_ENGINES, Config
from registre.extraction import all_rules, extract, rule_sources
from registre.extraction.matching import make_ready
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, sitting_pages
from registre.graph.pages import PageGraph, Triple
from registre.graph.terms import iri
from registre.linking.identify import Identities, identify
from registre.linking.reference import read_reference
from registre.linking.sittings import Sitting, gather_sittings, sort_key
from registre.privacy import publishable
from registre.publication.dataset import DatasetWriter
from registre.publication.documents import n_quads, subjects_first, turtles_of
from registre.publication.neighbours import Neighbours
from registre.publication.site import SiteWriter
from registre.publication.tables import Labels, TableWriter, labels_of, lines_of
from registre.publication.written import written
from registre.reading.sources import read_source
from registre.records import Record
from registre.validation import Finding, Shapes, choose_judge
from registre.validation.engines import Batch as Judged
from registre.validation.engines import ReferenceEngine

T = TypeVar("T")
Batch = tuple[str | None, int | None, Sequence[PageGraph]]
"""Pages that are written together, with their body and year."""
BATCH = 100
"""Pages of identities in one."""
LAYOUTS = ["extract-clean", "extract-commune", "extract-stamped", "bureau", "syndicate", "minutes-numbered"]
JOURNEY = ("reading", "extraction", "identities", "linking", "privacy", "mapping", "validation", "graph", "tables")
BEYOND = ("files", "site")
FILLER = "Le rapporteur rappelle le cadre de ce dossier et les discussions qui ont précédé la séance.\n"


@dataclass(slots=True)
class Clock:
    """Seconds of the processor for each step, in the order of the journey; other work of the machine does not count."""

    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, step: str, work: Callable[[], T]) -> T:
        start = time.process_time()
        result = work()
        self.seconds[step] = self.seconds.get(step, 0.0) + time.process_time() - start
        return result

    def table(self, count: int, size_bytes: int, triples: int) -> Iterator[str]:
        """A line a step; shares are of the journey."""
        journey = sum(self.seconds[step] for step in JOURNEY)
        yield f"{'step':<12} {'documents/s':>12} {'MB/s':>8} {'triples/s':>10} {'ms/document':>12} {'share':>7}"
        for step, spent in [*((step, self.seconds[step]) for step in JOURNEY), ("journey", journey)]:
            rates = f"{count / spent:>12.0f} {size_bytes / spent / 1e6:>8.2f} {triples / spent:>10.0f}"
            yield f"{step:<12} {rates} {1000 * spent / count:>12.2f} {spent / journey:>7.0%}"
        for step in (*BEYOND, *(one for one in self.seconds if one not in JOURNEY + BEYOND)):
            yield f"{step:<12} {'':>12} {'':>8} {'':>10} {1000 * self.seconds[step] / count:>12.2f}"


def write_documents(folder: Path, count: int, size_bytes: int, sittings: int = 1) -> None:
    """`count` invented documents of about `size_bytes`, lengthened by words that state nothing.

    Each body sits so many times, one document a sitting.
    """
    for name, text in _apart(count) if sittings == 1 else _together(count, sittings):
        missing = max(0, size_bytes - len(text.encode()))
        (folder / f"{name}.txt").write_text(text + "\n" + FILLER * (missing // len(FILLER.encode())))


def _apart(count: int) -> Iterator[tuple[str, str]]:
    each = -(-count // len(LAYOUTS))
    for number, (name, document) in enumerate(documents(1, each, LAYOUTS, 0)):
        if number < count:
            yield name, document.text


def _together(count: int, sittings: int) -> Iterator[tuple[str, str]]:
    for number in range(count):
        body, sitting = divmod(number, sittings)
        layout = LAYOUTS[body % len(LAYOUTS)]
        yield f"{number:06}", MADE_BY[layout](of_body(f"{layout}/{body // len(LAYOUTS) + 1}", sitting, sittings)).text


@dataclass(frozen=True, slots=True)
class Understood:
    """What the documents say, ready to be published; the steps to it are the same whoever publishes."""

    sittings: list[Sitting]
    identities: Identities
    mint: Minter
    documents: int
    size_bytes: int


def understand(folder: Path, clock: Clock) -> Understood:
    """Reading to privacy, over the documents of `folder`."""
    paths, mint = sorted(folder.iterdir()), Minter(Config().base)
    read = clock.time("reading", lambda: [read_source(path, path.name) for path in paths])
    clock.time("rules", _ready)
    records: list[Record] = clock.time("extraction", lambda: [extract(source, raw) for source, raw in read])
    identities = clock.time("identities", lambda: identify(records, read_reference()))
    linked = clock.time("linking", lambda: [one for one in map(identities.link, records) if one is not None])
    public = clock.time("privacy", lambda: sorted(map(publishable, linked), key=sort_key))
    sittings = list(gather_sittings(public))
    return Understood(sittings, identities, mint, len(paths), sum(source.size_bytes for source, _ in read))


def _ready() -> None:
    """What a process pays once before its first document."""
    importlib.import_module("registre.extraction.assemble")
    make_ready(all_rules())


@dataclass(frozen=True, slots=True)
class Mapped:
    """The pages of each sitting, and those of the identities."""

    sittings: list[tuple[PageGraph, ...]]
    identities: tuple[PageGraph, ...]

    @property
    def triples(self) -> int:
        """Triples and evidence together, of all pages."""
        pages = (page for batch in (*self.sittings, self.identities) for page in batch)
        return sum(len(page.triples) + len(page.evidence) for page in pages)


def publish(known: Understood, out: Path, clock: Clock, engine: str) -> Mapped:
    """Mapping to the dataset; the judge is made beforehand, as once a process."""
    judge, mint = choose_judge(Shapes.load(), engine), known.mint
    pages = clock.time("mapping", lambda: [tuple(sitting_pages(one, mint)) for one in known.sittings])
    others = clock.time("mapping", lambda: tuple(identity_pages(known.identities, mint)))
    near = Neighbours(others)
    with _referee_timed(clock):
        clock.time("validation", lambda: [judge.judge(_triples(near.around(batch))) for batch in pages])
    parts = [others[start : start + BATCH] for start in range(0, len(others), BATCH)]
    batches: list[Batch] = [
        (one.body.key, one.day.year, batch) for one, batch in zip(known.sittings, pages, strict=True)
    ]
    batches += [(None, None, part) for part in parts]
    labels = labels_of(others).get
    clock.time("graph", lambda: _write_graph(out / "graph", batches))
    clock.time("tables", lambda: _write_tables(out / "tables", batches, labels))
    clock.time("files", lambda: _write_dataset(out, batches, labels))
    clock.seconds["files"] -= clock.seconds["graph"] + clock.seconds["tables"]
    return Mapped(pages, others)


@contextmanager
def _referee_timed(clock: Clock) -> Iterator[None]:
    """What pySHACL takes of the validation is told by itself too: it is drawn for one batch in many, or for all."""
    asked = ReferenceEngine.findings

    def timed(engine: ReferenceEngine, batch: Judged) -> Iterator[Finding]:
        return iter(clock.time("referee", lambda: list(asked(engine, batch))))

    clock.seconds["referee"] = 0.0
    setattr(ReferenceEngine, "findings", timed)  # noqa: B010 - a double, to time it
    try:
        yield
    finally:
        setattr(ReferenceEngine, "findings", asked)  # noqa: B010


def run(folder: Path, out: Path, clock: Clock, engine: str) -> tuple[Understood, Mapped]:
    """Every step over the documents of `folder`."""
    known = understand(folder, clock)
    mapped = publish(known, out, clock, engine)
    site = SiteWriter(out, Config(), known.mint, known.identities, rule_sources())
    clock.time("site", lambda: _show(site, known.sittings))
    return known, mapped


def _triples(pages: Iterable[PageGraph]) -> Iterator[Triple]:
    return (one for page in pages for one in (*page.triples, *page.evidence))


def _show(site: SiteWriter, sittings: list[Sitting]) -> None:
    for sitting in sittings:
        site.add_sitting(sitting, {})


def _write_graph(out: Path, batches: Sequence[Batch]) -> None:
    """What the dumps of the graph cost alone: N-Quads, the evidence's too, and Turtle."""
    out.mkdir(parents=True)
    with (out / "a.nq").open("wb") as quads, (out / "a.ttl").open("wb") as turtle:
        for _, _, pages in batches:
            for page, written in zip(pages, turtles_of(map(subjects_first, pages)), strict=True):
                quads.write(n_quads(page.triples, iri(page.iri)).encode())
                quads.write(n_quads(page.evidence, iri(f"{page.iri}#evidence")).encode())
                turtle.write(written)


def _write_tables(out: Path, batches: Sequence[Batch], labels: Labels) -> None:
    with TableWriter(out) as tables:
        for _, _, pages in batches:
            tables.add(lines_of(pages, labels))


def _write_dataset(out: Path, batches: Sequence[Batch], labels: Labels) -> None:
    """All of it, with what describes it."""
    with DatasetWriter(out, Config()) as dataset:
        for body, year, pages in batches:
            dataset.add(written(pages), lines_of(pages, labels), body, year)
    dataset.describe(None)


def long_minutes(size_bytes: int = 180_000) -> tuple[float, int]:
    """Seconds of the processor that minutes of `size_bytes` take to extract, and how many acts they hold."""
    texts = (document.text for _, document in documents(1, 200, ["minutes-numbered"], 0))
    raw = ""
    while len(raw.encode()) < size_bytes:
        raw += next(texts) + "\n\n"
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "minutes.txt"
        path.write_text(raw)
        source, text = read_source(path, path.name)
    start = time.process_time()
    record = extract(source, text)
    return time.process_time() - start, len(record.acts)


def main() -> None:
    options: Any = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=120)
    options.add_argument("--bytes", type=int, default=8000)
    options.add_argument("--sittings", type=int, default=1)
    options.add_argument("--engine", choices=SHACL_ENGINES, default="fast")
    chosen, clock = options.parse_args(), Clock()
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place) / "in", Path(place) / "out"
        folder.mkdir()
        write_documents(folder, chosen.documents, chosen.bytes, chosen.sittings)
        known, mapped = run(folder, out, clock, chosen.engine)
    count, size_bytes = known.documents, known.size_bytes
    print(f"{count} documents, {size_bytes / count / 1000:.1f} kB and {mapped.triples / count:.0f} triples each")
    print("\n".join(clock.table(count, size_bytes, mapped.triples)))
    seconds, acts = long_minutes()
    print(f"minutes of 180 kB: {seconds:.2f} s, {acts} acts")
    print(told())


if __name__ == "__main__":
    main()
