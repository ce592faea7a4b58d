"""The lists that lead into the publication: bodies, territories, sessions, acts, grants, organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from registre.linking.identities import Body, Organisation, Territory, organisation_id
from registre.publication.site.beside import money_csv
from registre.publication.site.hubs import Hubs, grants
from registre.publication.site.list_tables import (
    acts_csv,
    bodies_csv,
    organisations_csv,
    sessions_list_csv,
    territories_csv,
)
from registre.publication.site.money import granted
from registre.publication.site.paging import paged
from registre.publication.site.pictures.tiles import Tile, TileMap
from registre.publication.site.rendering import Page
from registre.publication.site.rows import ActRow, MoneyRow, SessionRow, known_as
from registre.publication.site.tiles import tiles_csv

NOTHING: Final[Mapping[str, object]] = {}
KINDS: Final = ("region", "departement", "epci", "commune")
"""The order of the list of territories."""


def list_pages(hubs: Hubs, squares: Sequence[Tile]) -> Iterator[Page]:
    """Every list, cut in pages: list/acts, list/acts-2 … The CSV of all its rows stands beside the first.

    `squares` are those of the map.
    """
    bodies, territories, organisations = _bodies(hubs), _territories(hubs), _organisations(hubs)
    rows = hubs.rows
    yield from _paged(hubs, "bodies", bodies, {"": bodies_csv(hubs, bodies)}, count=len(bodies))
    tables = {"": territories_csv(hubs, territories), ".map": tiles_csv(hubs, squares)}
    shown: dict[str, object] = {"map": TileMap("map", squares), "regions": _regions(hubs)}
    yield from _paged(hubs, "territories", territories, tables, shown, count=len(territories))
    sessions = {"": sessions_list_csv(hubs, _sessions(hubs))}
    yield from _paged(hubs, "sessions", _sessions(hubs), sessions, count=len(rows.sessions))
    yield from _paged(hubs, "acts", _acts(hubs), {"": acts_csv(hubs, _acts(hubs))}, count=len(rows.acts))
    given = {"": money_csv(hubs, grants(rows.money.latest()))}
    yield from _paged(hubs, "grants", _grants(hubs), given, count=sum(1 for _ in grants(rows.money)))
    table = {"": organisations_csv(hubs, organisations)}
    yield from _paged(hubs, "organisations", organisations, table, count=len(organisations))


def _paged(
    hubs: Hubs,
    name: str,
    rows: Iterable[object],
    tables: Mapping[str, bytes],
    shown: Mapping[str, object] = NOTHING,
    *,
    count: int,
) -> Iterator[Page]:
    """`rows` are `count`. `tables` stand beside the first page; `shown` is what the template needs besides."""
    first = f"list/{name}"
    for path, paging, here in paged(first, rows, count):
        values = {**shown, "rows": here, "paging": paging, "name": name}
        yield Page(path, f"list-{name}.html", values, tables=tables if path == first else {}, day=hubs.last_day)


def _territories(hubs: Hubs) -> list[tuple[Territory, str, list[Territory]]]:
    """Each territory with those that hold it."""
    return [
        (one, hubs.places.territory(one), hubs.around((one.kind, one.code)))
        for one in sorted(hubs.identities.territories, key=lambda one: (KINDS.index(one.kind), one.name, one.code))
    ]


def _regions(hubs: Hubs) -> list[tuple[Territory, str, int, int]]:
    """Each region with its page, the bodies in it, its own assembly too, and their acts."""
    counted: dict[str, list[int]] = {}
    for body in hubs.identities.bodies:
        own = hubs.territory_of(body.key)
        chain = [own, *((one.kind, one.code) for one in hubs.around(own))] if own is not None else []
        for code in (code for kind, code in chain if kind == "region"):
            sums = counted.setdefault(code, [0, 0])
            sums[0] += 1
            sums[1] += hubs.rows.acts.count(body=body.key)
    regions = [(hubs.territories["region", code], sums) for code, sums in counted.items()]
    regions.sort(key=lambda one: (one[0].name, one[0].code))
    return [(one, hubs.places.territory(one), sums[0], sums[1]) for one, sums in regions]


def _bodies(hubs: Hubs) -> list[tuple[Body, str, int, int]]:
    return [
        (body, hubs.places.body(body), *hubs.counts_of(body.key))
        for body in sorted(hubs.identities.bodies, key=lambda one: (one.name, one.key))
    ]


def _sessions(hubs: Hubs) -> Iterator[tuple[SessionRow, str]]:
    return ((row, hubs.body_name(row.body)) for row in hubs.rows.sessions.latest())


def _acts(hubs: Hubs) -> Iterator[tuple[ActRow, str]]:
    return ((row, hubs.body_name(row.body)) for row in hubs.rows.acts.latest())


def _grants(hubs: Hubs) -> Iterator[tuple[MoneyRow, str]]:
    return ((row, hubs.body_name(row.act.body)) for row in grants(hubs.rows.money.latest()))


def _organisations(hubs: Hubs) -> list[tuple[Organisation, str, Decimal | None, int]]:
    found = []
    for organisation in sorted(hubs.identities.organisations, key=lambda one: (one.name.casefold(), one.key)):
        key = organisation_id(organisation)
        acts = {
            *hubs.rows.money.names("act", organisation=known_as(key)),
            *hubs.rows.mentions.names("act", organisation=known_as(key)),
        }
        total = granted(row.line for row in hubs.rows.money.of(organisation=known_as(key)))
        found.append((organisation, hubs.places.organisation(organisation), total, len(acts)))
    return found
