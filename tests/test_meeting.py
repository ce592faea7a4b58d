"""The session assembled: offices become names, names are those of the roll. People and towns are invented."""

from __future__ import annotations

import pytest

from registre.extraction import extract
from registre.extraction.spelling import Members
from registre.records import Record, Session, Source

HEAD = """COMMUNE DE BELCELLE
CONSEIL MUNICIPAL DU 12 MARS 2024
Le douze mars deux mille vingt-quatre, le conseil municipal de Belcelle s'est réuni sous la présidence de {chair}.
Présents : Mme Ida LILAS, M. Paul ORME, M. Luc FRÊNE, Mme Zoé CÈDRE
Absents excusés ayant donné pouvoir : M. Marc ROUVRE à {holder}
{secretary}
Délibération n° 2024-01
Objet : Tarifs de la cantine
Après en avoir délibéré, le conseil municipal décide à l'unanimité d'adopter les tarifs.
"""


def record_of(
    chair: str = "Mme Ida LILAS, maire", holder: str = "M. Paul ORME", secretary: str = "Secrétaire : M. Luc FRÊNE"
) -> Record:
    raw = HEAD.format(chair=chair, holder=holder, secretary=secretary)
    return extract(Source("pv.txt", len(raw), "0" * 64, "text/plain"), raw)


def session_of(chair: str = "Mme Ida LILAS, maire", holder: str = "M. Paul ORME", secretary: str = "") -> Session:
    session = record_of(chair, holder, secretary).session
    assert session is not None
    return session


def holder_in(session: Session) -> str | None:
    return next(one.value.proxy_to for one in session.attendance if one.value.name == "Marc ROUVRE")


@pytest.mark.parametrize(
    "office", ["M. le Maire", "Mme le Maire", "Madame la Maire", "Monsieur le Président", "le Maire"]
)
def test_a_proxy_to_the_office_is_a_proxy_to_who_chairs(office: str) -> None:
    assert holder_in(session_of(holder=office)) == "Ida LILAS"


def test_a_deputy_in_the_chair_is_not_the_mayor() -> None:
    assert holder_in(session_of(chair="M. Paul ORME, premier adjoint", holder="M. le Maire")) == "M. le Maire"


def test_a_secretary_made_of_two_members_is_a_doubt_and_no_fact() -> None:
    record = record_of(secretary="M. Paul CÈDRE a été désigné comme secrétaire de séance.")
    assert record.session is not None and record.session.secretary is None
    assert "session.secretary" in {one.code for one in record.diagnostics}
    kept = record_of(secretary="Mme Zoé CÈDRE a été désignée comme secrétaire de séance.").session
    assert kept is not None and kept.secretary is not None and kept.secretary.value == "Zoé CÈDRE"


SPELLINGS: tuple[tuple[str, str | None], ...] = (
    ("Ida LILAS", "Ida LILAS"),
    ("LILAS Ida", "Ida LILAS"),
    ("Lilas", "Ida LILAS"),
    ("I. LILAS", "Ida LILAS"),
    ("ORME", None),  # two members bear it
    ("P. ORME", "Paul ORME"),
    ("Ida", None),  # a given name alone is nobody
    ("Luc LILAS", None),
    ("DE LA RUE", "Guy DE LA RUE"),
    ("SORBIER", None),
)


@pytest.mark.parametrize(("spelling", "member"), SPELLINGS)
def test_a_spelling_stands_for_the_one_member_whom_it_fits(spelling: str, member: str | None) -> None:
    assert Members(["Ida LILAS", "Paul ORME", "Léa ORME", "Guy DE LA RUE"]).whom(spelling) == member


def test_a_family_name_with_the_given_name_of_another_contradicts_the_roll() -> None:
    members = Members(["Ida LILAS", "Paul ORME", "CÈDRE Z."])
    assert members.contradicts("Paul LILAS")
    assert not members.contradicts("Zoé CÈDRE")  # the initial fits
    assert not members.contradicts("Ida LILAS")
    assert not members.contradicts("Guy SORBIER")  # a clerk


def test_a_name_keeps_the_apostrophe_of_its_document() -> None:
    raw = HEAD.format(chair="Mme Zoé D’ARZAC, maire", holder="Mme Zoé D’ARZAC", secretary="Secrétaire : M. Luc L'HÊTRE")
    raw = raw.replace("M. Luc FRÊNE, Mme Zoé CÈDRE", "M. Luc L'HÊTRE, Mme Zoé D’ARZAC")
    session = extract(Source("pv.txt", len(raw), "0" * 64, "text/plain"), raw).session
    assert session is not None and session.president is not None and session.secretary is not None
    assert "Zoé D’ARZAC" in {one.value.name for one in session.attendance}
    assert holder_in(session) == session.president.value == "Zoé D’ARZAC"
    assert session.secretary.value == "Luc L'HÊTRE"
