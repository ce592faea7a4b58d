"""What is said of a pattern is true of each of its matches, and the sieve finds what the pattern finds."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

import pytest
from bench.synthesis.generate import documents
from hypothesis import given, settings
from hypothesis import strategies as st

from registre.extraction import sieve as sieve_module
from registre.extraction.matching import find
from registre.extraction.needles import INFINITE, derive
from registre.extraction.rule import AnyRule, Rule
from registre.extraction.sieve import Sieve, matches, may_match
from registre.reading import Text, fold
from test_rules import IDS, MARKED, RULES

SIEVES = {rule.id: Sieve(rule.pattern) for rule in RULES}
LAYOUTS = ["extract-clean", "minutes-numbered", "bureau"]
TEXTS = [Text(document.text).folded for _, document in documents(7, 1, LAYOUTS, 1)]


def _told(rule: AnyRule) -> list[str]:
    """The examples and the refusals of a rule, folded."""
    return [fold(MARKED.sub(lambda mark: mark["words"], one)) for one in (*rule.examples, *rule.refuses)]


PIECES = [one for rule in RULES for one in _told(rule)] + [
    text[start : start + 160] for text in TEXTS for start in range(0, len(text), 130)
]


def _spans(found: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
    return [one.span() for one in found]


def _same(rule: AnyRule, text: str, start: int, end: int) -> None:
    plain = _spans(rule.pattern.finditer(text, start, end))
    assert _spans(matches(SIEVES[rule.id], text, start, end)) == plain
    assert may_match(SIEVES[rule.id], text, start, end) or not plain


@pytest.mark.parametrize(
    ("pattern", "covers"),
    [
        (r"votes?\s?:", ({"vote": (0, 0)},)),
        (r"\bconseil (?:municipal|general)\b", ({"conseil muni": (0, 0), "conseil gene": (0, 0)},)),
        (r"\d{1,3} voix", ({" voix": (1, 3)},)),
        (r"(?:le )?maire", ({"le maire": (0, 0), "maire": (0, 0)},)),
        (r"[^.]{0,9}budget", ({"budget": (0, 9)},)),
        (r"[^.]*budget", ()),
        (r"\w+", ()),
        (r"(?i)budget", ()),
        (r"(budget)? \1", ()),
        (r"(?!budget)\w{3}", ()),
        (r"a|budget", ()),
    ],
)
def test_needles_are_the_strings_that_every_match_holds(
    pattern: str, covers: tuple[dict[str, tuple[int, int]], ...]
) -> None:
    assert derive(re.compile(pattern)).covers[:1] == covers


@pytest.mark.parametrize(("pattern", "reach"), [(r"ab{2,3}(?=c{4})", 10), (r"ab*", INFINITE), (r"a(?=.*b)", INFINITE)])
def test_the_reach_is_all_that_a_match_may_need_to_see(pattern: str, reach: int) -> None:
    assert derive(re.compile(pattern)).reach == reach


BEGINNINGS = (
    *("a", "[^a]", "[a-cZ]", r"\d?b", r"\D", r"\w", r"\W", r"\s", r"\S", r"[\W_]", r"[^\d\s]", ".", r"(?!a)\w"),
    *(r"\bx|y+", "(?s:.)", "(?i:k)", "\u212a", "\u017f", "[\u0130-\u0140]", "(?>a|b)", "(a)?(?(1)b|c)", "(?:a|)b"),
)  # fmt: skip


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.ASCII])
@pytest.mark.parametrize("pattern", BEGINNINGS)
def test_a_character_that_begins_a_match_is_never_called_one_that_does_not(pattern: str, flags: int) -> None:
    compiled = re.compile(pattern, flags)
    never = derive(compiled).never_first
    assert [char for char in map(chr, range(128)) if char in never and compiled.match(char + "b")] == []


def test_characters_that_begin_no_match_are_known() -> None:
    assert derive(re.compile(r"\b(?:le|la)?\s?maire")).never_first >= set("abcd019.-")


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_finds_in_its_examples_and_refusals_what_its_pattern_finds(rule: AnyRule) -> None:
    text = "\n\n".join((TEXTS[0][:900], *_told(rule), TEXTS[1][:900]))
    _same(rule, text, 0, len(text))
    _same(rule, text, 450, len(text) - 870)


def test_rules_find_in_documents_what_their_patterns_find() -> None:
    for text in TEXTS:
        for rule in RULES:
            _same(rule, text, 0, min(len(text), 12_000))


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**9))
def test_rules_find_in_texts_stuck_together_what_their_patterns_find(seed: int) -> None:
    rng = random.Random(seed)
    text = "".join(
        rng.choice(PIECES)[rng.randrange(9) :] + rng.choice(["", " ", "\n", "\n\n", ". "]) for _ in range(12)
    )
    start, end = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    for rule in RULES:
        _same(rule, text, 0, len(text))
        _same(rule, text, start, end)


LEAVES = st.sampled_from(
    ["a", "b", "ab", "ba", "[ab]", "[^a]", ".", r"\b", r"\w", "^", "$", " ", "(?=b)", "(?!ab)", "(?<=a)"]
)
GROWN = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{1,2}", "{0,3}?", "{2}", "*+"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
        inner.map(lambda one: f"(?={one})a?"),
        inner.map(lambda one: f"(?>{one})"),
        inner.map(lambda one: f"({one})b"),
    ),
    max_leaves=9,
)


@settings(max_examples=400, deadline=None)
@given(GROWN, st.text("ab \n", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_any_pattern_finds_through_the_sieve_what_it_finds_alone(pattern: str, text: str, one: int, other: int) -> None:
    compiled, (start, end) = re.compile(pattern), sorted((min(one, len(text)), min(other, len(text))))
    plain = _spans(compiled.finditer(text, start, end))
    needles = derive(compiled)
    for found in plain:
        assert all(any(needle in text[slice(*found)] for needle in cover) for cover in needles.covers)
        assert needles.least <= found[1] - found[0] <= needles.reach
        assert found[0] == found[1] or text[found[0]] not in needles.never_first
    assert _spans(matches(Sieve(compiled), text, start, end)) == plain


def test_a_rule_met_after_the_text_was_read_finds_its_words_too() -> None:
    """Its needles may be new, or those that another rule brought: the text was searched for neither on its account."""
    text = TEXTS[0] + " un mot jamais vu : zxqzx, et le conseil municipal."
    sieve_module.places_of(text)
    for words in ("zxqzx", "conseil municipal"):
        late = Sieve(re.compile(words))
        assert _spans(matches(late, text, 0, len(text))) == _spans(re.compile(words).finditer(text))


def test_what_a_rule_asks_of_its_surroundings_does_not_depend_on_the_needles() -> None:
    """`area` is where the rule was asked to look, wherever the pattern was tried."""
    seen = []
    rule: Rule[str] = Rule(
        id="essai.zone",
        within=frozenset({"acte"}),
        pattern=re.compile("budget"),
        read=lambda match: seen.append(match.area) or "budget",  # type: ignore[func-returns-value]
        source="test",
        examples=(),
    )
    text = "x " * 200 + "le budget de la commune " + "y " * 200
    assert [one.start for one in find(rule, text, text, 10, 700)] == [403]
    assert seen == [(10, 700)]
