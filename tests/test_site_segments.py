"""Evidence cut into segments: nothing is lost, nothing is doubled, every fact can be reached."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from registre.publication.site.segments import Excerpt, Mark, Segment, cut

TEXT = "Article 1 : attribue 1 200 € aux Amis du Lavoir.\nLe reste n’est pas repris.\nReçu le 14 mars."


def mark(fact: str, words: str, *, main: bool = True) -> Mark:
    start = TEXT.index(words)
    return Mark(fact, start, start + len(words), "money", main)


def segments(*excerpts: Excerpt) -> list[Segment]:
    return [one for excerpt in excerpts for one in excerpt.segments]


def test_nested_evidence_names_the_narrowest_fact_first() -> None:
    (excerpt,) = cut(TEXT, [(0, 48)], [mark("article-1", TEXT[:48]), mark("grant-1", "1 200 €")])
    assert [(one.text, one.facts) for one in excerpt.segments] == [
        ("Article 1 : attribue ", ("article-1",)),
        ("1 200 €", ("grant-1", "article-1")),
        (" aux Amis du Lavoir.", ("article-1",)),
    ]


def test_two_facts_of_the_same_words_share_a_segment_and_the_second_gets_a_link() -> None:
    (excerpt,) = cut(TEXT, [(0, 48)], [mark("a", "1 200 €"), mark("b", "1 200 €")])
    (shared,) = (one for one in excerpt.segments if one.facts)
    assert (shared.facts, shared.anchors, shared.more) == (("a", "b"), ("a", "b"), ("b",))


def test_evidence_outside_of_the_passage_brings_its_line() -> None:
    far = TEXT + "\n" * 400
    marks = [mark("receipt", "14 mars"), Mark("late", len(far), len(far) + 3, "step")]
    first, second = cut(far + "fin du texte", [(0, 20)], marks)
    assert (first.whole, second.whole) == (True, False)
    assert (far + "fin du texte")[second.start : second.end] == "fin du texte"
    assert TEXT[first.start : first.end] == TEXT  # what is near is shown whole, without a cut


def test_words_that_complete_a_fact_lead_to_it_but_are_not_its_anchor() -> None:
    excerpts = cut(TEXT, [(0, len(TEXT))], [mark("grant-1", "1 200 €"), mark("grant-1", "Amis du Lavoir", main=False)])
    assert [one.anchors for one in segments(*excerpts) if one.facts] == [("grant-1",), ()]


def test_empty_and_impossible_marks_are_left_out() -> None:
    bad = [Mark("a", 3, 3, "x"), Mark("b", 5, 4, "x"), Mark("c", -1, 4, "x"), Mark("d", 2, 10_000, "x")]
    assert [one.facts for one in segments(*cut(TEXT, [(0, 48)], bad))] == [()]


Case = tuple[str, list[tuple[int, int]], list[Mark]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    text = draw(st.text("ab \n", min_size=1, max_size=60))
    place = st.integers(0, len(text))
    spans = [(min(a, b), max(a, b)) for a, b in draw(st.lists(st.tuples(place, place), max_size=3))]
    marks = [
        Mark(f"f{fact}", min(a, b), max(a, b), "x", main)
        for fact, a, b, main in draw(st.lists(st.tuples(st.integers(0, 4), place, place, st.booleans()), max_size=9))
    ]
    return text, spans, marks


@given(cases())
def test_segments_keep_the_text_and_every_fact_can_be_reached(
    case: tuple[str, list[tuple[int, int]], list[Mark]],
) -> None:
    text, passages, marks = case
    excerpts = cut(text, passages, marks)
    sound = [one for one in marks if one.start < one.end]
    stated: dict[int, set[str]] = {}
    for excerpt in excerpts:
        assert "".join(one.text for one in excerpt.segments) == text[excerpt.start : excerpt.end]
        at = excerpt.start
        for one in excerpt.segments:
            assert one.text
            assert len(set(one.facts)) == len(one.facts)
            stated |= {place: set(one.facts) for place in range(at, at + len(one.text))}
            at += len(one.text)
    for start, end in passages:
        assert all(
            place in stated
            for place in range(start, end)
            if text[start : place + 1].strip() and text[place:end].strip()
        )
    for place, facts in stated.items():
        assert facts == {one.fact for one in sound if one.start <= place < one.end}
    assert all(place in stated for one in sound for place in range(one.start, one.end))
    every = segments(*excerpts)
    anchors = [fact for one in every for fact in one.anchors]
    assert sorted(anchors) == sorted({one.fact for one in sound if one.main})
    reached = {one.facts[0] for one in every if one.facts} | {fact for one in every for fact in one.more}
    assert reached == {one.fact for one in sound}
    assert all(a.end < b.start for a, b in pairwise(excerpts))
