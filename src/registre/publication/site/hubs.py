"""The rows of all sittings, found again by body, organ, person, organisation and territory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Protocol, TypeVar

from registre.linking.identities import Body, Organ, Organisation, Person, Territory
from registre.publication.site.money import GRANT
from registre.publication.site.places import Places
from registre.publication.site.rows import (
    ActRow,
    MentionRow,
    MoneyRow,
    OrganisationId,
    PersonId,
    PresenceRow,
    Rows,
    SessionRow,
    organisation_id,
    person_id,
)

Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)
TerritoryId = tuple[str, str]
"""Kind and code."""


class Identities(Protocol):
    """Everybody and everything of a publication, each once, sorted: what `linking.identify` gives."""

    @property
    def bodies(self) -> tuple[Body, ...]: ...
    @property
    def organs(self) -> tuple[Organ, ...]: ...
    @property
    def persons(self) -> tuple[Person, ...]: ...
    @property
    def organisations(self) -> tuple[Organisation, ...]: ...
    @property
    def territories(self) -> tuple[Territory, ...]: ...


def grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    """The rows of each key, in their order."""
    groups: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(groups)


@dataclass(frozen=True, slots=True)
class Total:
    """One line of a table of sums: `share` is hundredths of the largest line; `path` leads to its page."""

    label: str
    path: str | None
    count: int
    amount_eur: Decimal | None
    share: float = 0.0


def totals(groups: Iterable[tuple[str, str | None, Iterable[MoneyRow]]]) -> list[Total]:
    """Sums of each group (label, path, rows), with their shares of the largest."""
    lines = []
    for label, path, rows in groups:
        amounts = [row.line.amount_eur for row in rows]
        known = [amount for amount in amounts if amount is not None]
        lines.append(Total(label, path, len(amounts), sum(known, Decimal(0)) if known else None))
    largest = max((line.amount_eur or Decimal(0) for line in lines), default=Decimal(0))
    if not largest:
        return lines
    return [
        Total(one.label, one.path, one.count, one.amount_eur, round(float((one.amount_eur or 0) / largest * 100), 2))
        for one in lines
    ]


def matters(acts: Iterable[ActRow]) -> list[Total]:
    """How many acts there are of each matter, most first; those whose matter is not known stand last, without label."""
    groups = grouped(acts, lambda row: row.matter or "")
    if not set(groups) - {""}:
        return []
    most = max(len(rows) for rows in groups.values())
    ranked = sorted(groups.items(), key=lambda one: (not one[0], -len(one[1]), one[0]))
    return [Total(name, None, len(rows), None, round(len(rows) / most * 100, 2)) for name, rows in ranked]


def largest_first(lines: list[Total]) -> list[Total]:
    return sorted(lines, key=lambda line: (-(line.amount_eur or Decimal(-1)), line.label))


def by_year(rows: Iterable[MoneyRow]) -> list[Total]:
    """Sums a year, from the first to the last; a year without data keeps its line, with nothing in it."""
    years = grouped(rows, lambda row: row.year)
    if not years:
        return []
    span = range(min(years), max(years) + 1)
    if len(span) > 60:  # a misread year must not draw a thousand empty lines
        span = range(max(years) - 59, max(years) + 1)
    return totals((str(year), None, years.get(year, [])) for year in span)


def grants(rows: Iterable[MoneyRow]) -> list[MoneyRow]:
    """The rows that count as grants."""
    return [row for row in rows if row.line.kind == GRANT]


@dataclass(frozen=True)
class Hubs:
    """The index. Groups are made once, when they are first asked for."""

    rows: Rows
    identities: Identities
    places: Places

    @cached_property
    def bodies(self) -> dict[str, Body]:
        return {body.key: body for body in self.identities.bodies}

    @cached_property
    def persons(self) -> dict[PersonId, Person]:
        return {person_id(person): person for person in self.identities.persons}

    @cached_property
    def organisations(self) -> dict[OrganisationId, Organisation]:
        return {organisation_id(one): one for one in self.identities.organisations}

    @cached_property
    def territories(self) -> dict[TerritoryId, Territory]:
        return {(one.kind, one.code): one for one in self.identities.territories}

    @cached_property
    def organs_of(self) -> dict[str, list[Organ]]:
        return grouped(self.identities.organs, lambda organ: organ.body)

    @cached_property
    def persons_of(self) -> dict[str, list[Person]]:
        return grouped(self.identities.persons, lambda person: person.body)

    @cached_property
    def sessions_of(self) -> dict[str, list[SessionRow]]:
        return grouped(self.rows.sessions, lambda row: row.body)

    @cached_property
    def acts_of(self) -> dict[str, list[ActRow]]:
        return grouped(self.rows.acts, lambda row: row.body)

    @cached_property
    def money_of_body(self) -> dict[str, list[MoneyRow]]:
        return grouped(self.rows.money, lambda row: row.act.body)

    @cached_property
    def money_of(self) -> dict[OrganisationId, list[MoneyRow]]:
        named = [row for row in self.rows.money if row.line.organisation is not None]
        return grouped(named, lambda row: row.line.organisation or ("", ""))

    @cached_property
    def mentions_of(self) -> dict[OrganisationId, list[MentionRow]]:
        return grouped(self.rows.mentions, lambda row: row.organisation)

    @cached_property
    def presences_of(self) -> dict[PersonId, list[PresenceRow]]:
        return grouped(self.rows.presences, lambda row: row.person)

    @cached_property
    def presences_in(self) -> dict[tuple[str, str], list[PresenceRow]]:
        """Entries of rolls by body and organ."""
        return grouped(self.rows.presences, lambda row: (row.session.body, row.session.organ))

    @cached_property
    def proxies_to(self) -> dict[PersonId, list[PresenceRow]]:
        given = [row for row in self.rows.presences if row.proxy_to is not None]
        return grouped(given, lambda row: row.proxy_to or ("", ""))

    @cached_property
    def last_day(self) -> date | None:
        """The latest session of all."""
        return max((row.day for row in self.rows.sessions), default=None)

    def last_day_of(self, body: str) -> date | None:
        """The latest session of a body."""
        return max((row.day for row in self.sessions_of.get(body, [])), default=None)

    def body_name(self, key: str) -> str:
        return self.bodies[key].name if key in self.bodies else key

    def territory_of(self, body: str) -> TerritoryId | None:
        """The territory of a body, when it is known and has a page."""
        found = self.bodies[body].territory if body in self.bodies else None
        return found if found in self.territories else None

    def around(self, territory: TerritoryId) -> list[Territory]:
        """The territories that hold this one, nearest first."""
        found: list[Territory] = []
        at: TerritoryId | None = self.territories[territory].parent
        while at in self.territories and self.territories[at] not in found:
            found.append(self.territories[at])
            at = found[-1].parent
        return found

    def territories_of_organisation(self, organisation: OrganisationId) -> list[Territory]:
        """The territories whose bodies name or fund an organisation, sorted."""
        acts = [row.act.body for row in self.money_of.get(organisation, [])]
        acts += [row.act.body for row in self.mentions_of.get(organisation, [])]
        keys = {found for body in acts if (found := self.territory_of(body)) is not None}
        return [self.territories[key] for key in sorted(keys)]
