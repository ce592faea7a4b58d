"""What stands around the points of minutes: head, agenda, last minutes, delegated decisions, talk, closing."""

from __future__ import annotations

from random import Random

from bench.synthesis import opening
from bench.synthesis.layouts.extracts import who_leads
from bench.synthesis.numbers import long_date, money
from bench.synthesis.sitting import Names, Sitting, write
from bench.synthesis.truth import ActTruth, VoteTruth
from bench.synthesis.world import fill, invent_commune

KINDS = (
    "Procès-verbal de la séance",
    "PROCES-VERBAL DE LA REUNION",
    "Compte rendu de la réunion",
    "COMPTE RENDU DE LA SEANCE",
    "Procès-verbal",
    "COMPTE-RENDU SOMMAIRE",
    "Relevé de décisions",
)


def head(rng: Random, sitting: Sitting) -> list[str]:
    """Title, opening sentence, roll, counts and secretary."""
    lead, people = who_leads(rng, sitting)
    parts = [
        opening.body_lines(rng, sitting),
        opening.title(rng, sitting, rng.choice(KINDS)),
        opening.dated(rng, sitting),
        *lead,
        opening.counts_block(rng, sitting) if rng.random() < 0.5 else "",
        *people,
    ]
    if rng.random() < 0.2:
        outsiders = [
            one
            for one in invent_commune(rng, 11).members
            if one.family not in {m.family for m in sitting.assembly.members}
        ]
        parts.append(opening.others_present(rng, outsiders[:2]))
    return [*parts, opening.secretary_words(rng, sitting), rng.choice(("", opening.quorum_words(rng, sitting)))]


def previous_minutes(rng: Random, sitting: Sitting) -> tuple[str, ActTruth | None]:
    """The approval of the last minutes: an act without a number, when it is voted."""
    before = long_date(rng, sitting.convened_on.replace(day=1))
    if rng.random() < 0.4:
        return f"Le procès-verbal de la séance du {before} n'appelle pas d'observation.", None
    heading = f"Approbation du procès-verbal de la séance du {before}"
    inside = f"procès-verbal de la séance du {before}"
    organ = opening.the_organ(sitting, capital=True)
    title, line = rng.choice(
        (
            (heading, f"{heading}\nLe procès-verbal est approuvé à l'unanimité."),
            (heading, f"{heading}\nAdopté à l'unanimité."),
            (f"Le {inside}", f"Le {inside} est approuvé à l'unanimité."),
            (f"Le {inside}", f"Le {inside} est adopté à l'unanimité des membres présents."),
            (inside, f"{organ} approuve à l'unanimité le {inside}."),
            (inside, f"{organ}, après en avoir délibéré, à l'unanimité, adopte le {inside}."),
            (inside, f"Le {inside} ne donne lieu à aucune observation et est approuvé à l'unanimité."),
        )
    )
    return line, ActTruth(title, vote=VoteTruth("adopted", True))


def delegated(rng: Random, sitting: Sitting) -> str:
    """Decisions the chair took alone: numbers, amounts and names that are no act of this session."""
    company = fill(rng, "SARL {surname}")
    office = sitting.assembly.chair_title
    lines = [
        f"Décision n° {sitting.date.year}-{rng.randint(10, 40)} : marché "
        f"confié à {company} pour {money(rng, rng.randint(900, 30000))} HT",
        f"Décision n° {sitting.date.year}-{rng.randint(41, 80)} : renonciation "
        f"au droit de préemption, parcelle B {rng.randint(10, 900)}",
    ]
    start = f"Décisions prises par le {office} en vertu de sa délégation (article L. 2122-22 du CGCT) :"
    return "\n".join([start, *lines])


def agenda(rng: Random, titles: list[str], *, ranked: bool) -> str:
    marks = [f"{rank}. " if ranked else rng.choice(("- ", "• ")) for rank in range(1, len(titles) + 1)]
    heading = rng.choice(("Ordre du jour :", "ORDRE DU JOUR", "L'ordre du jour est le suivant :"))
    return "\n".join([heading, *[mark + title for mark, title in zip(marks, titles, strict=True)]])


def moving(rng: Random, sitting: Sitting) -> str:
    """Somebody arrives or leaves in the middle."""
    one = write(
        rng, rng.choice(sitting.present), sitting.names if sitting.names is not Names.family else Names.titled_family
    )
    return rng.choice((f"Arrivée de {one.text} à 20h15.", f"{one.text} quitte la séance à 21 h 30."))


def debate(rng: Random, sitting: Sitting) -> str:
    """What two members say: sums and votes that are not those of the act."""
    style = sitting.names if sitting.names is not Names.family else Names.titled_family
    one, other = (write(rng, person, style).text for person in rng.sample(sitting.present, 2))
    sum_ = money(rng, rng.randint(5, 90) * 100)
    return rng.choice(
        (
            f"{one} demande ce qu'il en est de la subvention de {sum_} versée l'an dernier. {other} répond.",
            f"{one} rappelle avoir voté contre ce projet en commission. {other} en prend note.",
            f"{one} estime que {sum_} seraient mieux employés à la "
            f"voirie. {other} indique que le devis est plus élevé.",
        )
    )


def closing(rng: Random, sitting: Sitting) -> str:
    talk = rng.choice(
        (
            "Questions diverses :\nIl est signalé un nid-de-poule. La fête des voisins aura lieu en juin.",
            "Informations diverses : prochaine réunion le mois prochain.",
            "Questions diverses : néant.",
        )
    )
    return f"{talk}\nL'ordre du jour étant épuisé, la séance est levée à 22 h {rng.randint(10, 55)}."
