"""What acts give without paying money: read apart from money, and only when the sentence says all of it."""

from decimal import Decimal

from registre.contract import to_contract
from registre.extraction import extract
from registre.records import InKindAid, Record, Source

HEAD = (
    "COMMUNE DE VAUBRUN\nEXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL\nSéance du 3 mai 2024\n"
    "Présents : Ida LILAS, Paul ORME, Zoé SAULE.\nSecrétaire de séance : Paul ORME.\nDélibération n° 2024-12\n"
)


def _record(title: str, decision: str) -> Record:
    words = f"{HEAD}Objet : {title}\n\nLe Conseil municipal, après en avoir délibéré, à l'unanimité,\n{decision}\n"
    return extract(Source("vaubrun.txt", 1, "0" * 64, "text/plain"), words)


def _aids(title: str, decision: str) -> list[InKindAid]:
    return [fact.value for act in _record(title, decision).acts for fact in act.in_kind]


LENT = "DÉCIDE de mettre gratuitement à disposition de l'association Les Lilas la salle des fêtes, valorisée à 300 €."


def test_a_room_lent_free_of_charge_is_in_kind_aid() -> None:
    (aid,) = _aids("Prêt de salle 2024", LENT)
    assert aid == InKindAid("Les Lilas", "salle des fêtes", Decimal("300.0"), 2024, article=0)


def test_its_words_are_its_evidence() -> None:
    record = _record("Prêt de salle", LENT)
    (fact,) = record.acts[0].in_kind
    assert record.text[fact.evidence.start : fact.evidence.end] == fact.evidence.raw
    assert "Les Lilas" in fact.evidence.raw and "300 €" in fact.evidence.raw
    assert fact.evidence.rule == "nature.mise-a-disposition"


def test_it_is_no_money() -> None:
    record = _record("Prêt de salle", LENT)
    assert record.acts[0].commitments == ()
    assert to_contract(record, "vaubrun.txt")["acts"][0]["grants"] == []


def test_the_title_says_it_when_the_decision_only_approves() -> None:
    title = "Mise à disposition à titre gracieux du gymnase au profit du Club des Ormes"
    (aid,) = _aids(title, "APPROUVE la convention présentée.")
    assert (aid.beneficiary, aid.purpose) == ("Club des Ormes", "gymnase")


def test_a_private_person_has_no_name() -> None:
    (aid,) = _aids("Prêt", "AUTORISE la mise à disposition gratuite d'un local à Mme Ida ROSIER pour un an.")
    assert (aid.beneficiary, aid.private) == (None, True)


def test_what_is_lent_to_the_body_itself_is_not_given_by_it() -> None:
    assert (
        _aids("Prêt", "ACCEPTE la mise à disposition gratuite d'un terrain au profit de la commune de Vaubrun.") == []
    )


def test_nobody_in_particular_receives_nothing() -> None:
    assert _aids("Prêt", "DÉCIDE la mise à disposition gratuite des salles aux associations de la commune.") == []


def test_a_refusal_gives_nothing() -> None:
    decision = "REJETTE la demande de mise à disposition gratuite de la salle à l'association Les Lilas."
    assert _aids("Demande de prêt de la salle", decision) == []
