"""Every rule finds its examples, leaves its traps alone, and takes its time in proportion to the text."""

from __future__ import annotations

import re
import time

import pytest

from registre.extraction import all_rules
from registre.extraction.matching import find
from registre.extraction.rule import AnyRule, show
from registre.reading import fold

RULES = all_rules()
IDS = [rule.id for rule in RULES]
MARKED = re.compile(r"\[(?P<words>.*?)\]\{(?P<value>.*?)\}", re.DOTALL)

SHORT = 1500  # the longest title or measure that is read (extraction/inside.py)

HOSTILE = {
    "spaces": " ",
    "digits": "1 ",
    "letters": "a",
    "present": "presents : ",
    "pouvoir": "donne pouvoir a ",
    "conseil": "le conseil municipal ",
    "deliberation": "deliberation n° 2022-",
    "capitals": "ORME Paul, ",
    "votes": "pour : 12 contre : ",
    "money": "subvention de 1 000 € a ",
    "dates": "seance du 12 mai ",
    "stamps": "recu en prefecture le ",
    "quotes": "« ",
    "dots": ". - ",
}


def test_there_are_rules_and_their_ids_are_their_own() -> None:
    assert len(RULES) > 80
    assert len(set(IDS)) == len(IDS)
    assert list(IDS) == sorted(IDS)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_has_a_source_examples_and_refusals(rule: AnyRule) -> None:
    assert rule.source
    assert rule.within
    assert rule.examples
    assert rule.refuses


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_finds_the_words_and_the_value_of_its_examples(rule: AnyRule) -> None:
    for example in rule.examples:
        marks = list(MARKED.finditer(example))
        assert marks, f"{rule.id}: no marked words in {example!r}"
        text = MARKED.sub(lambda mark: mark["words"], example)
        found = [(text[one.start : one.end], show(one.value)) for one in find(rule, text, fold(text))]
        for mark in marks:
            assert (mark["words"], mark["value"]) in found


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_leaves_its_traps_alone(rule: AnyRule) -> None:
    for trap in rule.refuses:
        assert [show(one.value) for one in find(rule, trap, fold(trap))] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_all_rules_read_hostile_text_in_time_that_grows_with_it(name: str) -> None:
    """Four times the text may take at most some eight times the time: nothing is quadratic."""
    spent: list[float] = []
    for size in (5_000, 20_000):
        text = HOSTILE[name] * (size // len(HOSTILE[name]) + 1)
        folded = fold(text)
        start = time.process_time()
        for rule in RULES:
            end = len(text) if rule.within - {"titre", "mesure"} else SHORT
            for _ in find(rule, text, folded, 0, min(end, len(text))):
                pass
        spent.append(time.process_time() - start)
    assert spent[1] < 8 * spent[0] + 0.4, spent
