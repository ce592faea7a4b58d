"""How minutes are cut into acts: what is voted is an act, under the words that head it."""

from registre.extraction.acts import cut_acts
from registre.reading import Text
from registre.records import DocumentKind


def _titles(words: str) -> list[str]:
    text = Text(words)
    return [part.title.value for part in cut_acts(text.flow, text.folded, DocumentKind.minutes, 0) if part.title]


def test_the_last_minutes_approved_are_an_act_even_when_nothing_else_is_found() -> None:
    words = "Mme LILAS ouvre la séance. Le procès-verbal de la séance du 3 mars 2024 est adopté à la majorité. Fin."
    assert _titles(words) == ["Le procès-verbal de la séance du 3 mars 2024"]


def test_an_approval_said_with_nouns_is_read() -> None:
    words = "Vote pour l'adoption du PV de la séance du 3 mars 2024 > Approbation à l'unanimité Mme LILAS poursuit."
    assert _titles(words) == ["adoption du PV de la séance du 3 mars 2024"]


def test_minutes_that_wait_for_approval_are_no_act() -> None:
    assert _titles("Le procès-verbal de la séance du 3 mars 2024 a été transmis aux élus. La séance est levée.") == []


def test_the_council_decides_although_a_commission_stands_in_the_same_sentence() -> None:
    words = (
        "1. Location de la halle Vu l'avis favorable de la commission, Le Conseil municipal décide de la louer. "
        "2. Vente du four Vu l'avis favorable de la commission, Le Conseil municipal décide de le vendre."
    )
    assert _titles(words) == ["Location de la halle", "Vente du four"]


def test_a_name_that_ends_a_sentence_is_no_part_of_a_title_in_capitals() -> None:
    words = (
        "Ne vote pas : Mme LILAS. VENTE DU FOUR COMMUNAL Le four est vieux. Adopté à l'unanimité. "
        "LOCATION DE LA HALLE La halle est libre. Adopté à l'unanimité. M. ORME revient. "
        "ENTRETIEN DU LAVOIR MUNICIPAL Le lavoir fuit. Adopté à l'unanimité."
    )
    assert _titles(words) == ["VENTE DU FOUR COMMUNAL", "LOCATION DE LA HALLE", "ENTRETIEN DU LAVOIR MUNICIPAL"]


def test_bullets_that_carry_a_sum_are_rows_of_a_list_and_no_titles() -> None:
    item = "\n• {}\nIl est proposé de verser :\n• Les Lilas : 500 €\n• Les Ormes : 250,00 euros\nAccord à l'unanimité"
    words = "Séance ouverte." + "".join(map(item.format, ("Aides au sport", "Aides à la culture", "Aides aux écoles")))
    assert _titles(words + "\nLa parole est au public." * 20) == [
        "Aides au sport",
        "Aides à la culture",
        "Aides aux écoles",
    ]
