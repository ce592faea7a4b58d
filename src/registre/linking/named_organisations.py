"""The organisations that a record names, with the alias and the number that its text states beside them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from registre.linking.identifiers import Identifier, identifier_after
from registre.linking.names import fold
from registre.linking.person_names import read_name
from registre.linking.remembering import NAMES, remembered
from registre.records import Evidence, Record

Named = tuple[str, str | None, Identifier | None]
"""A name, the alias and the identifier that the text states beside it."""
Words = tuple[str, ...]
_Stated = tuple[str, str | None, Evidence]
"""A name, the alias that the text states beside it, and where."""


def organisation_names(record: Record) -> Iterator[Named]:
    """Every name of an organisation that a record states; never that of a member."""
    for name, alias, evidence in _named_organisations(record):
        yield name, alias, _identifier(record.text, name, evidence)


def names_of_organisations(record: Record) -> Iterator[str]:
    """The names alone."""
    return (name for name, _, _ in _named_organisations(record))


def _named_organisations(record: Record) -> Iterator[_Stated]:
    members = _member_names(record)
    return (one for one in _stated_organisations(record) if tuple(sorted(fold(one[0]).split())) not in members)


def _identifier(text: str, name: str, evidence: Evidence) -> Identifier | None:
    """The number that stands just after the name, where the fact was read."""
    place = text.find(name, evidence.start, evidence.end)
    return identifier_after(text, place + len(name)) if place >= 0 else None


def _member_names(record: Record) -> frozenset[Words]:
    """The members of the roll as sorted words: their whole names and their family names."""
    roll = record.session.attendance if record.session is not None else ()
    return frozenset(chain.from_iterable(_words_of(fact.value.name) for fact in roll))


@remembered(NAMES)
def _words_of(member: str) -> tuple[Words, ...]:
    name = read_name(member)
    return tuple(tuple(sorted(words)) for words in (name.tokens, name.family or name.tokens))


def _stated_organisations(record: Record) -> Iterator[_Stated]:
    for act in record.acts:
        for commitment in act.commitments:
            if commitment.value.beneficiary is not None and not commitment.value.private:
                yield commitment.value.beneficiary, None, commitment.evidence
        for lent in act.in_kind:
            if lent.value.beneficiary is not None and not lent.value.private:
                yield lent.value.beneficiary, None, lent.evidence
        for received in act.received:
            yield received.value.payer, None, received.evidence
        for recalled in act.recalled:
            if recalled.value.organisation is not None:
                yield recalled.value.organisation, None, recalled.evidence
        for mention in act.mentions:
            yield mention.value.name, mention.value.alias, mention.evidence
        for agreement in act.agreements:
            yield from ((party, None, agreement.evidence) for party in agreement.value.parties)
