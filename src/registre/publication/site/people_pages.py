"""Pages of the elected members: what the minutes record, without a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from registre.linking.identities import Organ, Person
from registre.publication.site.beside import presence_csv
from registre.publication.site.hubs import Hubs
from registre.publication.site.people import STATUSES
from registre.publication.site.pictures.heatmap import HeatMap
from registre.publication.site.rendering import Page
from registre.publication.site.rows import PersonId, PresenceRow, SessionRow, person_id

DRAWN: Final = 40
"""Sessions drawn, the latest; the table has all of them."""


@dataclass(frozen=True, slots=True)
class Sat:
    """One session and how the member took part; `holder` is who got the proxy, and the path of their page."""

    session: SessionRow
    status: str
    holder: tuple[str, str | None] | None


def person_pages(hubs: Hubs) -> Iterator[Page]:
    """One page a person."""
    for person in hubs.identities.persons:
        yield _person_page(hubs, person)


def _person_page(hubs: Hubs, person: Person) -> Page:
    path = hubs.places.person(person)
    body = hubs.bodies[person.body]
    rows = hubs.presences_of(person_id(person))
    proxies = hubs.proxies_to(person_id(person))
    recorded = Counter(row.status for row in rows)
    organs = {organ.slug: organ for organ in hubs.organs_of.get(person.body, [])}
    values: dict[str, object] = {
        "person": person,
        "roll": _roll(rows[:DRAWN], organs) if len(rows) > 1 else None,
        "left_out": max(len(rows) - DRAWN, 0),
        "body": body,
        "body_path": hubs.places.body(body),
        "mandates": [
            (mandate, organs[mandate.organ], hubs.places.organ(organs[mandate.organ]))
            for mandate in person.mandates
            if mandate.organ in organs
        ],
        "sat": [Sat(row.session, row.status, _holder(hubs, row)) for row in rows],
        "recorded": [(status, recorded[status]) for status in STATUSES if recorded[status]],
        "given": [Sat(row.session, row.status, _holder(hubs, row)) for row in rows if row.proxy_name is not None],
        "received": [(row.session, *_known(hubs, row.person)) for row in proxies],
    }
    tables = {"": presence_csv(hubs, rows)}
    day = max((row.session.day for row in rows), default=None)
    return Page(path, "person.html", values, hubs.places.iri(path), True, index=False, tables=tables, day=day)


def _roll(rows: list[PresenceRow], organs: Mapping[str, Organ]) -> HeatMap:
    """What each session notes of the member, an organ a line, the sessions in the order of their days."""
    slugs = sorted({row.session.organ for row in rows})
    names = [organs[slug].name if slug in organs else slug for slug in slugs]
    sessions = sorted({row.session.path: row.session for row in rows}.values(), key=lambda one: (one.day, one.path))
    columns = {one.path: place for place, one in enumerate(sessions)}
    marks = {(slugs.index(row.session.organ), columns[row.session.path]): row.status for row in rows}
    return HeatMap("sat", names, [one.day for one in sessions], marks, "picture.sat")


def _holder(hubs: Hubs, row: PresenceRow) -> tuple[str, str | None] | None:
    if row.proxy_name is None:
        return None
    return _known(hubs, row.proxy_to) if row.proxy_to is not None else (row.proxy_name, None)


def _known(hubs: Hubs, key: PersonId) -> tuple[str, str | None]:
    person = hubs.persons[key]
    return person.name, hubs.places.person(person)
