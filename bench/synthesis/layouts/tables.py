"""Acts that give to many: a table broken into one cell a line, rows on one line, sentences and bullets."""

from __future__ import annotations

from random import Random

from bench.synthesis import opening
from bench.synthesis.decisions import settle
from bench.synthesis.giving import charge, several_grants
from bench.synthesis.layouts.extracts import KINDS, any_assembly, ending, object_line, who_leads
from bench.synthesis.layouts.paper import page
from bench.synthesis.matters import Matter, round_amount
from bench.synthesis.numbers import any_notation, money
from bench.synthesis.sitting import Sitting, invent_sitting
from bench.synthesis.stamps import act_number, number_line, number_series
from bench.synthesis.truth import Document, GrantTruth
from bench.synthesis.world import invent_club

AMOUNT_HEADS = ("Montant", "Montant attribué", "Subvention", "Subvention accordée")
NAME_HEADS = ("Association", "Structure", "Bénéficiaire", "Nom de l'association")
PURPOSES = ("Fonctionnement", "Projet", "Festival d'été", "Achat de matériel", "Tournoi annuel", "Aide au démarrage")


def _table(rng: Random, sitting: Sitting, *, one_cell_a_line: bool) -> Matter:
    """Columns: code?, beneficiary, purpose?, another sum?, the amount; a total; the unit in the header or the cells."""
    year = sitting.date.year
    names: dict[str, float] = {}
    for _ in range(rng.randint(4, 14)):
        names.setdefault(invent_club(rng), round_amount(rng, 100, 9000))
    code, purpose, unit = rng.random() < 0.4, rng.random() < 0.5, rng.random() < 0.6
    other = rng.choice((None, None, None, "Montant demandé", f"Subvention {year - 1}", "Demande"))
    way = any_notation(rng)
    sign = "" if unit else " (€)"
    granted = rng.choice(("Montant attribué", "Montant accordé", f"Subvention {year}") if other else AMOUNT_HEADS)
    header = [*(["Code"] if code else []), rng.choice(NAME_HEADS), *(["Nature"] if purpose else [])]
    header += [*([other + sign] if other else []), granted + sign]
    rows = []
    for name, amount in names.items():
        cells = [*([str(rng.randint(1000, 9999))] if code else []), name, *([rng.choice(PURPOSES)] if purpose else [])]
        cells += [money(rng, round_amount(rng, 100, 12000), unit=unit, notation=way)] if other else []
        rows.append([*cells, money(rng, amount, unit=unit, notation=way)])
    total = ["Total", money(rng, sum(names.values()), unit=unit, notation=way)]
    joint = "\n" if one_cell_a_line else rng.choice(("   ", " | ", "\t", " "))
    with_total = other is None and rng.random() < 0.7
    lines = [joint.join(cells) for cells in [header, *rows, *([total] if with_total else [])]]
    sentence, codes = charge(rng, year)
    return Matter(
        rng.choice(
            (
                f"Attributions de subventions - Exercice {year}",
                f"Subventions {year} aux associations",
                "CULTURE ET SPORT – Attribution de subventions",
            )
        ),
        [f"Pour aider les associations, il y a lieu de répartir les crédits votés au budget {year}."],
        [
            (
                "attribuer",
                rng.choice(
                    (
                        "les subventions suivantes :",
                        "aux associations les subventions ci-dessous :",
                        f"pour {year} les subventions figurant dans le tableau :",
                    )
                ),
            )
        ],
        [GrantTruth("subvention", name, amount, year) for name, amount in names.items()],
        codes,
        sentence,
        lines=lines,
    )


def _document(rng: Random, sitting: Sitting, matter: Matter) -> Document:
    act, vote = settle(rng, sitting, matter)
    act.number = act_number(number_series(rng, sitting), 0)
    lead, people = who_leads(rng, sitting)
    parts = [
        opening.title(rng, sitting, rng.choice(KINDS)),
        opening.body_lines(rng, sitting),
        number_line(rng, act.number),
        *lead,
        *people,
        opening.secretary_words(rng, sitting),
        object_line(rng, act),
        *matter.recitals,
    ]
    organ = opening.the_organ(sitting, capital=True)
    inline = f", {vote.inline}" if vote.inline else ""
    verb, what = matter.measures[0]
    spoken = {"attribuer": "attribue", "accorder": "accorde", "voter": "vote", "approuver": "approuve"}[verb]
    proposed = rng.random() < 0.3 and vote.inline
    lead_line = (
        f"Il est proposé {'d´'.replace('´', chr(39)) if verb[0] in 'a' else 'de '}{verb} {what}"
        if proposed
        else f"{organ}{inline}, après en avoir délibéré, {spoken} {what}"
    )
    closing = [f"{organ} adopte {vote.inline}."] if proposed else []
    body = [lead_line, "\n".join(matter.lines), matter.charge, *closing, vote.after]
    return Document(
        page(rng, parts + body + ending(rng, sitting, act, stamped=rng.random() < 0.5), wrap=False),
        sitting.truth,
        [act],
    )


def cells(rng: Random) -> Document:
    """Every cell of the table is a line."""
    sitting = invent_sitting(rng, any_assembly(rng))
    return _document(rng, sitting, _table(rng, sitting, one_cell_a_line=True))


def rows(rng: Random) -> Document:
    """Every row of the table is a line."""
    sitting = invent_sitting(rng, any_assembly(rng))
    return _document(rng, sitting, _table(rng, sitting, one_cell_a_line=False))


def bullets(rng: Random) -> Document:
    """A list of names and sums under the measure."""
    sitting = invent_sitting(rng, any_assembly(rng))
    return _document(rng, sitting, several_grants(rng, sitting, rng.randint(4, 16)))
