"""Nobody private leaves the building: not in the text, not in a quote, not in a value."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gold_records import EXAMPLES, corpus_records, example_records, fact, record
from registre.linking.identify import identify
from registre.linking.identities import LinkedRecord
from registre.linking.reference import read_reference
from registre.privacy import BLACK, Reason, publishable, review
from registre.privacy.finding import blacken, find_private
from registre.privacy.kept import Kept
from registre.records import (
    Act,
    Agreement,
    Article,
    Attendance,
    Commitment,
    CommitmentKind,
    Diagnostic,
    Mention,
    RecalledAmount,
    Record,
    Session,
    Severity,
    Status,
    facts_of,
)

REFERENCE = read_reference(EXAMPLES / "reference.toml")
MEMBERS = ("Gaspard TEYSSONNIER", "Denis MAIRE", "Annick LE GOFF", "Rosa DA VEIRO", "Yvan MARTEL")
LEGAL = ("Les Ateliers du Halage", "SARL Bretaudin et fils")


def link(*records: Record) -> list[LinkedRecord]:
    identities = identify(records, REFERENCE)
    return [linked for one in records if (linked := identities.link(one)) is not None]


def meeting(text: str, *acts: Act, roll: tuple[str, ...] = MEMBERS) -> LinkedRecord:
    session = Session(
        body=fact("Commune de Bourgneuf-le-Sec", raw=""),
        organ=fact("Conseil municipal", raw=""),
        date=fact(dt.date(2023, 4, 12), raw=""),
        attendance=tuple(fact(Attendance(name, Status.present), text, name) for name in roll if name in text),
    )
    return link(record(text, session, acts))[0]


def masked(text: str) -> str:
    """`text` with what is masked between brackets."""
    pieces, place = [], 0
    for mask in find_private(text, Kept(MEMBERS, LEGAL)):
        pieces += [text[place : mask.start], "[", text[mask.start : mask.end], "]"]
        place = mask.end
    return "".join([*pieces, text[place:]])


@pytest.mark.parametrize(
    "sentence",
    [
        # after a title of courtesy
        "une aide à M. [Firmin TALBOUZE] pour sa façade",
        "une aide à Monsieur [Firmin Talbouze], retraité",
        "une aide à Madame [TALBOUZE]",
        "une aide à Mme. [Jeanne TALBOUZE-ROQUES] et à son fils",
        "une aide à M. [Jean de La Tourette] au titre de 2023",
        "une aide à Mme [LE HÉNANFF Soizic]",
        "une aide à M. et Mme [TALBOUZE]",
        # two who share a name are at home, though one of that name sits
        "un courrier de Monsieur et Madame [Martel] remerciant le conseil",
        "la vente à M. et Mme [MARTEL], pour 12 000 €",
        "aux consorts : MM. [TALBOUZE] et [ROQUES], propriétaires",
        "les terrains de Mmes [Odette ROQUES], [Lucienne TALBOUZE] et de la commune",
        "reçu par Maître [François EYMARD], notaire",
        "visite du Dr [Hélène QUERCI]",
        "Monsieur [Paul PRÉVOT]\nhabite la commune",
        "M. [J.-P. TALBOUZE] demande",
        # kin
        "le legs de Mme [Honorine Laval], [Jeanne Hippolyte] née [Forestier]",
        "la succession [TALBOUZE]",
        "Mme [Lucienne ROQUES] veuve [TALBOUZE]",
        "les consorts [TALBOUZE]",
        "Renonciation sur la parcelle AC 228 (vente [TALBOUZE/ROQUES])",
        # a given name beside a family name
        "le dossier de [Firmin TALBOUZE] est complet",
        "le dossier de [TALBOUZE Firmin] est complet",
        "[Firmin Talbouze], agent d'entretien",
        "l'entreprise est dirigée par [Jean-Marc PRADINAS].",
        # contacts and numbers
        "écrire à [f.talbouze@courrier.example] avant mai",
        "au [01 99 00 12 34] ou au [+33 1 99 00 12 35]",
        "au [01.99.00.12.34], le matin",
        "compte [FR76 3000 6000 0112 3456 7890 189] à la banque",
        "n° de sécurité sociale [1 51 02 42 218 001]",
        "né le [3 février 1951 à Montfleury]",
        "née le [03/02/1951], célibataire",
        "demeurant [12 rue du Lavoir à Bourgneuf], a déposé un dossier",
        "domiciliée [3 place Haute 42000 Montfleury].",
        # the same person again
        "Mme [Lucienne ROQUES] demande. Le mari de [ROQUES] aussi.",
    ],
)
def test_words_about_a_private_person_are_masked(sentence: str) -> None:
    plain = sentence.replace("[", "").replace("]", "")
    assert masked(plain) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Monsieur le Maire propose",
        "M. le Président, ou son représentant",
        "Madame La Présidente ouvre la séance",
        "MONSIEUR LE MAIRE EXPOSE",
        "Monsieur le Préfet de la Loire",
        "Madame, Monsieur, j'ai l'honneur",
        "Mesdames et Messieurs les Conseillers",
        "sous la présidence de M. Gaspard TEYSSONNIER, Maire",
        "M. TEYSSONNIER répond",
        "Mme LE GOFF et M. Denis MAIRE s'abstiennent",
        "Mme Rosa DA VEIRO donne pouvoir à M. MARTEL Yvan",
        "G. TEYSSONNIER signe",
        "Absents : M. et Mme MARTEL, LE GOFF",
        "une subvention aux Ateliers du Halage",
        "à la SARL Bretaudin et fils",
        "l'école Jules Ferry et le collège Jean Moulin",
        "12 rue Victor Hugo, place Émile Zola",
        "la salle Jean Monnet",
        "Saint-Julien-en-Genevois et Saint Gilles Croix",
        "le 16 mars 2023, par 25 voix",
        "SIREN 219600319, article 65748, 1 200 000,50 €",
        "ID : 096-219600319-20230628-2023034-DE",
        "EXTRAIT DU REGISTRE DES DELIBERATIONS DU CONSEIL MUNICIPAL",
        "Le siège est 4 place des Tilleuls 99300 MONTFLEURY",
        "Le Conseil municipal, après en avoir délibéré",
        "association née en 1995 dans la vallée",
        "la vente des tables et la vente de bois",
        "la fête de Noël et le marché de Pâques",
    ],
)
def test_offices_members_places_and_legal_persons_stay(sentence: str) -> None:
    assert masked(sentence) == sentence


def test_every_quote_of_the_examples_still_stands_in_the_text() -> None:
    _check_all(link(*example_records()))


@pytest.mark.parametrize("folder", ["seeds", "dev"])
def test_every_quote_of_the_real_documents_still_stands_in_the_text(folder: str) -> None:
    _check_all(link(*corpus_records(folder)))


def _check_all(every: list[LinkedRecord]) -> None:
    assert every
    for linked in every:
        before, published = linked.record, publishable(linked)
        after = published.record
        assert len(after.text) == len(before.text)
        assert [place for place, char in enumerate(after.text) if char == "\n"] == [
            place for place, char in enumerate(before.text) if char == "\n"
        ]
        assert after.text_sha256 == hashlib.sha256(after.text.encode()).hexdigest()
        for one in facts_of((after.session, *after.acts)):
            for evidence in (one.evidence, *one.also):
                assert after.text[evidence.start : evidence.end] == evidence.raw
        assert publishable(published) == published
        members = [entry.value.name for entry in after.session.attendance] if after.session else []
        assert not any(BLACK in name for name in members)


def test_nothing_of_the_founding_documents_is_masked() -> None:
    """They name elected members and legal persons only."""
    assert [review(linked) for linked in link(*corpus_records("seeds"))] == [()] * 5


def test_the_private_people_of_the_examples_are_gone() -> None:
    published = b"".join(msgspec.json.encode(publishable(linked).record) for linked in link(*example_records()))
    for word in (
        "TALBOUZE",
        "Firmin",
        "rue du Lavoir",
        "1951",
        "BRETAUDIN",
        "HAUTBOURDIN",
        "99 00 12",
        "halage.example",
    ):
        assert word.encode() not in published, word
    assert b"Gaspard TEYSSONNIER" in published


def test_a_private_commitment_says_its_kind_and_amount_only() -> None:
    text = "Le conseil décide d'accorder à Talbouze Firmin, maçon, une aide de 1 200 € en 2023. Gaspard TEYSSONNIER"
    aid = Commitment(CommitmentKind.aid, None, Decimal(1200), 2023, "façade de Talbouze Firmin", True, 0)
    act = Act(0, len(text), commitments=(fact(aid, text, text[:87]),), articles=(fact(Article(text[:87]), text),))
    published = publishable(meeting(text, act)).record
    assert published.acts[0].commitments[0].value == Commitment(
        CommitmentKind.aid, None, Decimal(1200), private=True, article=0
    )
    assert "albouze" not in msgspec.json.encode(published).decode()
    assert "1 200 €" in published.text


def test_a_grant_whose_beneficiary_is_a_person_is_private_even_when_nobody_said_so() -> None:
    text = "une subvention de 300 € à Firmin TALBOUZE, en présence de Gaspard TEYSSONNIER"
    grant = Commitment(CommitmentKind.grant, "Firmin TALBOUZE", Decimal(300))
    published = publishable(
        meeting(text, Act(0, len(text), commitments=(fact(grant, text, "Firmin TALBOUZE"),)))
    ).record
    assert published.acts[0].commitments[0].value.private
    assert "TALBOUZE" not in msgspec.json.encode(published).decode()


def test_every_kind_of_value_is_cleared() -> None:
    name = "Firmin TALBOUZE"
    text = f"Vu la demande de M. {name}. Les Ateliers du Halage. Gaspard TEYSSONNIER"
    act = Act(
        0,
        len(text),
        title=fact(f"Aide à M. {name}", text, "Vu"),
        articles=(fact(Article(f"Accorde à {name} une aide"), text, "Vu"),),
        recitals=(fact(f"Considérant la situation de la famille {name.split()[1]}", text, "Vu"),),
        recalled=(fact(RecalledAmount(Decimal(5), "past", name), text, "Vu"),),
        mentions=(fact(Mention(f"M. {name}"), text, "Vu"), fact(Mention("Les Ateliers du Halage"), text, "Vu")),
        agreements=(fact(Agreement(f"Convention avec M. {name}", (name, "Les Ateliers du Halage")), text, "Vu"),),
    )
    linked = meeting(text, act)
    message = Diagnostic("x", f"{name} is nowhere", Severity.info)
    published = publishable(replace(linked, record=replace(linked.record, diagnostics=(message,)))).record
    assert "TALBOUZE" not in msgspec.json.encode(published).decode()
    kept = published.acts[0]
    assert [one.value.name for one in kept.mentions] == ["Les Ateliers du Halage"]
    assert kept.agreements[0].value.parties == ("Les Ateliers du Halage",)
    assert kept.recalled[0].value.organisation is None
    assert kept.title is not None
    assert kept.title.value.startswith("Aide à M. ")
    assert published.diagnostics[0].message.endswith("is nowhere")


def test_the_review_says_why_and_names_nobody() -> None:
    linked = next(one for one in link(*example_records()) if one.record.source.path == "pv-2023-04-12.txt")
    assert [mask.reason for mask in review(linked)] == [Reason.named, Reason.birth, Reason.address, Reason.named]
    assert all(
        isinstance(part, int | Reason) for mask in review(linked) for part in (mask.start, mask.end, mask.reason)
    )


CANARIES = [
    f"{given} {family}"
    for given in ("Firmin", "Odette", "Jean-Marc", "Soizic", "Mamadou", "Zélie", "Noël", "Anne-Laure", "Hervé", "Inès")
    for family in ("TALBOUZE", "Roquepertuse", "DE LA BRIANDIÈRE", "Le Quennec", "N'DIAYE-BREL")
]
TEMPLATES = (
    "Le conseil accorde une aide à M. {name} pour son logement.",
    "Mme {name}, née le 4 mai 1960, demeurant 3 rue Basse à Montfleury, sollicite une aide.",
    "Considérant la demande présentée par {name} le 4 mai 2023 ;",
    "Vente du lot 3 à Monsieur {name}\nau prix de 12 000 € (notaire : Maître {name}).",
    "L'indivision {name} cède la parcelle. Madame {name} accepte.",
    "Les bénéficiaires sont : {name}, 300 € ; les Ateliers du Halage, 200 €.",
    "AIDE À MADAME {name} - RÉNOVATION DE FAÇADE",
    "- {name} : 250 €\n- Comité des fêtes : 400 €",
    "Le terrain appartient aux époux {name}.",
    "Remboursement de 35 € à Mme {name}, 06 39 98 12 34, z@courrier.example.",
)


def test_five_hundred_canaries_are_never_published() -> None:
    leaks = []
    for name in CANARIES:
        for template in TEMPLATES:
            text = template.format(name=name) + "\nPrésents : Gaspard TEYSSONNIER, Annick LE GOFF"
            act = Act(0, len(text), title=fact(text.split("\n")[0], text), recitals=(fact(text, text),))
            out = msgspec.json.encode(publishable(meeting(text, act)).record).decode()
            leaks += [(name, template, word) for word in name.split() if len(word) > 2 and word in out]
    assert len(CANARIES) * len(TEMPLATES) == 500
    assert leaks == []


@pytest.mark.parametrize(
    "unit", ["a", "A", "Aa ", "M. ", "MM. A, ", "Jean DUPONT ", "1 51 02 42 ", "demeurant ", "vente AAA AAA/", "a.a@"]
)
def test_reading_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    kept = Kept(MEMBERS, LEGAL)

    def seconds(size: int) -> float:
        start = time.process_time()
        find_private((unit * size)[:size], kept)
        return time.process_time() - start

    short, long = min(seconds(5_000) for _ in range(2)), min(seconds(20_000) for _ in range(2))
    assert long < 8 * short + 0.05


CUES = (
    *(
        "M.",
        "Mme",
        "MM.",
        "et",
        ",",
        "née",
        "veuve",
        "le",
        "Maire",
        "Jean",
        "DUPONT",
        "Gaspard",
        "TEYSSONNIER",
        "\n",
        "de",
    ),
    *("La", "demeurant", "3", "rue", "école", "vente", "/", "01 99 00 12 34", "a@b.example", "█", "É", "'", "D'", "-"),
)


@given(st.lists(st.sampled_from(CUES) | st.text(max_size=6), max_size=40))
@settings(max_examples=300, deadline=None)
def test_whatever_the_text_masks_are_in_order_and_masking_again_finds_nothing(parts: list[str]) -> None:
    text, kept = " ".join(parts), Kept(MEMBERS, LEGAL)
    masks = find_private(text, kept)
    assert all(one.start < one.end <= len(text) for one in masks)
    assert all(one.end <= other.start for one, other in pairwise(masks))
    black = blacken(text, masks)
    assert len(black) == len(text)
    assert find_private(black, kept) == ()


def test_many_private_names_are_masked_in_one_pass() -> None:
    text = "\n".join(f"Mme Odette Roqu{chr(97 + n % 26)}{chr(97 + n // 26)}rtuse : {n} €" for n in range(600))
    start = time.process_time()
    masks = find_private(text, Kept(MEMBERS, LEGAL))
    assert len(masks) == 600
    assert time.process_time() - start < 3
