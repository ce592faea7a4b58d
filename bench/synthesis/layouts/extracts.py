"""Single extracts of the register, and bundles of them."""

from __future__ import annotations

from random import Random
from typing import Any

from bench.synthesis import opening
from bench.synthesis.decisions import decision, recitals, settle
from bench.synthesis.giving import any_giving
from bench.synthesis.layouts.paper import flat, page
from bench.synthesis.matters import Matter, any_matter, report
from bench.synthesis.roll import roll
from bench.synthesis.sitting import Sitting, invent_sitting
from bench.synthesis.stamps import APPEAL, act_number, number_line, number_series, publication, signature, stamp
from bench.synthesis.truth import ActTruth, Document
from bench.synthesis.votes import VoteWords
from bench.synthesis.world import Assembly, invent_commune, invent_group

KINDS = (
    "Extrait du registre des délibérations",
    "EXTRAIT DU REGISTRE DES DELIBERATIONS",
    "Extrait du procès-verbal des délibérations",
    "Extrait des délibérations",
)


def any_point(rng: Random, sitting: Sitting, giving: float = 0.55) -> Matter:
    """A matter of money given (`giving` of the time), a report to note, or anything else."""
    if rng.random() < giving:
        return any_giving(rng, sitting)
    return report(rng, sitting) if rng.random() < 0.12 else any_matter(rng, sitting)


def any_assembly(rng: Random) -> Assembly:
    return invent_commune(rng) if rng.random() < 0.6 else invent_group(rng)


def object_line(rng: Random, act: ActTruth) -> str:
    """The title, with or without « Objet »."""
    return rng.choice(
        (
            f"OBJET : {act.title}",
            f"Objet : {act.title}",
            f"Objet : {act.title.upper()}",
            act.title.upper(),
            f"OBJET :\n{act.title}",
        )
    )


def who_leads(rng: Random, sitting: Sitting) -> tuple[list[str], list[str]]:
    """Paragraphs that open the session and the roll; the chair is named once or more."""
    way = rng.randrange(4)
    convened = rng.random() < 0.5
    if way == 0:
        head = [opening.preamble(rng, sitting, convened=convened, chair=False), opening.chair_line(rng, sitting)]
        people = roll(rng, sitting)
    elif way == 1:
        sentence = opening.preamble(rng, sitting, convened=convened, chair=False).rstrip(".")
        head = [f"{sentence}, {opening.chair_words(rng, sitting, named=False)}."]
        people = roll(rng, sitting, name_chair=True)
    else:
        head = [opening.preamble(rng, sitting, convened=convened, chair=True)]
        people = roll(rng, sitting)
    if not convened and rng.random() < 0.8:
        head.insert(rng.randint(0, len(head)), opening.convocation_line(rng, sitting))
    return head, people


def one_act(
    rng: Random, sitting: Sitting, series: tuple[str, int], rank: int = 0
) -> tuple[Matter, ActTruth, VoteWords]:
    matter = any_point(rng, sitting)
    act, vote = settle(rng, sitting, matter, may_fail=True)
    act.number = act_number(series, rank)
    return matter, act, vote


def ending(rng: Random, sitting: Sitting, act: ActTruth, *, stamped: bool) -> list[str]:
    """Signature, stamp or publication, and the notice of appeal."""
    parts = [signature(rng, sitting, act)]
    if stamped:
        parts.append(stamp(rng, sitting, act))
    if rng.random() < 0.3:
        parts.append(publication(rng, sitting, act))
    if rng.random() < 0.3:
        parts.append(APPEAL)
    return parts


def clean(rng: Random) -> Document:
    """Labels at the start of lines, one act: as a métropole publishes."""
    sitting = invent_sitting(rng, any_assembly(rng))
    matter, act, vote = one_act(rng, sitting, number_series(rng, sitting))
    head = [
        opening.body_lines(rng, sitting),
        opening.title(rng, sitting, rng.choice(KINDS)),
        opening.dated(rng, sitting),
        number_line(rng, act.number or ""),
        object_line(rng, act),
        opening.convocation_line(rng, sitting),
        opening.counts_block(rng, sitting),
    ]
    chairs = [opening.chair_line(rng, sitting), opening.secretary_words(rng, sitting)]
    body = [*roll(rng, sitting), rng.choice(("", act.title)), *recitals(rng, matter, visas=rng.random() < 0.6)]
    tail = [*decision(rng, sitting, matter, vote), *ending(rng, sitting, act, stamped=rng.random() < 0.6)]
    return Document(page(rng, head + chairs + body + tail), sitting.truth, [act])


def _commune_parts(rng: Random, sitting: Sitting, act: ActTruth, matter: Matter, vote: VoteWords) -> list[str]:
    head, people = who_leads(rng, sitting)
    counts = opening.counts_block(rng, sitting) if rng.random() < 0.8 else ""
    secretary = opening.secretary_words(rng, sitting)
    number = number_line(rng, act.number or "")
    opening_parts = [
        opening.body_lines(rng, sitting),
        opening.title(rng, sitting, rng.choice(KINDS)),
        opening.dated(rng, sitting) if rng.random() < 0.5 else "",
    ]
    named = [number, object_line(rng, act)]
    middle = [*people, rng.choice(("", opening.quorum_words(rng, sitting))), secretary]
    late = rng.random() < 0.5
    session = [*head, counts, *middle, *named] if late else [counts, *named, *head, *middle]
    return [
        *opening_parts,
        *session,
        *recitals(rng, matter, visas=rng.random() < 0.7),
        *decision(rng, sitting, matter, vote),
    ]


def commune(rng: Random) -> Document:
    """« L'an deux mil vingt-trois… », numbers of members in words now and then."""
    sitting = invent_sitting(rng, any_assembly(rng) if rng.random() < 0.3 else invent_commune(rng))
    matter, act, vote = one_act(rng, sitting, number_series(rng, sitting))
    parts = _commune_parts(rng, sitting, act, matter, vote)
    return Document(page(rng, parts + ending(rng, sitting, act, stamped=rng.random() < 0.4)), sitting.truth, [act])


def one_line(rng: Random) -> Document:
    """Any of the extracts with its line ends lost."""
    document = rng.choice((clean, commune, stamped, margin))(rng)
    document.text = flat(document.text)
    return document


def stamped(rng: Random) -> Document:
    """The préfecture's stamp stands on every page, also inside the list of those present."""
    sitting = invent_sitting(rng, any_assembly(rng))
    matter, act, vote = one_act(rng, sitting, number_series(rng, sitting))
    mark = stamp(rng, sitting, act)
    parts = _commune_parts(rng, sitting, act, matter, vote)
    for _ in range(rng.randint(1, 2)):
        parts = _cut_in(rng, parts, mark)
    parts.append(signature(rng, sitting, act))
    if rng.random() < 0.5:
        parts.insert(0, mark)
    return Document(page(rng, parts), sitting.truth, [act])


def _cut_in(rng: Random, parts: list[str], mark: str) -> list[str]:
    """The stamp between two paragraphs, or after a comma inside the longest one (a list of names)."""
    if rng.random() < 0.5:
        at = rng.randint(4, len(parts) - 1)
        return [*parts[:at], mark, *parts[at:]]
    longest = max(range(len(parts)), key=lambda index: parts[index].count(", "))
    pieces = parts[longest].split(", ")
    if len(pieces) < 6:
        return [*parts, mark]
    at = rng.randint(3, len(pieces) - 2)
    cut = ", ".join(pieces[:at]) + ",\n\n" + mark + "\n\n" + ", ".join(pieces[at:])
    return [*parts[:longest], cut, *parts[longest + 1 :]]


def margin(rng: Random) -> Document:
    """A narrow column beside the head holds counts, dates and the object, read before the sentence."""
    sitting = invent_sitting(rng, any_assembly(rng))
    matter, act, vote = one_act(rng, sitting, number_series(rng, sitting))
    column = [
        number_line(rng, act.number or ""),
        opening.counts_block(rng, sitting),
        opening.convocation_line(rng, sitting),
        f"OBJET :\n{act.title}",
    ]
    if rng.random() < 0.5:
        column.append(publication(rng, sitting, act))
    if vote.after and not vote.inline and vote.truth.outcome == "adopted" and rng.random() < 0.4:
        column.append(vote.after)
        vote = VoteWords("", "", vote.truth)
    rng.shuffle(column)
    parts = [
        opening.body_lines(rng, sitting),
        opening.title(rng, sitting, rng.choice(KINDS)),
        *column,
        opening.preamble(rng, sitting, convened=False, chair=True),
        *roll(rng, sitting),
        opening.secretary_words(rng, sitting),
        *recitals(rng, matter, visas=True),
        *decision(rng, sitting, matter, vote),
        *ending(rng, sitting, act, stamped=rng.random() < 0.5),
    ]
    return Document(page(rng, parts), sitting.truth, [act])


def bundle(rng: Random) -> Document:
    """Several extracts of one session behind each other, each with the whole head again."""
    sitting = invent_sitting(rng, any_assembly(rng))
    series = number_series(rng, sitting)
    state = rng.getstate()
    acts, pages = [], []
    stamped_too = rng.random() < 0.6
    for rank in range(rng.randint(2, 5)):
        head = _same_head(state, sitting)
        matter, act, vote = one_act(rng, sitting, series, rank)
        pages.append(page(rng, [*head, number_line(rng, act.number or ""), object_line(rng, act)], wrap=False))
        pages.append(page(rng, [*recitals(rng, matter, visas=True), *decision(rng, sitting, matter, vote)], wrap=False))
        pages.append(page(rng, ending(rng, sitting, act, stamped=stamped_too), wrap=False))
        acts.append(act)
    return Document("\n".join(pages), sitting.truth, acts)


def _same_head(state: tuple[Any, ...], sitting: Sitting) -> list[str]:
    """The head of the session, word for word the same each time."""
    again = Random()
    again.setstate(state)
    siren = sitting.truth.body_siren
    sitting.truth.attendance.clear()
    lead, people = who_leads(again, sitting)
    counts = opening.counts_block(again, sitting)
    secretary = opening.secretary_words(again, sitting)
    head = [opening.body_lines(again, sitting), opening.title(again, sitting, again.choice(KINDS))]
    sitting.truth.body_siren = siren
    return [*head, opening.dated(again, sitting), *lead, counts, *people, secretary]


def bundle_one_line(rng: Random) -> Document:
    """The same bundle with its line ends lost."""
    document = bundle(rng)
    document.text = flat(document.text)
    return document
