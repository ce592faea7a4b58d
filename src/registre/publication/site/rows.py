"""What the hub pages need of each sitting: small rows, kept while the texts go by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from registre.linking.identities import Organisation, Person

PersonId = tuple[str, str]
"""Body key and person key."""

OrganisationId = tuple[str, str]
"""Scheme and key."""


def person_id(person: Person) -> PersonId:
    return (person.body, person.key)


def organisation_id(organisation: Organisation) -> OrganisationId:
    return (organisation.scheme, organisation.key)


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


@dataclass(slots=True)
class Rows:
    """Everything kept for the hub pages. Lists are in publishing order: body, day, organ."""

    sessions: list[SessionRow] = field(default_factory=list)
    acts: list[ActRow] = field(default_factory=list)
    money: list[MoneyRow] = field(default_factory=list)
    presences: list[PresenceRow] = field(default_factory=list)
    mentions: list[MentionRow] = field(default_factory=list)
    documents: int = 0
    findings: int = 0
    rule_uses: dict[str, int] = field(default_factory=dict)
    followers: dict[str, list[ActRow]] = field(default_factory=dict)
    """Acts that rely on an act, by its path, in publishing order."""
    cited: dict[tuple[str, str], str] = field(default_factory=dict)
    """Path of each act of the body whose sittings go by, by body key and number slug: what a visa may lead to."""
