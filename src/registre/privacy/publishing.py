"""What may be published about people: closed by default, and said with a reason.

Published: who acts in the session as elected member, chair, secretary, voter or signatory, and legal
persons. Anybody else is a role ("un particulier"): their words become █ in the text, in every quote and
in every value, one for one, so that all places stay right. Legal sources and reasons: docs/privacy.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from operator import is_
from typing import Any, TypeVar, cast

from registre.linking.identities import LinkedRecord
from registre.linking.names import fold
from registre.linking.person_names import is_person_name
from registre.linking.words import read_words
from registre.privacy.finding import BLACK, NOTHING, blacken, find_private, merge_masks
from registre.privacy.kept import Kept
from registre.privacy.phrases import Phrases
from registre.privacy.signs import NOT_IN_NAMES, Mask, Reason
from registre.records import Act, Commitment, Evidence, Fact, InKindAid, RecalledAmount, Record, Source

CAPITALISED = re.compile(r"(?<![\w'’-])[A-ZÀ-ÖØ-ÞŒ][\w'’]*(?:-[\w'’]+)*")

T = TypeVar("T")


def publishable(linked: LinkedRecord) -> LinkedRecord:
    """The same record without private persons. Pure, and publishing twice changes nothing more.

    After this: 1. `text[e.start:e.end] == e.raw` still holds for every evidence; 2. lengths are those of
    the source; 3. a private commitment says its kind and amount only; 4. `text_sha256` is that of the
    published text.
    """
    kept = _kept(linked)
    record = _close_commitments(linked)
    text = blacken(record.text, _masks(record, kept))
    black = _Blackening(text, kept, _hidden_words(record.text, text))
    session = black.of(record.session) if record.session is not None else None
    acts = tuple(_without_black_names(black.of(act)) for act in record.acts)
    diagnostics = tuple(black.of(one) for one in record.diagnostics)
    digest = hashlib.sha256(text.encode()).hexdigest()
    published = replace(record, text=text, text_sha256=digest, session=session, acts=acts, diagnostics=diagnostics)
    return replace(linked, record=published)


def mask_reason(words: str) -> str:
    """Words of a curator without the private persons they may name: offices and legal persons stay."""
    return blacken(words, find_private(words, Kept((), ())))


def review(linked: LinkedRecord) -> tuple[Mask, ...]:
    """What `publishable` masks in the text and why, in order. It names nobody."""
    return _masks(_close_commitments(linked), _kept(linked))


def _kept(linked: LinkedRecord) -> Kept:
    """Who acts in the session, by any spelling, and the legal persons that the record names."""
    session = linked.record.session
    names = [spelling for person in linked.persons.values() for spelling in person.spellings]
    names += linked.persons
    names += _acting(linked.record)
    body = session.body.value if session is not None and session.body is not None else linked.body.name
    return Kept(names, [*linked.organisations, linked.body.name, body])


def _acting(record: Record) -> Iterator[str]:
    """The names of the roll, of the chair and the secretary, of voters and signatories."""
    if record.session is not None:
        for entry in record.session.attendance:
            yield from (name for name in (entry.value.name, entry.value.proxy_to, entry.value.substitute_for) if name)
        yield from (fact.value for fact in (record.session.president, record.session.secretary) if fact is not None)
    for act in record.acts:
        if act.signatory is not None:
            yield act.signatory.value
        if act.vote is not None:
            yield from act.vote.value.against_names
            yield from act.vote.value.abstention_names
            yield from act.vote.value.not_voting_names


def _close_commitments(linked: LinkedRecord) -> Record:
    """The record where what goes to a private person says its kind and amount, nothing else."""
    record = linked.record
    acts = tuple(
        replace(
            act,
            commitments=tuple(_close(fact, linked) for fact in act.commitments),
            in_kind=tuple(_close_in_kind(fact, linked) for fact in act.in_kind),
        )
        for act in record.acts
    )
    return replace(record, acts=acts)


def _close_in_kind(fact: Fact[InKindAid], linked: LinkedRecord) -> Fact[InKindAid]:
    value = fact.value
    if not (value.private or _goes_to_a_person(value.beneficiary, linked)):
        return fact
    return Fact(_bare_in_kind(value), fact.evidence, fact.also)


def _bare_in_kind(value: InKindAid) -> InKindAid:
    """Its valuation: what is lent to a person may tell where that person lives."""
    return InKindAid(None, None, value.value_eur, private=True, article=value.article)


def _close(fact: Fact[Commitment], linked: LinkedRecord) -> Fact[Commitment]:
    value = fact.value
    if not (value.private or _goes_to_a_person(value.beneficiary, linked)):
        return fact
    return Fact(_bare(value), fact.evidence, fact.also)


def _bare(value: Commitment) -> Commitment:
    """Its kind and its amount; `article` is a place in the act, not a word of it."""
    return Commitment(value.kind, None, value.amount_eur, private=True, article=value.article)


def _goes_to_a_person(beneficiary: str | None, linked: LinkedRecord) -> bool:
    return beneficiary is not None and beneficiary not in linked.organisations and is_person_name(beneficiary)


def _masks(record: Record, kept: Kept) -> tuple[Mask, ...]:
    return merge_masks([*find_private(record.text, kept), *_in_private_commitments(record, kept)])


def _in_private_commitments(record: Record, kept: Kept) -> Iterator[Mask]:
    """In the words that state a private commitment, every word that could be a name."""
    for act in record.acts:
        words = [(fact.evidence, *fact.also) for fact in act.commitments if fact.value.private]
        words += [(fact.evidence, *fact.also) for fact in act.in_kind if fact.value.private]
        for evidence in (one for said in words for one in said):
            yield from _could_be_names(record.text, evidence, kept)


def _could_be_names(text: str, evidence: Evidence, kept: Kept) -> Iterator[Mask]:
    known = NOT_IN_NAMES | read_words("common_words") | read_words("not_organisations")
    own = {token for name in kept.organisations for token in fold(name).split()}
    for word in CAPITALISED.finditer(text, evidence.start, evidence.end):
        tokens = set(fold(word.group()).split())
        first = not text[evidence.start : word.start()].strip(" -•\n")
        if tokens and not tokens <= known | own and not (first and not word.group().isupper()):
            yield Mask(*word.span(), Reason.private_commitment)


def _hidden_words(text: str, black: str) -> Phrases:
    """The words that were masked, to be masked again wherever a value repeats them."""
    if BLACK not in black:
        return NOTHING
    hidden = {" ".join(text[found.start() : found.end()].split()) for found in re.finditer(f"{BLACK}+", black)}
    return Phrases(one for one in hidden if len(one) > 2 and fold(one) not in read_words("given_names"))


@dataclass(frozen=True, slots=True)
class _Blackening:
    """Writes a value again with what must be hidden as █: quotes from the text, words by their patterns."""

    text: str
    kept: Kept
    hidden: Phrases

    def of(self, node: T) -> T:
        return cast(T, self._of(node))

    def _of(self, node: Any) -> Any:
        """`node` itself when nothing in it is to be hidden."""
        kind: Any = type(node)
        if kind is str:
            return self._words(node)
        if kind is Evidence:
            raw = self.text[node.start : node.end]
            return node if raw == node.raw else replace(node, raw=raw)
        if kind is tuple:
            parts = [self._of(part) for part in node]
            return node if all(map(is_, parts, node)) else tuple(parts)
        new = {}
        for name in _parts(kind):
            old = getattr(node, name)
            if old is not None and (part := self._of(old)) is not old:
                new[name] = part
        return replace(node, **new) if new else node

    def _words(self, words: str) -> str:
        masks = () if words in self.kept.known else find_private(words, self.kept, self.hidden)
        return blacken(words, masks) if masks else words


@lru_cache(maxsize=256)
def _parts(kind: type) -> tuple[str, ...]:
    """The fields of a record's part that may hold words; none when it is a plain value, or the source."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) and kind is not Source else ()


def _without_black_names(act: Act) -> Act:
    """An act without the mentions, parties and recalled names that turned black; such grants turn private."""
    recalled = tuple(Fact(_unnamed(fact.value), fact.evidence, fact.also) for fact in act.recalled)
    agreements = tuple(
        Fact(replace(fact.value, parties=_clear(fact.value.parties)), fact.evidence, fact.also)
        for fact in act.agreements
    )
    return replace(
        act,
        commitments=tuple(_close_black(fact) for fact in act.commitments),
        in_kind=tuple(
            Fact(_bare_in_kind(fact.value), fact.evidence, fact.also)
            if BLACK in f"{fact.value.beneficiary}{fact.value.purpose}"
            else fact
            for fact in act.in_kind
        ),
        mentions=tuple(fact for fact in act.mentions if BLACK not in f"{fact.value.name}{fact.value.alias}"),
        recalled=recalled,
        agreements=agreements,
    )


def _close_black(fact: Fact[Commitment]) -> Fact[Commitment]:
    return Fact(_bare(fact.value), fact.evidence, fact.also) if BLACK in (fact.value.beneficiary or "") else fact


def _unnamed(amount: RecalledAmount) -> RecalledAmount:
    return replace(amount, organisation=None) if BLACK in (amount.organisation or "") else amount


def _clear(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if BLACK not in name)
