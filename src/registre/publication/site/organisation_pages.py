"""Pages of the organisations: who gave them what, in which act, and why their names are one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registre.linking.identities import IdentityLink, Organisation, organisation_id
from registre.publication.site.beside import flows_csv, money_csv, section_of, years_csv
from registre.publication.site.hubs import Hubs, Total, amounts_by, by_year, grants, largest_first, totals
from registre.publication.site.memberships import Memberships
from registre.publication.site.money import GRANT, IN_KIND, RECALLED, RECEIVED, granted
from registre.publication.site.pictures.bars import YearBars
from registre.publication.site.pictures.flows import Flow, Flows, gather
from registre.publication.site.rendering import Page
from registre.publication.site.rows import MoneyRow


@dataclass(frozen=True, slots=True)
class Extent:
    """The smallest and the largest grant, the first and the last."""

    least_eur: Decimal
    most_eur: Decimal
    first: date
    last: date


SECTIONS = ("grants", "fees", "in_kind", "pays", "recalled")
"""The parts of the page, in its order."""


def organisation_pages(hubs: Hubs, memberships: Memberships) -> Iterator[Page]:
    """One page an organisation."""
    for organisation in hubs.identities.organisations:
        yield _organisation_page(hubs, organisation, memberships)


def _organisation_page(hubs: Hubs, organisation: Organisation, memberships: Memberships) -> Page:
    path = hubs.places.organisation(organisation)
    key = organisation_id(organisation)
    rows = hubs.money_of(key)
    given = list(grants(rows))
    paid = {row.act.path for row in rows if row.line.kind != RECALLED}
    mentions = [row for row in hubs.mentions_of(key) if row.act.path not in paid]
    years, flows = by_year(given), _flows(hubs, organisation.name, given)
    body = memberships.body_of(organisation)
    values: dict[str, object] = {
        "organisation": organisation,
        "body": body,
        "groups": memberships.groups(body[0]) if body is not None else [],
        "joined": memberships.members(body[0]) if body is not None else [],
        "total": granted(row.line for row in given),
        "extent": _extent(given),
        "grants": _with_funder(hubs, given),
        "fees": _with_funder(hubs, [row for row in rows if row.line.kind not in (GRANT, IN_KIND, RECEIVED, RECALLED)]),
        "in_kind": _with_funder(hubs, [row for row in rows if row.line.kind == IN_KIND]),
        "pays": _with_funder(hubs, [row for row in rows if row.line.kind == RECEIVED]),
        "recalled": _with_funder(hubs, [row for row in rows if row.line.kind == RECALLED]),
        "mentions": [(row, hubs.body_name(row.act.body)) for row in mentions],
        "years": years,
        "bars": YearBars("years", years) if len(years) > 1 else None,
        "flows": Flows("flows", flows) if len(flows) > 1 else None,
        "funders": funders(hubs, given),
        "territories": by_territory(hubs, given),
        "proposals": [(one, *_other(hubs, one)) for one in organisation.proposals],
        "known_in": [(one, hubs.places.territory(one)) for one in hubs.territories_of_organisation(key)],
    }
    shown = sorted(rows, key=lambda row: SECTIONS.index(section_of(row.line.kind)))
    tables = {"": money_csv(hubs, shown, mentions)}
    if len(years) > 1:
        tables[".years"] = years_csv(years)
    if len(flows) > 1:
        tables[".flows"] = flows_csv(flows)
    day = max((act.day for act in (*(row.act for row in rows), *(row.act for row in mentions))), default=None)
    return Page(path, "organisation.html", values, iri=hubs.places.iri(path), data=True, tables=tables, day=day)


def _extent(given: list[MoneyRow]) -> Extent | None:
    """None without two amounts: one has neither a smallest nor a largest."""
    amounts = [row.line.amount_eur for row in given if row.line.amount_eur is not None]
    days = [row.act.day for row in given]
    return Extent(min(amounts), max(amounts), min(days), max(days)) if len(amounts) > 1 else None


def _flows(hubs: Hubs, name: str, given: list[MoneyRow]) -> tuple[Flow, ...]:
    """From each body that gives, where sums are published."""
    return gather((hubs.body_name(row.act.body), name, row.line.amount_eur) for row in given if row.line.amount_eur)


def _other(hubs: Hubs, proposal: IdentityLink) -> tuple[str, str | None]:
    """Name and page of the organisation that a proposal leads to; no page for an entry of a register."""
    scheme, _, key = proposal.candidate.partition("/")
    other = hubs.organisations.get((scheme, key))
    return (other.name, hubs.places.organisation(other)) if other is not None else (proposal.candidate, None)


def _with_funder(hubs: Hubs, rows: list[MoneyRow]) -> list[tuple[MoneyRow, str, str | None]]:
    """Each row with the name and the page of the body whose act it is."""
    return [(row, hubs.body_name(row.act.body), _body_path(hubs, row.act.body)) for row in rows]


def _body_path(hubs: Hubs, key: str) -> str | None:
    return hubs.places.body(hubs.bodies[key]) if key in hubs.bodies else None


def funders(hubs: Hubs, given: list[MoneyRow]) -> list[Total]:
    """Grants by the body that gives them, largest first."""
    groups = amounts_by(given, lambda row: row.act.body)
    return largest_first(totals((hubs.body_name(key), _body_path(hubs, key), paid) for key, paid in groups.items()))


def by_territory(hubs: Hubs, given: list[MoneyRow]) -> list[Total]:
    """Grants by the territory of the giving body; bodies without a known one stand under an empty label."""
    groups = amounts_by(given, lambda row: hubs.territory_of(row.act.body))
    lines = []
    for key, amounts in groups.items():
        territory = hubs.territories[key] if key is not None else None
        name, path = (territory.name, hubs.places.territory(territory)) if territory is not None else ("", None)
        lines.append((name, path, amounts))
    return largest_first(totals(lines))
