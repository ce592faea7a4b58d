"""One publication being written: sittings in, then everything that needs all of them.

Each sitting is composed (`composing`: by workers, when there are some) and written to the dumps and to the site, in
the order of the sittings, so that memory holds names and small rows, never texts but those of a few sittings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from types import TracebackType
from urllib.parse import urldefrag

from registre import __version__
from registre.config import Config
from registre.decisions.curation import NOTHING_LEAVES, Leaving
from registre.decisions.ledger import LedgerWriter
from registre.engine.answers import Answers
from registre.files import write_new, written_atomically
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, rule_pages
from registre.graph.pages import PageGraph
from registre.linking.identify import Identities
from registre.linking.sittings import sittings_of_day
from registre.messages import Language
from registre.publication.catalogue import published_on
from registre.publication.composing import TARGET, Composed, Manner, SittingParts, decode_answer
from registre.publication.coverage import BodyCoverage, Coverage, coverage_graphs
from registre.publication.dataset import DatasetWriter
from registre.publication.downloads import count_shards, dated_versions, published_files, shards_of_bodies
from registre.publication.dumps import FOLDER
from registre.publication.inferred import InferredBallots
from registre.publication.kept_pages import KeptPages
from registre.publication.means import ALONE, Means
from registre.publication.quality import Quality, read_quality, read_versions, write_findings
from registre.publication.site import Closing, QueryCard, Remark, SiteWriter
from registre.publication.site.curation_pages import curation_pages
from registre.publication.site.searching import index_pages
from registre.publication.site.term_uses import sightings
from registre.publication.statistics import Statistics
from registre.publication.tasks import DayDocument, Tasks, batches
from registre.validation import Finding, Gravity, Judged, Merging, Shapes, check_focus, write

Asking = Callable[[Sequence[QueryCard], Path], Sequence[QueryCard]]
"""What gives the questions their answers over a dump."""

_REPORTS = {"report.txt": "text", "report.ttl": "ttl", "report.json": "json"}


class Publisher:
    """Writes a publication below `folder`: a context manager; `add_all` days in order, then `finish`."""

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
        means: Means = ALONE,
        ask: Asking | None = None,
    ) -> None:
        """`previous` is the publication that this one replaces: its dated versions are kept.

        `means` compose the pages and render them. `ask` answers the questions over the dump.
        """
        self._folder, self._config, self._mint = folder, config, mint
        self._rules, self._queries = rules, tuple(queries)
        self._ask = ask
        self._leaving, self._previous, self._means = leaving, previous, means
        self._identities = KeptPages(folder, identity_pages(identities, mint))
        self._tasks = Tasks(mint, self._identities)
        manner = Manner(config.base, config.shacl_engine, config.inferred_ballots == "yes", config.pages == "all")
        self._answers = Answers(
            TARGET, manner.encoded(), jobs=means.jobs, cache=means.composed, machines=means.machines
        )
        self._shapes = Shapes.load()
        self._reports = Merging()
        self._dataset = DatasetWriter(folder, config, means.jobs)
        self._coverage = Coverage()
        self._inferred = InferredBallots(folder, config)
        self.figures: Counter[str] = Counter()
        """Sittings, acts, documents read, facts and diagnostics published."""
        self._site = None
        if config.pages == "all":
            self._site = SiteWriter(folder, config, mint, identities, rules, means.jobs, means.standing)
        self._open = ExitStack()

    def __enter__(self) -> Publisher:
        self._open.callback(self._identities.close)
        self._open.enter_context(self._answers)
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

    def add_all(self, days: Iterable[Sequence[DayDocument]]) -> None:
        """Compose and write the documents of each day of each body, in the publishing order, a few days at a time.

        Private persons are masked on the way.
        """
        for composed in self._composed(self._tasks.of_days(days)):
            of_the_day = composed.sittings[0].counts
            self._write(composed, of_the_day.body, of_the_day.year)
            for parts in composed.sittings:
                self._write_sitting(parts)
            self._show(composed)

    def _write_sitting(self, parts: SittingParts) -> None:
        self.figures.update(parts.figures)
        self._inferred.add(parts.inferred)
        self._coverage.add(parts.counts)
        for address, text in parts.texts:
            write_new(self._folder / f"{address.removeprefix(self._config.base)}.txt", text)
        for line in parts.records:
            self._dataset.add_record(line)

    def _show(self, composed: Composed) -> None:
        """Give the site its sittings; it wants the documents, which say more than the pages."""
        if self._site is not None:
            remarks = remarks_by_page(composed.report.findings)
            for sitting in sittings_of_day(composed.documents):
                self._site.add_sitting(sitting, remarks, self._embedded)

    def finish(self, set_aside: int = 0, quarantined: int = 0) -> Judged:
        """Write what needs every sitting; returns the report of the whole build.

        `set_aside` and `quarantined` are numbers of documents that the site owns up to.

        Raises `BadShapes` when a shape that every publication needs judged nothing.
        """
        self._write_apart(chain(self._identities, rule_pages(self._rules, self._mint)))
        covered = self._coverage.close(self._reports.findings)
        self._write_apart(coverage_graphs(covered, self._mint))
        left = self._leaving.settle(self._dataset.holds, self._mint)
        last = self._leaving.pages(left, self._dataset.holds, self._mint)
        self._write_apart(last)
        self._ledger.close_with(left)
        self._open.close()
        report = self._reports
        if self._tasks.numbered:
            check_focus(report.focus, self._shapes)
        self._write_reports()
        quality = read_quality(report.findings, self._config.base, report.focus)
        write_findings(self._folder, quality, covered)
        self._dataset.describe(self._previous, self._leaving.erasing)
        if self._site is not None:
            curated = curation_pages(self._leaving, left, self._mint, self._dataset.holds)
            self._site.close(
                self._closing(set_aside, quarantined, covered, quality), self._embedded, curated, self._shapes.graph
            )
            index_pages(self._folder, int(self._config.search_memory_mb), self._means.jobs)
        return report

    @property
    def statistics(self) -> Statistics:
        return self._dataset.statistics

    def _composed(self, tasks: Iterable[bytes]) -> Iterator[Composed]:
        """What comes of each task; the reports are kept together."""
        for composed in map(decode_answer, self._answers.of(tasks)):
            self._reports.add(composed.report)
            yield composed

    def _write_apart(self, pages: Iterable[PageGraph]) -> None:
        """Compose and write pages that are of no sitting, some at a time."""
        for composed in self._composed(map(self._tasks.of_pages, batches(pages))):
            self._write(composed)

    def _embedded(self, iri: str) -> str | None:
        """The JSON-LD of a page that was written, for embedding in it; None for the page of anything else."""
        if not self._dataset.holds(iri):
            return None
        return (self._folder / f"{iri.removeprefix(self._config.base)}.jsonld").read_text("utf-8")

    def _write(self, composed: Composed, body: str | None = None, year: int | None = None) -> None:
        self._dataset.add(composed.pages, composed.lines, body, year)
        for page in composed.pages:
            self._ledger.add(page.iri, page.kind)

    def _write_reports(self) -> None:
        for name, form in _REPORTS.items():
            with written_atomically(self._folder / name) as stream:
                write(self._reports, form, "fr", stream)

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
