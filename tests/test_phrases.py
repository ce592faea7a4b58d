"""Phrases are found word by word, as reading every word of the text in turn would find them."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from registre.privacy.phrases import TOKEN, Phrases

TEXTS = st.text("ab_é1 \n-.'’█", max_size=30)


def _one_by_one(phrases: list[str], text: str) -> Iterator[tuple[int, int]]:
    known = sorted({tuple(TOKEN.findall(one)) for one in phrases}, key=lambda one: (-len(one), one))
    found = [(token.group(), *token.span()) for token in TOKEN.finditer(text)]
    for place, (_, start, _) in enumerate(found):
        for phrase in known:
            words = found[place : place + len(phrase)]
            if phrase and tuple(word for word, _, _ in words) == phrase:
                end = words[-1][2]
                if text[start - 1 : start] != "-" and text[end : end + 1] != "-":
                    yield start, end
                    break


@given(st.lists(st.text("ab_é1 -.'█", max_size=4), max_size=4), TEXTS)
def test_phrases_are_found_as_word_by_word(phrases: list[str], text: str) -> None:
    assert list(Phrases(phrases).spans(text)) == list(_one_by_one(phrases, text))


def test_a_phrase_is_no_part_of_a_longer_word() -> None:
    assert list(Phrases(["Ida ORME", "Ida"]).spans("Ida\nORME, Idalie, Ida-Rose et Ida")) == [(0, 8), (30, 33)]
