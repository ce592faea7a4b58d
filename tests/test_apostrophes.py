"""Names keep the apostrophe of their document, in the votes and the signature as in the roll; measures equate them."""

from __future__ import annotations

from registre.evaluation.folding import fold_person
from registre.extraction import extract
from registre.records import Source

TEXT = """COMMUNE DE VALBRUME
EXTRAIT DU REGISTRE DES DELIBERATIONS DU CONSEIL MUNICIPAL
Séance du 4 mai 2023
Délibération n° 2023-12
Objet : Tarifs de la cantine

Présents : M. Paul D’ORME, Mme Ida LILAS, M. Luc L’HÊTRE, Mme Rose TREMBLE

Après en avoir délibéré, le conseil municipal, par 2 voix pour et 2 voix contre (M. Luc L’HÊTRE,
Mme Rose TREMBLE), rejette.

Le Maire,
Paul D’ORME
"""


def test_voters_and_signatories_are_written_as_their_document_writes_them() -> None:
    record = extract(Source("acte.txt", len(TEXT), "0" * 64, "text/plain"), TEXT)
    (act,) = record.acts
    assert record.session is not None and act.vote is not None and act.signatory is not None
    roll = {fact.value.name for fact in record.session.attendance}
    assert {"Paul D’ORME", "Luc L’HÊTRE"} <= roll
    assert act.vote.value.against_names == ("Luc L’HÊTRE", "Rose TREMBLE")
    assert act.signatory.value == "Paul D’ORME"


def test_a_measure_takes_one_apostrophe_for_another() -> None:
    assert fold_person("Luc L’HÊTRE") == fold_person("L'Hêtre Luc") == fold_person("Luc L`HETRE")
