"""Invented documents are deterministic, varied, and say exactly what their records say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.synthesis.generate import generate, write
from bench.synthesis.layouts import LAYOUTS
from bench.synthesis.noise import LEVELS
from bench.synthesis.numbers import in_words
from bench.synthesis.truth import Document

from registre.evaluation import evaluate
from registre.evaluation.folding import fold, words_of

SEEDS = range(40)


def sample(layouts: list[str] | None = None) -> Iterator[tuple[str, Document]]:
    for layout in layouts or list(LAYOUTS):
        for seed in SEEDS:
            yield f"{layout} {seed}", generate(seed, layout)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_there_are_layouts_enough() -> None:
    assert len(LAYOUTS) >= 12


def test_a_seed_gives_the_same_bytes() -> None:
    for layout in LAYOUTS:
        for noise in LEVELS:
            first, second = generate(7, layout, noise), generate(7, layout, noise)
            assert (first.text, first.gold()) == (second.text, second.gold())
            assert generate(8, layout, noise).text != first.text


def test_noise_damages_the_text_and_never_the_record() -> None:
    for layout in LAYOUTS:
        clean = generate(3, layout)
        texts = [generate(3, layout, noise).text for noise in LEVELS]
        assert len(set(texts)) == len(LEVELS)
        assert all(generate(3, layout, noise).gold() == clean.gold() for noise in LEVELS)


def test_every_name_of_a_record_stands_in_its_text() -> None:
    for label, document in sample():
        if document.session is None:
            continue
        text = flat(document.text)
        people = [document.session.president, document.session.secretary, *[one.signatory for one in document.acts]]
        for entry in document.session.attendance:
            people += [entry["name"], entry.get("proxy_to"), entry.get("substitute_for")]
        for act in document.acts:
            people += act.vote.against_names + act.vote.abstention_names + act.vote.not_voting_names
        for name in filter(None, people):
            assert name in text, (label, name)


def test_every_title_number_and_identifier_stands_in_the_text() -> None:
    for label, document in sample():
        text, folded = flat(document.text), fold(document.text)
        for act in document.acts:
            assert fold(act.title) in folded, (label, act.title)
            assert act.number is None or act.number in text, (label, act.number)
            if act.teletransmission_id:
                assert act.teletransmission_id.removesuffix("-DE") in text, label


def test_every_amount_given_stands_in_the_text() -> None:
    checked = 0
    for label, document in sample():
        digits = re.sub(r"[\s.]", "", document.text)
        for act in document.acts:
            for grant in act.grants or []:
                whole, cents = divmod(round(grant.amount * 100), 100)
                assert str(whole) in digits, (label, grant)
                assert not cents or f"{cents:02}" in digits
                assert grant.beneficiary is None or fold(grant.beneficiary) in fold(document.text), (label, grant)
                checked += 1
    assert checked > 500


def test_every_day_stands_in_the_text_in_words_or_figures() -> None:
    for label, document in sample():
        if document.session is None or document.session.date is None:
            continue
        for day in (document.session.date, document.session.convened_on):
            if day is None:
                continue
            spelt = (day.day == 1 and "premier") or in_words(day.day)
            words = set(words_of(document.text))
            assert str(day.year) in document.text or "deux" in words, label
            assert words & {str(day.day), f"{day.day:02}", "1er", *words_of(spelt)}, label


def test_stated_counts_agree_with_the_vote() -> None:
    """Voices for, against and abstaining are the voters of the session when all four are stated."""
    checked = 0
    for label, document in sample():
        for act in document.acts:
            vote = act.vote
            counts = (vote.for_, vote.against, vote.abstentions)
            voting = document.session.voting if document.session else None
            if voting and all(count is not None for count in counts):
                assert sum(count or 0 for count in counts) == voting, label
                checked += 1
    assert checked > 30


def test_a_sirens_check_digit_is_right() -> None:
    seen = {document.session.body_siren for _, document in sample() if document.session}
    sirens = sorted(filter(None, seen))
    assert len(sirens) > 50
    for siren in sirens:
        doubled = [int(figure) * (1 + rank % 2) for rank, figure in enumerate(reversed(siren))]
        assert sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0, siren


def test_one_line_layouts_have_one_line() -> None:
    for label, document in sample([layout for layout in LAYOUTS if layout.endswith("one-line")]):
        assert "\n" not in document.text, label


def test_negatives_have_neither_session_nor_act() -> None:
    for _, document in sample(["not-a-session"]):
        assert document.gold() == {"session": None, "acts": []}


def test_what_is_said_varies() -> None:
    """Forty extracts use most ways of voting, outcomes, kinds of money and styles of names."""
    outcomes, kinds, openings = set(), set(), set()
    for _, document in sample():
        openings.add(flat(document.text)[:60])
        for act in document.acts:
            outcomes.add(act.vote.outcome)
            kinds |= {grant.kind for grant in act.grants or []}
    assert outcomes >= {"adopted", "rejected", "noted", "postponed", "withdrawn"}
    assert kinds == {"subvention", "cotisation", "participation", "avance", "garantie", "prix", "aide"}
    assert len(openings) > 500


def test_written_documents_can_be_evaluated(tmp_path: Path) -> None:
    document = generate(1, "minutes-plain", 1)
    write(tmp_path, "one", document)
    assert (tmp_path / "one.txt").read_text("utf-8") == document.text
    record = json.loads((tmp_path / "one.gold.json").read_text("utf-8")) | {"source": "one.txt"}
    assert evaluate(tmp_path, [record]).perfect == 1


@pytest.mark.parametrize(
    ("value", "spelt"),
    [
        (21, "vingt et un"),
        (71, "soixante et onze"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (95, "quatre-vingt-quinze"),
        (200, "deux cents"),
        (83000, "quatre-vingt-trois mille"),
        (80000, "quatre-vingt mille"),
        (330000, "trois cent trente mille"),
    ],
)
def test_numbers_in_words(value: int, spelt: str) -> None:
    assert in_words(value) == spelt
