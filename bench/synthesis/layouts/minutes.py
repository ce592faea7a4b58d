"""Minutes: one session, many acts, an agenda that lists the same titles first."""

from __future__ import annotations

from random import Random

from bench.synthesis import opening
from bench.synthesis.decisions import decision, proposal, recitals, settle
from bench.synthesis.giving import any_giving
from bench.synthesis.layouts.extracts import any_assembly, any_point, who_leads
from bench.synthesis.layouts.paper import flat, furniture, page
from bench.synthesis.matters import Matter, any_matter, report
from bench.synthesis.numbers import long_date, money
from bench.synthesis.sitting import Names, Sitting, invent_sitting, write
from bench.synthesis.stamps import act_number, number_series
from bench.synthesis.truth import ActTruth, Document, VoteTruth
from bench.synthesis.votes import put_off
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
    title = f"Approbation du procès-verbal de la séance du {before}"
    line = rng.choice(
        (
            f"{title}\nLe procès-verbal est approuvé à l'unanimité.",
            f"{title}\nAdopté à l'unanimité.",
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


def points(rng: Random, sitting: Sitting, count: int) -> list[Matter]:
    """Matters with different titles."""
    seen: dict[str, Matter] = {}
    while len(seen) < count:
        matter = any_point(rng, sitting, giving=0.4)
        seen.setdefault(matter.title, matter)
    return list(seen.values())


def told(rng: Random, sitting: Sitting, matter: Matter, *, visas: bool) -> tuple[ActTruth, list[str]]:
    """One point: what is explained, then decided, put off or withdrawn."""
    if rng.random() < 0.06 and not matter.noted and not matter.result:
        vote = put_off(rng, sitting)
        return ActTruth(matter.title, vote=vote.truth, budget_codes=None), [
            *matter.recitals[:1],
            *proposal(matter),
            vote.after,
        ]
    act, vote = settle(rng, sitting, matter, may_fail=True)
    talk = [debate(rng, sitting)] if rng.random() < 0.15 else []
    return act, [*recitals(rng, matter, visas=visas), *talk, *decision(rng, sitting, matter, vote)]


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


def _minutes(
    rng: Random,
    sitting: Sitting,
    headings: list[str],
    matters: list[Matter],
    numbers: list[str | None],
    *,
    visas: bool,
    ranked: bool,
) -> Document:
    parts = head(rng, sitting)
    if rng.random() < 0.6:
        parts.append(agenda(rng, [one.title for one in matters], ranked=ranked))
    line, previous = previous_minutes(rng, sitting)
    acts = [previous] if previous else []
    parts.append(line)
    if rng.random() < 0.25:
        parts.append(delegated(rng, sitting))
    for heading, matter, number in zip(headings, matters, numbers, strict=True):
        act, paragraphs = told(rng, sitting, matter, visas=visas)
        act.number = number
        acts.append(act)
        if rng.random() < 0.08:
            parts.append(moving(rng, sitting))
        parts += [heading, *paragraphs]
    parts.append(closing(rng, sitting))
    text = page(rng, parts)
    if rng.random() < 0.3:
        text = furniture(
            rng,
            text,
            f"\n{sitting.assembly.gold_name} – Séance du {long_date(rng, sitting.date)}\n{rng.randint(2, 9)}\n",
        )
    return Document(text, sitting.truth, acts)


def numbered(rng: Random) -> Document:
    """Each act has its number before its title."""
    sitting = invent_sitting(rng, any_assembly(rng))
    matters = points(rng, sitting, rng.randint(4, 10))
    series = number_series(rng, sitting)
    numbers = [act_number(series, rank) for rank in range(len(matters))]
    form = rng.choice(
        (
            "{n} – {t}",
            "Délibération n° {n} : {t}",
            "N° {n} - {t}",
            "DELIBERATION N°{n}\n{t}",
            "{r}) Délibération n° {n} : {t}",
            "{n} {t}",
        )
    )
    titles = [one.title.upper() if rng.random() < 0.2 else one.title for one in matters]
    headings = [
        form.format(n=number, t=title, r=rank)
        for rank, (number, title) in enumerate(zip(numbers, titles, strict=True), 1)
    ]
    return _minutes(rng, sitting, headings, matters, list(numbers), visas=rng.random() < 0.5, ranked=True)


def numbered_one_line(rng: Random) -> Document:
    document = numbered(rng)
    document.text = flat(document.text)
    return document


def capitals(rng: Random) -> Document:
    """Titles are known by their capitals alone; no number."""
    sitting = invent_sitting(rng, invent_commune(rng))
    matters = points(rng, sitting, rng.randint(3, 8))
    headings = [one.title.upper() for one in matters]
    return _minutes(rng, sitting, headings, matters, [None] * len(matters), visas=False, ranked=False)


def plain(rng: Random) -> Document:
    """Agenda ranks before ordinary titles: « 3) Tarifs de la salle des fêtes »; ranks are no act numbers."""
    sitting = invent_sitting(rng, any_assembly(rng))
    matters = points(rng, sitting, rng.randint(3, 8))
    form = rng.choice(
        ("{r}. {t}", "{r}) {t}", "{r} - {t}", "{r}/ {t}", "POINT {r} – {t}", "Point n°{r} : {t}", "{r}°) {t}")
    )
    headings = [form.format(r=rank, t=one.title) for rank, one in enumerate(matters, 1)]
    return _minutes(rng, sitting, headings, matters, [None] * len(matters), visas=rng.random() < 0.3, ranked=True)


def votes_only(rng: Random) -> Document:
    """A short report of the votes: number, title, result; hardly a word more."""
    sitting = invent_sitting(rng, any_assembly(rng))
    series = number_series(rng, sitting)
    parts = head(rng, sitting)
    acts = []
    for rank in range(rng.randint(5, 14)):
        matter = rng.choice((any_matter, report, any_giving))(rng, sitting)
        act, vote = settle(rng, sitting, matter)
        act.number = act_number(series, rank)
        act.grants, act.budget_codes = (None if matter.grants else []), None
        result = matter.result or vote.after or (f"Adopté {vote.inline}" if vote.inline else "")
        result = result or ("Prend acte" if matter.noted else "Adopté")
        if vote.after and vote.inline:
            result = f"Adopté {vote.inline}. {vote.after}"
        parts.append(
            rng.choice(
                (f"{act.number} – {act.title}\n{result}", f"Délibération n°{act.number} : {act.title}\n{result}")
            )
        )
        acts.append(act)
    return Document(page(rng, parts, wrap=False), sitting.truth, acts)
