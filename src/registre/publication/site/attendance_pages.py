"""The rolls of an organ as pictures: who sat when, who voted for whom. No total, no ranking; `noindex`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from registre.linking.identities import Organ
from registre.publication.site.beside import presence_csv
from registre.publication.site.body_pages import by_surname
from registre.publication.site.hubs import Hubs
from registre.publication.site.people import STATUSES
from registre.publication.site.pictures.heatmap import HeatMap
from registre.publication.site.pictures.proxies import ProxyGrid
from registre.publication.site.places import attendance_path
from registre.publication.site.rendering import Page
from registre.publication.site.rows import PersonId, PresenceRow, SessionRow, person_id

SESSIONS: Final = 40
"""Sessions shown, the latest; the CSV has the same."""
MEMBERS: Final = 100
PROXIES: Final = 40
"""Givers and holders shown, by surname."""


def attendance_pages(hubs: Hubs) -> Iterator[Page]:
    """One page for each organ with a roll."""
    for organ in hubs.identities.organs:
        if hubs.has_rolls(organ):
            yield _attendance_page(hubs, organ)


def _attendance_page(hubs: Hubs, organ: Organ) -> Page:
    every = list(hubs.presences_in(organ))
    sessions = sorted({row.session.path: row.session for row in every}.values(), key=lambda one: (one.day, one.path))
    shown = sessions[-SESSIONS:]
    paths = {one.path for one in shown}
    rows = [row for row in every if row.session.path in paths]
    people = by_surname({row.person: hubs.persons[row.person] for row in rows if row.person in hubs.persons}.values())
    members = [person_id(one) for one in people[:MEMBERS]]
    kept = set(members)
    rows = sorted(
        (row for row in rows if row.person in kept), key=lambda row: (row.session.day, row.session.path, row.person)
    )
    organ_path = hubs.places.organ(organ)
    values: dict[str, object] = {
        "organ": organ,
        "organ_path": organ_path,
        "body": hubs.bodies[organ.body],
        "body_path": hubs.places.body(hubs.bodies[organ.body]),
        "roll": _roll(hubs, members, shown, rows),
        "lines": _lines(hubs, members, shown, rows),
        "sessions": shown,
        "by_session": _by_session(shown, rows),
        "left_out": (len(sessions) - len(shown), max(len(people) - MEMBERS, 0)),
        "proxies": _proxies(hubs, rows),
        "given": _given(hubs, rows),
    }
    path = attendance_path(organ_path)
    day = shown[-1].day
    return Page(path, "attendance.html", values, index=False, tables={"": presence_csv(hubs, rows)}, day=day)


def _roll(
    hubs: Hubs, members: Sequence[PersonId], sessions: Sequence[SessionRow], rows: Sequence[PresenceRow]
) -> HeatMap:
    lines = {key: place for place, key in enumerate(members)}
    columns = {one.path: place for place, one in enumerate(sessions)}
    marks = {(lines[row.person], columns[row.session.path]): row.status for row in rows}
    return HeatMap("roll", [hubs.persons[key].name for key in members], [one.day for one in sessions], marks)


def _lines(
    hubs: Hubs, members: Sequence[PersonId], sessions: Sequence[SessionRow], rows: Sequence[PresenceRow]
) -> list[tuple[str, str, list[str | None]]]:
    """Name, page and statuses of each member: the table beneath."""
    status = {(row.person, row.session.path): row.status for row in rows}
    return [
        (
            hubs.persons[key].name,
            hubs.places.person(hubs.persons[key]),
            [status.get((key, one.path)) for one in sessions],
        )
        for key in members
    ]


def _by_session(sessions: Sequence[SessionRow], rows: Sequence[PresenceRow]) -> list[tuple[SessionRow, list[int]]]:
    """How many entries of each status the roll of a session has."""
    counts = Counter((row.session.path, row.status) for row in rows)
    return [(one, [counts[one.path, status] for status in STATUSES]) for one in reversed(sessions)]


def _pairs(hubs: Hubs, rows: Sequence[PresenceRow]) -> Counter[tuple[PersonId, PersonId]]:
    return Counter((row.person, row.proxy_to) for row in rows if row.proxy_to in hubs.persons and row.proxy_to)


def _proxies(hubs: Hubs, rows: Sequence[PresenceRow]) -> ProxyGrid | None:
    pairs = _pairs(hubs, rows)
    if not pairs:
        return None
    sides = [
        [person_id(one) for one in by_surname(hubs.persons[key] for key in {pair[side] for pair in pairs})][:PROXIES]
        for side in (0, 1)
    ]
    places = [{key: place for place, key in enumerate(side)} for side in sides]
    times = {
        (places[0][giver], places[1][holder]): count
        for (giver, holder), count in pairs.items()
        if giver in places[0] and holder in places[1]
    }
    names = [[hubs.persons[key].name for key in side] for side in sides]
    return ProxyGrid("proxies", names[0], names[1], times)


def _given(hubs: Hubs, rows: Sequence[PresenceRow]) -> list[tuple[str, str, int]]:
    """Giver, holder and how often, by the name of the giver."""
    named = [
        (hubs.persons[giver].name, hubs.persons[holder].name, n) for (giver, holder), n in _pairs(hubs, rows).items()
    ]
    return sorted(named)
