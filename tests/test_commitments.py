"""What sentences about money give: invented sentences as clerks write them, and the traps that give nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from registre.extraction.commitments import read_gifts
from registre.extraction.deciding import decision_area
from registre.reading import Text

LEAD = "Après en avoir délibéré, le Conseil municipal, à l'unanimité,\n"

GIVEN: tuple[tuple[str, list[tuple[str, str | None, str]]], ...] = (
    (
        "décide d'attribuer une subvention de 500 € à l'association Les Amis du Lavoir.",
        [("subvention", "Les Amis du Lavoir", "500.0")],
    ),
    (
        "DECIDE d'allouer une subvention exceptionnelle de 1 500,00 euros au Comité des Fêtes de Brivas pour "
        "l'organisation du festival.",
        [("subvention", "Comité des Fêtes de Brivas", "1500.00")],
    ),
    (
        "- ACCORDE une aide financière de 300 € à la Société de pêche La Truite pour l'achat d'alevins ;",
        [("aide", "Société de pêche La Truite", "300.0")],
    ),
    (
        "décide le versement d'une subvention de deux mille euros (2 000 €) à l'Union Sportive Brivasienne,",
        [("subvention", "Union Sportive Brivasienne", "2000.0")],
    ),
    (
        "décide d'octroyer à l'Amicale des Sapeurs-Pompiers une subvention d'un montant de 800 €.",
        [("subvention", "Amicale des Sapeurs-Pompiers", "800.0")],
    ),
    (
        "vote une subvention de 1200€ en faveur du Judo Club Brivasien.",
        [("subvention", "Judo Club Brivasien", "1200.0")],
    ),
    (
        "accepte de verser la somme de 250 € à l'association « Vivre Ensemble » à titre de subvention exceptionnelle.",
        [("subvention", "Vivre Ensemble", "250.0")],
    ),
    (
        "donne son accord pour le versement d'une subvention de 150 € à l'ADMR de Brivas.",
        [("subvention", "ADMR de Brivas", "150.0")],
    ),
    (
        "fixe le montant de la subvention 2023 à l'OGEC Sainte-Anne à 14 300 €.",
        [("subvention", "OGEC Sainte-Anne", "14300.0")],
    ),
    ("de fixer à 6 000 € la subvention allouée au CCAS pour l'année 2023", [("subvention", "CCAS", "6000.0")]),
    (
        "décide d'adhérer à l'association Sites et Villages et de verser une cotisation annuelle de 350 €.",
        [("cotisation", "Sites et Villages", "350.0")],
    ),
    (
        "approuve l'adhésion de la commune à l'AMF 99 et le versement de la cotisation d'un montant de 412,50 €.",
        [("cotisation", "AMF 99", "412.50")],
    ),
    ("DÉCIDE de renouveler son adhésion au CAUE pour un montant de 120 €.", [("cotisation", "CAUE", "120.0")]),
    (
        "approuve le renouvellement de l'adhésion au Réseau des Bourgs moyennant une cotisation de 90 €",
        [("cotisation", "Réseau des Bourgs", "90.0")],
    ),
    (
        "approuve le paiement de la cotisation 2023 à la Fondation du Patrimoine, soit 75 €.",
        [("cotisation", "Fondation du Patrimoine", "75.0")],
    ),
    (
        "approuve la participation financière de la commune au SIVOM du Val pour un montant de 45 678,90 €.",
        [("participation", "SIVOM du Val", "45678.90")],
    ),
    (
        "accorde sa garantie à hauteur de 50 % pour le remboursement d'un prêt d'un montant total de 1 200 000 "
        "euros souscrit par Brivas Habitat auprès de la Caisse des Dépôts",
        [("garantie", "Brivas Habitat", "1200000.0")],
    ),
    (
        "accorde à la SARL Boulangerie Dupuis une aide à l'immobilier d'entreprise de 5 000 €.",
        [("aide", "SARL Boulangerie Dupuis", "5000.0")],
    ),
    (
        "attribue un fonds de concours de 10 000 € à la commune de Saint-Orlan pour la réfection de l'école.",
        [("subvention", "commune de Saint-Orlan", "10000.0")],
    ),
    ("attribue un prix de 300 € à l'association Jardins Fleuris.", [("prix", "Jardins Fleuris", "300.0")]),
    (
        "décide d'attribuer les subventions suivantes :\n- Club de l'Amitié : 300 €\n- Foot Club : 1 000,00 "
        "€\n- Chorale Cantabile 150 €\nTotal : 1 450 €",
        [
            ("subvention", "Club de l'Amitié", "300.0"),
            ("subvention", "Foot Club", "1000.00"),
            ("subvention", "Chorale Cantabile", "150.0"),
        ],
    ),
    (
        "décide d'attribuer une subvention de 500 € à l'ACCA, de 300 € à l'Amicale laïque et de 200 € au Comité "
        "des fêtes.",
        [
            ("subvention", "ACCA", "500.0"),
            ("subvention", "Amicale laïque", "300.0"),
            ("subvention", "Comité des fêtes", "200.0"),
        ],
    ),
    (
        "APPROUVE l'octroi d'une subvention d'équipement de 25 000 € HT à l'EHPAD Les Glycines",
        [("subvention", "EHPAD Les Glycines", "25000.0")],
    ),
    (
        "décide de verser au budget annexe du lotissement une avance remboursable de 80 000 €.",
        [("avance", "budget annexe du lotissement", "80000.0")],
    ),
    (
        "décide de verser une subvention d'équilibre de 35 000 € au budget annexe Transports.",
        [("subvention", "budget annexe Transports", "35000.0")],
    ),
    ("attribue à Monsieur Jean DURIF une aide de 500 € pour la rénovation de sa façade", [("aide", None, "500.0")]),
    (
        "Article 1 : une subvention de 4 000 € est attribuée à l'association Festival des Sources.",
        [("subvention", "Festival des Sources", "4000.0")],
    ),
    (
        "Une subvention d'un montant de 700 € est accordée au Moto Club du Velay.",
        [("subvention", "Moto Club du Velay", "700.0")],
    ),
    ("Il est accordé une subvention de 120 € à l'association Don du Sang.", [("subvention", "Don du Sang", "120.0")]),
    (
        "- d'approuver l'attribution à l'association Le Relais d'une subvention de fonctionnement de 9 000 € "
        "pour 2024 ;",
        [("subvention", "Le Relais", "9000.0")],
    ),
    (
        "- autorise le Maire à verser une subvention de 600 € à l'école Jean Moulin pour la classe découverte,",
        [("subvention", "école Jean Moulin", "600.0")],
    ),
    (
        "autorise Monsieur le Maire à mandater la somme de 1 000 € au profit de l'association Solidarité Séisme.",
        [("subvention", "Solidarité Séisme", "1000.0")],
    ),
    ("décide de faire un don de 500 € à la Protection Civile.", [("subvention", "Protection Civile", "500.0")]),
)

TRAPS: tuple[str, ...] = (
    "sollicite une subvention de 20 000 € auprès du Département.",
    "autorise le Maire à solliciter une subvention de 12 000 € à la Région au titre de la DETR.",
    "décide de demander au Département une subvention de 40 000 €.",
    "accepte la subvention de 3 000 € attribuée par la Région à la commune.",
    "prend acte de la subvention de 3 000 € accordée par l'Etat à la commune.",
    "approuve le plan de financement : subvention DETR 30 000 € ; Département 10 000 € ; autofinancement 20 000 €.",
    "fixe le tarif de la salle à 150 € pour les associations de la commune.",
    "fixe la participation des familles à 30 € par enfant.",
    "dit que les subventions supérieures à 23 000 € feront l'objet d'une convention.",
    "décide de vendre la parcelle à Monsieur DURAND pour 12 000 €.",
    "autorise le virement de crédits : 6574 Subventions : + 500 €, 022 : - 500 €",
    "retient l'offre de l'entreprise Martin TP pour un montant de 25 000 € HT.",
    "rappelle que la subvention versée en 2022 à l'Amicale était de 800 €.",
    "décide de ne pas attribuer de subvention de 500 € à l'association Les Amis du Lavoir.",
    "refuse d'accorder une subvention de 500 € à l'association Les Amis du Lavoir.",
    "fixe à 150 € par élève la participation versée par les communes extérieures.",
    "donne un avis favorable à la vente, l'association Les Amis du Lavoir ayant versé une caution de 500 €.",
    "décide de contracter auprès de la Caisse d'Epargne un emprunt de 200 000 €.",
    "accepte le don de 1 000 € de l'association Les Amis du Lavoir à la commune.",
)


def _read(words: str) -> list[tuple[str, str | None, Decimal]]:
    text = Text(LEAD + words + "\nPour extrait conforme,\nLe Maire,\n")
    area = decision_area(text.flow, text.folded, 0, len(text.flow))
    gifts = read_gifts(text, 0, area, "") if area else []
    return [(gift.value.kind.value, gift.value.beneficiary, gift.value.amount) for gift in gifts]


@pytest.mark.parametrize(("words", "want"), GIVEN)
def test_a_sentence_gives(words: str, want: list[tuple[str, str | None, str]]) -> None:
    assert _read(words) == [(kind, who, Decimal(amount)) for kind, who, amount in want]


@pytest.mark.parametrize("words", TRAPS)
def test_what_is_asked_received_sold_or_refused_gives_nothing(words: str) -> None:
    assert _read(words) == []


def test_a_table_of_one_cell_a_line_gives_the_column_that_is_granted() -> None:
    cells = ["Code", "Association", "Projet", "Montant demandé", "Montant attribué"]
    cells += ["1203", "Les Amis du", "Lavoir", "Fête d'été", "900 €", "500 €", "1204", "Chorale Cantabile", "Concert"]
    cells += ["300 €", "250,50 €", "Total", "750,50 €"]
    assert _read("attribue les subventions suivantes :\n" + "\n".join(cells) + "\n") == [
        ("subvention", "Les Amis du Lavoir", Decimal("500.0")),
        ("subvention", "Chorale Cantabile", Decimal("250.50")),
    ]


def test_a_row_without_all_its_sums_is_doubtful_and_gives_nothing() -> None:
    cells = ["Association", "Montant demandé", "Montant attribué", "Club Lilas", "900 €", "Foot Club", "300 €", "200 €"]
    assert _read("attribue les subventions suivantes :\n" + "\n".join(cells) + "\n") == [
        ("subvention", "Foot Club", Decimal("200.0"))
    ]
