"""One publication being written: sittings in, then everything that needs all of them.

Each sitting is mapped, judged, and written to the dumps and to the site before the next one comes, so
that memory holds names and small rows, never texts.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from urllib.parse import urldefrag

from registre import __version__
from registre.config import Config
from registre.contract import to_contract
from registre.decisions.curation import NOTHING_LEAVES, Leaving
from registre.decisions.ledger import LedgerWriter
from registre.engine.cache import Cache
from registre.engine.engines import LOCAL, Engine
from registre.engine.judging import Judges
from registre.files import write_new
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, known_acts, rule_pages, sitting_pages
from registre.graph.pages import PageGraph
from registre.linking.identify import Identities
from registre.linking.identities import LinkedRecord
from registre.linking.sittings import Sitting
from registre.messages import Language
from registre.publication.catalogue import published_on
from registre.publication.coverage import BodyCoverage, Coverage, coverage_graphs
from registre.publication.dataset import DatasetWriter
from registre.publication.downloads import count_shards, dated_versions, published_files, shards_of_bodies
from registre.publication.dumps import FOLDER, Statistics
from registre.publication.inferred import InferredBallots
from registre.publication.kept_pages import KeptPages
from registre.publication.neighbours import Neighbours
from registre.publication.quality import Quality, read_quality, read_versions, write_findings
from registre.publication.site import Closing, QueryCard, Remark, SiteWriter
from registre.publication.site.curation_pages import curation_pages
from registre.publication.site.searching import index_pages
from registre.publication.site.term_uses import sightings
from registre.publication.standing import StandingPages
from registre.validation import Finding, Gravity, Merging, Report, Shapes, check_focus, render

Asking = Callable[[Sequence[QueryCard], Path], Sequence[QueryCard]]
"""What gives the questions their answers over a dump."""

_BATCH = 100
"""Pages that are of no sitting, judged at a time."""
_REPORTS = {"report.txt": "text", "report.ttl": "ttl", "report.json": "json"}


class Publisher:
    """Writes a publication below `folder`: a context manager; `add` sittings in order, then `finish`."""

    def __init__(
        self,
        folder: Path,
        config: Config,
        mint: Minter,
        identities: Identities,
        rules: Sequence[tuple[str, str]],
        queries: Sequence[QueryCard] = (),
        leaving: Leaving = NOTHING_LEAVES,
        previous: Path | None = None,
        *,
        jobs: int = 1,
        cache: Cache | None = None,
        standing: StandingPages | None = None,
        machines: Engine = LOCAL,
        ask: Asking | None = None,
    ) -> None:
        """`previous` is the publication that this one replaces: its dated versions are kept.

        `jobs` processes judge the pages (or those of `machines`), and as many render them, this one alone when it is
        1; `cache` keeps the reports, `standing` knows the pages of `previous`. `ask` answers the questions over the
        dump.
        """
        self._folder, self._config, self._mint = folder, config, mint
        self._rules, self._queries = rules, tuple(queries)
        self._ask = ask
        self._leaving, self._previous = leaving, previous
        self._identities = KeptPages(folder, identity_pages(identities, mint))
        self._neighbours = Neighbours(self._identities)
        self._numbered = False
        self._shapes = Shapes.load()
        self._judges = Judges(self._shapes, config.shacl_engine, jobs=jobs, cache=cache, machines=machines)
        self._reports = Merging()
        self._dataset = DatasetWriter(folder, config, self._identities.label)
        self._coverage = Coverage()
        self._inferred = InferredBallots(folder, config, mint)
        self._site = None
        if config.pages == "all":
            self._site = SiteWriter(folder, config, mint, identities, rules, jobs, standing)
        self._open = ExitStack()

    def __enter__(self) -> Publisher:
        self._open.callback(self._identities.close)
        self._open.enter_context(self._judges)
        self._open.enter_context(self._dataset)
        self._open.enter_context(self._inferred)
        self._ledger = self._open.enter_context(LedgerWriter(self._folder, self._config.base))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._site is not None:
            self._site.abandon()
        self._open.__exit__(kind, fault, trace)

    def add(self, sitting: Sitting) -> None:
        """Judge and write the pages of one sitting."""
        self.add_all([sitting])

    def add_all(self, sittings: Iterable[Sitting]) -> None:
        """Judge and write the pages of sittings, in their order; a few are judged at the same time."""
        waiting = deque[tuple[Sitting, tuple[PageGraph, ...]]]()

        def mapped() -> Iterator[tuple[PageGraph, ...]]:
            body, known = "", dict[tuple[str, str], str]()
            for sitting in sittings:
                if sitting.body.key != body:  # a visa cites acts of its own body, whose sittings come together
                    body, known = sitting.body.key, {}
                pages = tuple(sitting_pages(sitting, self._mint, known))
                known |= known_acts(sitting, self._mint)
                self._numbered = self._numbered or bool(known)
                waiting.append((sitting, pages))
                yield pages

        for report in self._judged(mapped()):
            self._write_sitting(*waiting.popleft(), report)

    def _write_sitting(self, sitting: Sitting, pages: tuple[PageGraph, ...], report: Report) -> None:
        self._write(pages, sitting.body.key, sitting.day.year)
        self._inferred.add(sitting)
        self._coverage.add(sitting, pages)
        for linked in sitting.documents:
            self._write_document(linked)
        if self._site is not None:
            self._site.add_sitting(sitting, remarks_by_page(report.findings), self._embedded)

    def finish(self, set_aside: int = 0, quarantined: int = 0) -> Report:
        """Write what needs every sitting; returns the report of the whole build.

        `set_aside` and `quarantined` are numbers of documents that the site owns up to.

        Raises `BadShapes` when a shape that every publication needs judged nothing.
        """
        self._write_apart(chain(self._identities, rule_pages(self._rules, self._mint)))
        covered = self._coverage.close(self._reports.report().findings)
        self._write_apart(coverage_graphs(covered, self._mint))
        left = self._leaving.settle(self._dataset.holds, self._mint)
        last = self._leaving.pages(left, self._dataset.holds, self._mint)
        self._write_apart(last)
        self._ledger.close_with(left)
        self._open.close()
        report = self._reports.report()
        if self._numbered:
            check_focus(report.focus, self._shapes)
        self._write_reports(report)
        quality = read_quality(report.findings, self._config.base, report.focus)
        write_findings(self._folder, quality, covered)
        self._dataset.describe(self._previous, self._leaving.erasing)
        if self._site is not None:
            curated = curation_pages(self._leaving, left, self._mint, self._dataset.holds)
            self._site.close(
                self._closing(set_aside, quarantined, covered, quality), self._embedded, curated, self._shapes.graph
            )
            index_pages(self._folder)
        return report

    @property
    def statistics(self) -> Statistics:
        return self._dataset.statistics

    def _judged(self, batches: Iterable[Sequence[PageGraph]]) -> Iterator[Report]:
        """The report of each batch of pages, judged with the pages of the identities that they name."""
        around = (self._neighbours.around(pages) for pages in batches)
        triples = ([one for page in pages for one in (*page.triples, *page.evidence)] for pages in around)
        for report in self._judges.reports(triples):
            self._reports.add(report)
            yield report

    def _write_apart(self, pages: Iterable[PageGraph]) -> None:
        """Judge and write pages that are of no sitting, some at a time."""
        waiting, rest = deque[Sequence[PageGraph]](), iter(pages)

        def batches() -> Iterator[Sequence[PageGraph]]:
            while batch := tuple(islice(rest, _BATCH)):
                waiting.append(batch)
                yield batch

        for _ in self._judged(batches()):
            self._write(waiting.popleft())

    def _embedded(self, iri: str) -> str | None:
        """The JSON-LD of a page that was written, for embedding in it; None for the page of anything else."""
        if not self._dataset.holds(iri):
            return None
        return (self._folder / f"{iri.removeprefix(self._config.base)}.jsonld").read_text("utf-8")

    def _write(self, pages: Sequence[PageGraph], body: str | None = None, year: int | None = None) -> None:
        self._dataset.add(pages, body, year)
        for page in pages:
            self._ledger.add(page)

    def _write_document(self, linked: LinkedRecord) -> None:
        """The text that the quotes point into, and the record, as they are published."""
        record = linked.record
        path = self._mint.text(record.source.sha256).removeprefix(self._config.base)
        write_new(self._folder / f"{path}.txt", record.text.encode())
        line = json.dumps(to_contract(record, record.source.path, linked.body.siren), ensure_ascii=False)
        self._dataset.add_record(line.encode())

    def _write_reports(self, report: Report) -> None:
        for name, form in _REPORTS.items():
            write_new(self._folder / name, render(report, form, "fr").encode())

    def _answered(self) -> tuple[QueryCard, ...]:
        return tuple(self._ask(self._queries, self._folder / FOLDER / "registre.nq")) if self._ask else self._queries

    def _closing(
        self, set_aside: int, quarantined: int, covered: tuple[BodyCoverage, ...], quality: Quality
    ) -> Closing:
        statistics = self.statistics
        return Closing(
            version=__version__,
            coverage=covered,
            day=published_on(self._config, statistics),
            triples=statistics.triples,
            evidence_triples=statistics.evidence_triples,
            set_aside=set_aside,
            quarantined=quarantined,
            files=tuple(published_files(self._folder)),
            shards=count_shards(self._folder),
            shards_of=shards_of_bodies(self._folder),
            versions=dated_versions(self._dataset.versions, self._dataset.change_lists),
            queries=self._answered(),
            described=self._dataset.described(),
            uses={_local_name(term): count for term, count in (statistics.classes + statistics.properties).items()},
            classes={term.strip("<>"): count for term, count in statistics.classes.items()},
            sightings=sightings(statistics.seen, self._config.base),
            quality=quality,
            traced=read_versions(self._folder, self._dataset.versions),
        )


def remarks_by_page(findings: Iterable[Finding]) -> Mapping[str, Sequence[Remark]]:
    """Findings as remarks for readers, by the page of the node that they concern."""
    pages: defaultdict[str, list[Remark]] = defaultdict(list)
    for finding in findings:
        code = _local_name(finding.shape)
        messages: dict[Language, str] = {"fr": finding.message_fr, "en": finding.message_en}
        severity = "error" if finding.severity is Gravity.violation else finding.severity.value
        pages[urldefrag(finding.focus).url].append(Remark(code, severity, messages))
    return pages


def _local_name(term: str) -> str:
    return term.strip("<>").rsplit("#", 1)[-1]
