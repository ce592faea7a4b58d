"""The lists that lead into the publication: bodies, territories, sessions, acts, grants, organisations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from registre.linking.identities import Territory
from registre.publication.site.hubs import Hubs, grants
from registre.publication.site.money import granted
from registre.publication.site.pictures.tiles import Tile, TileMap
from registre.publication.site.rendering import Page
from registre.publication.site.rows import organisation_id
from registre.publication.site.tiles import tiles_csv

NOTHING: Final[Mapping[str, object]] = {}
NO_TABLES: Final[Mapping[str, bytes]] = {}
KINDS: Final = ("region", "departement", "epci", "commune")
"""The order of the list of territories."""
ROWS = 200
"""Rows on one page of a list: a page stays light, and the search of the browser still finds most."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page stands in its list; paths are None at the ends."""

    number: int
    pages: int
    before: str | None
    after: str | None
    rows: int


def list_pages(hubs: Hubs, squares: Sequence[Tile]) -> Iterator[Page]:
    """Every list, cut in pages of `ROWS` rows: list/acts, list/acts-2 … `squares` are those of the map."""
    yield from _paged("bodies", _bodies(hubs))
    shown: dict[str, object] = {"map": TileMap("map", squares), "regions": _regions(hubs)}
    yield from _paged("territories", _territories(hubs), shown, {".map": tiles_csv(hubs, squares)})
    yield from _paged("sessions", _sessions(hubs))
    yield from _paged("acts", _acts(hubs))
    yield from _paged("grants", _grants(hubs))
    yield from _paged("organisations", _organisations(hubs))


def _paged(
    name: str,
    rows: Sequence[object],
    shown: Mapping[str, object] = NOTHING,
    tables: Mapping[str, bytes] = NO_TABLES,
) -> Iterator[Page]:
    """`shown` and `tables` stand on the first page."""
    pages = max(1, -(-len(rows) // ROWS))
    for number in range(1, pages + 1):
        before = _path(name, number - 1) if number > 1 else None
        after = _path(name, number + 1) if number < pages else None
        paging = Paging(number, pages, before, after, len(rows))
        here = rows[(number - 1) * ROWS : number * ROWS]
        values = {**shown, "rows": here, "paging": paging, "name": name}
        yield Page(_path(name, number), f"list-{name}.html", values, tables=tables if number == 1 else NO_TABLES)


def _path(name: str, number: int) -> str:
    return f"list/{name}" if number == 1 else f"list/{name}-{number}"


def _territories(hubs: Hubs) -> list[object]:
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
            sums[1] += len(hubs.acts_of.get(body.key, []))
    regions = [(hubs.territories["region", code], sums) for code, sums in counted.items()]
    regions.sort(key=lambda one: (one[0].name, one[0].code))
    return [(one, hubs.places.territory(one), sums[0], sums[1]) for one, sums in regions]


def _bodies(hubs: Hubs) -> list[object]:
    return [
        (body, hubs.places.body(body), len(hubs.sessions_of.get(body.key, [])), len(hubs.acts_of.get(body.key, [])))
        for body in sorted(hubs.identities.bodies, key=lambda one: (one.name, one.key))
    ]


def _sessions(hubs: Hubs) -> list[object]:
    rows = sorted(hubs.rows.sessions, key=lambda row: (row.day, row.path), reverse=True)
    return [(row, hubs.body_name(row.body)) for row in rows]


def _acts(hubs: Hubs) -> list[object]:
    rows = sorted(hubs.rows.acts, key=lambda row: (row.day, row.path), reverse=True)
    return [(row, hubs.body_name(row.body)) for row in rows]


def _grants(hubs: Hubs) -> list[object]:
    rows = sorted(grants(hubs.rows.money), key=lambda row: (row.act.day, row.act.path, row.line.id), reverse=True)
    return [(row, hubs.body_name(row.act.body)) for row in rows]


def _organisations(hubs: Hubs) -> list[object]:
    found: list[object] = []
    for organisation in sorted(hubs.identities.organisations, key=lambda one: (one.name.casefold(), one.key)):
        key = organisation_id(organisation)
        rows = grants(hubs.money_of.get(key, []))
        acts = {row.act.path for row in hubs.money_of.get(key, [])}
        acts |= {row.act.path for row in hubs.mentions_of.get(key, [])}
        total = granted(row.line for row in rows)
        found.append((organisation, hubs.places.organisation(organisation), total, len(acts)))
    return found
