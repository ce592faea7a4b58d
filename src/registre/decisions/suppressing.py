"""A record without the words that were withdrawn: black in its text, its quotes, its values and its path.

A fact that stated the words loses them: a name of the roll goes, a grant keeps its amount. Everything after
(linking, privacy, graph, site) meets the record so, and has never seen the words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any

from registre.decisions.words import BLACK, Finder, blacken_spans
from registre.records import Act, Attendance, Commitment, Evidence, Fact, InKindAid, Record, Session, Vote


def suppress(record: Record, finder: Finder, own: Sequence[tuple[int, int]] = ()) -> Record:
    """The record without the words that `finder` finds and the characters `own`; itself when there are none.

    After this: 1. lengths and places are those of before; 2. `text[e.start:e.end] == e.raw` for every evidence;
    3. `text_sha256` is that of the text as it is now.
    """
    text = blacken_spans(record.text, [*own, *finder.spans(record.text)])
    written: Record = _Writing(text, finder).of(record)
    if written == record:
        return record
    session = _session(written.session) if written.session is not None else None
    digest = hashlib.sha256(text.encode()).hexdigest()
    acts = tuple(map(_act, written.acts))
    return replace(written, text=text, text_sha256=digest, session=session, acts=acts)


@dataclass(frozen=True, slots=True)
class _Writing:
    """Writes a value again: quotes from the black text, other words searched."""

    text: str
    finder: Finder

    def of(self, node: Any) -> Any:
        if isinstance(node, str) and not isinstance(node, Enum):
            return blacken_spans(node, list(self.finder.spans(node)))
        if isinstance(node, Evidence):
            return replace(node, raw=self.text[node.start : node.end])
        if isinstance(node, tuple):
            return tuple(map(self.of, node))
        if isinstance(node, Record):
            parts = ("source", "session", "acts", "diagnostics")
            return replace(node, text=self.text, **{name: self.of(getattr(node, name)) for name in parts})
        if is_dataclass(node) and not isinstance(node, type):
            return replace(node, **{one.name: self.of(getattr(node, one.name)) for one in fields(node)})
        return node


def _session(session: Session) -> Session:
    roll = tuple(_attendance(fact) for fact in session.attendance if not is_black(fact.value.name))
    return replace(session, attendance=roll, president=_said(session.president), secretary=_said(session.secretary))


def _attendance(fact: Fact[Attendance]) -> Fact[Attendance]:
    one = fact.value
    value = replace(one, proxy_to=_name(one.proxy_to), substitute_for=_name(one.substitute_for))
    return fact if value == one else Fact(value, fact.evidence, fact.also)


def _act(act: Act) -> Act:
    return replace(
        act,
        signatory=_said(act.signatory),
        vote=Fact(_vote(act.vote.value), act.vote.evidence, act.vote.also) if act.vote is not None else None,
        commitments=tuple(Fact(_commitment(one.value), one.evidence, one.also) for one in act.commitments),
        in_kind=tuple(Fact(_in_kind(one.value), one.evidence, one.also) for one in act.in_kind),
        received=tuple(one for one in act.received if not is_black(one.value.payer)),
        recalled=tuple(
            Fact(replace(one.value, organisation=_name(one.value.organisation)), one.evidence, one.also)
            for one in act.recalled
        ),
        mentions=tuple(one for one in act.mentions if not (is_black(one.value.name) or is_black(one.value.alias))),
        agreements=tuple(
            Fact(replace(one.value, parties=_names(one.value.parties)), one.evidence, one.also)
            for one in act.agreements
        ),
    )


def _vote(vote: Vote) -> Vote:
    return replace(
        vote,
        against_names=_names(vote.against_names),
        abstention_names=_names(vote.abstention_names),
        not_voting_names=_names(vote.not_voting_names),
    )


def _commitment(one: Commitment) -> Commitment:
    """Its kind and its amount, as privacy leaves them when the beneficiary is a private person."""
    if not is_black(one.beneficiary):
        return one
    return Commitment(one.kind, None, one.amount_eur, private=True, article=one.article)


def _in_kind(one: InKindAid) -> InKindAid:
    """Its valuation alone, when the beneficiary or what is lent tells the hidden words."""
    if not (is_black(one.beneficiary) or is_black(one.purpose)):
        return one
    return InKindAid(None, None, one.value_eur, private=True, article=one.article)


def is_black(name: str | None) -> bool:
    return name is not None and BLACK in name


def _name(name: str | None) -> str | None:
    return None if is_black(name) else name


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if not is_black(name))


def _said(fact: Fact[str] | None) -> Fact[str] | None:
    return None if fact is not None and is_black(fact.value) else fact
