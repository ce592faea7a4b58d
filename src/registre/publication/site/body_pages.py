"""Pages of the public bodies and of their organs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from registre.linking.identities import Body, Organ, Person
from registre.linking.sittings import slug_of
from registre.publication.coverage import METRICS, BodyCoverage
from registre.publication.site.beside import money_csv, rolls_csv, sessions_csv, years_csv
from registre.publication.site.closing import Closing
from registre.publication.site.hubs import (
    Hubs,
    Total,
    amounts_by,
    by_year,
    grants,
    grouped,
    largest_first,
    matters,
    totals,
)
from registre.publication.site.memberships import Memberships
from registre.publication.site.people import STATUSES
from registre.publication.site.pictures.bars import YearBars
from registre.publication.site.pictures.calendar import SessionCalendar
from registre.publication.site.pictures.turnout import Turnout
from registre.publication.site.places import attendance_path
from registre.publication.site.rendering import Page
from registre.publication.site.rows import MoneyRow, SessionRow
from registre.validation import Gravity

LATEST = 15
"""Acts shown on the page of a body; the others are on the pages of its sessions."""
PARTS: Final = (("votes", "acts"), ("evidence", "acts"), ("identified", "beneficiaries"))
"""Metrics of coverage that are a part of another."""
TOP = 15
"""Beneficiaries shown on the page of a body or a territory."""


@dataclass(frozen=True, slots=True)
class Years:
    """Sessions of one year, latest first."""

    year: int
    sessions: tuple[SessionRow, ...]


def sessions_by_year(sessions: list[SessionRow]) -> list[Years]:
    """Years, latest first."""
    years = grouped(sorted(sessions, key=lambda row: (row.day, row.path), reverse=True), lambda row: row.day.year)
    return [Years(year, tuple(rows)) for year, rows in years.items()]


def body_pages(hubs: Hubs, closing: Closing, memberships: Memberships) -> Iterator[Page]:
    """One page a body."""
    covered = {one.body: one for one in closing.coverage}
    found = closing.quality.by_body()
    for body in hubs.identities.bodies:
        counts = found.get(body.key, Counter[Gravity]())
        apart: dict[str, object] = {
            "groups": memberships.groups(body),
            "joined": memberships.members(body),
            "found": {gravity.value: counts[gravity] for gravity in Gravity},
            "shards": closing.shards_of.get(body.key, ()),
        }
        yield _body_page(hubs, body, covered.get(body.key), apart)


def _body_page(hubs: Hubs, body: Body, coverage: BodyCoverage | None, apart: Mapping[str, object]) -> Page:
    """The page of a body; `apart` are values that do not come from its rows."""
    path = hubs.places.body(body)
    given = list(grants(hubs.rows.money.latest(body=body.key)))
    sessions, acts = hubs.sessions_of(body.key), hubs.acts_of(body.key)
    days = [row.day for row in sessions]
    years = by_year(given)
    territory = hubs.territories.get(body.territory) if body.territory is not None else None
    values: dict[str, object] = {
        **apart,
        "body": body,
        "territory": territory,
        "territory_path": hubs.places.territory(territory) if territory is not None else None,
        "organs": [
            (organ, hubs.places.organ(organ), _sessions_of_organ(hubs, organ), _attendance(hubs, organ))
            for organ in hubs.organs_of.get(body.key, [])
        ],
        "years": sessions_by_year(sessions),
        "acts": sorted(acts, key=lambda row: (row.day, row.path), reverse=True)[:LATEST],
        "act_count": len(acts),
        "money_years": years,
        "bars": YearBars("years", years) if len(years) > 1 else None,
        "calendar": SessionCalendar("calendar", days) if days else None,
        "coverage": hubs.places.path(hubs.places.mint.coverage(body.key)) if coverage is not None else None,
        "quality": _quality(coverage) if coverage is not None else None,
        "matters": matters(acts),
        "beneficiaries": top_beneficiaries(hubs, given),
        "members": [(person, hubs.places.person(person)) for person in by_surname(hubs.persons_of.get(body.key, []))],
    }
    tables = {"": money_csv(hubs, given), ".sessions": sessions_csv(hubs, sessions)}
    if len(years) > 1:
        tables[".years"] = years_csv(years)
    day = hubs.last_day_of(body.key)
    return Page(path, "body.html", values, iri=hubs.places.iri(path), data=True, tables=tables, day=day)


def _quality(coverage: BodyCoverage) -> list[tuple[str, int, int]]:
    """Metrics of the body over all its years: the code, the count, and the count of which it is a part."""
    sums = {metric: sum(line.value(metric) or 0 for line in coverage.years) for metric in METRICS}
    return [(part, sums[part], sums[whole]) for part, whole in PARTS if sums[whole]]


def _attendance(hubs: Hubs, organ: Organ) -> str | None:
    """The page of the rolls of an organ, when it has one."""
    return attendance_path(hubs.places.organ(organ)) if hubs.has_rolls(organ) else None


def _sessions_of_organ(hubs: Hubs, organ: Organ) -> list[SessionRow]:
    return [row for row in hubs.sessions_of(organ.body) if row.organ == organ.slug]


def top_beneficiaries(hubs: Hubs, given: Iterable[MoneyRow]) -> list[Total]:
    """The organisations that got most, by the grants of these rows."""
    groups = amounts_by(given, lambda row: row.line.organisation or ("", ""))
    lines = totals(
        (hubs.organisations[key].name, hubs.places.organisation(hubs.organisations[key]), amounts)
        for key, amounts in groups.items()
        if key in hubs.organisations
    )
    return largest_first(lines)[:TOP]


def organ_pages(hubs: Hubs) -> Iterator[Page]:
    """One page an organ."""
    for organ in hubs.identities.organs:
        path = hubs.places.organ(organ)
        body = hubs.bodies[organ.body]
        sessions = _sessions_of_organ(hubs, organ)
        rolls = _rolls(hubs, organ)
        values: dict[str, object] = {
            "organ": organ,
            "body": body,
            "body_path": hubs.places.body(body),
            "years": sessions_by_year(sessions),
            "members": [(person, hubs.places.person(person)) for person in _seated(hubs, organ)],
            "attendance": _attendance(hubs, organ),
            "rolls": rolls,
            "turnout": Turnout("turnout", [(session.day, counts) for session, counts in rolls]) if rolls else None,
        }
        day = max((row.day for row in sessions), default=None)
        tables = {"": sessions_csv(hubs, sessions), ".rolls": rolls_csv(hubs, rolls)}
        yield Page(path, "organ.html", values, iri=hubs.places.iri(path), data=True, tables=tables, day=day)


def _rolls(hubs: Hubs, organ: Organ) -> list[tuple[SessionRow, dict[str, int]]]:
    """How many entries of each status the roll of each session has, the sessions in the order of their days."""
    every = grouped(hubs.presences_in(organ), lambda row: row.session)
    counted = [
        (session, {status: sum(row.status == status for row in rows) for status in STATUSES})
        for session, rows in every.items()
    ]
    return sorted(counted, key=lambda one: (one[0].day, one[0].path))


def by_surname(members: Iterable[Person]) -> list[Person]:
    """Members in the order of their surnames: the words in capitals ("Marc DA SILVA"), else the last word."""

    def key(person: Person) -> tuple[str, str, str]:
        words = person.name.split()
        surname = " ".join(word for word in words if word.isupper()) or words[-1]
        return (slug_of(surname), slug_of(person.name), person.key)

    return sorted(members, key=key)


def _seated(hubs: Hubs, organ: Organ) -> list[Person]:
    members = hubs.persons_of.get(organ.body, [])
    return by_surname(one for one in members if any(mandate.organ == organ.slug for mandate in one.mandates))
