"""What the judge says: findings, and how many nodes each shape looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Gravity(StrEnum):
    """How much a finding weighs; only a violation stops a publication."""

    violation = "violation"
    warning = "warning"
    info = "info"


_ORDER = list(Gravity)


@dataclass(frozen=True, slots=True)
class Finding:
    """One complaint about one node. IRIs are full; `path` and `value` are None when the whole node is meant.

    `shape` is the property shape or the SPARQL constraint that failed, `component` the SHACL constraint
    component, by its local name ("MinCount", "SPARQL").
    """

    severity: Gravity
    shape: str
    focus: str
    path: str | None
    value: str | None
    message_fr: str
    message_en: str
    component: str

    @property
    def sort_key(self) -> tuple[int, str, str, str, str, str]:
        rank = _ORDER.index(self.severity)
        return (rank, self.focus, self.path or "", self.shape, self.value or "", self.component)


@dataclass(frozen=True, slots=True)
class Report:
    """Findings, gravest first, then by focus; `focus` counts the nodes that each node shape judged."""

    findings: tuple[Finding, ...] = ()
    focus: Mapping[str, int] = field(default_factory=dict)

    @property
    def conforms(self) -> bool:
        """True when no finding is a violation."""
        return self.count(Gravity.violation) == 0

    def count(self, severity: Gravity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


class Merging:
    """The report of several batches, while they come. A finding about a node that stands in many is kept once."""

    def __init__(self) -> None:
        self._findings: set[Finding] = set()
        self._focus: Counter[str] = Counter()
        self._words: dict[str, str] = {}

    def add(self, report: Report) -> None:
        self._findings.update(map(self._shared, report.findings))
        self._focus.update(report.focus)

    def _shared(self, one: Finding) -> Finding:
        """The same finding; what many say alike is in memory once."""
        words = (one.shape, one.message_fr, one.message_en, one.component)
        shape, french, english, component = (self._words.setdefault(word, word) for word in words)
        path = None if one.path is None else self._words.setdefault(one.path, one.path)
        return Finding(one.severity, shape, one.focus, path, one.value, french, english, component)

    def report(self) -> Report:
        """What was added so far, as one report."""
        findings = tuple(sorted(self._findings, key=lambda one: one.sort_key))
        return Report(findings, dict(sorted(self._focus.items())))


def merge(reports: Iterable[Report]) -> Report:
    """The report of several batches."""
    merging = Merging()
    for report in reports:
        merging.add(report)
    return merging.report()
