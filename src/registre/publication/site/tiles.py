"""The squares of the map of départements, with what is published of each.

The places of the squares are drawn by hand in site/map/departements.txt; names and regions come from the reference
data, then from the territories of the publication. A département that the drawing lacks stands in a row below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import count
from typing import Final

from registre.csvfile import safe_text, to_csv
from registre.files import resource
from registre.linking.identities import Territory
from registre.linking.reference import read_reference
from registre.publication.site.hubs import Hubs, TerritoryId
from registre.publication.site.pictures.tiles import Tile

DEPARTEMENT: Final = "departement"
BELOW: Final = 2
"""The column where the row of other départements begins."""
COLUMNS: Final = ("departement", "name", "region", "bodies", "sessions", "acts", "address")


@cache
def drawn() -> tuple[tuple[str, int, int], ...]:
    """(code, column, row) of each département in the drawing, row by row."""
    text = (resource("site") / "map" / "departements.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return tuple((code, x, y) for y, row in enumerate(rows) for x, code in enumerate(row) if code != ".")


@cache
def bundled() -> tuple[Tile, ...]:
    """The squares of the drawing with the names that everybody knows, and nothing published."""
    reference = read_reference()
    tiles = []
    for code, column, row in drawn():
        known = reference.by_code(DEPARTEMENT, code)
        region = reference.by_code("region", known.region) if known is not None else None
        names = (known.name if known else code, region.code if region else code, region.name if region else "")
        tiles.append(Tile(code, *names, column, row, None))
    return tuple(tiles)


def tiles(hubs: Hubs) -> tuple[Tile, ...]:
    """Every square, with the numbers of the bodies of its département; a body of a whole region is in none."""
    places = {one.code: one for one in bundled()}
    foot, column = max(one.row for one in places.values()) + 1, count(BELOW)
    for code, territory in _departements(hubs):
        if code not in places:
            places[code] = Tile(code, territory.name, *_region(hubs, territory), next(column), foot, None)
        places[code] = replace(places[code], path=hubs.places.territory(territory), name=territory.name)
    for body in hubs.identities.bodies:
        for code in departements_of(hubs, hubs.territory_of(body.key)):
            one = places[code]
            sessions, acts = hubs.counts_of(body.key)
            places[code] = replace(one, bodies=one.bodies + 1, sessions=one.sessions + sessions, acts=one.acts + acts)
    return tuple(places.values())


def _departements(hubs: Hubs) -> Iterator[tuple[str, Territory]]:
    return ((code, one) for (kind, code), one in sorted(hubs.territories.items()) if kind == DEPARTEMENT)


def _region(hubs: Hubs, departement: Territory) -> tuple[str, str]:
    """Code and name of the region of a département that the drawing lacks."""
    region = hubs.territories.get(departement.parent) if departement.parent is not None else None
    return (region.code, region.name) if region is not None else (departement.code, "")


def departements_of(hubs: Hubs, territory: TerritoryId | None) -> list[str]:
    """The département that a territory is or lies in: its code alone, or nothing when it is not known."""
    if territory is None:
        return []
    chain = (territory, *((one.kind, one.code) for one in hubs.around(territory)))
    return [code for kind, code in chain if kind == DEPARTEMENT][:1]


def tiles_csv(hubs: Hubs, shown: Iterable[Tile]) -> bytes:
    """One département a row, by code; no number where nothing is published."""
    rows = (
        {
            "departement": one.code,
            "name": safe_text(one.name),
            "region": safe_text(one.region_name),
            "bodies": str(one.bodies or ""),
            "sessions": str(one.sessions) if one.bodies else "",
            "acts": str(one.acts) if one.bodies else "",
            "address": hubs.places.iri(one.path) if one.path is not None else "",
        }
        for one in sorted(shown, key=lambda one: one.code)
    )
    return to_csv(COLUMNS, rows)
