"""Members whom rolls name by their family name alone: one person a member, and never one key for two."""

from __future__ import annotations

from datetime import date

from registre.linking.person_likeness import family_slips
from registre.linking.persons import settle_persons
from registre.linking.rolls import Rolls

DAY = date(2024, 3, 11)


def rolls_of(*spellings: str) -> Rolls:
    rolls = Rolls()
    for spelling in spellings:
        rolls.seen(spelling).add("conseil-municipal", DAY, ["member"])
    return rolls


def test_a_name_without_title_is_the_only_titled_one() -> None:
    (person,) = settle_persons("commune-essai", rolls_of("M. MEUNIER", "MEUNIER")).persons
    assert person.spellings == ("M. MEUNIER", "MEUNIER")


def test_namesakes_of_two_titles_are_two_persons_and_their_name_alone_is_neither() -> None:
    found = settle_persons("commune-essai", rolls_of("M. MEUNIER", "Mme MEUNIER", "MEUNIER"))
    assert {person.spellings for person in found.persons} == {("M. MEUNIER",), ("Mme MEUNIER",)}
    assert len({person.key for person in found.persons}) == 2
    assert "MEUNIER" not in found.of_spelling


def test_letters_of_a_slip_are_counted_up_to_a_limit() -> None:
    pairs = (("lecoq", "lecocq"), ("lecoq", "leccqo"), ("marchand", "macrhnad"), ("marchand", "marhc"), ("nay", "nya"))
    assert [family_slips(a, b) for a, b in pairs] == [1, None, 2, None, None], "two that change places are one slip"
