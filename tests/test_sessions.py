"""The heading of a session: its day among other days, its chair, its secretary. People are invented."""

from __future__ import annotations

import pytest

from registre.extraction.roll import read_roll
from registre.extraction.sessions import Heading, read_heading
from registre.reading import Text


def heading(raw: str) -> Heading:
    text = Text(raw)
    roll = read_roll(text.flow, text.folded, 0, len(text.flow))
    return read_heading(text.flow, text.folded, len(text.flow), roll, None)


DAYS = (
    (
        "Le 20 avril 2015 à 19 H 00, le Conseil municipal, sur la convocation adressée le 15/04/2015, s'est "
        "réuni en mairie"
    ),
    (
        "Le 20 avril 2015, le Conseil municipal, régulièrement convoqué par lettre du quinze avril deux mil "
        "quinze, s'est réuni"
    ),
    (
        "Le Conseil municipal a été convoqué le 15 avril 2015\n\nL'an deux mille quinze et le vingt avril, le "
        "Conseil s'est réuni"
    ),
    "Convocation du 15 avril 2015 Le vingt avril deux mille quinze à 20 h 30, le Conseil municipal s'est réuni",
    (
        "Mis en ligne le mercredi 22 avril 2015 Convocation du 15 avril 2015 Le 20 avril 2015 le Conseil "
        "municipal s'est réuni"
    ),
)


@pytest.mark.parametrize("raw", DAYS)
def test_the_day_of_the_session_is_not_that_of_the_convocation(raw: str) -> None:
    found = heading(raw)
    assert found.day and found.day.value.isoformat() == "2015-04-20"
    assert found.convened_on and found.convened_on.value.isoformat() == "2015-04-15"


def test_seventeen_is_not_september() -> None:
    found = heading(
        "Le 23 mai 2025, le Conseil municipal, dûment convoqué le dix sept mai deux-mil-vingt-cinq, s'est réuni"
    )
    assert found.convened_on and found.convened_on.value.isoformat() == "2025-05-17"


CHAIRS = (
    "Présidence : Mme Ida LILAS\n",
    "Présidente : Mme Ida LILAS\n",
    "La séance est présidée par Mme Ida LILAS, Maire.\n",
    "Mme Ida LILAS, Maire, ouvre la séance à 20 heures.\n",
    "Sous la présidence effective de Mme Ida LILAS, Maire\n",
    "Sous la présidence de Madame\nla Maire.\nPrésents : Mme Ida LILAS (Maire), M. Paul ORME, M. Luc FRÊNE\n\n",
    "Sous la présidence de Madame le Maire.\nPrésents : Mme Ida LILAS – Maire, M. Paul ORME, M. Luc FRÊNE\n\n",
)


@pytest.mark.parametrize("raw", CHAIRS)
def test_the_chair_is_named_in_many_ways(raw: str) -> None:
    found = heading(f"Conseil municipal du 20 avril 2015\n{raw}")
    assert found.president and found.president.value == "Ida LILAS"


NO_CHAIR = (
    "Le Président de la commission : M. Paul ORME\n",
    "Vice-présidente : Mme Ida LILAS\n",
    "Présents : Mme Ida LILAS, Maire, M. Paul ORME, M. Luc FRÊNE\n\n",
    "Le Maire ouvre la séance.\n",
    "Sous la présidence du Maire.\nPrésents : M. Paul ORME, M. Luc FRÊNE\n\n",
)


@pytest.mark.parametrize("raw", NO_CHAIR)
def test_no_chair_is_guessed(raw: str) -> None:
    assert heading(f"Conseil municipal du 20 avril 2015\n{raw}").president is None


SECRETARIES = (
    "Le secrétariat de séance est assuré par M. Paul ORME.\n",
    "Secrétariat de séance : M. Paul ORME\n",
    "Secrétaire : M. Paul ORME\n",
    "M. Paul ORME assure le secrétariat de séance.\n",
    (
        "Le conseil a désigné, conformément à l'article L. 2121-15 du code, M. Paul ORME pour remplir les "
        "fonctions de secrétaire.\n"
    ),
    "Paul ORME est désigné, à l'unanimité des présents, pour remplir les fonctions de secrétaire de séance.\n",
    # the list just before is not part of the name
    "Présents : Ida LILAS, Paul ORME\nAbsents : Luc FRÊNE\nPaul ORME a été désigné secrétaire de séance.\n",
    "Présents : Ida LILAS, Paul ORME. Absents : Luc FRÊNE Paul ORME a été désigné secrétaire de séance.\n",
    "Absents : M. FRÊNE M Paul ORME est désigné en qualité de secrétaire de séance.\n",
)


@pytest.mark.parametrize("raw", SECRETARIES)
def test_the_secretary_is_named_in_many_ways(raw: str) -> None:
    found = heading(f"Conseil municipal du 20 avril 2015\n{raw}")
    assert found.secretary and found.secretary.value == "Paul ORME"
