"""Stamps and signatures: which act a stamp belongs to, and who signs."""

from __future__ import annotations

import datetime as dt

import pytest

from registre.extraction import extract
from registre.extraction.names import Order
from registre.extraction.signing import read_signatory
from registre.extraction.stamps import read_stamps
from registre.reading import Text
from registre.records import Record, Source

MEMBERS = ["Ida LILAS", "Paul ORME", "Luc PIN"]


@pytest.mark.parametrize(
    ("foot", "who"),
    [
        ("Le Maire,\nPaul ORME\n", "Paul ORME"),
        ("La Présidente\nIda LILAS\n", "Ida LILAS"),
        ("Signé : Ida LILAS, Maire\n", "Ida LILAS"),
        ("Ida LILAS\nMaire\n", "Ida LILAS"),
        ("La Maire Ida LILAS AR Prefecture 033-123456782\n", "Ida LILAS"),
        ("Le Président de la Communauté de communes,\nPaul ORME\n", "Paul ORME"),
        ("Pour le Maire et par délégation,\nLa première adjointe,\nIda LILAS\n", "Ida LILAS"),
        ("Le Maire, zz {5.0 Paul ORME", "Paul ORME"),
        ("Le Maire,\nORME\n", "ORME"),
        ("autorise le Maire à signer la convention.", None),
    ],
)
def test_who_signs(foot: str, who: str | None) -> None:
    text = Text("Pour extrait conforme,\n" + foot)
    found = read_signatory(text.flow, text.folded, 0, len(text.flow), Order.given_first, "Paul ORME", MEMBERS)
    assert (found.value if found else None) == who


def test_the_posting_of_a_convocation_or_of_a_list_is_not_that_of_the_act() -> None:
    text = Text("Date de convocation : 3 mai 2022, affichée le 4 mai 2022\nLa liste a été affichée le 5 mai 2022\n")
    assert read_stamps(text, 0, len(text.raw)).posted == ()


def test_an_act_posted_on_the_site_has_its_day() -> None:
    text = Text("Mis en ligne sur le site internet de la commune le lundi 9 mai 2022\n")
    assert [fact.value for fact in read_stamps(text, 0, len(text.raw)).posted] == [dt.date(2022, 5, 9)]


def _bundle(*, at_foot: bool) -> Record:
    pages = []
    for number in ("2022-041", "2022-042"):
        stamp = (
            "AR Prefecture\n033-123456782-20220505-" + number.replace("-", "_") + "-DE\n"
            f"Reçu le 1{number[-1]}/05/2022\nPublié le 1{number[-1]}/05/2022\n\n"
        )
        page = (
            "EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL\nSéance du 5 mai 2022\n\n"
            "Présents : Paul ORME, Maire, Ida LILAS, Luc PIN\n\n"
            f"Délibération n° {number}\n\nObjet : Achat d'un banc\n\n"
            "Après en avoir délibéré, à l'unanimité, le conseil municipal approuve l'achat.\n\n"
            "Pour extrait conforme,\nLe Maire,\nPaul ORME\n\n"
        )
        pages.append(page + stamp if at_foot else stamp + page)
    text = "".join(pages)
    return extract(Source("recueil.txt", len(text), "0" * 64, "text/plain"), text)


@pytest.mark.parametrize("at_foot", [True, False])
def test_a_stamp_of_a_bundle_goes_with_the_act_whose_number_it_bears(at_foot: bool) -> None:
    acts = _bundle(at_foot=at_foot).acts
    stamped = [(act.number and act.number.value, act.received_on and act.received_on.value.day) for act in acts]
    assert stamped == [("2022-041", 11), ("2022-042", 12)]
