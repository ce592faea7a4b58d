"""A record without one of its acts: its words are black, its facts are gone, what the others say stays.

Black are the part of the text that is the act's own, the words elsewhere that state its facts (a line of a table),
and its title wherever the document repeats it (an agenda). Not black: words that state a fact of the session
or of another act, because those are not withdrawn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from registre.decisions.suppressing import suppress
from registre.decisions.words import Finder, Hidden, tokens
from registre.extraction.consistency import check_record
from registre.records import Act, Diagnostic, Fact, Movement, Record, Session, facts_of

LONG_TITLE = 4
"""Words from which a title tells its act: « Questions diverses » is anybody's."""


def without_acts(record: Record, starts: Collection[int]) -> Record | None:
    """The record without the acts that begin at `starts`; itself when it has none of them, None when nothing is left.

    Places, quotes and digest are right again, as `suppress` leaves them; its contradictions are judged again.
    """
    gone = [one for one in record.acts if one.start in starts]
    if not gone:
        return record
    kept = [rank for rank, one in enumerate(record.acts) if one.start not in starts]
    if not kept:
        return None
    black = list(_black(record, gone))
    rank_of = {old: new for new, old in enumerate(kept)}
    before = check_record(record)
    session = _session(record.session, rank_of) if record.session is not None else None
    left = replace(
        record,
        session=session,
        acts=tuple(record.acts[rank] for rank in kept),
        places=tuple(one for one in record.places if not any(_meet(one.start, one.end, span) for span in black)),
    )
    told = tuple(_diagnostics((one for one in record.diagnostics if one not in before), rank_of, black))
    left = replace(left, diagnostics=(*told, *check_record(left)))
    return suppress(left, Finder(()), black)


def _black(record: Record, gone: Iterable[Act]) -> Iterator[tuple[int, int]]:
    """The characters that only the withdrawn acts say, as spans in order."""
    mask = bytearray(len(record.text))
    for act in gone:
        _fill(mask, 1, [(act.start, act.end), *_words_of(act), *_repeated(record.text, act)])
    others = [one for one in record.acts if one not in gone]
    _fill(mask, 0, _words_of(record.session))
    for act in others:
        _fill(mask, 0, [(act.start, act.end), *_words_of(act)])
    for black, places in groupby(range(len(mask)), key=mask.__getitem__):
        if black:
            span = list(places)
            yield span[0], span[-1] + 1


def _fill(mask: bytearray, value: int, spans: Iterable[tuple[int, int]]) -> None:
    for start, end in spans:
        mask[start:end] = bytes([value]) * (end - start)


def _words_of(node: object) -> Iterator[tuple[int, int]]:
    """Where the words stand that state the facts of a session or an act."""
    for fact in facts_of(node):
        yield from ((one.start, one.end) for one in (fact.evidence, *fact.also))


def _repeated(text: str, act: Act) -> Iterator[tuple[int, int]]:
    """Where a document says the title of the act again."""
    words = tuple(sorted(word for word, _, _ in tokens(act.title.value))) if act.title is not None else ()
    if len(words) >= LONG_TITLE:
        yield from Finder([Hidden("", len(words), "", words)]).spans(text)


def _session(session: Session, rank_of: dict[int, int]) -> Session:
    """The session, its movements before the acts that are left."""

    def moved(fact: Fact[Movement]) -> Fact[Movement]:
        act = fact.value.act
        value = replace(fact.value, act=rank_of.get(act) if act is not None else None)
        return Fact(value, fact.evidence, fact.also)

    return replace(session, movements=tuple(map(moved, session.movements)))


def _diagnostics(
    found: Iterable[Diagnostic], rank_of: dict[int, int], black: Collection[tuple[int, int]]
) -> Iterator[Diagnostic]:
    """What readers should know of the rest."""
    for one in found:
        hidden = one.start is not None and any(_meet(one.start, one.end or one.start + 1, span) for span in black)
        if not hidden and (one.act is None or one.act in rank_of):
            yield replace(one, act=rank_of[one.act] if one.act is not None else None)


def _meet(start: int, end: int, span: tuple[int, int]) -> bool:
    return start < span[1] and span[0] < end
