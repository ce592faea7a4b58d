"""Acts whose number stands after them."""

from __future__ import annotations

from registre.extraction.cutting.trailing import cut_before_numbers
from registre.extraction.rule import Found
from registre.extraction.rules.headings import Heading

LABELS = [Found(Heading(f"2024-{n}", None, None), 100 + 200 * n, 110 + 200 * n, "test") for n in (1, 2)]


def test_a_word_of_decision_just_where_the_acts_may_begin_counts_as_decided() -> None:
    """Found by `make fuzz`, text 19917 of seed 1: a word of decision exactly 200 characters after the roll."""
    flow = "x" * 240 + " FINANCES – Le budget est voté. " + "y" * 400
    cut = cut_before_numbers(flow, flow.lower(), LABELS, [200], 0)
    assert cut is not None and [part.number.value for part in cut.parts if part.number] == ["2024-1", "2024-2"]


def test_nothing_decided_before_the_first_number_is_no_such_layout() -> None:
    assert cut_before_numbers("x" * 600, "x" * 600, LABELS, [199, 300], 0) is None
