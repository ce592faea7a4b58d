"""Numbers that go up by one are the numbers of the acts, however they are written."""

from registre.extraction.series import find_series
from registre.reading import Text


def _numbers(words: str) -> list[str]:
    text = Text(words)
    return [one.value.number or "" for one in find_series(text.flow, text.folded)]


def test_numbers_that_follow_each_other_are_a_series() -> None:
    assert _numbers("DEL2024_07 Halle. DEL2024_08 Four. DEL2024_09 Lavoir.") == [
        "DEL2024_07",
        "DEL2024_08",
        "DEL2024_09",
    ]


def test_a_number_glued_to_its_label_counts() -> None:
    assert _numbers("n°2024-007 Halle. n°2024-008 Four. n°2024-009 Lavoir.") == ["2024-007", "2024-008", "2024-009"]


def test_a_number_with_other_separators_is_the_same_series() -> None:
    words = "D2024_07 Halle D2024_08 Four D2024_09 Lavoir. D2024 08 FOUR La Maire expose. D2024-09 LAVOIR Elle propose."
    assert _numbers(words) == ["D2024_07", "D2024_08", "D2024_09", "D2024 08", "D2024-09"]


def test_a_number_cited_is_no_heading() -> None:
    words = "DEL2024_07 Halle. DEL2024_08 Four. DEL2024_09 Lavoir. Vu la délibération DEL2024_08, elle propose."
    assert _numbers(words) == ["DEL2024_07", "DEL2024_08", "DEL2024_09"]


def test_two_numbers_prove_nothing() -> None:
    assert _numbers("DEL2024_07 Halle. DEL2024_08 Four.") == []


def test_a_remark_of_the_roll_that_cites_an_act_begins_none() -> None:
    said = (f"M. Paul ORME après délibération 20221214-{n}- TARIFS DE LA CANTINE" for n in ("094", "095", "097"))
    assert _numbers("\n".join(said)) == []
