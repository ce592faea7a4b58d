"""What a document says: plain values, each with the words that state it.

A `Fact` is a value together with its `Evidence`: the characters of the source text that state it and
the rule that read them. Everything `registre` publishes starts as a fact, so a reader can always go
back to the page. Values here are immutable; counts are persons, money is `Decimal` euros, and what a
text does not state is `None` (never 0, never "").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evidence:
    """`raw` stands at characters `start`..`end` (end excluded) of the source text; `rule` read it."""

    start: int
    end: int
    raw: str
    rule: str


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value and the words that state it; `also` holds further words that complete it
    (a beneficiary named in the title of an act whose article gives the amount)."""

    value: T
    evidence: Evidence
    also: tuple[Evidence, ...] = ()


class Status(StrEnum):
    """How a member took part in a session, as the minutes record it."""

    present = "present"
    represented = "represented"
    """Gave a proxy (pouvoir, procuration) to another member: CGCT art. L2121-20."""
    excused = "excused"
    absent = "absent"


class Motion(StrEnum):
    """How a member moves while the session sits."""

    arrives = "arrives"
    leaves = "leaves"
    returns = "returns"


class Outcome(StrEnum):
    """What became of a proposal."""

    adopted = "adopted"
    rejected = "rejected"
    noted = "noted"
    """« prend acte »: the assembly takes note, there is no vote."""
    postponed = "postponed"
    withdrawn = "withdrawn"


class CommitmentKind(StrEnum):
    """Money an act decides to give. The French words of the record contract."""

    grant = "subvention"
    fee = "cotisation"
    contribution = "participation"
    advance = "avance"
    guarantee = "garantie"
    prize = "prix"
    aid = "aide"


class DocumentKind(StrEnum):
    """What a document seems to be; only the first three record a session of an assembly."""

    extract = "extract"
    minutes = "minutes"
    list = "list"
    other = "other"


class Severity(StrEnum):
    info = "info"
    warning = "warning"
    error = "error"


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person named by the roll: `name` as written, without honorific."""

    name: str
    status: Status
    proxy_to: str | None = None
    substitute_for: str | None = None
    role: str | None = None
    arrives: str | None = None
    """When a member joins late: the item or hour as written."""
    leaves: str | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """A member of the roll who joins or leaves the session while it sits; `name` is spelt as in the roll."""

    name: str
    motion: Motion
    hour: str | None = None
    """As written: « 19h12 »."""
    act: int | None = None
    """Index in `Record.acts` of the first act decided after it; None when the document does not tell."""
    proxy_to: str | None = None
    """Who votes in the member's name from then on, spelt as in the roll."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of persons as the document states them, never recomputed."""

    in_office: Fact[int] | None = None
    present: Fact[int] | None = None
    proxies: Fact[int] | None = None
    voting: Fact[int] | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """The vote on one act. Counts are voices (présents + pouvoirs: CGCT art. L2121-20)."""

    outcome: Outcome | None = None
    unanimous: bool | None = None
    for_: int | None = None
    against: int | None = None
    abstentions: int | None = None
    secret: bool | None = None
    against_names: tuple[str, ...] = ()
    abstention_names: tuple[str, ...] = ()
    not_voting_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """Money this act decides to give. A private beneficiary has no name: `private` is True."""

    kind: CommitmentKind
    beneficiary: str | None
    amount_eur: Decimal | None
    year: int | None = None
    purpose: str | None = None
    private: bool = False
    article: int | None = None
    """Index in `Act.articles` of the article that decides it."""


@dataclass(frozen=True, slots=True)
class InKindAid:
    """An advantage this act gives without paying money: a room lent free of charge, a rent waived.

    It never adds up with money. A private beneficiary has no name: `private` is True.
    """

    beneficiary: str | None
    purpose: str | None = None
    """What is lent or waived, in the words of the act."""
    value_eur: Decimal | None = None
    """The valuation that the act states: no money is paid."""
    year: int | None = None
    private: bool = False
    article: int | None = None
    """Index in `Act.articles` of the article that decides it."""


@dataclass(frozen=True, slots=True)
class ReceivedFunding:
    """Money another organisation gives to the deliberating body (a co-funding)."""

    payer: str
    amount_eur: Decimal
    year: int | None = None


@dataclass(frozen=True, slots=True)
class RecalledAmount:
    """Money the recitals merely recall: past years, requests, budgets. It never adds up."""

    amount_eur: Decimal
    reason: str
    """past | requested | project | turnover | other"""
    organisation: str | None = None


class PlanSide(StrEnum):
    """What a line of a funding plan is."""

    expense = "expense"
    income = "income"


@dataclass(frozen=True, slots=True)
class FundingLine:
    """One line of a funding plan. `share` is in per cent, as stated; a label may be lost with a page's heading."""

    side: PlanSide
    label: str | None
    amount_eur: Decimal
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FundingPlan:
    """Who is to pay for what. Nothing of it is given or received yet: it never adds up with money that is."""

    lines: tuple[FundingLine, ...]
    total_eur: Decimal | None = None
    """The total that the table writes."""


@dataclass(frozen=True, slots=True)
class CommitmentTable:
    """A table or list of commitments that writes its total; its rows are those whose words lie within its own."""

    total_eur: Decimal
    """As written, never the sum of the rows."""


@dataclass(frozen=True, slots=True)
class BudgetCharge:
    """The budget line an act charges, as written and in parts ("A/B/C" gives each part)."""

    text: str
    codes: tuple[str, ...]
    chapter: str | None = None
    account: str | None = None
    """An account of the M14 or M57 nomenclature (6574, 65748), recognised by its digits."""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One operative measure of the dispositif, with its verb in the infinitive when it has one."""

    text: str
    verb: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Visa:
    """« Vu … »: a text the act rests on; `cited_act` is the number of a deliberation it cites."""

    text: str
    cited_act: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation that the act names without giving it money in that passage.

    `alias` is another name that the text itself states ("CIMES (Creating Integrated …)").
    """

    name: str
    alias: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A convention or avenant that the act approves or allows to sign."""

    title: str
    parties: tuple[str, ...] = ()
    amendment: bool = False


@dataclass(frozen=True, slots=True)
class StatedBody:
    """The body that the publisher's settings state for the folder of a document whose text names none.

    No words of the text say it, so it is no fact: it has a folder of the settings in place of evidence.
    """

    name: str | None
    siren: str | None
    folder: str


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting of an assembly. `body` and `organ` are full names with their proper case."""

    body: Fact[str] | None
    organ: Fact[str] | None
    date: Fact[dt.date] | None
    body_siren: Fact[str] | None = None
    convened_on: Fact[dt.date] | None = None
    counts: Counts = Counts()
    president: Fact[str] | None = None
    secretary: Fact[str] | None = None
    remote: Fact[bool] | None = None
    attendance: tuple[Fact[Attendance], ...] = ()
    movements: tuple[Fact[Movement], ...] = ()
    """Late arrivals, departures and returns, in reading order."""
    stated_body: StatedBody | None = None
    """The publisher's word, when neither `body` nor `body_siren` is in the text."""


@dataclass(frozen=True, slots=True)
class Act:
    """One deliberation. `start`..`end` is its own part of the source text."""

    start: int
    end: int
    number: Fact[str] | None = None
    title: Fact[str] | None = None
    vote: Fact[Vote] | None = None
    commitments: tuple[Fact[Commitment], ...] = ()
    in_kind: tuple[Fact[InKindAid], ...] = ()
    received: tuple[Fact[ReceivedFunding], ...] = ()
    recalled: tuple[Fact[RecalledAmount], ...] = ()
    charges: tuple[Fact[BudgetCharge], ...] = ()
    plans: tuple[Fact[FundingPlan], ...] = ()
    tables: tuple[Fact[CommitmentTable], ...] = ()
    articles: tuple[Fact[Article], ...] = ()
    visas: tuple[Fact[Visa], ...] = ()
    recitals: tuple[Fact[str], ...] = ()
    mentions: tuple[Fact[Mention], ...] = ()
    agreements: tuple[Fact[Agreement], ...] = ()
    teletransmission_id: Fact[str] | None = None
    received_on: Fact[dt.date] | None = None
    posted_on: Fact[dt.date] | None = None
    signatory: Fact[str] | None = None
    matter: Fact[str] | None = None
    """ACTES matter, level 2 ("7.5")."""
    present: Fact[int] | None = None
    """Members present at this act's vote, when the document counts them for it; so are `proxies` and `voting`."""
    proxies: Fact[int] | None = None
    voting: Fact[int] | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a reader should know about a record: a contradiction, a loser, a doubt."""

    code: str
    message: str
    """In French; `message_en` says the same in English."""
    severity: Severity
    act: int | None = None
    """Index in `Record.acts`, or None when it concerns the session or the document."""
    start: int | None = None
    end: int | None = None
    message_en: str = ""


@dataclass(frozen=True, slots=True)
class PageBox:
    """A rectangle on page `page` (the first is 1), in points (1/72 inch) from the top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where characters `start`..`end` (end excluded) of the text stand on the pages of a PDF: one box a line."""

    start: int
    end: int
    boxes: tuple[PageBox, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record comes from. `path` is relative to the folder that was built, with `/`."""

    path: str
    size_bytes: int
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Record:
    """All that one document says. `session` is None when it records no assembly's session."""

    source: Source
    text: str
    """The source text that every `Evidence` points into."""
    text_sha256: str
    kind: DocumentKind
    session: Session | None
    acts: tuple[Act, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    places: tuple[Place, ...] = ()
    """Of each span that some evidence quotes, in order, when the document has pages."""


def facts_of(node: object) -> Iterator[Fact[Any]]:
    """Every fact in a record, a session or an act, in the order of the fields."""
    if isinstance(node, Fact):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from facts_of(part)
    elif is_dataclass(node):
        for field in fields(node):
            yield from facts_of(getattr(node, field.name))
