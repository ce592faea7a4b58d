"""What a document says, kept while its text is written, and given as a gold record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class VoteTruth:
    """As the record contract: a count is None until the text states it."""

    outcome: str | None = None
    unanimous: bool | None = None
    for_: int | None = None
    against: int | None = None
    abstentions: int | None = None
    against_names: list[str] = field(default_factory=list)
    abstention_names: list[str] = field(default_factory=list)
    not_voting_names: list[str] = field(default_factory=list)

    def gold(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome,
            "unanimous": self.unanimous,
            "for": self.for_,
            "against": self.against,
            "abstentions": self.abstentions,
            "against_names": self.against_names,
            "abstention_names": self.abstention_names,
            "not_voting_names": self.not_voting_names,
        }


@dataclass(slots=True)
class GrantTruth:
    """Money that the act decides to give; `beneficiary` is None for a private person."""

    kind: str
    beneficiary: str | None
    amount: float
    year: int | None = None

    def gold(self) -> dict[str, Any]:
        grant: dict[str, Any] = {"kind": self.kind, "beneficiary": self.beneficiary, "amount": self.amount}
        if self.beneficiary is None:
            grant["private"] = True
        return grant | {"year": self.year}


@dataclass(slots=True)
class ActTruth:
    """One deliberation. `grants` is None where the text leaves it open (a list of titles)."""

    title: str
    number: str | None = None
    vote: VoteTruth = field(default_factory=VoteTruth)
    grants: list[GrantTruth] | None = field(default_factory=list)
    budget_codes: list[str] | None = field(default_factory=list)
    teletransmission_id: str | None = None
    received_on: dt.date | None = None
    posted_on: dt.date | None = None
    signatory: str | None = None

    def gold(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "title": self.title,
            "vote": self.vote.gold(),
            "grants": None if self.grants is None else [grant.gold() for grant in self.grants],
            "budget_codes": self.budget_codes,
            "teletransmission_id": self.teletransmission_id,
            "received_on": _iso(self.received_on),
            "posted_on": _iso(self.posted_on),
            "signatory": self.signatory,
        }


@dataclass(slots=True)
class SessionTruth:
    """The session as far as the text states it; attendance entries are those of the contract."""

    body: str | None = None
    organ: str | None = None
    body_siren: str | None = None
    date: dt.date | None = None
    convened_on: dt.date | None = None
    in_office: int | None = None
    present: int | None = None
    proxies: int | None = None
    voting: int | None = None
    president: str | None = None
    secretary: str | None = None
    attendance: list[dict[str, Any]] = field(default_factory=list)

    def gold(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "body_siren": self.body_siren,
            "organ": self.organ,
            "date": _iso(self.date),
            "convened_on": _iso(self.convened_on),
            "counts": {
                "in_office": self.in_office,
                "present": self.present,
                "proxies": self.proxies,
                "voting": self.voting,
            },
            "president": self.president,
            "secretary": self.secretary,
            "attendance": self.attendance,
        }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(slots=True)
class Document:
    """An invented document: its text and what it says (`session` None: it records none)."""

    text: str
    session: SessionTruth | None
    acts: list[ActTruth] = field(default_factory=list)

    def gold(self) -> dict[str, Any]:
        return {
            "session": self.session.gold() if self.session else None,
            "acts": [act.gold() for act in self.acts],
        }
