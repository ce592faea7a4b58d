"""What a curator should look at, most useful first: the more money and the more acts hang on it, the sooner.

Five kinds: two organisations that may be one, a number that a register proposes, a spelling joined to an
organisation on weak grounds, a count that the document itself contradicts, a beneficiary that stands for nobody.
Each shows the words, and knows which decision a yes or a no would be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from registre.decisions.naming import iri_path
from registre.linking.identify import Identities
from registre.linking.identities import LinkedRecord, Organisation
from registre.records import Act, Evidence, Fact, Record, Severity

WEAK = Decimal("0.95")
"""Links below this confidence are shown."""
AROUND = 70
"""Characters shown on each side of the words."""
FIELDS = {
    "count.present": "session.counts.present",
    "count.proxies": "session.counts.proxies",
    "count.voting": "session.counts.voting",
    "count.in-office": "session.counts.in_office",
    "count.in-office-over": "session.counts.in_office",
}
"""The field that a contradiction speaks of, when one value would lift it."""


class Kind(StrEnum):
    proposal = "proposal"
    number = "number"
    weak_link = "weak-link"
    contradiction = "contradiction"
    unresolved = "unresolved"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question. `subject` and `other` are names or values as the question shows them."""

    kind: Kind
    subject: str
    other: str
    why: tuple[str, str]
    """In French, in English."""
    shown: tuple[str, ...]
    """The words of the documents, a document a line."""
    amount_eur: Decimal = Decimal(0)
    acts: int = 0
    thing: str = ""
    """Path of the identity, or digest of the document."""
    second: str = ""
    """Path of the other identity, spelling, or field."""
    evidence: Evidence | None = None
    text_sha256: str = ""

    @property
    def order(self) -> tuple[Decimal, int, str, str, str, str]:
        """Most money first, then most acts."""
        return (-self.amount_eur, -self.acts, self.kind.value, self.subject, self.other, self.thing)


@dataclass(slots=True)
class _Weight:
    """What hangs on a spelling: money, acts, and where it is first written."""

    amount_eur: Decimal = Decimal(0)
    acts: int = 0
    shown: str = ""


@dataclass(slots=True)
class _Seen:
    spellings: defaultdict[tuple[str, str], _Weight] = field(default_factory=lambda: defaultdict(_Weight))
    """By the path of the organisation and the spelling."""
    doubts: list[Doubt] = field(default_factory=list)


def find_doubts(records: Iterable[Record], identities: Identities) -> list[Doubt]:
    """Every doubt about the records of a build, in the order in which they should be looked at."""
    seen = _Seen()
    for record in records:
        linked = identities.link(record)
        if linked is not None:
            seen.doubts += _of_record(linked, seen)
    found = [*seen.doubts, *_proposals(identities, seen), *_weak_links(identities, seen), *_numbers(identities, seen)]
    return sorted(found, key=lambda one: one.order)


def _of_record(linked: LinkedRecord, seen: _Seen) -> Iterator[Doubt]:
    record = linked.record
    for act in record.acts:
        for name, amount, fact in _names(act):
            found = linked.organisations.get(name)
            weight = seen.spellings[iri_path(found) if found is not None else "", name]
            weight.acts += 1
            weight.amount_eur += amount
            weight.shown = weight.shown or words_around(record, fact.evidence)
            if name not in linked.organisations and amount:
                yield _unresolved(record, name, amount, fact.evidence)
    for one in record.diagnostics:
        count = _count(record, one.code) if one.severity is not Severity.info else None
        if count is not None:
            evidence = count.evidence
            yield Doubt(
                Kind.contradiction,
                record.source.path,
                str(count.value),
                (one.message, one.message_en),
                (words_around(record, evidence),),
                sum(
                    (given.value.amount_eur or Decimal(0) for act in record.acts for given in act.commitments),
                    Decimal(0),
                ),
                len(record.acts),
                thing=record.source.sha256,
                second=FIELDS[one.code],
                evidence=evidence,
            )


def _count(record: Record, code: str) -> Fact[int] | None:
    """The count that a contradiction speaks of."""
    if code not in FIELDS or record.session is None:
        return None
    found: Fact[int] | None = getattr(record.session.counts, FIELDS[code].rpartition(".")[2])
    return found


def _unresolved(record: Record, name: str, amount: Decimal, evidence: Evidence) -> Doubt:
    why = ("Ce bénéficiaire ne désigne aucune organisation.", "This beneficiary stands for no organisation.")
    shown = (words_around(record, evidence),)
    start = record.text.find(name, evidence.start, evidence.end)
    own = Evidence(start, start + len(name), name, evidence.rule) if start >= 0 else None
    return Doubt(
        Kind.unresolved, name, record.source.path, why, shown, amount, 1, record.source.sha256, name, own,
        record.text_sha256,
    )  # fmt: skip


def _names(act: Act) -> Iterator[tuple[str, Decimal, Fact[Any]]]:
    """Each organisation that an act names, with the money given to it there."""
    for given in act.commitments:
        if given.value.beneficiary is not None and not given.value.private:
            yield given.value.beneficiary, given.value.amount_eur or Decimal(0), given
    for received in act.received:
        yield received.value.payer, Decimal(0), received
    for mention in act.mentions:
        yield mention.value.name, Decimal(0), mention


def _proposals(identities: Identities, seen: _Seen) -> Iterator[Doubt]:
    names = {(one.scheme, one.key): one for one in identities.organisations}
    for one in identities.proposals:
        if one.one not in names or one.other not in names:
            continue
        first, second = sorted((names[one.one], names[one.other]), key=lambda each: _total(each, seen), reverse=True)
        weights = [*_weights(first, seen), *_weights(second, seen)]
        shown = [next((weight.shown for weight in _weights(each, seen)), "") for each in (first, second)]
        yield Doubt(
            Kind.proposal,
            first.name,
            second.name,
            (one.reason, one.reason_en),
            tuple(filter(None, shown)),
            sum((weight.amount_eur for weight in weights), Decimal(0)),
            sum(weight.acts for weight in weights),
            iri_path(first),
            iri_path(second),
        )


def _weights(one: Organisation, seen: _Seen) -> list[_Weight]:
    keys = ((iri_path(one), name) for name in one.spellings)
    return [seen.spellings[key] for key in keys if key in seen.spellings]


def _total(one: Organisation, seen: _Seen) -> tuple[Decimal, int, str]:
    weights = _weights(one, seen)
    return sum((each.amount_eur for each in weights), Decimal(0)), sum(each.acts for each in weights), one.key


def _weak_links(identities: Identities, seen: _Seen) -> Iterator[Doubt]:
    for organisation in identities.organisations:
        for link in organisation.links:
            key = iri_path(organisation), link.spelling
            if link.confidence < WEAK and key in seen.spellings:
                weight = seen.spellings[key]
                why = (link.reason, getattr(link, "reason_en", "") or link.reason)
                yield Doubt(
                    Kind.weak_link,
                    link.spelling,
                    organisation.name,
                    why,
                    (weight.shown,),
                    weight.amount_eur,
                    weight.acts,
                    iri_path(organisation),
                    link.spelling,
                )


def _numbers(identities: Identities, seen: _Seen) -> Iterator[Doubt]:
    """Numbers that a register proposes for an organisation, and that nobody accepted."""
    for organisation in identities.organisations:
        amount_eur, acts, _ = _total(organisation, seen)
        shown = tuple(weight.shown for weight in _weights(organisation, seen))[:1]
        for link in organisation.proposals:
            why = (link.reason, getattr(link, "reason_en", "") or link.reason)
            candidate = f"organisation/{link.candidate}"
            if link.candidate.startswith(("siren/", "rna/")) and iri_path(organisation) != candidate:
                yield Doubt(
                    Kind.number, organisation.name, link.candidate, why, shown, amount_eur, acts,
                    candidate, iri_path(organisation),
                )  # fmt: skip


def words_around(record: Record, evidence: Evidence) -> str:
    """The words of an evidence between « », with a little of what stands around them, on one line."""
    start, end = max(0, evidence.start - AROUND), min(len(record.text), evidence.end + AROUND)
    before, after = record.text[start : evidence.start], record.text[evidence.end : end]
    return f"{record.source.path} : …{before}«{record.text[evidence.start : evidence.end]}»{after}…".replace("\n", " ")
