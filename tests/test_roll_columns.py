"""Columns that text extraction has torn apart. People and towns are invented."""

from __future__ import annotations

from registre.extraction.roll import read_roll
from registre.extraction.roster import settle
from registre.reading import Text

PRESENT = "Étaient présents : M. Paul ORME, Mme Ida LILAS, M. Luc FRÊNE, Mme Zoé CÈDRE, M. Guy BOULEAU. "


def said(raw: str) -> dict[str, str]:
    """Status, and holder of the proxy, by name."""
    text = Text(raw)
    roll = read_roll(text.flow, text.folded, 0, len(text.flow))
    entries = settle(roll, None)[0] if roll else []
    return {
        one.value.name: one.value.status + (f" > {one.value.proxy_to}" if one.value.proxy_to else "") for one in entries
    }


def test_as_many_givers_as_holders_are_paired_in_their_order() -> None:
    found = said(
        PRESENT + "Étaient représentés M. Jean SAULE Mme Rose TILLEUL M. Marc ROUVRE "
        "pouvoir pouvoir pouvoir : à M. Luc FRÊNE à Mme Ida LILAS à M. Paul ORME M. Éric CHARME a été désigné."
    )
    assert found["Jean SAULE"] == "represented > Luc FRÊNE"
    assert found["Rose TILLEUL"] == "represented > Ida LILAS"
    assert found["Marc ROUVRE"] == "represented > Paul ORME"
    assert found["Luc FRÊNE"] == found["Ida LILAS"] == "present"


def test_the_towns_of_a_third_column_are_nobody() -> None:
    found = said(
        PRESENT + "Absents ayant donné procuration : Monsieur Jean SAULE Madame Rose TILLEUL Belcelle Val-Lilas "
        "à Luc FRÊNE à Ida LILAS Belcelle Val-Lilas Absents : Monsieur Marc ROUVRE\n\n"
    )
    assert found["Jean SAULE"] == "represented > Luc FRÊNE"
    assert found["Rose TILLEUL"] == "represented > Ida LILAS"
    assert found["Marc ROUVRE"] == "absent"
    assert not any("Belcelle" in name for name in found)


def test_givers_in_small_letters_pair_up_when_the_holders_are_as_many() -> None:
    present = "Étaient présents : Paul Orme, Ida Lilas, Luc Frene.\n"
    givers = "Absents excusés représentés : Jean Saule Rose Tilleul Marie-Anne Rouvre "
    found = said(present + givers + "Pouvoir à Luc Frene Pouvoir à Ida Lilas Pouvoir à Paul Orme Absents : néant")
    assert found["Marie-Anne Rouvre"] == "represented > Paul Orme"
    assert found["Rose Tilleul"] == "represented > Ida Lilas"


def test_givers_and_holders_of_unlike_numbers_are_not_paired() -> None:
    found = said(
        PRESENT + "Étaient représentés M. Jean SAULE Mme Rose TILLEUL à M. Luc FRÊNE à Mme Ida LILAS à M. Paul ORME."
    )
    assert found["Jean SAULE"] == "represented"


def test_a_name_that_another_column_cuts_is_that_of_the_member_who_fits() -> None:
    found = said(
        "Présents : Paul ORME, Ida LILAS, Luc FRÊNE\nPouvoirs : Jean SAULE à Ida Conseil Municipal peut | LILAS, "
        "Rose TILLEUL à Luc valablement délibérer. FRÊNE\n"
    )
    assert found["Jean SAULE"] == "represented > Ida LILAS"
    assert found["Rose TILLEUL"] == "represented > Luc FRÊNE"


ROWS = (
    "BELCELLE ORME Paul VAL-LILAS LILAS Ida ARZAC SUR MER FRENE Luc | BELCELLE CEDRE Zoé MONTLUIS BOULEAU Guy "
    "ARZAC SAULE Jean DOURLAC TILLEUL Rose _ DOURLAC ROUVRE Marc SAINT LUC HETRE Eve BELCELLE CHARME Eric "
    "MONTLUIS AULNE Lise BELCELLE PLATANE Hugo ARZAC NOYER Anne-Marie VAL-LILAS POIRIER Jules"
)


def test_a_flattened_table_of_communes_and_members_gives_the_members() -> None:
    found = said(f"Délégués présents : 14 {ROWS} Absents excusés : SORBIER Max, IF Léa\n\n")
    assert len([status for status in found.values() if status == "present"]) == 14
    assert found["NOYER Anne-Marie"] == "present"
    assert found["SORBIER Max"] == "excused"
    assert "BELCELLE ORME Paul" not in found


def test_the_member_whose_name_is_a_function_is_a_member() -> None:
    found = said("Présents : M. ORME Paul, Mme LILAS Ida, M. MAIRE DU PRÉ Luc, M. CÈDRE Guy, Mme FRÊNE Zoé.\n\n")
    assert found["MAIRE DU PRÉ Luc"] == "present"


def test_a_member_without_a_name_does_not_end_the_list() -> None:
    found = said(
        PRESENT + "Absents (3) : M. le représentant des Amis du Lavoir, M. Jean SAULE (Le Relais), Mme Rose TILLEUL\n\n"
    )
    assert found["Jean SAULE"] == found["Rose TILLEUL"] == "absent"
