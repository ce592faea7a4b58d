"""Pages of the elected members: what the minutes record, without a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from registre.linking.identities import Person
from registre.publication.site.beside import presence_csv
from registre.publication.site.hubs import Hubs
from registre.publication.site.people import STATUSES
from registre.publication.site.rendering import Page
from registre.publication.site.rows import PersonId, PresenceRow, SessionRow, person_id


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
    rows = _latest_first(hubs.presences_of.get(person_id(person), []))
    proxies = _latest_first(hubs.proxies_to.get(person_id(person), []))
    recorded = Counter(row.status for row in rows)
    organs = {organ.slug: organ for organ in hubs.organs_of.get(person.body, [])}
    values: dict[str, object] = {
        "person": person,
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
    return Page(path, "person.html", values, iri=hubs.places.iri(path), data=True, index=False, tables=tables)


def _latest_first(rows: list[PresenceRow]) -> list[PresenceRow]:
    return sorted(rows, key=lambda row: (row.session.day, row.session.path), reverse=True)


def _holder(hubs: Hubs, row: PresenceRow) -> tuple[str, str | None] | None:
    if row.proxy_name is None:
        return None
    return _known(hubs, row.proxy_to) if row.proxy_to is not None else (row.proxy_name, None)


def _known(hubs: Hubs, key: PersonId) -> tuple[str, str | None]:
    person = hubs.persons[key]
    return person.name, hubs.places.person(person)
