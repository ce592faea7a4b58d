"""Assemblies that are not a council: bureau, syndicate, commission permanente, CCAS."""

from __future__ import annotations

from random import Random

from bench.synthesis import opening
from bench.synthesis.decisions import decision, recitals, settle
from bench.synthesis.layouts.extracts import KINDS, any_point, ending, object_line, one_act
from bench.synthesis.layouts.paper import page
from bench.synthesis.roll import roll
from bench.synthesis.sitting import Names, Sitting, invent_sitting, write
from bench.synthesis.stamps import act_number, number_line, number_series, stamp
from bench.synthesis.truth import Document, VoteTruth
from bench.synthesis.votes import VoteWords
from bench.synthesis.world import invent_ccas, invent_commission, invent_group, invent_people, invent_syndicate


def substitute(rng: Random, sitting: Sitting) -> None:
    """Some of those excused are replaced by a substitute who is present and votes."""
    families = {one.family for one in sitting.assembly.members}
    newcomers = [one for one in invent_people(rng, 24) if one.family not in families]
    for titular in sitting.excused[: rng.randint(0, 3)]:
        sitting.substitutes[newcomers.pop()] = titular


def _extract(rng: Random, sitting: Sitting) -> Document:
    matter, act, vote = one_act(rng, sitting, number_series(rng, sitting))
    head = [opening.body_lines(rng, sitting), opening.title(rng, sitting, rng.choice(KINDS))]
    convened = rng.random() < 0.5
    lead = opening.preamble(rng, sitting, convened=convened, chair=True)
    counts = ""
    if not sitting.substitutes and rng.random() < 0.8:
        counts = opening.counts_block(rng, sitting)
    session = [
        opening.dated(rng, sitting) if rng.random() < 0.5 else "",
        "" if convened else opening.convocation_line(rng, sitting),
        counts,
        lead,
        *roll(rng, sitting),
        opening.secretary_words(rng, sitting),
    ]
    named = [number_line(rng, act.number or ""), object_line(rng, act)]
    parts = head + (named + session if rng.random() < 0.4 else session + named)
    parts += [*recitals(rng, matter, visas=True), *decision(rng, sitting, matter, vote)]
    return Document(page(rng, parts + ending(rng, sitting, act, stamped=rng.random() < 0.5)), sitting.truth, [act])


def bureau(rng: Random) -> Document:
    """The bureau of a community decides by delegation."""
    return _extract(rng, invent_sitting(rng, invent_group(rng, bureau=True)))


def syndicate(rng: Random) -> Document:
    """The committee of a syndicate, with substitutes."""
    sitting = invent_sitting(rng, invent_syndicate(rng))
    substitute(rng, sitting)
    return _extract(rng, sitting)


def ccas(rng: Random) -> Document:
    """The board of a social action centre: short lists, members by name."""
    return _extract(rng, invent_sitting(rng, invent_ccas(rng)))


def commission(rng: Random) -> Document:
    """A département or région: names in lower case, the vote by names, often after the decision."""
    style = rng.choice((Names.titled_family_lower, Names.titled_lower, Names.titled_family, Names.titled))
    sitting = invent_sitting(rng, invent_commission(rng), style)
    matter = any_point(rng, sitting)
    act, vote = settle(rng, sitting, matter)
    act.number = act_number(number_series(rng, sitting), 0)
    if vote.truth.outcome == "adopted" and rng.random() < 0.6:
        vote = _by_names(rng, sitting)
        act.vote = vote.truth
    mark = stamp(rng, sitting, act) if rng.random() < 0.6 else ""
    parts = [
        mark,
        opening.title(rng, sitting, rng.choice(("Extrait des délibérations", *KINDS))),
        opening.body_lines(rng, sitting) if rng.random() < 0.7 else "",
        opening.dated(rng, sitting),
        opening.preamble(rng, sitting, convened=False, chair=True),
        *roll(rng, sitting),
        mark,
        number_line(rng, act.number),
        object_line(rng, act),
        *recitals(rng, matter, visas=True),
        *decision(rng, sitting, matter, vote),
        *ending(rng, sitting, act, stamped=False),
    ]
    return Document(page(rng, parts), sitting.truth, [act])


def _by_names(rng: Random, sitting: Sitting) -> VoteWords:
    """Everybody's vote by name, those for apart from those against and abstaining."""
    voters = [one for one in sitting.present if one is not sitting.chair]
    rng.shuffle(voters)
    against, abstaining = voters[: rng.randint(0, 4)], voters[4 : 4 + rng.randint(0, 4)]
    away = {id(one) for one in against + abstaining}
    favour = [one for one in sitting.present if id(one) not in away]
    truth = VoteTruth(
        "adopted", False if against else None, len(favour) + len(sitting.proxies), len(against), len(abstaining)
    )
    lists = []
    for people, names, label in (
        (against, truth.against_names, rng.choice(("Ont voté contre", "Contre", "Votent contre"))),
        (abstaining, truth.abstention_names, rng.choice(("Se sont abstenus", "Abstentions", "S'abstiennent"))),
    ):
        written = [write(rng, one, sitting.names) for one in people]
        names += [one.name for one in written]
        count = f" ({len(people)})" if people or rng.random() < 0.7 else " : 0"
        if people:
            lists.append(f"{label}{count} : {', '.join(one.text for one in written)}")
        else:
            lists.append(f"{label} : 0")
    votes = f"Pour : {truth.for_}"
    return VoteWords("", "\n".join(["Vote :", votes, *lists]), truth)
