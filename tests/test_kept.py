"""What a build remembers on disk: names once, and an order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from registre.kept import KeptNames, KeptOrder

TEXTS = st.text(max_size=4)


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_a_name_keeps_the_value_that_it_had_first(pairs: list[tuple[str, str]]) -> None:
    kept, known = KeptNames(), dict[str, str]()
    for name, value in pairs:
        assert kept.add(name, value) == (name not in known)
        known.setdefault(name, value)
    assert len(kept) == len(known)
    assert {name: kept.find(name) for name in known} == known
    assert "another name" not in kept and kept.find("another name") is None


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS)))
def test_numbers_come_in_the_order_in_which_python_sorts_their_texts(texts: list[tuple[str, str, str, str]]) -> None:
    kept = KeptOrder()
    for number, one in enumerate(texts):
        kept.add(one, number)
    assert list(kept) == [number for _, number in sorted((one, number) for number, one in enumerate(texts))]
