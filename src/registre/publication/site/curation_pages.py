"""What curators decided, on one page, and the pages of identifiers that stand for nothing any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from registre.decisions.curation import Leaving
from registre.decisions.leaving import Tombstone
from registre.decisions.stating import touched
from registre.graph.iris import Minter
from registre.publication.site.rendering import Page


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision as people read it: `touched` are paths of pages."""

    key: str
    kind: str
    day: date
    reason: str
    by: str
    applies: bool
    touched: tuple[str, ...]


def curation_pages(
    leaving: Leaving, tombstones: Sequence[Tombstone], mint: Minter, holds: Callable[[str], bool]
) -> Iterator[Page]:
    """A page for each tombstone, which no search engine keeps, then that of the decisions when there are some."""
    keys = {one.key for one in leaving.decisions}
    there = {one.path for one in tombstones}

    def exists(path: str) -> bool:
        return path in there or holds(mint.base + path)

    for one in tombstones:
        values: dict[str, object] = {
            "left": one,
            "replaced_by": [path for path in one.replaced_by if exists(path)],
            "decision": one.decision if one.decision in keys else None,
        }
        yield Page(one.path, "tombstone.html", values, iri=mint.base + one.path, data=True, index=False)
    if leaving.decisions:
        rows = {one.key: one for one in _rows(leaving, exists)}
        values = {"decisions": list(rows.values()), "left": tombstones}
        yield Page("decisions", "decisions.html", values, iri=mint.base + "decisions", data=True)


def _rows(leaving: Leaving, exists: Callable[[str], bool]) -> Iterator[DecisionRow]:
    for one in leaving.decisions:
        yield DecisionRow(
            key=one.key,
            kind=one.kind,
            day=one.stated.date,
            reason=leaving.hide(one.stated.reason),
            by=leaving.hide(one.stated.by),
            applies=one.key in leaving.applied,
            touched=tuple(path for path in touched(one) if exists(path)),
        )
