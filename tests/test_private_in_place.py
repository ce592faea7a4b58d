"""Private persons where a layout puts a voter, a signatory or a beneficiary: they are read as none of these."""

from __future__ import annotations

import pytest
from bench.synthesis.generate import generate

from registre.extraction import extract
from registre.extraction.columns import read_column_gifts
from registre.linking.organisation_names import NOBODY, read_organisation
from registre.reading import fold
from registre.records import Act, Record, Source


def read(text: str) -> Record:
    return extract(Source("a.txt", len(text), "0" * 64, "text/plain"), text)


def acts_of(words: str, after: str) -> list[Act]:
    """The acts of an invented extract where `words` follow `after`."""
    whole = generate(1, "extract-commune").text
    assert after in whole
    head, _, tail = whole.rpartition(after)
    return list(read(f"{head}{after}{words}{tail}").acts)


@pytest.mark.parametrize(
    "words",
    [
        "\nAbstention :\n\nMme Odette ZULBRANEC.\n",
        "\nAbstention : Mme Odette ZULBRANEC, adjoint technique, née le 4 mai 1970.\n",
        "\nContre :\n\nM. Odet ZULBRANEC demande.\n",
    ],
)
def test_a_name_behind_an_empty_heading_of_votes_is_no_voter(words: str) -> None:
    votes = [act.vote.value for act in acts_of(words, "unanimité") if act.vote is not None]
    assert votes
    assert [vote for vote in votes if vote.abstention_names or vote.against_names] == []


def test_a_sentence_between_rows_is_no_beneficiary_and_the_next_row_is_read() -> None:
    rows = [
        "Association",
        "Montant",
        "Club de voile",
        "1 200",
        "Protocole avec Odette ZULBRANEC : 300 €.",
        "Judo",
        "90",
    ]
    rows = [*rows, "Vu la promesse des époux ZULBRANEC, courriel a@b.example,", "Harmonie", "70"]
    flow = "attribue les subventions suivantes\n" + "\n".join(rows) + "\n"
    found = [one.value.beneficiary for one in read_column_gifts(flow, fold(flow), 0, len(flow))]
    assert found == ["Club de voile", "Judo", "Harmonie"]


@pytest.mark.parametrize("follows", ["née le 11/08/1988", "adjoint technique, est placé", "demeurant 3 rue X"])
def test_a_name_of_which_more_is_told_is_no_signature(follows: str) -> None:
    whole = generate(2, "extract-commune").text
    told = f"{whole.rstrip()}\nPour extrait conforme,\nLe Président,\n\nMme Odette ZULBRANEC, {follows}.\n"
    signed = [act.signatory.value for act in read(told).acts if act.signatory is not None]
    assert [name for name in signed if "ZULBRANEC" in name] == []


@pytest.mark.parametrize(
    "name",
    [
        "Le Fil d'Argent Vu la promesse signée par les époux Zulbranec",
        "Judo, courriel odette@courrier.example",
        "Consorts ZULBRANEC et autres",
        "Odette du Bourg née le 4 mai 1970",
    ],
)
def test_a_name_that_tells_a_private_person_is_no_organisation(name: str) -> None:
    assert read_organisation(name) is NOBODY
