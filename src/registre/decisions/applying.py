"""The records of a build as the curators decided them, and which decisions found what they speak of.

One pass looks for what each decision needs; after it, records are given without the withdrawn documents,
corrected, and without the suppressed words, as often as the build reads them. Without decisions nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from registre.decisions.correcting import correct
from registre.decisions.decision import (
    Correct,
    Decision,
    Decisions,
    Suppress,
    WithdrawAct,
    WithdrawDocument,
    names_document,
)
from registre.decisions.entries import BadDecision
from registre.decisions.naming import Naming
from registre.decisions.suppressing import suppress
from registre.decisions.withdrawing import without_acts
from registre.decisions.words import Finder, Hidden, blacken_spans, digest_of, tokens
from registre.records import Record, Source
from registre.spool import encode_record


class Records(Protocol):
    """Records kept somewhere, each read again by its place."""

    def read(self, place: int) -> Record: ...

    def encoded(self, place: int) -> bytes:
        """In JSON."""
        ...


@dataclass(slots=True)
class DecidedRecords:
    """What linking and publishing read in the place of the records themselves."""

    records: Records
    places: Sequence[int]
    """Of the documents that stay."""
    decisions: Decisions
    withdrawn: list[tuple[Source, WithdrawDocument | WithdrawAct, int]] = field(default_factory=list)
    """Each withdrawn document, why, and where its record stands."""
    acts: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """Of each document, by its digest: where its withdrawn acts begin, and the key of the decision."""
    withdrawn_acts: dict[str, str] = field(default_factory=dict)
    """Path of each withdrawn act → the key of the decision."""
    applied: set[str] = field(default_factory=set)
    """Keys of the decisions that found what they speak of."""
    finder: Finder = field(default_factory=lambda: Finder(()))
    """Words hidden in every document."""
    naming: Naming | None = None
    """The decisions about identities, once those of the rules alone are known."""
    _own: dict[str, tuple[list[tuple[int, int]], Finder]] = field(default_factory=dict)
    """Of each document: characters and words hidden there only."""
    corrections: dict[str, list[Correct]] = field(default_factory=dict)
    """Of each document, by its digest."""

    def __iter__(self) -> Iterator[Record]:
        return map(self.read, self.places)

    def read(self, place: int) -> Record:
        """The record at `place`, as decided."""
        return self._decided(self.records.read(place))

    def encoded(self, place: int) -> bytes:
        """The same in JSON."""
        return encode_record(self.read(place)) if self.decisions else self.records.encoded(place)

    def before(self, place: int) -> Record:
        """The record at `place` as it was read."""
        return self.records.read(place)

    def hide(self, words: str) -> str:
        """Any other words of the publication (a path, a reason) without those that are hidden."""
        return blacken_spans(words, list(self.finder.spans(words)))

    def _decided(self, record: Record) -> Record:
        for decision in self.corrections.get(record.source.sha256, ()):
            changed = correct(record, decision)
            if changed is not None:
                self.applied.add(decision.key)
                record = changed
        record = without_acts(record, self.acts.get(record.source.sha256, ())) or record
        if self.naming is not None:
            record = self.naming.separate(record, self.applied)
        spans, own = self._own.get(record.source.sha256, ((), NOTHING))
        if own:
            record = suppress(record, own, spans)
        return suppress(record, self.finder, spans) if self.finder or spans else record


NOTHING = Finder(())


def decide(records: Records, places: Sequence[int], decisions: Decisions) -> DecidedRecords:
    """`records` at `places` as `decisions` leave them.

    Raises `BadDecision` when a suppression cannot be followed: its text is no longer the one that was read.
    """
    decided = DecidedRecords(records, places, decisions)
    if not decisions:
        return decided
    seen = _Seen(decisions.every)
    stay = []
    for place in places:
        record = records.read(place)
        withdrawal = seen.look(record)
        if withdrawal is None:
            stay.append(place)
        else:
            decided.withdrawn.append((record.source, withdrawal, place))
            decided.applied.add(withdrawal.key)
    decided.places = stay
    decided.applied |= seen.found
    decided.corrections, decided._own, decided.finder = seen.corrections, seen.own_spans(), Finder(seen.everywhere())
    _try_all(decided, seen)
    return decided


def _try_all(decided: DecidedRecords, seen: _Seen) -> None:
    """Read everything once: what a correction or a digest alone finds is known only then."""
    alone = [one for one in seen.suppressions if one.key not in decided.applied and one.digest is not None]
    finders = [(one.key, Finder([_hidden(one, None)])) for one in alone]
    for place in decided.places:
        record = decided.records.read(place)
        for key, finder in finders:
            if key not in decided.applied and any(True for _ in finder.spans(record.text)):
                decided.applied.add(key)
        if record.source.sha256 in decided.corrections:
            decided._decided(record)


def _hidden(decision: Suppress, known: tuple[str, ...] | None) -> Hidden:
    if known is not None:
        return Hidden(decision.document, len(known), digest_of(known, decision.document), known)
    return Hidden(decision.document, decision.words or 0, decision.digest or "", None)


class _Seen:
    """What one pass over the records finds for each decision."""

    def __init__(self, every: Sequence[Decision]) -> None:
        self.withdrawals = [one for one in every if isinstance(one, WithdrawDocument)]
        self.suppressions = [one for one in every if isinstance(one, Suppress)]
        self._correct = [one for one in every if isinstance(one, Correct)]
        self.corrections: dict[str, list[Correct]] = {}
        self.found: set[str] = set()
        self._known: dict[str, tuple[str, ...]] = {}
        """Words of each suppression whose document is there, by its key."""

    def look(self, record: Record) -> WithdrawDocument | None:
        """Take what the decisions need from a record; returns the decision that withdraws it."""
        sha256 = record.source.sha256
        for one in self.suppressions:
            if one.document == sha256:
                self._learn(one, record)
        mine = [one for one in self._correct if names_document(one.document, sha256)]
        if mine:
            self.corrections[sha256] = mine
        return next((one for one in self.withdrawals if names_document(one.document, sha256)), None)

    def _learn(self, decision: Suppress, record: Record) -> None:
        words = tuple(sorted(word for word, _, _ in tokens(record.text[decision.start : decision.end])))
        right = record.text_sha256 == decision.text and bool(words)
        if right and decision.digest is not None:
            right = digest_of(words, decision.document) == decision.digest and len(words) == decision.words
        if right:
            self.found.add(decision.key)
            self._known[decision.key] = words
        elif decision.digest is None:
            raise BadDecision(
                decision.stated.file,
                decision.stated.line,
                "le document est lu autrement qu’au jour de la décision : ces places ne disent plus les mêmes mots, "
                "et rien n’est publié. Écrivez la suppression à nouveau (« registre review --suppress »).",
                "the document is read otherwise than when this was decided: these places no longer say the same words, "
                "and nothing is published. Write the suppression again (« registre review --suppress »).",
            )

    def everywhere(self) -> list[Hidden]:
        return [self._of(one) for one in self.suppressions if one.everywhere and self._findable(one)]

    def own_spans(self) -> dict[str, tuple[list[tuple[int, int]], Finder]]:
        made: dict[str, tuple[list[tuple[int, int]], list[Hidden]]] = {}
        for one in self.suppressions:
            spans, hidden = made.setdefault(one.document, ([], []))
            if one.key in self._known:
                spans.append((one.start, one.end))
            if not one.everywhere and self._findable(one):
                hidden.append(self._of(one))
        return {document: (spans, Finder(hidden)) for document, (spans, hidden) in made.items()}

    def _findable(self, decision: Suppress) -> bool:
        return decision.key in self._known or decision.digest is not None

    def _of(self, decision: Suppress) -> Hidden:
        return _hidden(decision, self._known.get(decision.key))
