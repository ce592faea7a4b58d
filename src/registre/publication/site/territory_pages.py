"""Pages of the territories, with what the bodies in them did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from registre.linking.identities import Body, Organisation, Territory, organisation_id
from registre.publication.site.beside import flows_csv, money_csv, sessions_csv, years_csv
from registre.publication.site.body_pages import top_beneficiaries
from registre.publication.site.comparison_pages import Comparisons
from registre.publication.site.hubs import Hubs, by_year, grants, matters
from registre.publication.site.pictures.bars import YearBars
from registre.publication.site.pictures.calendar import SessionCalendar
from registre.publication.site.pictures.flows import Flow, Flows, gather
from registre.publication.site.pictures.tiles import Locator, Tile
from registre.publication.site.rendering import Page
from registre.publication.site.rows import MoneyRow
from registre.publication.site.tiles import departements_of


def territory_pages(hubs: Hubs, comparisons: Comparisons, squares: Sequence[Tile]) -> Iterator[Page]:
    """One page a territory, with what the bodies in it and below it did; `squares` are those of the map."""
    below: dict[tuple[str, str], list[Body]] = {}
    for body in hubs.identities.bodies:
        own = hubs.territory_of(body.key)
        for key in _with_those_around(hubs, own):
            below.setdefault(key, []).append(body)
    for territory in hubs.identities.territories:
        own_bodies = below.get((territory.kind, territory.code), [])
        yield _territory_page(hubs, territory, own_bodies, comparisons, squares)


def _with_those_around(hubs: Hubs, own: tuple[str, str] | None) -> list[tuple[str, str]]:
    return [own, *((one.kind, one.code) for one in hubs.around(own))] if own is not None else []


def _territory_page(
    hubs: Hubs, territory: Territory, bodies: list[Body], comparisons: Comparisons, squares: Sequence[Tile]
) -> Page:
    path = hubs.places.territory(territory)
    keys, rows = [body.key for body in bodies], hubs.rows

    def given() -> Iterator[MoneyRow]:
        return grants(rows.money.latest(body=keys))

    years, flows = by_year(given()), _flows(hubs, given())
    days = [row.day for row in rows.sessions.of(body=keys)]
    parents = hubs.around((territory.kind, territory.code))
    values: dict[str, object] = {
        "territory": territory,
        "where": _where(hubs, territory, squares),
        "parents": [(one, hubs.places.territory(one)) for one in parents],
        "children": [(one, hubs.places.territory(one)) for one in _children(hubs, territory)],
        "bodies": [(body, hubs.places.body(body), *hubs.counts_of(body.key)) for body in bodies],
        "money_years": years,
        "matters": matters(rows.acts.of(body=keys)),
        "calendar": SessionCalendar("calendar", days) if days else None,
        "bars": YearBars("years", years) if len(years) > 1 else None,
        "flows": Flows("flows", flows) if flows else None,
        "compared": comparisons.of((territory.kind, territory.code)),
        "compared_left_out": comparisons.left_out,
        "beneficiaries": top_beneficiaries(hubs, given()),
        "shared": _shared(hubs, keys),
    }
    tables = {"": money_csv(hubs, given()), ".sessions": sessions_csv(hubs, rows.sessions.earliest(body=keys))}
    if flows:
        tables[".flows"] = flows_csv(flows)
    if len(years) > 1:
        tables[".years"] = years_csv(years)
    day = max(days, default=None)
    return Page(path, "territory.html", values, iri=hubs.places.iri(path), data=True, tables=tables, day=day)


def _where(hubs: Hubs, territory: Territory, squares: Sequence[Tile]) -> Locator | None:
    """The territory on the map of départements; None when its département is not known."""
    if territory.kind == "region":
        chosen = [one.code for one in squares if one.region == territory.code]
    else:
        chosen = departements_of(hubs, (territory.kind, territory.code))
    return Locator("where", squares, chosen) if chosen else None


def _flows(hubs: Hubs, given: Iterable[MoneyRow]) -> tuple[Flow, ...]:
    """From each body to the organisations it gives to, where sums are published; namesakes are told apart."""
    paid = [
        (hubs.body_name(row.act.body), hubs.organisations[row.line.organisation], row.line.amount_eur)
        for row in given
        if row.line.organisation in hubs.organisations and row.line.amount_eur
    ]
    names = Counter(name for name, _ in {(one.name, one.key) for _, one, _ in paid})
    return gather((giver, _told_apart(one, names), amount) for giver, one, amount in paid)


def _told_apart(one: Organisation, names: Counter[str]) -> str:
    """The name, with the key when another organisation of the picture has it too."""
    return one.name if names[one.name] == 1 else f"{one.name} ({one.key})"


def _children(hubs: Hubs, territory: Territory) -> list[Territory]:
    return [one for one in hubs.identities.territories if one.parent == (territory.kind, territory.code)]


def _shared(hubs: Hubs, bodies: Sequence[str]) -> list[tuple[Organisation, str, list[tuple[Territory, str]]]]:
    """Organisations that acts of these bodies name and that other territories know too."""
    found = []
    for organisation in hubs.organisations_named_by(bodies):
        if len(places := hubs.territories_of_organisation(organisation_id(organisation))) > 1:
            known = [(one, hubs.places.territory(one)) for one in places]
            found.append((organisation, hubs.places.organisation(organisation), known))
    return found
