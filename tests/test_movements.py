"""Who comes and goes while the session sits. People and towns are invented."""

from __future__ import annotations

import pytest

from registre.contract import to_contract
from registre.extraction import extract
from registre.records import Record, Source, Status

HEAD = """COMMUNE DE BELCELLE
PROCÈS-VERBAL DU CONSEIL MUNICIPAL DU 12 MARS 2024

L'an deux mille vingt-quatre, le douze mars à 19 heures, le conseil municipal de la commune de Belcelle s'est réuni \
sous la présidence de Mme Ida LILAS, maire.

Présents : Mme Ida LILAS, M. Paul ORME, M. Luc FRÊNE, Mme Zoé CÈDRE{note}, M. Guy BOULEAU, Mme Rose TILLEUL
Absents excusés : M. Marc ROUVRE donne pouvoir à M. Paul ORME
Secrétaire de séance : M. Luc FRÊNE

1 - Tarifs de la cantine
Après en avoir délibéré, le conseil municipal décide à l'unanimité d'adopter les tarifs.

{told}

2 - Subvention au club de tir
{inside}
Après en avoir délibéré, le conseil municipal décide à l'unanimité d'attribuer 500 € au Club de tir de Belcelle.

3 - Vente d'une parcelle
Après en avoir délibéré, le conseil municipal décide à l'unanimité de vendre la parcelle.
"""


def record_of(told: str = "", note: str = "", inside: str = "Le maire présente le dossier.") -> Record:
    raw = HEAD.format(told=told, note=note, inside=inside)
    return extract(Source("pv.txt", len(raw), "0" * 64, "text/plain"), raw)


def moves(record: Record) -> list[str]:
    """One line a movement: « arrives Ida LILAS 19h12 @1 > Paul ORME »."""
    lines = []
    for one in record.session.movements if record.session else ():
        value = one.value
        line = f"{value.motion} {value.name}"
        line += f" {value.hour}" if value.hour else ""
        line += f" @{value.act}" if value.act is not None else ""
        line += f" > {value.proxy_to}" if value.proxy_to else ""
        lines.append(line)
        assert record.text[one.evidence.start : one.evidence.end] == one.evidence.raw
    return lines


TOLD: tuple[tuple[str, list[str]], ...] = (
    ("Arrivée de Mme Zoé CÈDRE à 19h12.", ["arrives Zoé CÈDRE 19h12 @1"]),
    ("19 h 12 : arrivée de Mme CÈDRE", ["arrives Zoé CÈDRE 19 h 12 @1"]),
    ("À 19h12, Mme CÈDRE rejoint l'assemblée.", ["arrives Zoé CÈDRE 19h12 @1"]),
    ("Mme Zoé CÈDRE entre en séance.", ["arrives Zoé CÈDRE @1"]),
    ("M. Guy BOULEAU arrive à 19 heures 40.", ["arrives Guy BOULEAU 19 heures 40 @1"]),
    # the act named counts before the place where it is told
    ("Arrivée de Mme Zoé CÈDRE à 19h12, avant l'examen du point 3.", ["arrives Zoé CÈDRE 19h12 @2"]),
    ("Départ de M. Guy BOULEAU après le point n° 2.", ["leaves Guy BOULEAU @2"]),
    # several members, a proxy given on leaving
    (
        "M. BOULEAU et Mme TILLEUL quittent la séance à 20h.",
        ["leaves Guy BOULEAU 20h @1", "leaves Rose TILLEUL 20h @1"],
    ),
    (
        "Arrivée de : M. Guy BOULEAU, Mme Rose TILLEUL et Mme CÈDRE.",
        ["arrives Guy BOULEAU @1", "arrives Rose TILLEUL @1", "arrives Zoé CÈDRE @1"],
    ),
    (
        "M. Guy BOULEAU quitte la séance à 20h et donne pouvoir à Mme Zoé CÈDRE.",
        ["leaves Guy BOULEAU 20h @1 > Zoé CÈDRE"],
    ),
    ("Départ de M. Guy BOULEAU (procuration à Zoé CÈDRE)", ["leaves Guy BOULEAU @1 > Zoé CÈDRE"]),
    # who chairs is known by the office
    ("Madame le Maire quitte la salle.", ["leaves Ida LILAS @1"]),
    # told after the decision, but of its vote
    ("M. BOULEAU, intéressé à l'affaire, ne prend pas part au vote et sort de la salle.", ["leaves Guy BOULEAU @0"]),
    (
        "M. BOULEAU sort de la salle. M. BOULEAU réintègre la salle.",
        ["leaves Guy BOULEAU @1", "returns Guy BOULEAU @1"],
    ),
    # what is told twice counts once
    ("Arrivée de Mme CÈDRE à 19h12.\nMme CÈDRE rejoint la séance.", ["arrives Zoé CÈDRE 19h12 @1"]),
)


@pytest.mark.parametrize(("told", "expected"), TOLD)
def test_a_movement_told_in_the_minutes_is_tied_to_the_act_decided_next(told: str, expected: list[str]) -> None:
    assert moves(record_of(told)) == expected


@pytest.mark.parametrize(
    "told",
    [
        "Suite au départ de M. Guy BOULEAU à la retraite, un agent est recruté.",
        "Départ de M. Guy BOULEAU en retraite.",
        "Arrivée de Mme Jeanne SORBIER au service technique.",  # nobody of the roll
        "L'arrivée de la fibre est prévue.",
        "M. Guy BOULEAU quitte la commission des finances.",
        "Le contrat de M. BOULEAU arrive à échéance en mai.",
        "Le bus part à 20h de la place.",
    ],
)
def test_words_that_move_no_member_of_the_roll_are_no_movement(told: str) -> None:
    assert moves(record_of(told)) == []


NOTES: tuple[tuple[str, list[str]], ...] = (
    (" (à partir du point 3)", ["arrives Zoé CÈDRE @2"]),
    (" (jusqu'au point 2)", ["leaves Zoé CÈDRE @2"]),
    (" (jusqu'à 20h15)", ["leaves Zoé CÈDRE 20h15"]),
    (" (arrivée à 19h12)", ["arrives Zoé CÈDRE 19h12"]),
    (" (absente jusqu'au point 2)", ["arrives Zoé CÈDRE @2"]),
    (" (a donné pouvoir à Paul ORME à compter du point 3)", ["leaves Zoé CÈDRE @2 > Paul ORME"]),
    (" (adjointe)", []),
)


@pytest.mark.parametrize(("note", "expected"), NOTES)
def test_a_remark_of_the_roll_is_a_movement(note: str, expected: list[str]) -> None:
    assert moves(record_of(note=note)) == expected


def test_the_minutes_count_before_the_roll_that_announced_the_movement() -> None:
    record = record_of("Arrivée de Mme Zoé CÈDRE à 19h12.", note=" (arrivée en cours de séance, à 19h15)")
    assert moves(record) == ["arrives Zoé CÈDRE 19h12 @1"]


def test_before_the_vote_the_act_at_hand_counts_and_after_it_the_next() -> None:
    assert moves(record_of(inside="M. BOULEAU sort de la salle.")) == ["leaves Guy BOULEAU @1"]


def test_who_arrives_late_is_present_and_who_leaves_gives_no_entry_of_the_roll() -> None:
    record = record_of("M. Guy BOULEAU quitte la séance et donne pouvoir à Mme Zoé CÈDRE.\nArrivée de Mme TILLEUL.")
    assert record.session
    statuses = {one.value.name: one.value.status for one in record.session.attendance}
    assert statuses["Guy BOULEAU"] is Status.present
    assert statuses["Rose TILLEUL"] is Status.present
    assert [name for name, status in statuses.items() if status is Status.represented] == ["Marc ROUVRE"]


def test_who_is_listed_absent_and_arrives_is_present_on_the_evidence_of_both() -> None:
    raw = HEAD.format(told="Arrivée de Mme Rose TILLEUL à 19h12.", note="", inside="")
    raw = raw.replace(", Mme Rose TILLEUL\n", "\nAbsents : Mme Rose TILLEUL, M. Jean SAULE\n")
    record = extract(Source("pv.txt", len(raw), "0" * 64, "text/plain"), raw)
    assert record.session
    entries = {one.value.name: one for one in record.session.attendance}
    assert entries["Rose TILLEUL"].value.status is Status.present
    assert [one.raw for one in entries["Rose TILLEUL"].also] == ["Arrivée de Mme Rose TILLEUL à 19h12"]
    assert entries["Jean SAULE"].value.status is Status.absent


def test_a_surname_that_two_members_bear_moves_nobody() -> None:
    raw = HEAD.format(told="M. ORME quitte la séance.", note=", Mme Léa ORME", inside="")
    record = extract(Source("pv.txt", len(raw), "0" * 64, "text/plain"), raw)
    assert moves(record) == []


def test_a_count_of_those_present_at_the_opening_is_no_contradiction() -> None:
    counted = "Nombre de conseillers en exercice : 7. Présents : 5. Votants : 6.\n"
    raw = counted + HEAD.format(told="Arrivée de Mme TILLEUL à 19h12.", note="", inside="")
    late = extract(Source("pv.txt", len(raw), "0" * 64, "text/plain"), raw)
    raw = counted + HEAD.format(told="", note="", inside="")
    nobody = extract(Source("pv.txt", len(raw), "0" * 64, "text/plain"), raw)
    assert "count.present" not in {one.code for one in late.diagnostics}
    assert "count.present" in {one.code for one in nobody.diagnostics}


def test_voters_counted_for_one_act_are_the_act_s_own() -> None:
    record = record_of(inside="Présents : 5, pouvoirs : 1, votants : 6.")
    assert [(act.present and act.present.value, act.voting and act.voting.value) for act in record.acts] == [
        (None, None),
        (5, 6),
        (None, None),
    ]


def test_the_contract_tells_movements() -> None:
    session = to_contract(record_of("Arrivée de Mme CÈDRE à 19h12."), "pv.txt")["session"]
    assert session["movements"] == [
        {"name": "Zoé CÈDRE", "motion": "arrives", "hour": "19h12", "act": 1, "proxy_to": None}
    ]
