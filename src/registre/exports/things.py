"""The things of a publication as plain values: who, when, what was voted, and the money. No graph, no format.

IRIs and codes are texts; what nobody stated is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from registre.graph.pages import Term
from registre.graph.vocabulary import Reg

KINDS: Final = (
    *(Reg.Grant, Reg.MembershipFee, Reg.Contribution, Reg.RepayableAdvance, Reg.LoanGuarantee, Reg.Prize, Reg.Aid),
    *(Reg.InKindAid, Reg.ReceivedFunding),
)
"""Classes of money, disjoint: only the first is a grant in the sense of the exports."""


@dataclass(frozen=True, slots=True)
class Agent:
    """A body, an organ or an organisation. `identifier` is a SIREN, an RNA number, or None."""

    iri: str
    name: str | None
    identifier: str | None = None
    kind: str | None = None
    """The IRI of the concept that classifies it."""
    parent: str | None = None
    """The body of an organ, the territory of a body."""
    siret: str | None = None
    """Of its seat, as a register states it."""
    rna: str | None = None
    """Its RNA number, whether it is known by it or has it beside a SIREN."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person in an assembly; `mandates` are (mandate, organ, role concepts), none for who only stands in a vote."""

    iri: str
    name: str | None
    given: str | None
    family: str | None
    spellings: tuple[str, ...]
    mandates: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    iri: str
    person: str
    status: str
    """present | represented | excused | absent, or any later code of the scheme."""
    substitute_for: str | None


@dataclass(frozen=True, slots=True)
class Proxy:
    iri: str
    giver: str
    holder: str


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting. Counts are persons, as stated."""

    iri: str
    name: str | None
    day: str
    organ: str
    in_office: int | None
    chair: str | None
    secretary: str | None
    attendance: tuple[Attendance, ...]
    proxies: tuple[Proxy, ...]

    def persons(self, status: str) -> tuple[str, ...]:
        return tuple(one.person for one in self.attendance if one.status == status)


@dataclass(frozen=True, slots=True)
class Ballot:
    iri: str
    voter: str
    option: str
    """for | against | abstention | not-voting"""
    recorded: bool
    """False when it was inferred: an export never mixes it with what minutes record."""


@dataclass(frozen=True, slots=True)
class Vote:
    """Counts are voices, as stated; None where the document is silent."""

    iri: str
    outcome: str | None
    method: str | None
    favor: int | None
    against: int | None
    abstentions: int | None
    present: int | None
    proxies: int | None
    voting: int | None
    secret: bool | None
    ballots: tuple[Ballot, ...]

    @property
    def voices(self) -> int | None:
        """Voices of the assembly: as stated, else present members and proxies (CGCT art. L2121-20)."""
        if self.voting is not None or self.present is None or self.proxies is None:
            return self.voting
        return self.present + self.proxies


@dataclass(frozen=True, slots=True)
class Part:
    """An article, visa or recital, in its rank; `cites` are earlier acts and laws, by their IRIs."""

    iri: str
    kind: str
    number: str
    text: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """One commitment. `private` is True for a natural person, who has no name here."""

    iri: str
    of_class: Term
    amount_eur: Decimal | None
    awarded_by: str | None
    beneficiaries: tuple[str, ...]
    private: bool
    purpose: str | None
    year: str | None


@dataclass(frozen=True, slots=True)
class Act:
    iri: str
    number: str | None
    title: str | None
    day: str
    body: str
    session: str | None
    matter: str | None
    """An ACTES code: "7" or "7.5"."""
    vote: Vote | None
    parts: tuple[Part, ...]
    money: tuple[Money, ...]
    budget_years: tuple[str, ...]
    received_on: str | None
    published_on: str | None
    sources: tuple[str, ...]
