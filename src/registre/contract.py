"""The record contract: the JSON that `registre extract` prints, one document a line.

Names and meaning of the fields are fixed (they are what gold records are compared with); what the
text does not state is null, an empty list says that there is none.
"""

from __future__ import annotations

from typing import Any

from registre.errors import UnreadableSource
from registre.records import Act, Attendance, Commitment, Fact, Movement, Record, Session, Vote


def to_contract(record: Record, source_as_given: str, siren: str | None = None) -> dict[str, Any]:
    """`record` as plain values, ready for `json.dumps`; `source_as_given` is the path the user gave.

    `siren` is that of the body when the document does not state it and the reference data know it.
    """
    return {
        "source": source_as_given,
        "kind": record.kind.value,
        "session": _session(record.session, siren) if record.session else None,
        "acts": [_act(act) for act in record.acts],
        "diagnostics": [
            {
                "code": one.code,
                "message": one.message,
                "message_en": one.message_en,
                "severity": one.severity.value,
                "act": one.act,
            }
            for one in record.diagnostics
        ],
    }


def _value(fact: Fact[Any] | None) -> Any:
    return None if fact is None else fact.value


def _day(fact: Fact[Any] | None) -> str | None:
    return None if fact is None else fact.value.isoformat()


def _session(session: Session, siren: str | None) -> dict[str, Any]:
    counts = session.counts
    return {
        "body": _value(session.body),
        "body_siren": _value(session.body_siren) or siren,
        "organ": _value(session.organ),
        "date": _day(session.date),
        "convened_on": _day(session.convened_on),
        "counts": {
            "in_office": _value(counts.in_office),
            "present": _value(counts.present),
            "proxies": _value(counts.proxies),
            "voting": _value(counts.voting),
        },
        "president": _value(session.president),
        "secretary": _value(session.secretary),
        "remote": _value(session.remote),
        "attendance": [_attendance(one.value) for one in session.attendance],
        "movements": [_movement(one.value) for one in session.movements],
    }


def _movement(one: Movement) -> dict[str, Any]:
    """`act` is the index in `acts` of the first act decided after the movement."""
    return {
        "name": one.name,
        "motion": one.motion.value,
        "hour": one.hour,
        "act": one.act,
        "proxy_to": one.proxy_to,
    }


def _attendance(one: Attendance) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": one.name, "status": one.status.value}
    for name in ("proxy_to", "substitute_for", "role", "arrives", "leaves"):
        if (value := getattr(one, name)) is not None:
            entry[name] = value
    return entry


def _act(act: Act) -> dict[str, Any]:
    codes = dict.fromkeys(code for charge in act.charges for code in charge.value.codes)
    return {
        "number": _value(act.number),
        "title": _value(act.title),
        "vote": _vote(act.vote.value if act.vote else Vote()),
        "grants": [_grant(one.value) for one in act.commitments],
        "budget_codes": list(codes),
        "teletransmission_id": _value(act.teletransmission_id),
        "received_on": _day(act.received_on),
        "posted_on": _day(act.posted_on),
        "signatory": _value(act.signatory),
        "matter": _value(act.matter),
        "counts": {"present": _value(act.present), "proxies": _value(act.proxies), "voting": _value(act.voting)},
        "received": [
            {"payer": one.value.payer, "amount": float(one.value.amount_eur), "year": one.value.year}
            for one in act.received
        ],
        "articles": [{"verb": one.value.verb, "text": one.value.text} for one in act.articles],
        "visas": [{"text": one.value.text, "cited_act": one.value.cited_act} for one in act.visas],
        "mentions": [{"name": one.value.name, "alias": one.value.alias} for one in act.mentions],
    }


def _vote(vote: Vote) -> dict[str, Any]:
    return {
        "outcome": vote.outcome.value if vote.outcome else None,
        "unanimous": vote.unanimous,
        "for": vote.for_,
        "against": vote.against,
        "abstentions": vote.abstentions,
        "against_names": list(vote.against_names),
        "abstention_names": list(vote.abstention_names),
        "not_voting_names": list(vote.not_voting_names),
    }


def _grant(one: Commitment) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "beneficiary": None if one.private else one.beneficiary,
        "amount": None if one.amount_eur is None else float(one.amount_eur),
        "year": one.year,
        **({"private": True} if one.private else {}),
    }


def unread_contract(fault: UnreadableSource, source_as_given: str) -> dict[str, Any]:
    """The line of a document that could not be read: nothing but its diagnostic."""
    diagnostic = {"code": fault.code, "message": str(fault), "severity": "error"}
    return {"source": source_as_given, "session": None, "acts": [], "diagnostics": [diagnostic]}
