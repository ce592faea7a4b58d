"""Minutes: one session, many acts, an agenda that lists the same titles first."""

from __future__ import annotations

from random import Random

from bench.synthesis.decisions import decision, proposal, recitals, settle, to_infinitive, to_third_person
from bench.synthesis.giving import any_giving
from bench.synthesis.layouts.around import agenda, closing, debate, delegated, head, moving, previous_minutes
from bench.synthesis.layouts.extracts import any_assembly, any_point
from bench.synthesis.layouts.paper import flat, furniture, page
from bench.synthesis.matters import Matter, any_matter, report
from bench.synthesis.numbers import long_date
from bench.synthesis.opening import the_organ
from bench.synthesis.sitting import Sitting, invent_sitting
from bench.synthesis.stamps import act_number, number_series
from bench.synthesis.truth import ActTruth, Document, VoteTruth
from bench.synthesis.votes import put_off
from bench.synthesis.world import invent_commune


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


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
SPELT = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
THEMES = ("FINANCES", "ADMINISTRATION GENERALE", "VIE LOCALE", "TRAVAUX ET URBANISME")


def ranked_headings(rng: Random, titles: list[str]) -> list[str]:
    """Titles behind their rank in the agenda: « 3) », « III - », « Point trois : », « 2.1 » under a theme."""
    if rng.random() < 0.15:
        return _by_theme(rng, titles)
    form = rng.choice(
        (
            "{r}. {t}",
            "{r}) {t}",
            "{r} - {t}",
            "{r}/ {t}",
            "{r}°) {t}",
            "POINT {r} – {t}",
            "Point n°{r} : {t}",
            "{x} - {T}",
            "{x}. {t}",
            "Point {w} de l'ordre du jour : {t}",
        )
    )
    return [
        form.format(r=rank, t=title, T=title.upper(), x=ROMAN[rank - 1], w=SPELT[rank - 1])
        for rank, title in enumerate(titles, 1)
    ]


def _by_theme(rng: Random, titles: list[str]) -> list[str]:
    theme, rank, headings = 0, 0, []
    for title in titles:
        lead = ""
        if theme == 0 or (rank >= 2 and theme < len(THEMES) and rng.random() < 0.5):
            theme, rank = theme + 1, 0
            lead = f"{theme}. {THEMES[theme - 1]}\n"
        rank += 1
        headings.append(f"{lead}{theme}.{rank} {title}")
    return headings


def bulleted(rng: Random) -> Document:
    """Bullets, a few words, the commission's opinion and the council's: « Accord à l'unanimité »."""
    sitting = invent_sitting(rng, invent_commune(rng))
    parts, acts = head(rng, sitting), []
    line, previous = previous_minutes(rng, sitting)
    parts.append(line)
    acts += [previous] if previous else []
    bullet = rng.choice(("• ", "• ", "- ", "> ", "e "))
    for matter in [one for one in points(rng, sitting, rng.randint(3, 8)) if not one.noted and not one.result]:
        vote, said = rng.choice(
            (
                (VoteTruth("adopted", True), "Accord à l'unanimité"),
                (VoteTruth("adopted", True), "Accord à l'unanimité"),
                (VoteTruth("adopted", None, sitting.voting), f"Accord à {sitting.voting} voix pour"),
                (VoteTruth("adopted", True), "Approuvé à l'unanimité"),
            )
        )
        verb, what = matter.measures[0]
        opinion = rng.choice(("", "Avis favorable de la commission. ", "> Avis favorable de la commission "))
        proposed = f"Il est proposé {to_infinitive((verb, what))}"
        body = [*matter.recitals[:1], proposed, *matter.lines, f"{opinion}{said}"]
        parts += [f"{bullet}{matter.title}", *body]
        acts.append(ActTruth(matter.title, vote=vote, grants=matter.grants, budget_codes=[]))
    parts.append(closing(rng, sitting))
    return Document(page(rng, parts), sitting.truth, acts)


def starred(rng: Random) -> Document:
    """« ***** DELIBERATION OBJET : », and the result in a small table."""
    sitting = invent_sitting(rng, any_assembly(rng))
    parts, acts = head(rng, sitting), []
    for matter in [one for one in points(rng, sitting, rng.randint(3, 7)) if not one.noted and not one.result]:
        against = rng.choice((0, 0, 0, rng.randint(1, 4)))
        favour = sitting.voting - against
        if against:
            vote, table = VoteTruth("adopted", False, favour, against), f"Pour Contre Abstention\n{favour} {against} /"
            vote.abstentions = 0
        else:
            vote, table = (
                VoteTruth("adopted", True),
                rng.choice(("Pour Contre Abstention\nUNANIMITE", "Vote : UNANIMITE")),
            )
        organ = the_organ(sitting, capital=True)
        measures = [to_third_person(one, capitals=True) for one in matter.measures]
        decided = [f"{organ} vote :", table, f"{organ}, ayant entendu l'exposé du rapporteur :"]
        decided += [measures[0], *matter.lines, *measures[1:], matter.charge]
        parts += ["*****", f"DELIBERATION\nOBJET : {matter.title}", *matter.recitals, *decided]
        acts.append(ActTruth(matter.title, vote=vote, grants=matter.grants, budget_codes=matter.budget_codes))
    parts += ["*****", closing(rng, sitting)]
    return Document(page(rng, parts), sitting.truth, acts)


def plain(rng: Random) -> Document:
    """Agenda ranks before ordinary titles: « 3) Tarifs de la salle des fêtes »; ranks are no act numbers."""
    sitting = invent_sitting(rng, any_assembly(rng))
    matters = points(rng, sitting, rng.randint(3, 8))
    headings = ranked_headings(rng, [one.title for one in matters])
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


def capitals_one_line(rng: Random) -> Document:
    """Capitals are all that is left of the titles when the lines are lost."""
    document = capitals(rng)
    document.text = flat(document.text)
    return document


def plain_one_line(rng: Random) -> Document:
    document = plain(rng)
    document.text = flat(document.text)
    return document
