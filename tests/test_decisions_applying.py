"""Records as the curators decided them: corrected, without the withdrawn documents and without the hidden words."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, record
from registre.decisions import BadDecision, DecidedRecords, Decision, Decisions, decide
from registre.decisions.correcting import RULE, correct
from registre.decisions.decision import Correct, Stated, Suppress, WithdrawDocument
from registre.decisions.words import BLACK, Finder, Hidden, blacken_spans, digest_of, tokens
from registre.records import Record, facts_of
from registre.spool import decode_record, encode_record

STATED = Stated("essai", date(2024, 5, 2), "service", "decisions/a.yaml", 1)


class Kept:
    """Records in memory, in the place of the spool."""

    def __init__(self, *records: Record) -> None:
        self.records = records

    def read(self, place: int) -> Record:
        return self.records[place]

    def encoded(self, place: int) -> bytes:
        return encode_record(self.records[place])


def decided(decisions: list[Decision], *records: Record) -> DecidedRecords:
    return decide(Kept(*records), range(len(records)), Decisions(tuple(decisions)))


def change(field: str, old: str | None, new: str | None, quote: str | None = None) -> Correct:
    return Correct(STATED, record().source.sha256, field, old, new, quote)


def hide(of: Record, name: str, *, digest: bool = True, everywhere: bool = True, text: str | None = None) -> Suppress:
    start, sha256 = of.text.index(name), of.source.sha256
    words = [word for word, _, _ in tokens(name)]
    count, said = (len(words), digest_of(words, sha256)) if digest else (None, None)
    return Suppress(STATED, sha256, text or of.text_sha256, start, start + len(name), count, said, everywhere)


def says(of: Record, *words: str) -> bool:
    whole = repr(of).casefold()
    return any(word.casefold() in whole for word in words)


# --- corrections


@pytest.mark.parametrize(
    ("field", "old", "new", "read"),
    [
        ("session.date", "2024-03-11", "2024-03-12", lambda r: r.session.date.value == date(2024, 3, 12)),
        ("session.counts.present", "3", "4", lambda r: r.session.counts.present.value == 4),
        ("session.secretary", "Paul TISSIER", None, lambda r: r.session.secretary is None),
        ('acts["2024-017"].vote.for_', "3", "2", lambda r: r.acts[0].vote.value.for_ == 2),
        ("acts[1].commitments[1].amount_eur", "1200.5", "1300", lambda r: first_amount(r) == Decimal(1300)),
        ("acts[1].commitments[1].beneficiary", "Les Amis du Lavoir", "Bourgs Vivants", None),
    ],
)  # fmt: skip
def test_one_fact_is_put_right_and_its_words_stay_its_evidence(field: str, old: str, new: str | None, read) -> None:  # type: ignore[no-untyped-def]  # a table of readings
    before = record()
    after = correct(before, change(field, old, new))
    assert after is not None and after != before and after.text == before.text
    if read is not None:
        assert read(after)
    corrected = [fact for fact in facts_of(after) if fact.evidence.rule == RULE]
    assert len(corrected) == (new is not None)
    assert all(after.text[one.evidence.start : one.evidence.end] == one.evidence.raw for one in facts_of(after))
    assert correct(after, change(field, old, new)) is None, "once corrected, the old value is no longer there"


def first_amount(of: Record) -> Decimal | None:
    return of.acts[0].commitments[0].value.amount_eur


def test_a_list_loses_the_element_that_the_decision_quotes() -> None:
    before = record()
    words = before.acts[0].commitments[1].evidence.raw
    after = correct(before, change("acts[1].commitments[2]", words, None))
    assert after is not None
    assert len(after.acts[0].commitments) == len(before.acts[0].commitments) - 1


def test_what_was_not_stated_is_stated_with_words_that_say_it() -> None:
    bare = record()
    assert bare.session is not None
    bare = replace(bare, session=replace(bare.session, convened_on=None))
    decision = change("session.convened_on", None, "2024-03-05", "convocation du 5 mars 2024")
    after = correct(bare, decision)
    assert after is not None and after.session is not None and after.session.convened_on is not None
    assert after.session.convened_on.value == date(2024, 3, 5)
    assert after.session.convened_on.evidence.raw == "convocation du 5 mars 2024"
    with pytest.raises(BadDecision, match="quote"):
        correct(bare, replace(decision, quote=None))
    assert correct(bare, replace(decision, quote="jamais écrit")) is None


@pytest.mark.parametrize("field", ["session.date", "acts[9].title", 'acts["9"].title', "acts[1].commitments[9]"])
def test_a_correction_of_what_is_not_there_does_not_apply(field: str) -> None:
    assert correct(record(), change(field, "autre chose", "x")) is None


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("session.dat", "x", "y"),
        ("source.path", "x", "y"),
        ("session.date.value", "2024-03-11", "2024-03-12"),
        ("acts.title", "x", "y"),
        ("session[1].date", "x", "y"),
        ("session.date", "2024-03-11", "hier"),
        ("session.counts.present", "3", "trois"),
        ("session.date[", "2024-03-11", "2024-03-12"),
    ],
)
def test_a_path_or_a_value_that_no_record_takes_stops_the_build(field: str, old: str, new: str) -> None:
    with pytest.raises(BadDecision, match=r"a\.yaml, line 1"):
        correct(record(), change(field, old, new))


def test_contradictions_are_judged_again() -> None:
    before = correct(record(), change("session.counts.voting", "4", "5"))
    assert before is not None and "count.voting" in {one.code for one in before.diagnostics}
    after = correct(before, change("session.counts.voting", "5", "4"))
    assert after is not None and "count.voting" not in {one.code for one in after.diagnostics}


# --- hidden words


@pytest.mark.parametrize("name", ["Paul TISSIER", "Odile VARENNE", "Les Amis du Lavoir", "Marc LESTANG"])
@pytest.mark.parametrize("digest", [True, False])
def test_hidden_words_leave_every_value_and_every_place_right(name: str, digest: bool) -> None:
    before = record()
    after = next(iter(decided([hide(before, name, digest=digest)], before)))
    assert says(before, name) and not says(after, name, name.split()[-1].upper() + " " + name.split()[0])
    assert len(after.text) == len(before.text)
    assert after.text_sha256 == hashlib.sha256(after.text.encode()).hexdigest()
    for fact in facts_of(after):
        assert after.text[fact.evidence.start : fact.evidence.end] == fact.evidence.raw
    assert DAY.isoformat() in repr(after) or after.session is not None


def test_facts_that_stated_a_hidden_name_lose_it_and_keep_the_rest() -> None:
    before = record()
    (after,) = decided([hide(before, "Les Amis du Lavoir"), hide(before, "Paul TISSIER")], before)
    grant = after.acts[0].commitments[0].value
    assert (grant.beneficiary, grant.private, grant.amount_eur) == (None, True, Decimal("1200.50"))
    assert after.session is not None and after.session.secretary is None
    assert "Paul TISSIER" not in {fact.value.name for fact in after.session.attendance}
    assert after.acts[0].vote is not None and after.acts[0].vote.value.against_names == ()
    assert after.acts[0].vote.value.against == 1


def test_words_are_hidden_in_every_document_however_they_are_written() -> None:
    one = record()
    text = one.text.replace("Paul TISSIER", "TISSIER, Paul").replace("Odile", "Odîle")
    other = replace(record("autre/tissier-paul.txt", one.text), text=text)
    other = replace(other, source=replace(other.source, sha256="ef" * 32, path="autre/tissier-paul.txt"))
    kept = decided([hide(one, "Paul TISSIER")], one, other)
    assert all("tissier" not in found.text.casefold() for found in kept)
    assert [found.source.path for found in kept][1] == f"autre/{BLACK * 7}{BLACK}{BLACK * 4}.txt"
    here = decided([hide(one, "Paul TISSIER", everywhere=False)], one, other)
    assert ["tissier" in found.text.casefold() for found in here] == [False, True]


@pytest.mark.parametrize("hidden", [False, True])
def test_what_is_given_in_json_is_what_is_read(hidden: bool) -> None:
    one = record()
    kept = decided([hide(one, "Paul TISSIER")] if hidden else [], one)
    assert decode_record(kept.encoded(0)) == kept.read(0)
    assert (b"TISSIER" in kept.encoded(0)) is not hidden


def test_words_of_a_document_that_has_gone_are_still_hidden_by_their_digest() -> None:
    one = record()
    other = replace(one, source=replace(one.source, sha256="ef" * 32))
    decision = hide(one, "Paul TISSIER")
    kept = decided([decision], other)
    assert not says(next(iter(kept)), "TISSIER") and kept.applied == {decision.key}
    bare = hide(one, "Paul TISSIER", digest=False)
    assert decided([bare], other).applied == set()


def test_a_suppression_of_a_text_that_is_read_otherwise_is_followed_by_its_digest_or_stops_the_build() -> None:
    one = record()
    assert not says(next(iter(decided([hide(one, "Paul TISSIER", text="00" * 32)], one))), "TISSIER")
    with pytest.raises(BadDecision, match="nothing is published"):
        decided([hide(one, "Paul TISSIER", text="00" * 32, digest=False)], one)


@given(st.lists(st.sampled_from(["Ada", "NOIRET", "d’", "Émile", "-", ",", "\n", "l", "œuvre"]), max_size=12))
def test_what_is_blackened_is_found_no_more(words: list[str]) -> None:
    text = " ".join(words)
    known = ("ada", "noiret")
    finder = Finder([Hidden("s", 2, digest_of(known, "s"))])
    black = blacken_spans(text, list(finder.spans(text)))
    assert len(black) == len(text) and not list(finder.spans(black))
    assert list(finder.spans(text)) == list(Finder([Hidden("s", 2, "", known)]).spans(text))


# --- documents


def test_a_withdrawn_document_is_read_no_more() -> None:
    one = record()
    withdrawal = WithdrawDocument(STATED, one.source.sha256[:16])
    kept = decided([withdrawal], one)
    assert list(kept) == [] and kept.applied == {withdrawal.key}
    assert [(source.sha256, why) for source, why, _ in kept.withdrawn] == [(one.source.sha256, withdrawal)]


def test_without_decisions_records_are_given_as_they_are() -> None:
    one = record()
    assert next(iter(decided([], one))) is one


def test_decisions_that_find_nothing_are_known() -> None:
    lost: list[Decision] = [change("session.date", "1999-01-01", "2000-01-01"), WithdrawDocument(STATED, "00" * 32)]
    assert decided(lost, record()).applied == set()
