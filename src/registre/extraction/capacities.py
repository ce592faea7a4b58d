"""The roll with the capacity in which each member sits, as the document writes it: « 4ème vice-présidente ».

The words beside the name come first, then those beside the same member as chair or as signatory, then the heading of
the list. They are further evidence of the entry. Who signs « pour le Président » is not the president.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from registre.extraction.rule import Rule
from registre.extraction.rules.capacity import BEFORE, BELOW, BESIDE, HEADING
from registre.reading import fold
from registre.records import Act, Attendance, Evidence, Fact, Session

_BEFORE = 70
"""Characters before a name in which its office may stand."""
_FAR = 4000
"""Characters between the heading of a list and the last of its names."""
_LIST = re.compile(
    r"(?:\bdelegu|\bmembre|\bconseiller|\belus?\b|\bpresent|\babsent|\bexcuse|\brepresente|\bpouvoir|\bprocuration)"
    r"[a-z,()* \t-]{0,60}:"
)


def with_capacities(session: Session, acts: Iterable[Act], raw: str) -> tuple[Fact[Attendance], ...]:
    """The entries of the roll, in their order, with the capacities that the document states."""
    folded = fold(raw)
    signing = [act.signatory for act in acts if act.signatory is not None]
    beside: dict[str, Evidence] = {}
    for fact in (*([session.president] if session.president is not None else []), *signing):
        if said := _beside(fact.evidence, raw, folded):
            beside.setdefault(fold(fact.value), said)
    headings = [one.start() for one in _LIST.finditer(folded)]
    return tuple(_with(fact, raw, folded, beside, headings) for fact in session.attendance)


def _with(
    fact: Fact[Attendance], raw: str, folded: str, beside: dict[str, Evidence], headings: Sequence[int]
) -> Fact[Attendance]:
    one = fact.value
    place = raw.find(one.name, fact.evidence.start, fact.evidence.end)
    end = place + len(one.name) if place >= 0 else fact.evidence.end
    said = _matched(BESIDE, raw, folded, end) or beside.get(fold(one.name))
    if said is not None:
        return Fact(replace(one, role=" ".join(said.raw.split())), fact.evidence, (*fact.also, said))
    said = _heading(fact.evidence.start, raw, folded, headings)
    if said is None:
        return fact
    return Fact(replace(one, role=_of_one(said.raw)), fact.evidence, (*fact.also, said))


def _beside(evidence: Evidence, raw: str, folded: str) -> Evidence | None:
    """The office beside a name that chairs or signs: behind it, below it, or before it."""
    behind = (_matched(rule, raw, folded, evidence.end) for rule in (BESIDE, BELOW))
    found = next((one for one in behind if one is not None), None)
    if found is not None:
        return found
    before = BEFORE.pattern.search(folded, max(0, evidence.start - _BEFORE), evidence.start)
    return _evidence(before, raw, BEFORE) if before is not None else None


def _matched(rule: Rule[str], raw: str, folded: str, place: int) -> Evidence | None:
    found = rule.pattern.match(folded, place)
    return _evidence(found, raw, rule) if found is not None else None


def _heading(place: int, raw: str, folded: str, headings: Sequence[int]) -> Evidence | None:
    """The words of the last heading before a name, when they tell a capacity."""
    last = max((one for one in headings if one < place), default=-1)
    if last < 0 or place - last > _FAR:
        return None
    return _matched(HEADING, raw, folded, last)


def _evidence(found: re.Match[str], raw: str, rule: Rule[str]) -> Evidence:
    start, end = found.span("fait")
    return Evidence(start, end, raw[start:end], rule.id)


def _of_one(words: str) -> str:
    """ "Délégués suppléants" → "délégué suppléant"."""
    return " ".join(_singular(words.lower().split()))


def _singular(words: Iterable[str]) -> Iterator[str]:
    yield from (word.removesuffix("s") for word in words)
