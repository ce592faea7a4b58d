"""What a document seems to be."""

from registre.extraction.kinds import kind_of
from registre.reading import fold
from registre.records import DocumentKind


def test_a_list_where_an_item_left_the_agenda_is_still_a_list() -> None:
    words = (
        "Liste des délibérations votées par le Conseil municipal le 3 mars 2024 Halle Four Retirée de l'ordre du jour"
    )
    assert kind_of(fold(words), False) is DocumentKind.list


def test_an_agenda_is_no_session() -> None:
    words = "Conseil municipal du 3 mars 2024 Ordre du jour : 1. Halle 2. Four"
    assert kind_of(fold(words), False) is DocumentKind.other


def test_the_foot_of_a_page_says_that_these_are_minutes() -> None:
    words = "Conseil municipal du 3 mars 2024 Présents : Mme LILAS. Délibération n° 2024-07 Halle. Adopté. {} Le four."
    assert kind_of(fold(words.format("")), True) is DocumentKind.extract
    assert kind_of(fold(words.format("Procès-verbal | 2/15")), True) is DocumentKind.minutes


def test_an_order_that_a_title_names_makes_no_order_of_a_list() -> None:
    words = "Liste des délibérations votées Le 3 mars 2024 Recours contre l'arrêté préfectoral du 4 avril 2023. Adopté."
    assert kind_of(fold(words), False) is DocumentKind.list
