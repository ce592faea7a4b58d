"""What the judge says: findings, and how many nodes each shape looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Protocol

from registre.kept import KeptRows


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
    def sort_key(self) -> tuple[str, ...]:
        """Gravest first, then by focus."""
        rank = str(_ORDER.index(self.severity))
        return (rank, self.focus, self.path or "", self.shape, self.value or "", self.component, self.message_fr)


class Judged(Protocol):
    """What the judge says, of a batch or of a whole build."""

    @property
    def findings(self) -> Iterable[Finding]:
        """In the order of their `sort_key`, as often as they are asked for."""
        ...

    @property
    def focus(self) -> Mapping[str, int]:
        """How many nodes each node shape judged."""
        ...

    @property
    def conforms(self) -> bool:
        """True when no finding is a violation."""
        ...

    def count(self, severity: Gravity) -> int:
        """Findings of a gravity."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """What the judge says of a batch (`Judged`)."""

    findings: tuple[Finding, ...] = ()
    focus: Mapping[str, int] = field(default_factory=dict)

    @property
    def conforms(self) -> bool:
        return self.count(Gravity.violation) == 0

    def count(self, severity: Gravity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


class Merging:
    """What the judge says of several batches (`Judged`), while they come. Findings lie on disk.

    A finding about a node that stands in many is told once. Raises `OutputFailed` when the disk refuses.
    """

    def __init__(self) -> None:
        self._kept = KeptRows(Finding, lambda one: one.sort_key)
        self._focus: Counter[str] = Counter()
        self._counts: Counter[Gravity] = Counter()
        self._ordered: KeptRows[Finding] | None = None
        """Each finding once, in order; None until somebody asks. Reports and quality read it six times."""

    def add(self, report: Report) -> None:
        """Add what is said of a batch."""
        for one in report.findings:
            self._kept.add(one)
        self._focus.update(report.focus)
        self._ordered = None

    @property
    def findings(self) -> Iterator[Finding]:
        return iter(self._in_order())

    def _in_order(self) -> KeptRows[Finding]:
        if self._ordered is None:
            self._ordered = KeptRows(Finding, lambda one: ())
            self._counts.clear()
            for one, _ in groupby(self._kept.earliest()):
                self._ordered.add(one)
                self._counts[one.severity] += 1
        return self._ordered

    @property
    def focus(self) -> Mapping[str, int]:
        return dict(sorted(self._focus.items()))

    @property
    def conforms(self) -> bool:
        return self.count(Gravity.violation) == 0

    def count(self, severity: Gravity) -> int:
        self._in_order()
        return self._counts[severity]


def merge(reports: Iterable[Report]) -> Report:
    """The report of several batches, in memory."""
    merging = Merging()
    for report in reports:
        merging.add(report)
    return Report(tuple(merging.findings), merging.focus)
