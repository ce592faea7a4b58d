"""Acts under headings: which of the same headings counts, and where what stands under it ends."""

import time

from registre.extraction.cutting.headed import one_a_number, parts_under
from registre.extraction.rule import Found
from registre.extraction.rules.headings import Heading
from registre.reading import Text


def _label(number: str, place: int) -> Found[Heading]:
    return Found(Heading(number, None, place + 5), place, place + 5, "test")


def test_the_first_of_the_same_headings_that_decides_counts() -> None:
    announced, again, other = _label("1", 10), _label("1", 100), _label("2", 40)
    assert one_a_number([announced, again, other], [150], 200) == [other, again]


def test_a_heading_that_never_decides_is_kept_where_it_stands_last() -> None:
    first, last = _label("1", 10), _label("1", 100)
    assert one_a_number([first, last], [], 200) == [last]


def test_pages_of_one_act_decide_together() -> None:
    first, next_page, other = _label("DEL 1", 10), _label("DEL-1", 100), _label("2", 190)
    assert one_a_number([first, next_page, other], [150], 200) == [first, other]


def test_thousands_of_the_same_number_take_no_time() -> None:
    labels = [_label("2024-1" if place % 2 else "2024-2", place * 10) for place in range(8000)]
    before = time.process_time()
    one_a_number(labels, [], 80_000)
    assert time.process_time() - before < 1


def test_a_number_in_parentheses_after_the_title_is_the_number() -> None:
    text = Text("1 - Vente du four communal (DL-2024-12)\nLe Conseil décide de vendre le four.")
    heading = Found(Heading(None, 1, 4), 0, 1, "test")
    (part,) = parts_under(text.flow, text.folded, [heading], [60])
    assert (part.title and part.title.value) == "Vente du four communal"
    assert (part.number and part.number.value) == "DL-2024-12"
