"""What whole documents give: acts, titles, money. Invented towns and members; layouts as observed."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest

from registre.extraction import extract
from registre.records import Act, CommitmentKind, DocumentKind, Outcome, Record, Source

HEAD = """COMMUNE DE BOISVERT
PROCÈS-VERBAL DU CONSEIL MUNICIPAL
Séance du 3 mai 2023

Étaient présents : Mme Ida LILAS, maire, M. Paul ORME, Mme Anna CHARME, M. Léon TILLEUL
Secrétaire de séance : Mme Anna CHARME

"""


def read(text: str) -> Record:
    data = text.encode()
    return extract(Source("a.txt", len(data), hashlib.sha256(data).hexdigest(), "text/plain"), text)


def numbers(record: Record) -> list[str | None]:
    return [act.number.value if act.number else None for act in record.acts]


def titles(record: Record) -> list[str | None]:
    return [act.title.value if act.title else None for act in record.acts]


def outcomes(record: Record) -> list[Outcome | None]:
    return [act.vote.value.outcome if act.vote else None for act in record.acts]


def gifts(act: Act) -> list[tuple[str | None, Decimal | None]]:
    return [(one.value.beneficiary, one.value.amount_eur) for one in act.commitments]


@pytest.mark.parametrize(
    "number", ["CM_2023_{:03}", "2023/{:03}", "2023 / {}", "{}/2023", "DEL2023-{:03}", "2023-05-03-{:02}"]
)
def test_numbers_that_go_up_by_one_begin_acts_however_they_are_written(number: str) -> None:
    body = "\n\n".join(
        f"{number.format(41 + rank)} – {title}\nVu le code,\nLe Conseil municipal, à l'unanimité, approuve l'idée."
        for rank, title in enumerate(("Tarif des salles", "Achat d'un terrain", "Convention avec l'école"))
    )
    record = read(HEAD + body)
    assert numbers(record) == [number.format(41 + rank) for rank in range(3)]
    assert titles(record) == ["Tarif des salles", "Achat d'un terrain", "Convention avec l'école"]
    assert outcomes(record) == [Outcome.adopted] * 3


def test_pages_are_no_numbers() -> None:
    body = " ".join(f"{page}/9 Le débat continue et le maire répond. À l'unanimité." for page in range(1, 9))
    assert not any("/" in (number or "") for number in numbers(read(HEAD + body)))


LIST = "COMMUNE DE BOISVERT Liste des délibérations examinées par le Conseil municipal le 3 mai 2023 "


def test_a_list_on_one_line_gives_each_act_its_number_title_and_result() -> None:
    record = read(
        LIST + "D2023-31 – Tarif des salles : Approuvée D2023-32 – Achat d'un terrain : Reportée "
        "D2023-33 – Rapport annuel sur l'eau : Prend acte D2023-34 – Emprunt : Retirée de l'ordre du jour"
    )
    assert record.kind is DocumentKind.list
    assert numbers(record) == ["D2023-31", "D2023-32", "D2023-33", "D2023-34"]
    assert titles(record) == ["Tarif des salles", "Achat d'un terrain", "Rapport annuel sur l'eau", "Emprunt"]
    assert outcomes(record) == [Outcome.adopted, Outcome.postponed, Outcome.noted, Outcome.withdrawn]


def test_titles_alone_under_words_that_say_they_were_voted_are_acts() -> None:
    record = read(
        "COMMUNE DE BOISVERT\nListe des délibérations votées\nConseil municipal du 3 mai 2023\n"
        "- Tarif des salles\n- Achat d'un terrain\n"
    )
    assert titles(record) == ["Tarif des salles", "Achat d'un terrain"]
    assert outcomes(record) == [Outcome.adopted] * 2


def test_a_title_on_one_line_ends_where_the_agenda_ends_it() -> None:
    flat = " ".join(HEAD.split())
    record = read(
        f"{flat} Ordre du jour : 1. Tarif des salles communales 2. Achat d'un terrain à la Garenne "
        "3. Convention de l'école "
        "N° 2023-04 Tarif des salles communales Le tarif actuel est ancien. Adopté à l'unanimité. "
        "N° 2023-05 Achat d'un terrain à la Garenne Sur proposition du bureau, il convient. Adopté à l'unanimité. "
        "N° 2023-06 Convention de l'école Vu le code, adopté à l'unanimité."
    )
    assert titles(record)[:2] == ["Tarif des salles communales", "Achat d'un terrain à la Garenne"]


def test_an_election_is_an_act_without_an_outcome() -> None:
    record = read(
        HEAD + "N° 2023-04 – Élection du premier adjoint\nIl est procédé au vote à bulletin secret.\n"
        "M. Paul ORME, ayant obtenu 4 voix, est élu premier adjoint.\n\n"
        "N° 2023-05 – Tarif des salles\nVu le code,\nLe Conseil municipal, à l'unanimité, fixe le tarif.\n\n"
        "N° 2023-06 – Achat d'un terrain\nVu le code,\nLe Conseil municipal, à l'unanimité, approuve l'achat.\n"
    )
    assert titles(record)[0] == "Élection du premier adjoint"


GRANT = "EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL\n" + HEAD.replace(
    "PROCÈS-VERBAL DU CONSEIL MUNICIPAL\n", ""
)


@pytest.mark.parametrize("joint", [" : ", " – ", " .......... ", " = ", " "])
@pytest.mark.parametrize("bullet", ["- ", "• ", ""])
def test_rows_after_the_following_grants_are_grants(joint: str, bullet: str) -> None:
    rows = [("Amicale des Lilas", "500,00 €"), ("Chorale du Noyer", "500,00 €"), ("Le Fil d'Orme", "1 250,50 €")]
    record = read(
        f"{GRANT}DÉLIBÉRATION N° 2023-07\nOBJET : Subventions aux associations 2023\n\nVu les demandes,\n\n"
        "Le Conseil municipal, après en avoir délibéré, à l'unanimité, attribue les subventions suivantes :\n"
        + "\n".join(f"{bullet}{name}{joint}{amount}" for name, amount in rows)
        + "\nTotal : 2 250,50 €\n\nLe Maire, Ida LILAS\n"
    )
    assert gifts(record.acts[0]) == [
        ("Amicale des Lilas", Decimal("500.00")),
        ("Chorale du Noyer", Decimal("500.00")),
        ("Le Fil d'Orme", Decimal("1250.50")),
    ]


def _deciding(words: str) -> Act:
    (act,) = read(
        f"{GRANT}DÉLIBÉRATION N° 2023-07\nOBJET : Soutien\n\nVu le code,\n\n{words}\n\nLe Maire, Ida LILAS\n"
    ).acts
    return act


@pytest.mark.parametrize(
    ("words", "kind", "who", "amount"),
    [
        ("verse à LILAS, une subvention d'un montant de 38 500 €", CommitmentKind.grant, "LILAS", "38500"),
        ("fixe à 900 € le montant de la subvention versée à LILAS", CommitmentKind.grant, "LILAS", "900"),
        ("attribue un prix de 550,00 € à l'association « Les Ormes »", CommitmentKind.prize, "Les Ormes", "550.00"),
        (
            "accorde sa garantie à hauteur de 100 % pour le remboursement d'un prêt d'un montant total de 304 000 € "
            "souscrit par SA HLM Les Ormes",
            CommitmentKind.guarantee,
            "SA HLM Les Ormes",
            "304000",
        ),
        ("attribue une subvention de 800 € à un particulier", CommitmentKind.grant, None, "800"),
    ],
)
def test_a_sentence_gives(words: str, kind: CommitmentKind, who: str | None, amount: str) -> None:
    act = _deciding(f"Le Conseil municipal, après en avoir délibéré, à l'unanimité, {words}.")
    assert gifts(act) == [(who, Decimal(amount))]
    assert act.commitments[0].value.kind is kind
    assert act.commitments[0].value.private is (who is None)


@pytest.mark.parametrize(
    "words",
    [
        "Le Conseil municipal, après en avoir délibéré, par 1 voix pour et 3 voix contre, rejette la proposition "
        "d'attribuer une subvention de 800 € à l'association LILAS.",
        "Le Conseil municipal, après en avoir délibéré, à l'unanimité, sollicite une subvention de 800 € "
        "auprès de la Région.",
        "Pour mémoire, une subvention de 800 € avait été versée à LILAS. "
        "Le Conseil municipal, à l'unanimité, prend acte.",
    ],
)
def test_what_is_refused_asked_or_recalled_is_not_given(words: str) -> None:
    assert gifts(_deciding(words)) == []


@pytest.mark.parametrize(
    "text",
    [
        "ARRÊTÉ DU MAIRE N° 2023-12\nLe Maire de Boisvert,\nVu le code,\nARRÊTE : la rue est fermée.",
        "DÉCISION DU MAIRE N° 4\nVu la délégation du conseil municipal,\nDÉCIDE de louer la salle à Mme Ida LILAS.",
        "CONVENTION entre la commune et l'association\nArticle 1 : la présente convention a pour objet un prêt.",
        "Le Maire vous convoque au conseil municipal du 3 mai 2023.\nOrdre du jour :\n1. Tarifs\n2. Emprunt",
    ],
)
def test_what_is_no_sitting_gives_no_session_and_no_act(text: str) -> None:
    record = read(text)
    assert record.session is None
    assert record.acts == ()
