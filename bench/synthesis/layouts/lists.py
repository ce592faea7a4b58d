"""Lists of the deliberations examined, as posted within a week."""

from __future__ import annotations

from random import Random

from bench.synthesis import opening
from bench.synthesis.decisions import settle
from bench.synthesis.layouts.extracts import any_assembly, any_point
from bench.synthesis.layouts.paper import flat, page
from bench.synthesis.numbers import long_date
from bench.synthesis.sitting import invent_sitting
from bench.synthesis.stamps import act_number, number_series
from bench.synthesis.truth import ActTruth, Document, VoteTruth

RESULTS: tuple[tuple[str, bool | None], ...] = (
    ("APPROUVEE", None),
    ("Approuvée", None),
    ("Adoptée", None),
    ("ADOPTEE", None),
    ("Adoptée à l'unanimité", True),
    ("Approuvée à l'unanimité", True),
    ("ADOPTEE A L'UNANIMITE", True),
    ("Unanimité", True),
    ("Adoptée à la majorité", False),
)
LAW = (
    "Conformément à l'article L. 2121-25 du CGCT, la liste des délibérations examinées est affichée à la mairie et "
    "publiée dans un délai d'une semaine."
)


def deliberations(rng: Random) -> Document:
    """Number, title and result of each deliberation; nobody is named."""
    sitting = invent_sitting(rng, any_assembly(rng))
    truth = sitting.truth
    truth.organ, truth.date = sitting.assembly.organ, sitting.date
    day = long_date(rng, sitting.date)
    heading = rng.choice(
        (
            f"Liste des délibérations examinées par {opening.the_organ(sitting)} le {day}",
            f"LISTE DES DELIBERATIONS {opening.of_organ(sitting).upper()} DU {day.upper()}",
            f"Liste des délibérations\n{sitting.assembly.organ} – Séance du {day}",
        )
    )
    parts = [opening.body_lines(rng, sitting), rng.choice(("", LAW)), heading]
    table = rng.random() < 0.3
    if table:
        parts.append("N°\nObjet\nVote")
    series = number_series(rng, sitting)
    usual = rng.sample(RESULTS, 2)
    form = rng.choice(
        (
            "Délibération n°{n} - {t} - {r}",
            "{n} – {t} : {r}",
            "{n} {t}\n{r}",
            "N° {n} : {t} – {r}",
            "N°{k} {n} - {t} {r}",
            "{n} {t} {r}",
            "Délibération n° {n} examinée le {d} – {t} – {r}",
        )
    )
    acts = []
    for rank in range(rng.randint(4, 14)):
        matter = any_point(rng, sitting)
        act, _ = settle(rng, sitting, matter)
        result, unanimous = ("Prend acte", None) if matter.noted else rng.choice(usual)
        act.vote = VoteTruth("noted" if matter.noted else "adopted", unanimous)
        if matter.result:
            result, act.vote = matter.result, VoteTruth()
        if not matter.noted and not matter.result and rng.random() < 0.05:
            result, act.vote = rng.choice(
                (
                    ("Reportée", VoteTruth("postponed")),
                    ("Retirée de l'ordre du jour", VoteTruth("withdrawn")),
                    ("Rejetée", VoteTruth("rejected")),
                )
            )
        act.number = act_number(series, rank)
        act.grants, act.budget_codes = (None if matter.grants else []), []
        line = "{n}\n{t}\n{r}" if table else form
        parts.append(line.format(n=act.number, t=act.title, r=result, k=rank + 1, d=day))
        acts.append(act)
    if rng.random() < 0.3:
        parts.append(f"Affiché le {long_date(rng, sitting.date)}")
    return Document(page(rng, parts, wrap=False), truth, acts)


def one_line(rng: Random) -> Document:
    document = deliberations(rng)
    document.text = flat(document.text)
    return document


def unnumbered(rng: Random) -> Document:
    """Titles alone under « Liste des délibérations votées »: nothing is said of the results."""
    sitting = invent_sitting(rng, any_assembly(rng))
    truth = sitting.truth
    truth.organ, truth.date = sitting.assembly.organ, sitting.date
    organ = f"{sitting.assembly.organ} du {long_date(rng, sitting.date)}"
    heading = rng.choice((f"Liste des délibérations votées\n{organ}", f"Délibérations adoptées\n{organ}"))
    titles = list(dict.fromkeys(any_point(rng, sitting).title for _ in range(rng.randint(4, 9))))
    bullet = rng.choice(("", "", "- ", "• "))
    acts = [ActTruth(title, vote=VoteTruth("adopted"), grants=None, budget_codes=[]) for title in titles]
    parts = [opening.body_lines(rng, sitting), heading, *[bullet + title for title in titles]]
    return Document(page(rng, parts, wrap=False), truth, acts)
