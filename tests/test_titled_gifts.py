"""A grant whose beneficiary stands in the title alone: read with both places, and only when nothing is doubtful."""

from registre.extraction import extract
from registre.records import Commitment, Fact, Record, Source

HEAD = (
    "COMMUNE DE VAUBRUN\nEXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL\nSéance du 3 mai 2024\n"
    "Présents : Ida LILAS, Paul ORME, Zoé SAULE.\nSecrétaire de séance : Paul ORME.\nDélibération n° 2024-12\n"
)


def _gifts(title: str, decision: str) -> tuple[Record, tuple[Fact[Commitment], ...]]:
    words = f"{HEAD}Objet : {title}\n\nLe Conseil municipal, après en avoir délibéré, à l'unanimité,\n{decision}\n"
    record = extract(Source("vaubrun.txt", 1, "0" * 64, "text/plain"), words)
    return record, record.acts[0].commitments


def test_the_title_names_who_receives_the_sum() -> None:
    record, (gift,) = _gifts(
        "Subvention exceptionnelle à l'Amicale des Lilas", "DÉCIDE d'accorder une subvention de 100 €."
    )
    assert (gift.value.beneficiary, str(gift.value.amount_eur)) == ("Amicale des Lilas", "100.0")
    assert gift.evidence.raw == "une subvention de 100 €"
    assert [one.raw for one in gift.also] == ["Subvention exceptionnelle à l'Amicale des Lilas"]
    assert all(record.text[one.start : one.end] == one.raw for one in (gift.evidence, *gift.also))


def test_a_request_in_favour_of_somebody_is_theirs() -> None:
    _, (gift,) = _gifts("Demande de subvention en faveur du Souvenir Orvalien", "ACCORDE une subvention de 100 €.")
    assert gift.value.beneficiary == "Souvenir Orvalien"


def test_what_the_body_asks_from_others_is_not_given() -> None:
    assert (
        _gifts("Demande de subvention à la Fondation des Lilas", "DÉCIDE d'accorder une subvention de 100 €.")[1] == ()
    )


def test_two_sums_are_a_doubt() -> None:
    decision = "ACCORDE une subvention de 100 €.\nACCORDE une aide de 50 €."
    assert _gifts("Subvention à l'Amicale des Lilas", decision)[1] == ()


def test_a_kind_of_people_is_nobody() -> None:
    assert _gifts("Subvention à une association", "ACCORDE une subvention de 100 €.")[1] == ()


def test_the_sentence_comes_before_the_title() -> None:
    _, gifts = _gifts("Subvention à l'Amicale des Lilas", "VERSE une subvention de 100 € au Club des Ormes.")
    assert [one.value.beneficiary for one in gifts] == ["Club des Ormes"]


def test_a_person_in_the_title_is_not_named() -> None:
    assert _gifts("Aide à Madame Ida ROSIER", "ACCORDE une aide de 100 €.")[1] == ()
