"""What the validation found, as numbers: by body and rule, in the newest dumps and in each dated version.

Findings go by once and are not kept: what stays is one count a body and rule, and a short list of pages. The counts
stand in `dumps/{version}/findings.csv`, so that the versions that are kept tell how they change.
"""

from __future__ import annotations

import csv
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Final
from urllib.parse import urldefrag

from registre.csvfile import to_csv
from registre.files import write_new
from registre.publication.coverage import BodyCoverage, shape_name
from registre.publication.dumps import FOLDER
from registre.validation import Finding, Gravity

FINDINGS: Final = "findings.csv"
COLUMNS: Final = ("body", "acts", "rule", "gravity", "findings")
WORST: Final = 25
"""Pages told by name."""
SHARED: Final = ""
"""Stands for the body of pages that belong to no body: organisations, territories, texts."""
_OF_A_BODY: Final = frozenset({"act", "attendance", "body", "coverage", "organ", "person", "session"})
_TOLD: Final = frozenset({"act", "session", "text"})
"""Kinds of pages told by name: records, and no list picks out a person."""

Key = tuple[str, str, Gravity]
"""Body, rule, gravity."""


@dataclass(frozen=True, slots=True)
class Record:
    """A page with many findings of one gravity: its path, how many, and the rules they come from, sorted."""

    path: str
    gravity: Gravity
    count: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """Findings counted by body, rule and gravity, and the pages with most of them, gravest and most first."""

    counts: Mapping[Key, int] = field(default_factory=dict)
    worst: tuple[Record, ...] = ()
    judged: Mapping[str, int] = field(default_factory=dict)
    """How often each node shape looked at something, by its name."""

    def total(self, gravity: Gravity) -> int:
        """Findings of a gravity."""
        return sum(count for (_, _, weight), count in self.counts.items() if weight is gravity)

    def by_body(self) -> dict[str, Counter[Gravity]]:
        """Findings of each gravity of every body that has some; `SHARED` is one of them."""
        found: dict[str, Counter[Gravity]] = {}
        for (body, _, gravity), count in self.counts.items():
            found.setdefault(body, Counter())[gravity] += count
        return found

    def by_rule(self) -> Counter[str]:
        """Findings of each rule."""
        found: Counter[str] = Counter()
        for (_, rule, _), count in self.counts.items():
            found[rule] += count
        return found


@dataclass(frozen=True, slots=True)
class Version:
    """A dated version: its name, the acts that it holds, its findings by gravity."""

    name: str
    acts: int
    findings: Mapping[Gravity, int]

    def rate(self, gravity: Gravity) -> Decimal | None:
        """Findings for 100 acts, to a tenth; None for a version without acts."""
        return round(Decimal(self.findings[gravity] * 100) / self.acts, 1) if self.acts else None


def read_quality(findings: Iterable[Finding], base: str, judged: Mapping[str, int]) -> Quality:
    """The numbers of findings that come gravest first, then by the page of their node, as in a `Report`."""
    counts: Counter[Key] = Counter()
    worst: list[Record] = []
    for gravity, found in groupby(_counted(findings, base, counts), key=lambda one: one.severity):
        worst += _most(_records(found, base, gravity))
    names = {shape_name(shape): count for shape, count in judged.items()}
    return Quality(dict(sorted(counts.items())), tuple(_each_once(worst)), names)


def _counted(findings: Iterable[Finding], base: str, counts: Counter[Key]) -> Iterator[Finding]:
    for one in findings:
        counts[body_of(one.focus, base), shape_name(one.shape), one.severity] += 1
        yield one


def body_of(address: str, base: str) -> str:
    """The key of the body whose page this is; `SHARED` for a page of no body."""
    kind, _, rest = urldefrag(address).url.removeprefix(base).partition("/")
    return rest.partition("/")[0] if kind in _OF_A_BODY else SHARED


def _records(found: Iterable[Finding], base: str, gravity: Gravity) -> Iterator[Record]:
    for page, ones in groupby(found, key=lambda one: urldefrag(one.focus).url):
        rules = [shape_name(one.shape) for one in ones]
        path = page.removeprefix(base)
        if path.partition("/")[0] in _TOLD:
            yield Record(path, gravity, len(rules), tuple(sorted(set(rules))))


def _most(records: Iterable[Record]) -> list[Record]:
    return heapq.nsmallest(WORST, records, key=lambda one: (-one.count, one.path))


def _each_once(records: Iterable[Record]) -> list[Record]:
    """The first records, each page with its gravest findings."""
    first: dict[str, Record] = {}
    for one in records:
        first.setdefault(one.path, one)
    return list(first.values())[:WORST]


def write_findings(folder: Path, quality: Quality, covered: Sequence[BodyCoverage]) -> None:
    """The counts of this publication, one row a body and rule; a body without findings has one row too."""
    acts = acts_of(covered)
    found = [(body, rule, gravity.value, count) for (body, rule, gravity), count in quality.counts.items()]
    told = {body for body, *_ in found}
    found += [(body, "", "", 0) for body in acts if body not in told]
    rows = (
        {"body": body, "acts": str(acts.get(body, "")), "rule": rule, "gravity": gravity, "findings": str(count)}
        for body, rule, gravity, count in sorted(found)
    )
    write_new(folder / FOLDER / FINDINGS, to_csv(COLUMNS, rows))


def acts_of(covered: Iterable[BodyCoverage]) -> dict[str, int]:
    """Acts published of each body, by its key."""
    return {one.body: sum(line.acts for line in one.years) for one in covered}


def read_versions(folder: Path, names: Iterable[str]) -> tuple[Version, ...]:
    """The dated versions of which the counts are kept, in the order of `names`."""
    files = ((name, folder / Path(FOLDER).parent / name / FINDINGS) for name in names)
    return tuple(_version(name, path) for name, path in files if path.is_file())


def _version(name: str, path: Path) -> Version:
    acts: dict[str, int] = {}
    findings = dict.fromkeys(Gravity, 0)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            acts[row["body"]] = int(row["acts"] or 0)
            if row["gravity"]:
                findings[Gravity(row["gravity"])] += int(row["findings"])
    return Version(name, sum(acts.values()), findings)
