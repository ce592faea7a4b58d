"""The rows of all sittings, found again by body, organ, person, organisation and territory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Protocol, TypeVar

from registre.linking.identities import Body, Organ, Organisation, OrganisationId, Person, Territory, organisation_id
from registre.publication.site.money import GRANT
from registre.publication.site.places import Places
from registre.publication.site.rows import (
    ActRow,
    MentionRow,
    MoneyRow,
    PersonId,
    PresenceRow,
    Rows,
    SessionRow,
    known_as,
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
    def persons(self) -> Iterable[Person]: ...
    @property
    def organisations(self) -> Collection[Organisation]: ...
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


Amounts = list[Decimal | None]
"""In euros, one a line of money; None where none is stated."""


def amounts_by(rows: Iterable[MoneyRow], key: Callable[[MoneyRow], Key]) -> dict[Key, Amounts]:
    """The amounts of each key, in the order of the rows, which are not kept."""
    groups: defaultdict[Key, Amounts] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row.line.amount_eur)
    return dict(groups)


def totals(groups: Iterable[tuple[str, str | None, Amounts]]) -> list[Total]:
    """Sums of each group (label, path, amounts), with their shares of the largest."""
    lines = []
    for label, path, amounts in groups:
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
    counts = Counter(row.matter or "" for row in acts)
    if not set(counts) - {""}:
        return []
    most = max(counts.values())
    ranked = sorted(counts.items(), key=lambda one: (not one[0], -one[1], one[0]))
    return [Total(name, None, count, None, round(count / most * 100, 2)) for name, count in ranked]


def largest_first(lines: list[Total]) -> list[Total]:
    return sorted(lines, key=lambda line: (-(line.amount_eur or Decimal(-1)), line.label))


def by_year(rows: Iterable[MoneyRow]) -> list[Total]:
    """Sums a year, from the first to the last; a year without data keeps its line, with nothing in it."""
    years = amounts_by(rows, lambda row: row.year)
    if not years:
        return []
    span = range(min(years), max(years) + 1)
    if len(span) > 60:  # a misread year must not draw a thousand empty lines
        span = range(max(years) - 59, max(years) + 1)
    return totals((str(year), None, years.get(year, [])) for year in span)


def grants(rows: Iterable[MoneyRow]) -> Iterator[MoneyRow]:
    """The rows that count as grants."""
    return (row for row in rows if row.line.kind == GRANT)


@dataclass(frozen=True)
class Hubs:
    """The index. Rows come from the disk whenever they are asked for, those of one page at a time."""

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
    def _known(self) -> dict[str, Organisation]:
        """Organisations by the name that rows know them by."""
        return {known_as(identifier): one for identifier, one in self.organisations.items()}

    def organisations_named_by(self, bodies: Sequence[str]) -> Iterator[Organisation]:
        """Those that acts of these bodies name or fund, in the order of the identities."""
        named = set(self.rows.money.names("organisation", body=bodies))
        named.update(self.rows.mentions.names("organisation", body=bodies))
        return iter(sorted(self._known[name] for name in named if name in self._known))

    @cached_property
    def territories(self) -> dict[TerritoryId, Territory]:
        return {(one.kind, one.code): one for one in self.identities.territories}

    @cached_property
    def organs_of(self) -> dict[str, list[Organ]]:
        return grouped(self.identities.organs, lambda organ: organ.body)

    @cached_property
    def persons_of(self) -> dict[str, list[Person]]:
        return grouped(self.identities.persons, lambda person: person.body)

    def sessions_of(self, body: str) -> list[SessionRow]:
        """In the order of their days."""
        return list(self.rows.sessions.earliest(body=body))

    def acts_of(self, body: str) -> list[ActRow]:
        return list(self.rows.acts.of(body=body))

    def counts_of(self, body: str) -> tuple[int, int]:
        """The sessions and the acts of a body."""
        return self.rows.sessions.count(body=body), self.rows.acts.count(body=body)

    def money_of(self, organisation: OrganisationId) -> list[MoneyRow]:
        """Its money, the latest first."""
        return list(self.rows.money.latest(organisation=known_as(organisation)))

    def mentions_of(self, organisation: OrganisationId) -> list[MentionRow]:
        """The latest first."""
        return list(self.rows.mentions.latest(organisation=known_as(organisation)))

    def presences_of(self, person: PersonId) -> list[PresenceRow]:
        """Their entries of rolls, the latest first."""
        return list(self.rows.presences.latest(person=known_as(person)))

    def proxies_to(self, person: PersonId) -> list[PresenceRow]:
        """Who voted through them, the latest first."""
        return list(self.rows.presences.latest(holder=known_as(person)))

    def presences_in(self, organ: Organ) -> Iterator[PresenceRow]:
        """Entries of the rolls of an organ."""
        return self.rows.presences.of(organ=known_as((organ.body, organ.slug)))

    def has_rolls(self, organ: Organ) -> bool:
        return next(self.presences_in(organ), None) is not None

    @cached_property
    def last_day(self) -> date | None:
        """The latest session of all."""
        return max((row.day for row in self.rows.sessions), default=None)

    def last_day_of(self, body: str) -> date | None:
        """The latest session of a body."""
        return max((row.day for row in self.rows.sessions.of(body=body)), default=None)

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
        known = known_as(organisation)
        bodies = set(self.rows.money.names("body", organisation=known))
        bodies.update(self.rows.mentions.names("body", organisation=known))
        keys = {found for body in bodies if (found := self.territory_of(body)) is not None}
        return [self.territories[key] for key in sorted(keys)]
