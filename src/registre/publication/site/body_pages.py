"""Pages of the public bodies, their organs and their territories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from registre.linking.identities import Body, Organ, Organisation, Person, Territory
from registre.linking.sittings import slug_of
from registre.publication.site.beside import flows_csv, money_csv, sessions_csv
from registre.publication.site.comparison_pages import Comparisons
from registre.publication.site.hubs import Hubs, Total, by_year, grants, grouped, largest_first, totals
from registre.publication.site.pictures.bars import YearBars
from registre.publication.site.pictures.calendar import SessionCalendar
from registre.publication.site.pictures.flows import Flow, Flows, gather
from registre.publication.site.pictures.tiles import Locator, Tile
from registre.publication.site.places import attendance_path
from registre.publication.site.rendering import Page
from registre.publication.site.rows import MoneyRow, SessionRow, organisation_id
from registre.publication.site.tiles import departements_of

LATEST = 15
"""Acts shown on the page of a body; the others are on the pages of its sessions."""
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


def body_pages(hubs: Hubs, covered: frozenset[str] = frozenset()) -> Iterator[Page]:
    """One page a body; `covered` are the keys of those that have a page of their coverage."""
    for body in hubs.identities.bodies:
        yield _body_page(hubs, body, covered)


def _body_page(hubs: Hubs, body: Body, covered: frozenset[str]) -> Page:
    path = hubs.places.body(body)
    given = _in_order(grants(hubs.money_of_body.get(body.key, [])))
    days = [row.day for row in hubs.sessions_of.get(body.key, [])]
    years = by_year(given)
    acts = hubs.acts_of.get(body.key, [])
    territory = hubs.territories.get(body.territory) if body.territory is not None else None
    values: dict[str, object] = {
        "body": body,
        "territory": territory,
        "territory_path": hubs.places.territory(territory) if territory is not None else None,
        "organs": [
            (organ, hubs.places.organ(organ), _sessions_of_organ(hubs, organ))
            for organ in hubs.organs_of.get(body.key, [])
        ],
        "years": sessions_by_year(hubs.sessions_of.get(body.key, [])),
        "acts": sorted(acts, key=lambda row: (row.day, row.path), reverse=True)[:LATEST],
        "act_count": len(acts),
        "money_years": years,
        "bars": YearBars("years", years) if len(years) > 1 else None,
        "calendar": SessionCalendar("calendar", days) if days else None,
        "coverage": hubs.places.path(hubs.places.mint.coverage(body.key)) if body.key in covered else None,
        "beneficiaries": top_beneficiaries(hubs, given),
        "members": [(person, hubs.places.person(person)) for person in by_surname(hubs.persons_of.get(body.key, []))],
    }
    tables = {"": money_csv(hubs, given), ".sessions": sessions_csv(hubs, hubs.sessions_of.get(body.key, []))}
    return Page(path, "body.html", values, iri=hubs.places.iri(path), data=True, tables=tables)


def _in_order(rows: list[MoneyRow]) -> list[MoneyRow]:
    """Latest first."""
    return sorted(rows, key=lambda row: (row.act.day, row.act.path, row.line.id), reverse=True)


def _sessions_of_organ(hubs: Hubs, organ: Organ) -> list[SessionRow]:
    return [row for row in hubs.sessions_of.get(organ.body, []) if row.organ == organ.slug]


def top_beneficiaries(hubs: Hubs, given: list[MoneyRow]) -> list[Total]:
    """The organisations that got most, by the grants of these rows."""
    named = [row for row in given if row.line.organisation is not None]
    groups = grouped(named, lambda row: row.line.organisation or ("", ""))
    lines = totals(
        (hubs.organisations[key].name, hubs.places.organisation(hubs.organisations[key]), rows)
        for key, rows in groups.items()
        if key in hubs.organisations
    )
    return largest_first(lines)[:TOP]


def organ_pages(hubs: Hubs) -> Iterator[Page]:
    """One page an organ."""
    for organ in hubs.identities.organs:
        path = hubs.places.organ(organ)
        body = hubs.bodies[organ.body]
        values: dict[str, object] = {
            "organ": organ,
            "body": body,
            "body_path": hubs.places.body(body),
            "years": sessions_by_year(_sessions_of_organ(hubs, organ)),
            "members": [(person, hubs.places.person(person)) for person in _seated(hubs, organ)],
            "attendance": attendance_path(path) if (organ.body, organ.slug) in hubs.presences_in else None,
        }
        yield Page(path, "organ.html", values, iri=hubs.places.iri(path), data=True)


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
    money = [row for body in bodies for row in hubs.money_of_body.get(body.key, [])]
    given = _in_order(grants(money))
    years = by_year(given)
    flows = _flows(hubs, given)
    parents = hubs.around((territory.kind, territory.code))
    values: dict[str, object] = {
        "territory": territory,
        "where": _where(hubs, territory, squares),
        "parents": [(one, hubs.places.territory(one)) for one in parents],
        "children": [(one, hubs.places.territory(one)) for one in _children(hubs, territory)],
        "bodies": [
            (body, hubs.places.body(body), len(hubs.sessions_of.get(body.key, [])), len(hubs.acts_of.get(body.key, [])))
            for body in bodies
        ],
        "money_years": years,
        "bars": YearBars("years", years) if len(years) > 1 else None,
        "flows": Flows("flows", flows) if flows else None,
        "compared": comparisons.of((territory.kind, territory.code)),
        "compared_left_out": comparisons.left_out,
        "beneficiaries": top_beneficiaries(hubs, given),
        "shared": _shared(hubs, {body.key for body in bodies}),
    }
    tables = {"": money_csv(hubs, given), **({".flows": flows_csv(flows)} if flows else {})}
    return Page(path, "territory.html", values, iri=hubs.places.iri(path), data=True, tables=tables)


def _where(hubs: Hubs, territory: Territory, squares: Sequence[Tile]) -> Locator | None:
    """The territory on the map of départements; None when its département is not known."""
    if territory.kind == "region":
        chosen = [one.code for one in squares if one.region == territory.code]
    else:
        chosen = departements_of(hubs, (territory.kind, territory.code))
    return Locator("where", squares, chosen) if chosen else None


def _flows(hubs: Hubs, given: list[MoneyRow]) -> tuple[Flow, ...]:
    """From each body to the organisations it gives to, where sums are published."""
    return gather(
        (hubs.body_name(row.act.body), hubs.organisations[row.line.organisation].name, row.line.amount_eur)
        for row in given
        if row.line.organisation in hubs.organisations and row.line.amount_eur
    )


def _children(hubs: Hubs, territory: Territory) -> list[Territory]:
    return [one for one in hubs.identities.territories if one.parent == (territory.kind, territory.code)]


def _shared(hubs: Hubs, bodies: set[str]) -> list[tuple[Organisation, str, list[tuple[Territory, str]]]]:
    """Organisations that acts of these bodies name and that other territories know too."""
    named = {row.line.organisation for body in bodies for row in hubs.money_of_body.get(body, [])}
    named |= {row.organisation for row in hubs.rows.mentions if row.act.body in bodies}
    found = []
    for organisation in hubs.identities.organisations:
        key = organisation_id(organisation)
        if key in named and len(places := hubs.territories_of_organisation(key)) > 1:
            known = [(one, hubs.places.territory(one)) for one in places]
            found.append((organisation, hubs.places.organisation(organisation), known))
    return found
