"""A record of the contract, taken apart into the single claims that are counted.

A claim is (field, key, shown): the key is what is compared, `shown` what a person reads in a list of
errors. A field that the gold record leaves null is not measured; an empty list is: whatever is
extracted for it is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from registre.evaluation.folding import fold, fold_body, fold_number, fold_organisation, fold_person

Contract = Mapping[str, Any]
"""A record, a session or an act as `registre extract` prints it (JSON object)."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of one field. `key` is hashable and folded; `shown` is the value as written."""

    field: str
    key: object
    shown: str


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a session or an act, and the fields it speaks of."""

    stated: tuple[Claim, ...]
    fields: frozenset[str]


NOTHING = Claims((), frozenset())


def _collect(claims: list[Claim], fields: set[str]) -> Claims:
    return Claims(tuple(claims), frozenset(fields | {claim.field for claim in claims}))


def session_claims(session: Contract | None) -> Claims:
    """What a session says; nothing for a document that records none."""
    if session is None:
        return NOTHING
    folds: dict[str, Callable[[object], object]] = {
        "date": str,
        "convened_on": str,
        "president": fold_person,
        "secretary": fold_person,
        "body": fold_body,
        "organ": fold,
        "body_siren": str,
    }
    claims = [
        Claim(field, folded(session[field]), str(session[field]))
        for field, folded in folds.items()
        if session.get(field) is not None
    ]
    claims += [
        Claim(f"count.{name}", int(value), str(value))
        for name, value in (session.get("counts") or {}).items()
        if value is not None
    ]
    fields: set[str] = set()
    if session.get("attendance") is not None:
        fields = {"attendance", "proxy_to", "substitute_for"}
        for one in session["attendance"]:
            claims += _attendance_claims(one)
    return _collect(claims, fields)


def _attendance_claims(one: Contract) -> list[Claim]:
    who = fold_person(one["name"])
    claims = [Claim("attendance", (who, one["status"]), f"{one['name']} ({one['status']})")]
    for field in ("proxy_to", "substitute_for"):
        if one.get(field):
            claims.append(Claim(field, (who, fold_person(one[field])), f"{one['name']} → {one[field]}"))
    return claims


def chair_is_present(session: Contract | None) -> Claim | None:
    """The claim that the chair is present: fair to make even when no list of names holds the chair."""
    if not session or not session.get("president"):
        return None
    return Claim("attendance", (fold_person(session["president"]), "present"), f"{session['president']} (present)")


def act_claims(act: Contract) -> Claims:
    """What one act says: its number, title, vote, money, budget codes, receipt and signatory."""
    claims: list[Claim] = []
    fields: set[str] = set()
    for field, folded in (("number", fold_number), ("title", fold)):
        if act.get(field) is not None:
            claims.append(Claim(field, folded(act[field]), str(act[field])))
    if act.get("vote") is not None:
        fields |= _add_vote(act["vote"], claims)
    if act.get("grants") is not None:
        fields.add("grant")
        claims += [_grant_claim(grant) for grant in act["grants"] if grant.get("amount") is not None]
    if act.get("budget_codes") is not None:
        fields.add("budget_code")
        claims += [Claim("budget_code", fold_number(code), str(code)) for code in act["budget_codes"]]
    for field in ("teletransmission_id", "received_on", "posted_on"):
        if act.get(field) is not None:
            claims.append(Claim(field, str(act[field]).casefold(), str(act[field])))
    if act.get("signatory") is not None:
        claims.append(Claim("signatory", fold_person(act["signatory"]), str(act["signatory"])))
    return _collect(claims, fields)


def _add_vote(vote: Contract, claims: list[Claim]) -> set[str]:
    """Adds the claims of a vote; gives the fields of names it speaks of (an empty list speaks)."""
    for key in ("outcome", "unanimous", "for", "against", "abstentions"):
        if vote.get(key) is not None:
            claims.append(Claim(f"vote.{key}", vote[key], str(vote[key])))
    spoken = set()
    for key in ("against_names", "abstention_names", "not_voting_names"):
        if vote.get(key) is not None:
            spoken.add(f"vote.{key}")
            claims += [Claim(f"vote.{key}", fold_person(name), str(name)) for name in vote[key]]
    return spoken


def _grant_claim(grant: Contract) -> Claim:
    """Kind, beneficiary and amount together: money to the wrong hands is not half right."""
    beneficiary = grant.get("beneficiary") or ""
    amount = round(float(grant["amount"]), 2)
    key = (grant["kind"], fold_organisation(beneficiary) if beneficiary else "", amount)
    return Claim("grant", key, f"{grant['kind']} {amount:.2f} → {beneficiary or '(particulier)'}")
