"""What the hub pages need of each sitting: small rows, kept on disk while the texts go by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from registre.kept import KeptRows
from registre.linking.identities import OrganisationId, Person

PersonId = tuple[str, str]
"""Body key and person key."""


def person_id(person: Person) -> PersonId:
    return (person.body, person.key)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A meeting: where its page is, and what a list says of it."""

    path: str
    body: str
    organ: str
    organ_name: str
    day: date
    acts: int
    present: int | None
    in_office: int | None
    """Counts as the document states them."""


@dataclass(frozen=True, slots=True)
class ActRow:
    """A deliberation in a list. `granted_eur` sums its grants only; None when it grants nothing."""

    path: str
    number: str | None
    title: str | None
    day: date
    session: SessionRow
    outcome: str | None
    unanimous: bool | None
    granted_eur: Decimal | None
    matter: str | None = None
    """First level of the ACTES nomenclature: "7"."""

    @property
    def body(self) -> str:
        return self.session.body


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Money in one act, given, lent in kind, received or recalled. `id` is its fragment on the page of the act.

    `kind` is a commitment kind, "in-kind", "received" or "recalled"; only "subvention" counts as a grant.
    """

    id: str
    kind: str
    amount_eur: Decimal | None
    name: str | None
    """The beneficiary or payer, as written."""
    organisation: OrganisationId | None
    organisation_path: str | None
    private: bool
    year: int | None
    purpose: str | None
    article: str | None
    """Fragment of the article that decides it."""
    reason: str | None
    """Why a recalled amount does not count."""
    rule: str


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One line of money and the act it stands in."""

    act: ActRow
    line: MoneyLine

    @property
    def year(self) -> int:
        """The budget year when it is stated, else the year of the session."""
        return self.line.year or self.act.day.year


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """One entry of a roll. `other` holds the proxy, or is the member replaced; absent when not stated."""

    session: SessionRow
    person: PersonId
    status: str
    proxy_to: PersonId | None = None
    proxy_name: str | None = None


@dataclass(frozen=True, slots=True)
class MentionRow:
    """An organisation that an act names without giving it money there, or with which it makes an agreement."""

    act: ActRow
    organisation: OrganisationId
    id: str


@dataclass(frozen=True, slots=True)
class FollowerRow:
    """An act that relies on the one at the path `cited`."""

    cited: str
    act: ActRow


def known_as(key: tuple[str, str]) -> str:
    """Two keys as one name: a person, an organisation, or an organ of a body."""
    return "\n".join(key)


PageRow = TypeVar("PageRow", SessionRow, ActRow)
"""A row of something that has a page and a day."""


def _by_day(row: type[PageRow]) -> KeptRows[PageRow]:
    return KeptRows(
        row,
        lambda one: (one.day.isoformat(), one.path),
        body=lambda one: one.body,
        path=lambda one: one.path,
    )


def _money() -> KeptRows[MoneyRow]:
    return KeptRows(
        MoneyRow,
        lambda row: (row.act.day.isoformat(), row.act.path, row.line.id),
        body=lambda row: row.act.body,
        act=lambda row: row.act.path,
        organisation=lambda row: known_as(row.line.organisation) if row.line.organisation is not None else None,
    )


def _presences() -> KeptRows[PresenceRow]:
    return KeptRows(
        PresenceRow,
        lambda row: (row.session.day.isoformat(), row.session.path),
        person=lambda row: known_as(row.person),
        organ=lambda row: known_as((row.session.body, row.session.organ)),
        holder=lambda row: known_as(row.proxy_to) if row.proxy_to is not None else None,
    )


def _mentions() -> KeptRows[MentionRow]:
    return KeptRows(
        MentionRow,
        lambda row: (row.act.day.isoformat(), row.act.path),
        body=lambda row: row.act.body,
        act=lambda row: row.act.path,
        organisation=lambda row: known_as(row.organisation),
    )


def _followers() -> KeptRows[FollowerRow]:
    return KeptRows(FollowerRow, lambda row: (row.cited,), cited=lambda row: row.cited)


@dataclass(slots=True)
class Rows:
    """Everything kept for the hub pages, on disk: by body, day, organ as published, by day and path as placed."""

    sessions: KeptRows[SessionRow] = field(default_factory=lambda: _by_day(SessionRow))
    acts: KeptRows[ActRow] = field(default_factory=lambda: _by_day(ActRow))
    money: KeptRows[MoneyRow] = field(default_factory=_money)
    presences: KeptRows[PresenceRow] = field(default_factory=_presences)
    mentions: KeptRows[MentionRow] = field(default_factory=_mentions)
    followers: KeptRows[FollowerRow] = field(default_factory=_followers)
    documents: int = 0
    rule_uses: dict[str, int] = field(default_factory=dict)
    cited: dict[tuple[str, str], str] = field(default_factory=dict)
    """Path of each act of the body whose sittings go by, by body key and number slug: what a visa may lead to."""
