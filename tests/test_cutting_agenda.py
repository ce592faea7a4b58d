"""Titles that the agenda announces are headings where the minutes say them again."""

from registre.extraction.cutting.agenda import find_announced
from registre.reading import Text

_AGENDA = "Ordre du jour : 1. Tarifs de la salle des fêtes 2. Achat d'un broyeur de branches 3. Travaux de la halle "


def _titles(words: str) -> list[str]:
    text = Text(words)
    return [text.flow[one.start : one.start + 12] for one in find_announced(text.flow, text.folded)]


def test_titles_without_number_are_found_again_in_any_case() -> None:
    body = (
        "Présents : Mme LILAS. TARIFS DE LA SALLE DES FÊTES La salle est louée. Adopté. "
        "Achat d'un broyeur de branches Il sert à tous. Adopté."
    )
    assert _titles(_AGENDA + body) == ["TARIFS DE LA", "Achat d'un b"]


def test_an_agenda_whose_titles_never_come_back_proves_nothing() -> None:
    assert _titles(_AGENDA + "Présents : Mme LILAS. Rien n'a été décidé. Achat d'un broyeur de branches.") == []


def test_words_in_the_middle_of_a_sentence_are_no_heading() -> None:
    body = "Présents : Mme LILAS. Elle parle du projet Tarifs de la salle des fêtes et de la Travaux de la halle."
    assert _titles(_AGENDA + body) == []


def test_without_an_agenda_nothing_is_announced() -> None:
    assert _titles("Tarifs de la salle des fêtes. Tarifs de la salle des fêtes.") == []
