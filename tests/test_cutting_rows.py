"""Lists whose three columns the text has mixed: the title is put together, or there is none."""

from __future__ import annotations

from registre.extraction.acts import cut_acts
from registre.extraction.rule import Found
from registre.reading import Text
from registre.records import DocumentKind

HEAD = "CONSEIL MUNICIPAL DU 3 MAI 2024 COMPTE-RENDU DES VOTES Objet Rapporteur Vote "
ROWS = (
    "D01 SPORT - Prêt du terrain à la Ida LILAS Approuvée ligue des Ormes pour à l'unanimité un tournoi "
    "D02 | VOIRIE - Pavage de la rue du | Jean-Paul ORME Approuvée Four et des abords à l'Unanimité "
    "D03 ÉCOLES - Achat de tables Zoé SAULE Majorité pour 2 pour la cantine contre : Ida LILAS, Paul ORME "
    "D04 CULTURE - Fête du four Ida LILAS Adoptée et bal du village à l'unanimité "
    "FORÊT - Coupe de bois du Point reporté"
)


def _value(found: Found[str] | None) -> str | None:
    return found.value if found is not None else None


def _titles(words: str) -> list[tuple[str | None, str | None]]:
    text = Text(words)
    parts = cut_acts(text.flow, text.folded, DocumentKind.list, 0)
    return [(_value(part.number), _value(part.title)) for part in parts]


def test_the_name_and_the_result_are_taken_out_of_the_title() -> None:
    found = _titles(HEAD + ROWS)
    assert found[:2] == [
        ("D01", "SPORT - Prêt du terrain à la ligue des Ormes pour un tournoi"),
        ("D02", "VOIRIE - Pavage de la rue du Four et des abords"),
    ]


def test_a_row_whose_count_names_people_has_no_title() -> None:
    assert _titles(HEAD + ROWS)[2] == ("D03", None)


def test_a_row_ends_where_one_without_number_begins() -> None:
    assert _titles(HEAD + ROWS)[3] == ("D04", "CULTURE - Fête du four et bal du village")


def test_a_list_without_these_columns_is_left_alone() -> None:
    found = _titles("LISTE DES DÉLIBÉRATIONS DU 3 MAI 2024 " + ROWS)
    assert ("D02", "VOIRIE - Pavage de la rue du Four et des abords") not in found


def test_a_result_over_two_lines_stands_in_the_middle_of_the_title() -> None:
    words = (
        "LISTE DES DÉLIBÉRATIONS DU 3 MAI 2024 NUMÉRO INTITULÉ SENS DU VOTE "
        "RH/01-2024 Tableau des effectifs - Nouveau taux Approuvée d'un poste d'adjoint à l'unanimité A É "
        "RH/02-2024 Vente du four communal Approuvée à l'unanimité "
        "RH/03-2024 Coupe de bois Approuvée à la majorité"
    )
    assert _titles(words) == [
        ("RH/01-2024", "Tableau des effectifs - Nouveau taux d'un poste d'adjoint"),
        ("RH/02-2024", "Vente du four communal"),
        ("RH/03-2024", "Coupe de bois"),
    ]
