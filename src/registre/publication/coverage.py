"""What the publication holds of each body and year, as numbers: what lets a reader see what is missing.

Counts are taken from the pages as they are published, so that they say what a reader can check. Nothing here is a mark:
a gap in the numbers may be an act of another organ, an act withdrawn, or one that nobody published.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urldefrag

from registre.graph.draft import Draft
from registre.graph.iris import Minter
from registre.graph.pages import PageGraph, Term
from registre.graph.terms import iri, text, typed, year
from registre.graph.vocabulary import Dct, Dqv, Foaf, Reg, concept
from registre.kept import KeptNames
from registre.linking.identities import LinkedRecord
from registre.linking.sittings import Sitting
from registre.records import Act
from registre.validation import Finding

METRICS: Final = ("sessions", "acts", "votes", "evidence", "beneficiaries", "identified", "gaps")
"""Codes of the metrics of a year, in the order of the tables; the findings are counted a shape."""
LEAST: Final = 5
"""Numbers that make a series."""
WIDEST: Final = 10
"""A series whose span is more than this many times its numbers is a misreading, or no series."""
REGISTERS: Final = ("siren", "rna")

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class YearCoverage:
    """One year of one body. `gaps` is None when its numbers form no series; `findings` are (shape, count), sorted."""

    year: int
    sessions: int
    acts: int
    votes: int
    evidence: int
    beneficiaries: int
    identified: int
    gaps: int | None
    findings: tuple[tuple[str, int], ...] = ()

    def value(self, metric: str) -> int | None:
        """The count of a metric; None when it was not measured."""
        found = getattr(self, metric)
        assert found is None or isinstance(found, int)
        return found


@dataclass(frozen=True, slots=True)
class BodyCoverage:
    """The years of a body in which something is published, in order. A year that is not here has no data: not zero."""

    body: str
    name: str
    years: tuple[YearCoverage, ...]


@dataclass(frozen=True, slots=True)
class SittingCounts:
    """What one sitting adds to the counts of its body and year."""

    body: str
    name: str
    year: int
    counts: Mapping[str, int]
    """By metric; a metric that is absent counts nothing."""
    series: tuple[tuple[str, int], ...]
    """The numbers of its acts: what stays in their series, and what counts up."""
    pages: tuple[str, ...]
    """Addresses of its pages."""


def count_sitting(sitting: Sitting, pages: Sequence[PageGraph]) -> SittingCounts:
    """The counts of a sitting and of the pages that were made of it."""
    counts, series, year_ = Counter(sessions=1), list[tuple[str, int]](), sitting.day.year
    counts["evidence"] = sum(page.kind == "act" and bool(page.evidence) for page in pages)
    for placed in sitting.acts:
        counts.update(_act_counts(placed.act, placed.linked))
        place = counter_of(placed.act.number.value, year_) if placed.act.number is not None else None
        if place is not None:
            series.append((f"{sitting.organ.slug} {place[0]}", place[1]))
    addresses = tuple(page.iri for page in pages)
    return SittingCounts(sitting.body.key, sitting.body.name, year_, counts, tuple(series), addresses)


def _act_counts(act: Act, linked: LinkedRecord) -> dict[str, int]:
    named = [fact.value.beneficiary for fact in act.commitments if fact.value.beneficiary and not fact.value.private]
    known = [linked.organisations[name] for name in named if name in linked.organisations]
    return {
        "acts": 1,
        "votes": int(act.vote is not None),
        "beneficiaries": len(named),
        "identified": sum(one.scheme in REGISTERS for one in known),
    }


@dataclass(slots=True)
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)
    gaps: int | None = None
    findings: Counter[str] = field(default_factory=Counter)


class Coverage:
    """Counts while sittings are published; those of one body come together. `close` gives what was counted."""

    def __init__(self) -> None:
        self._tallies: defaultdict[tuple[str, int], _Tally] = defaultdict(_Tally)
        self._body = ""
        self._series: defaultdict[int, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        """The numbers of the acts of the body whose sittings go by: year, series."""
        self._names: dict[str, str] = {}
        self._places = KeptNames()
        """Body and year of each page of a sitting."""

    def add(self, found: SittingCounts) -> None:
        """Add the counts of a sitting."""
        if found.body != self._body:
            self._end_body()
            self._body = found.body
        self._names.setdefault(found.body, found.name)
        self._tallies[found.body, found.year].counts.update(found.counts)
        for series, number in found.series:
            self._series[found.year][series].add(number)
        for address in found.pages:
            self._places.add(address, f"{found.year} {found.body}")

    def _end_body(self) -> None:
        """No number of the body comes any more: its gaps are what stays."""
        for day_year, series in self._series.items():
            self._tallies[self._body, day_year].gaps = gaps(series.values())
        self._series.clear()

    def close(self, findings: Iterable[Finding]) -> tuple[BodyCoverage, ...]:
        """Everything counted, by the key of the body; `findings` belong to the year of the page they concern."""
        self._end_body()
        for finding in findings:
            place = self._places.find(urldefrag(finding.focus).url)
            if place is not None:
                day_year, _, body = place.partition(" ")
                self._tallies[body, int(day_year)].findings[finding.shape] += 1
        years: defaultdict[str, list[YearCoverage]] = defaultdict(list)
        for (body, number), tally in sorted(self._tallies.items()):
            years[body].append(_year(number, tally))
        return tuple(BodyCoverage(body, self._names[body], tuple(found)) for body, found in years.items())


def _year(number: int, tally: _Tally) -> YearCoverage:
    counts = {metric: tally.counts[metric] for metric in METRICS if metric != "gaps"}
    return YearCoverage(number, **counts, gaps=tally.gaps, findings=tuple(sorted(tally.findings.items())))


def counter_of(number: str, day_year: int) -> tuple[str, int] | None:
    """The number of an act as what stays in its series and what counts up: "2022-07" → ("2022-#", 7).

    The last digits count, unless they are the year of the session and others stand before ("7/2022"). A year glued
    before the counter is cut off ("2022007"). None when nothing counts.
    """
    runs = list(_DIGITS.finditer(number))
    if len(runs) > 1 and runs[-1][0] == str(day_year):
        runs.pop()
    if not runs or runs[-1][0] == str(day_year):
        return None
    start, end = runs[-1].span()
    if end - start > 5 and runs[-1][0].startswith(str(day_year)):
        start += 4
    if end - start > 6:
        return None
    return f"{number[:start]}#{number[end:]}".casefold(), int(number[start:end])


def gaps(series: Iterable[set[int]]) -> int | None:
    """Numbers missing between the first and the last of each series, added up; None when there is no series."""
    found = [numbers for numbers in series if len(numbers) >= LEAST and _span(numbers) <= WIDEST * len(numbers)]
    return sum(_span(numbers) - len(numbers) for numbers in found) if found else None


def _span(numbers: set[int]) -> int:
    return max(numbers) - min(numbers) + 1


def coverage_graphs(covered: Sequence[BodyCoverage], mint: Minter) -> Iterator[PageGraph]:
    """A page a body: its years, and a measurement of each metric of each year (DQV)."""
    for one in covered:
        draft = Draft(mint, mint.coverage(one.body), "coverage")
        draft.describe(
            draft.thing,
            (Dqv.QualityMetadata,),
            (Dct.title, text(f"Couverture : {one.name}", "fr")),
            (Dct.title, text(f"Coverage: {one.name}", "en")),
            (Foaf.topic, iri(mint.body(one.body))),
        )
        for line in one.years:
            _state_year(draft, iri(mint.body(one.body)), line)
        yield draft.finish()


def _state_year(draft: Draft, body: Term, line: YearCoverage) -> None:
    about = draft.part("year", line.year)
    draft.describe(about, (Reg.CoverageYear,), (Reg.coversBody, body), (Reg.coveredYear, year(line.year)))
    measured: list[tuple[str, int | None, str | None]] = [(one, line.value(one), None) for one in METRICS]
    measured += [("findings", count, shape) for shape, count in line.findings]
    for metric, value, shape in measured:
        if value is None:
            continue
        names = (metric, line.year, shape_name(shape)) if shape is not None else (metric, line.year)
        draft.describe(
            draft.part(*names),
            (Dqv.QualityMeasurement,),
            (Dqv.isMeasurementOf, concept("metric", metric)),
            (Dqv.computedOn, about),
            (Dqv.value, typed(value)),
            (Reg.countedShape, iri(shape) if shape is not None else None),
        )


def shape_name(shape: str) -> str:
    """The local name of a shape, which is part of the name of a measurement."""
    return shape.rpartition("#")[2].rpartition("/")[2]
