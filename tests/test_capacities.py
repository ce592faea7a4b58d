"""In what capacity a member sits: as the document writes it, with the words that say it."""

from __future__ import annotations

import pytest

from registre.extraction import extract
from registre.linking.identify import identify
from registre.records import Record, Source
from test_identify import REFERENCE

HEAD = """COMMUNE DE VALBRUME
EXTRAIT DU REGISTRE DES DELIBERATIONS DU CONSEIL MUNICIPAL
Séance du 4 mai 2023
Délibération n° 2023-12
Objet : Tarifs de la cantine

L'an deux mille vingt-trois, le quatre mai, le conseil municipal s'est réuni sous la présidence de {chair}.

{roll}

Après en avoir délibéré, le conseil municipal, à l'unanimité, approuve les tarifs.

{foot}
"""
ROLL = "Présents : M. Paul ORME, Mme Ida LILAS, M. Denis MAIRE, Mme Rose TREMBLE"


def read(chair: str = "M. Paul ORME", roll: str = ROLL, foot: str = "") -> Record:
    text = HEAD.format(chair=chair, roll=roll, foot=foot)
    return extract(Source("acte.txt", len(text), "0" * 64, "text/plain"), text)


def roles(record: Record) -> dict[str, str]:
    assert record.session is not None and len(record.session.attendance) > 3
    return {fact.value.name: fact.value.role for fact in record.session.attendance if fact.value.role}


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (read(), {}),
        (read(chair="M. Paul ORME, Maire"), {"Paul ORME": "Maire"}),
        (read(foot="Le Maire,\nPaul ORME"), {"Paul ORME": "Maire"}),
        (read(foot="Pour le Maire,\nIda LILAS"), {}),
        (read(foot="Pour le Président,\nIda LILAS\n4ème Vice-Présidente"), {"Ida LILAS": "4ème Vice-Présidente"}),
        (
            read(roll=ROLL.replace("Mme Ida LILAS", "Mme Ida LILAS, 1ère adjointe").replace("ORME", "ORME (Maire)")),
            {"Paul ORME": "Maire", "Ida LILAS": "1ère adjointe"},
        ),
    ],
    ids=["none said", "chair", "signature", "signs for another", "below the signature", "in the roll"],
)
def test_the_words_beside_a_name_tell_its_capacity(record: Record, said: dict[str, str]) -> None:
    assert roles(record) == said


def test_the_heading_of_a_list_tells_it_of_all_but_those_who_have_words_of_their_own() -> None:
    roll = (
        "Délégués titulaires présents : M. Paul ORME, Mme Ida LILAS\n\n"
        "Délégués suppléants : M. Denis MAIRE, Mme Rose TREMBLE, suppléante de M. Jean AUBIER\n\n"
        "Délégués excusés : M. Jean AUBIER, M. Luc CHARME"
    )
    assert roles(read(roll=roll)) == {
        "Paul ORME": "délégué titulaire",
        "Ida LILAS": "délégué titulaire",
        "Denis MAIRE": "délégué suppléant",
        "Rose TREMBLE": "suppléante",
    }


def test_the_words_are_evidence_of_the_entry_and_the_mandate_keeps_them() -> None:
    record = read(chair="M. Paul ORME, Maire", foot="Pour le Président,\nIda LILAS\n4ème Vice-Présidente")
    assert record.session is not None
    said = {fact.value.name: fact.also[-1] for fact in record.session.attendance if fact.also}
    assert all(record.text[one.start : one.end] == one.raw for one in said.values())
    assert {name: one.rule for name, one in said.items()} == {
        "Paul ORME": "appel.qualite",
        "Ida LILAS": "signature.qualite-dessous",
    }
    persons = {one.name: one.mandates[0] for one in identify([record], REFERENCE).persons}
    assert persons["Paul ORME"].stated == ("Maire",)
    assert (persons["Ida LILAS"].stated, persons["Ida LILAS"].roles) == (("4ème Vice-Présidente",), ("vice-president",))
