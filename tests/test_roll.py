"""The roll of a session, in the many ways that clerks write it. People and towns are invented."""

from __future__ import annotations

import pytest

from registre.extraction.roll import Roll, read_roll
from registre.extraction.roster import settle
from registre.reading import Text


def roll_of(raw: str) -> Roll | None:
    text = Text(raw)
    return read_roll(text.flow, text.folded, 0, len(text.flow))


def said(raw: str) -> list[str]:
    """One line a person: « present Ida LILAS », « represented Paul ORME > Ida LILAS », « present A ~ B »."""
    roll = roll_of(raw)
    lines = []
    for one in settle(roll, None)[0] if roll else []:
        who = one.value
        line = f"{who.status} {who.name}"
        line += f" > {who.proxy_to}" if who.proxy_to else ""
        line += f" ~ {who.substitute_for}" if who.substitute_for else ""
        lines.append(line)
    return lines


def present(*names: str) -> list[str]:
    return [f"present {name}" for name in names]


NAMES: tuple[tuple[str, list[str]], ...] = (
    # particles inside and before a family name do not end the list
    ("Présents : M. Paul DE LA RUE, Mme Ida DU PRÉ, M. Luc ORME.", present("Paul DE LA RUE", "Ida DU PRÉ", "Luc ORME")),
    ("Présents : M. DE LA RUE, Mme LE GALL, M. ORME.", present("DE LA RUE", "LE GALL", "ORME")),
    ("Présents : DE LA RUE Paul, Di Marco Zoé, ORME Luc\n\n", present("DE LA RUE Paul", "Di Marco Zoé", "ORME Luc")),
    # but they lead labels and sentences
    ("Présents : Ida LILAS, Paul ORME. LA SÉANCE est ouverte", present("Ida LILAS", "Paul ORME")),
    ("Présents : Ida LILAS, Paul ORME\nLe Conseil approuve", present("Ida LILAS", "Paul ORME")),
    # compound initials
    (
        "Présents : J.-F. ORME, A.-M. LILAS, J-P. CÈDRE, P. FRÊNE.",
        present("J.-F. ORME", "A.-M. LILAS", "J-P. CÈDRE", "P. FRÊNE"),
    ),
    ("Présents : M. Ph. ORME, Mme Ch. LILAS\n\n", present("Ph. ORME", "Ch. LILAS")),
    # family names that are also words of labels
    ("Présents : Marie PAGE, Paul BUREAU, Ida LILAS.", present("Marie PAGE", "Paul BUREAU", "Ida LILAS")),
    ("Présents : M. ORME Paul, M. LE PAGE Luc, Mme LILAS Ida.", present("ORME Paul", "LE PAGE Luc", "LILAS Ida")),
)


@pytest.mark.parametrize(("raw", "expected"), NAMES)
def test_a_name_is_read_whole_and_the_list_goes_on(raw: str, expected: list[str]) -> None:
    assert said(raw) == expected


REMARKS: tuple[tuple[str, list[str]], ...] = (
    # late arrivals and early departures without parentheses
    (
        "Présents : Ida LILAS, Paul ORME à partir de la délibération n° 2023-12, Zoé CÈDRE arrivée à 19h10, Luc FRÊNE",
        present("Ida LILAS", "Paul ORME", "Zoé CÈDRE", "Luc FRÊNE"),
    ),
    ("Présents : Ida LILAS (absente jusqu'à 20h), Paul ORME", present("Ida LILAS", "Paul ORME")),
    # the town of a member after the name
    (
        "Présents : M. Paul ORME de Saint-Marc sur Lilas ; Mme Ida LILAS, M. Luc FRÊNE de La Noue ; M. Guy CÈDRE\n\n",
        present("Paul ORME", "Ida LILAS", "Luc FRÊNE", "Guy CÈDRE"),
    ),
    (
        "Présents : Ida LILAS, Paul ORME\nExcusés : M. Luc FRÊNE de Belcelle qui donne pouvoir à Mme Ida LILAS\n\n",
        [*present("Ida LILAS", "Paul ORME"), "represented Luc FRÊNE > Ida LILAS"],
    ),
    # a town in parentheses before the proxy
    (
        "Présents : Ida LILAS, Paul ORME\nAbsents ayant donné pouvoir : M. Luc FRÊNE (Belcelle) pouvoir à "
        "Mme Ida LILAS (Arzac), "
        "M. Guy CÈDRE (Arzac) pouvoir à M. Paul ORME (Belcelle)\n\n",
        [*present("Ida LILAS", "Paul ORME"), "represented Luc FRÊNE > Ida LILAS", "represented Guy CÈDRE > Paul ORME"],
    ),
)


@pytest.mark.parametrize(("raw", "expected"), REMARKS)
def test_what_is_said_of_a_member_does_not_end_the_list(raw: str, expected: list[str]) -> None:
    assert said(raw) == expected


@pytest.mark.parametrize("nobody", ["Néant", "néant.", "aucun", "Aucune", "/", "Sans objet"])
def test_a_list_of_nobody_names_nobody(nobody: str) -> None:
    assert said(f"Présents : Ida LILAS, Paul ORME\nAbsents : {nobody}\nPouvoirs : {nobody}\n") == present(
        "Ida LILAS", "Paul ORME"
    )


LABELS: tuple[tuple[str, list[str]], ...] = (
    ("Présents à l'ouverture de la séance : Ida LILAS, Paul ORME\n\n", present("Ida LILAS", "Paul ORME")),
    ("Étaient présents les conseillers suivants : Ida LILAS, Paul ORME\n\n", present("Ida LILAS", "Paul ORME")),
    (
        "Étaient présents tous les membres du conseil municipal : Ida LILAS, Paul ORME\n\n",
        present("Ida LILAS", "Paul ORME"),
    ),
    ("Présent·e·s : Ida LILAS, Paul ORME\n\n", present("Ida LILAS", "Paul ORME")),
    ("Membres présents à la séance : Ida LILAS, Paul ORME\n\n", present("Ida LILAS", "Paul ORME")),
    ("Mesdames et Messieurs les conseillers municipaux : Ida LILAS, Paul ORME.", present("Ida LILAS", "Paul ORME")),
    ("PRÉSENTS : 2\nMme Ida LILAS, M. Paul ORME\n\n", present("Ida LILAS", "Paul ORME")),
    (
        "Appel nominal :\nM ORME – présent\nMme LILAS – présente\nM FRÊNE – excusé, pouvoir à M ORME\n\n",
        [*present("ORME", "LILAS"), "represented FRÊNE > ORME"],
    ),
    ("2 présents : Mme Ida LILAS, M. Paul ORME\n\n", present("Ida LILAS", "Paul ORME")),
)


@pytest.mark.parametrize(("raw", "expected"), LABELS)
def test_a_label_opens_the_list(raw: str, expected: list[str]) -> None:
    assert said(raw) == expected


EXCEPTIONS: tuple[tuple[str, list[str]], ...] = (
    (
        "Tous les conseillers en exercice étaient présents, à l'exception de : M. Paul ORME (excusé), Mme "
        "Ida LILAS (absente), "
        "Mme Zoé CÈDRE (donne pouvoir à M. Luc FRÊNE).",
        ["excused Paul ORME", "absent Ida LILAS", "represented Zoé CÈDRE > Luc FRÊNE"],
    ),
    (
        "Présents : tous les conseillers, sauf M. Paul ORME, excusé, et Mme Ida LILAS, absente.",
        ["excused Paul ORME", "absent Ida LILAS"],
    ),
    (
        "Présents : Luc FRÊNE, Guy CÈDRE\nAbsents : Paul ORME (excusé), Ida LILAS – excusée, pouvoir à Luc "
        "FRÊNE, Zoé BOULEAU\n\n",
        [
            *present("Luc FRÊNE", "Guy CÈDRE"),
            "excused Paul ORME",
            "represented Ida LILAS > Luc FRÊNE",
            "absent Zoé BOULEAU",
        ],
    ),
)


@pytest.mark.parametrize(("raw", "expected"), EXCEPTIONS)
def test_members_missing_are_read_with_what_is_said_of_each(raw: str, expected: list[str]) -> None:
    assert said(raw) == expected


LINES: tuple[tuple[str, list[str]], ...] = (
    # one name a line, with a remark on one of them
    (
        "Présents :\nIda Lilas\nPaul Orme (arrivée à 17h15)\nZoé Cèdre\nLuc Frêne\n\n",
        present("Ida Lilas", "Paul Orme", "Zoé Cèdre", "Luc Frêne"),
    ),
    # a name broken over two lines
    ("Présents : Ida LILAS, Paul\nORME, Zoé DE LA\nRUE\n\n", present("Ida LILAS", "Paul ORME", "Zoé DE LA RUE")),
    # one town a line
    (
        "Présents :\nArzac : Mme LILAS, M. ORME\nBelcelle-sur-Lune : M. FRÊNE, Mme CÈDRE\n\n",
        present("LILAS", "ORME", "FRÊNE", "CÈDRE"),
    ),
    # one proxy a line: the holder ends with the line
    (
        "Présents : Ida Lilas, Paul Orme\nReprésentés :\nZoé Cèdre représentée par Ida Lilas\nLuc Frêne "
        "représenté par Paul Orme\n\n",
        [*present("Ida Lilas", "Paul Orme"), "represented Zoé Cèdre > Ida Lilas", "represented Luc Frêne > Paul Orme"],
    ),
    # « M » without a dot
    (
        "Présents : M ORME, Mme LILAS\nPouvoirs : M FRÊNE à M ORME, Mme CÈDRE à Mme LILAS\n\n",
        [*present("ORME", "LILAS"), "represented FRÊNE > ORME", "represented CÈDRE > LILAS"],
    ),
    # the same without a separator
    ("Présents : M ORME Paul Mme LILAS Ida M FRÊNE Luc\n\n", present("ORME Paul", "LILAS Ida", "FRÊNE Luc")),
    # the secretary is not absent
    (
        "Présents : Ida LILAS, Paul ORME\nAbsents : Luc FRÊNE\nSecrétaire : Ida LILAS\n",
        [*present("Ida LILAS", "Paul ORME"), "absent Luc FRÊNE"],
    ),
)


@pytest.mark.parametrize(("raw", "expected"), LINES)
def test_lines_separate_names_or_do_not(raw: str, expected: list[str]) -> None:
    assert said(raw) == expected


def test_in_a_list_of_titles_what_bears_none_is_a_town() -> None:
    names = ("ORME", "LILAS", "FRÊNE", "CÈDRE", "BOULEAU", "TILLEUL")
    towns = ("ARZAC", "BELCELLE", "LA NOUE", "VAUX SUR LUNE", "MIRE", "SAINT-MARC")
    cells = " ".join(f"{town} M. Paul {name} (Titulaire)" for town, name in zip(towns, names, strict=True))
    raw = f"Présents : COMMUNES CONSEILLERS TITULAIRES OU SUPPLEANTS {cells} Secrétaire de séance : M. Paul ORME"
    assert said(raw) == present(*(f"Paul {name}" for name in names))


def test_m_is_an_initial_among_initials() -> None:
    raw = "Présents :\nM. LILAS\nV. ORME\nA. CÈDRE\nP.-Y. FRÊNE\n\n"
    assert said(raw) == present("M. LILAS", "V. ORME", "A. CÈDRE", "P.-Y. FRÊNE")


def test_proxies_given_respectively_are_paired_in_order() -> None:
    raw = (
        "Présents : M. Paul ORME, Mme Ida LILAS, M. Luc FRÊNE.\n"
        "Mme Zoé CÈDRE et M. Guy HÊTRE ont donné respectivement pouvoir à Mme Ida LILAS et M. Paul ORME.\n\n"
    )
    expected = present("Paul ORME", "Ida LILAS", "Luc FRÊNE")
    assert said(raw) == [*expected, "represented Zoé CÈDRE > Ida LILAS", "represented Guy HÊTRE > Paul ORME"]


def test_proxies_given_respectively_to_strangers_are_not_read() -> None:
    raw = (
        "Présents : M. Paul ORME, Mme Ida LILAS.\n"
        "Mme Zoé CÈDRE et M. Guy HÊTRE ont donné respectivement pouvoir à Mme Eva SAULE et M. Paul ORME.\n\n"
    )
    assert "represented Guy HÊTRE > Eva SAULE" not in said(raw)


def test_a_holder_ends_where_the_next_giver_begins() -> None:
    raw = (
        "Présents : Lilas Ida, Orme Paul, Frêne Luc. Absents ayant donné pouvoir : Cèdre Zoé donne pouvoir à Lilas Ida "
        "Hêtre Guy donne pouvoir à Orme Paul Saule Eva donne pouvoir à Frêne Luc\n\n"
    )
    assert said(raw)[3:] == [
        "represented Cèdre Zoé > Lilas Ida",
        "represented Hêtre Guy > Orme Paul",
        "represented Saule Eva > Frêne Luc",
    ]


def test_the_members_called_one_by_one_are_what_is_said_of_each() -> None:
    raw = "Membres du conseil :\nM. ORME – présent\nMme LILAS – absente\nM. FRÊNE – excusé, pouvoir à M. ORME\n\n"
    assert said(raw) == ["present ORME", "absent LILAS", "represented FRÊNE > ORME"]


def test_members_who_are_only_listed_are_not_said_to_be_present() -> None:
    assert said("Membres du conseil : M. ORME, Mme LILAS, M. FRÊNE\n\n") == []


def test_a_title_in_capitals_after_the_list_names_nobody() -> None:
    raw = (
        "Présents : M. Paul ORME – Mme Ida LILAS\n\nExcusés :\n\nM. Luc FRÊNE – Mme Zoé CÈDRE\n\n"
        "SOUTIEN AU POLE PRISME POUR L'ANNEE 2023\n\nVu le budget"
    )
    assert said(raw) == [*present("Paul ORME", "Ida LILAS"), "excused Luc FRÊNE", "excused Zoé CÈDRE"]


SUBSTITUTES: tuple[tuple[str, list[str]], ...] = (
    (
        "Présents : Ida LILAS, Paul ORME, suppléant représentant Luc FRÊNE\n\n",
        ["present Ida LILAS", "present Paul ORME ~ Luc FRÊNE"],
    ),
    (
        "Présents : Ida LILAS, Paul ORME (en remplacement de Luc FRÊNE)\n\n",
        ["present Ida LILAS", "present Paul ORME ~ Luc FRÊNE"],
    ),
    (
        "Présents : Ida LILAS, Zoé CÈDRE\nExcusés : Luc FRÊNE représenté par son suppléant Paul ORME, Guy HÊTRE\n\n",
        [*present("Ida LILAS", "Zoé CÈDRE"), "excused Luc FRÊNE", "present Paul ORME ~ Luc FRÊNE", "excused Guy HÊTRE"],
    ),
    (
        "Présents : Ida LILAS, Paul ORME\nExcusés : Luc FRÊNE (remplacé par Paul ORME), Guy HÊTRE\n\n",
        ["present Ida LILAS", "present Paul ORME ~ Luc FRÊNE", "excused Luc FRÊNE", "excused Guy HÊTRE"],
    ),
)


@pytest.mark.parametrize(("raw", "expected"), SUBSTITUTES)
def test_a_substitute_is_present_for_somebody(raw: str, expected: list[str]) -> None:
    assert said(raw) == expected


HOLDERS: tuple[str, ...] = (
    "Lucie GRAND (à Marc OLLIER)",
    "Lucie GRAND (pouvoir : Marc OLLIER)",
    "Lucie GRAND => Marc OLLIER",
    "Lucie GRAND → Marc OLLIER",
    "de Lucie GRAND à Marc OLLIER",
    "Lucie GRAND pouvoir à M Marc OLLIER",
)


@pytest.mark.parametrize("words", HOLDERS)
def test_the_holder_of_a_proxy_is_named_in_many_ways(words: str) -> None:
    raw = (
        f"Présents : Marc OLLIER, Odile VERNET\nMembre(s) excusé(s) avec pouvoir : {words} ; Hugo PETIT à "
        f"Odile VERNET\n\n"
    )
    assert "represented Lucie GRAND > Marc OLLIER" in said(raw)


def test_towns_lead_their_members_with_or_without_a_word() -> None:
    raw = "Délégués présents : Pour Arzac : Marc OLLIER, Odile VERNET. Pour La Noue : Hugo PETIT, Lucie GRAND.\n\n"
    assert said(raw) == present("Marc OLLIER", "Odile VERNET", "Hugo PETIT", "Lucie GRAND")


def test_an_arrival_told_after_the_lists_makes_nobody_absent() -> None:
    raw = "Présents : Marc OLLIER, Odile VERNET\n- Absent : Hugo PETIT\n- Arrivée de Mme Lucie GRAND à 19h15\n"
    assert said(raw) == [*present("Marc OLLIER", "Odile VERNET"), "absent Hugo PETIT"]


SCANNED: tuple[tuple[str, list[str]], ...] = (
    # an en dash for the hyphen of a name
    ("Présents : Jean–Luc ORME, Ida SAINT–MARC, J.–F. CÈDRE\n\n", ["Jean-Luc ORME", "Ida SAINT-MARC", "J.-F. CÈDRE"]),
    # a title glued to its name
    ("Présents : MmeIda LILAS, M. Paul ORME, MonsieurLuc FRÊNE\n\n", ["Ida LILAS", "Paul ORME", "Luc FRÊNE"]),
    # a torn name is left out, the list goes on
    (
        "Présents : Ida LILAS, Paul Bou leau, Luc FRÊNE, Zoé CÈDRE, Guy HÊTRE\n\n",
        ["Ida LILAS", "Luc FRÊNE", "Zoé CÈDRE", "Guy HÊTRE"],
    ),
    # the head of the next page stands in the list
    (
        "Présents : Ida LILAS, Paul Commune de Belcelle – Séance du 1er juin 2018 2 ORME, Luc FRÊNE\n\n",
        ["Ida LILAS", "Paul ORME", "Luc FRÊNE"],
    ),
    # lost spaces in the label
    ("Presents à l'ouverturede la séance : Ida LILAS, Paul ORME\n\n", ["Ida LILAS", "Paul ORME"]),
)


@pytest.mark.parametrize(("raw", "expected"), SCANNED)
def test_a_scan_tears_and_glues(raw: str, expected: list[str]) -> None:
    assert said(raw) == present(*expected)


def test_initials_first_tell_where_a_name_begins() -> None:
    raw = "Présents : P. ORME, I. LILAS, L. FRÊNE. Excusés : S. CÈDRE I. LILAS est nommée secrétaire de séance."
    assert "excused S. CÈDRE" in said(raw)
    assert "present I. LILAS" in said(raw)


def test_those_whom_a_sentence_makes_secretaries_are_not_absent() -> None:
    raw = (
        "Présents : M. ORME, Mme LILAS.\nAbsents : M. FRÊNE, Mme CÈDRE. "
        "Mme Ida LILAS et M. Paul ORME sont désignés secrétaires."
    )
    assert said(raw) == [*present("ORME", "LILAS"), "absent FRÊNE", "absent CÈDRE"]


def test_who_is_absent_for_a_while_is_present() -> None:
    raw = (
        "Présents : M. ORME, Mme LILAS.\nAbsents : Ida LILAS (jusqu'au point 6), Zoé CÈDRE (jusqu'à 19h), Guy HÊTRE\n\n"
    )
    assert said(raw) == [*present("ORME", "LILAS", "Zoé CÈDRE"), "absent Guy HÊTRE"]


def test_a_list_without_any_separator_is_cut_by_the_case_of_its_words() -> None:
    names = (
        "Ida LILAS",
        "Jean-Luc ORME",
        "Zoé DE LA RUE",
        "Luc FRÊNE",
        "Guy SAINT-MARC",
        "Eva CÈDRE",
        "Paul LE GALL",
        "Léa HÊTRE",
    )
    assert said(f"Présents : {' '.join(names)}. Secrétaire de séance : Luc FRÊNE") == present(*names)


def test_a_nominal_call_may_stand_on_one_line() -> None:
    raw = (
        "Appel nominal : Ida LILAS - présente Paul ORME - présent Luc FRÊNE - excusé, pouvoir à Ida LILAS "
        "Guy HÊTRE - absent\n\n"
    )
    assert said(raw) == [*present("Ida LILAS", "Paul ORME"), "represented Luc FRÊNE > Ida LILAS", "absent Guy HÊTRE"]


STOOD_FOR: tuple[tuple[str, list[str]], ...] = (
    # proxies have their own list: who is « représenté par » somebody not listed present has a substitute
    (
        "Présents : M. ORME Paul, Mme LILAS Ida\nExcusé étant représenté : M. FRÊNE Luc (Arzac) représenté par M. "
        "CÈDRE Guy (Arzac)\nExcusés ayant donné pouvoir : Mme SAULE Zoé pouvoir à M. ORME Paul\n\n",
        [
            *present("ORME Paul", "LILAS Ida"),
            "excused FRÊNE Luc",
            "present CÈDRE Guy ~ FRÊNE Luc",
            "represented SAULE Zoé > ORME Paul",
        ],
    ),
    # among the excused, the member present who is said to represent
    (
        "Présents : M. Paul ORME, Mme Ida LILAS\nExcusés donnant procuration : Mme Zoé SAULE à M. Paul ORME\n"
        "Absents excusés : M. Luc FRÊNE (représenté par Mme Ida LILAS)\n\n",
        [
            *present("Paul ORME"),
            "present Ida LILAS ~ Luc FRÊNE",
            "represented Zoé SAULE > Paul ORME",
            "excused Luc FRÊNE",
        ],
    ),
    # no other word for the proxies: « représenté par » is one
    (
        "Présents : M. Paul ORME, Mme Ida LILAS\nReprésentés : M. Luc FRÊNE représenté par M. Paul ORME\n\n",
        [*present("Paul ORME", "Ida LILAS"), "represented Luc FRÊNE > Paul ORME"],
    ),
)


@pytest.mark.parametrize(("raw", "expected"), STOOD_FOR)
def test_represented_by_is_a_proxy_or_a_substitute_as_the_rest_of_the_roll_tells(raw: str, expected: list[str]) -> None:
    assert sorted(said(raw)) == sorted(expected)
