"""What the publication holds and what it does not: pages that list all bodies, and one a body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from registre.linking.identities import Body
from registre.publication.coverage import METRICS, BodyCoverage, YearCoverage, shape_name
from registre.publication.site.beside import coverage_csv, sessions_csv
from registre.publication.site.hubs import Hubs
from registre.publication.site.paging import paged
from registre.publication.site.pictures.calendar import SessionCalendar
from registre.publication.site.rendering import Page

COVERAGE: Final = "coverage"
"""Path of the first page, and of the CSV of all bodies."""


def coverage_pages(hubs: Hubs, covered: Sequence[BodyCoverage]) -> Iterator[Page]:
    """`coverage`, `coverage-2` …, then `coverage/{body}` for every body that was counted."""
    known = {one.body: one for one in covered}
    bodies = sorted(hubs.identities.bodies, key=lambda one: (one.name, one.key))
    lines = [
        (body, hubs.places.body(body), coverage_path(hubs, body) if body.key in known else None, known.get(body.key))
        for body in bodies
    ]
    for path, paging, shown in paged(COVERAGE, lines, len(lines)):
        tables = {"": coverage_csv(hubs, covered)} if path == COVERAGE else {}
        values: dict[str, object] = {"lines": shown, "paging": paging, "whole": COVERAGE}
        yield Page(path, "coverage.html", values, tables=tables, day=hubs.last_day)
    for body in bodies:
        if body.key in known:
            yield _body_coverage(hubs, body, known[body.key])


def coverage_path(hubs: Hubs, body: Body) -> str:
    return hubs.places.path(hubs.places.mint.coverage(body.key))


def _body_coverage(hubs: Hubs, body: Body, one: BodyCoverage) -> Page:
    path = coverage_path(hubs, body)
    values: dict[str, object] = {
        "body": body,
        "body_path": hubs.places.body(body),
        "metrics": METRICS,
        "years": _with_gaps(one.years),
        "calendar": calendar(hubs, body.key),
        "findings": [(line.year, shape_name(shape), count) for line in one.years for shape, count in line.findings],
    }
    tables = {"": coverage_csv(hubs, [one]), ".sessions": sessions_csv(hubs, hubs.sessions_of(body.key))}
    day = hubs.last_day_of(body.key)
    return Page(path, "coverage-body.html", values, hubs.places.iri(path), True, tables=tables, day=day)


def calendar(hubs: Hubs, body: str) -> SessionCalendar | None:
    """The sessions of a body by month; None when there is none."""
    days = [row.day for row in hubs.sessions_of(body)]
    return SessionCalendar("calendar", days) if days else None


def _with_gaps(years: Sequence[YearCoverage]) -> list[tuple[int, YearCoverage | None]]:
    """Every year from the first to the last; None for one of which nothing is published. At most 60."""
    known = {line.year: line for line in years}
    last = max(known)
    return [(year, known.get(year)) for year in range(max(min(known), last - 59), last + 1)]
