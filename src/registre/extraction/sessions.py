"""The session of a document: one value a field, chosen among what the rules found in the heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from registre.extraction.matching import find, find_all, find_first
from registre.extraction.names import Order
from registre.extraction.officers import find_mayor, find_person
from registre.extraction.roll import Roll
from registre.extraction.rule import Found, Rule
from registre.extraction.rules import counts as count_rules
from registre.extraction.rules.body import BODIES, BodyName
from registre.extraction.rules.session import (
    CONVOCATIONS,
    ORGAN_RULES,
    PRESIDENTS,
    REMOTE,
    SECRETARIES,
    SESSION_DATES,
)
from registre.reading import fold

_OLD_MINUTES = re.compile(
    r"(?:proces[- –]*verba\w*|compte[- ]rendu\w*|pv|vu\s[^;]{0,30}deliberations?|par\sdeliberations?"
    r"|approbation|approuv\w*|adopt\w*|depuis)\s(?:[a-z' ]{0,25}?\s)?(?:de\s(?:la|sa|cette)\s|du\s|des\s"
    r"|lors\sde\s(?:la|sa)\s|en\s|dernier\s)?$"
)


@dataclass(slots=True)
class Heading:
    """What the heading of the document says, with what lost."""

    body: Found[str] | None = None
    organ: Found[str] | None = None
    day: Found[date] | None = None
    convened_on: Found[date] | None = None
    president: Found[str] | None = None
    secretary: Found[str] | None = None
    remote: Found[bool] | None = None
    in_office: Found[int] | None = None
    present: Found[int] | None = None
    proxies: Found[int] | None = None
    voting: Found[int] | None = None
    other_days: list[Found[date]] = field(default_factory=list)


def read_heading(flow: str, folded: str, end: int, roll: Roll | None, stamped: date | None) -> Heading:
    """The session facts stated before `end` (or soon after the roll); `stamped` is the day inside the
    identifier of the transmission, a second witness."""
    heading = Heading()
    order = roll.order if roll else Order.unknown
    near = max(end, roll.end + 1500 if roll else 0)
    near = min(near, len(flow))
    heading.organ = _organ(flow, folded, min(near, 8000))
    heading.day, heading.other_days = _day(flow, folded, near, stamped)
    heading.body = _body(flow, folded, heading.organ, near)
    heading.convened_on = _convocation(flow, folded, near, heading.day)
    known = frozenset(fold(entry.value.name) for entry in roll.entries) if roll else frozenset()
    heading.president = find_person(PRESIDENTS, flow, folded, near, order, known) or find_mayor(
        flow, folded, near, roll
    )
    heading.secretary = find_person(SECRETARIES, flow, folded, near, order, known)
    heading.remote = find_first(REMOTE, flow, folded, 0, near)
    heading.in_office = _count(count_rules.IN_OFFICE, flow, folded, near)
    heading.present = _count(count_rules.PRESENT, flow, folded, near)
    heading.proxies = _count(count_rules.PROXIES, flow, folded, near)
    heading.voting = _count(count_rules.VOTING, flow, folded, near)
    return heading


def _organ(flow: str, folded: str, end: int) -> Found[str] | None:
    """The assembly that the title and the preamble name; the first named counts when they differ."""
    score: Counter[str] = Counter()
    first: dict[str, Found[str]] = {}
    for rule, weight in zip(ORGAN_RULES, (3, 3, 8, 1), strict=True):
        for one in find(rule, flow, folded, 0, end):
            if re.search(
                r"\bvu\b[^.;:]{0,60}$|\bpar\sdeliberation[^.;:]{0,50}$", folded[max(0, one.start - 70) : one.start]
            ):
                continue
            if one.value not in first or one.start < first[one.value].start:
                first[one.value] = one
            score[one.value] += weight if weight > 1 or score[one.value] < 3 else 0
    if not first:
        return None
    lead = min(first.values(), key=lambda one: one.start).value
    score[lead] += 4
    best = max(score.items(), key=lambda one: (min(one[1], 12), -first[one[0]].start))[0]
    return first[best]


def _day(flow: str, folded: str, end: int, stamped: date | None) -> tuple[Found[date] | None, list[Found[date]]]:
    """The day most witnesses agree on; the title before the preamble when they disagree."""
    title, assembly, preamble = SESSION_DATES
    witnesses: list[tuple[int, Found[date]]] = []
    for rule, weight in ((title, 4), (assembly, 4), (preamble, 3)):
        for one in find(rule, flow, folded, 0, end):
            before = folded[max(0, one.start - 90) : one.start]
            cited = _cites_another(before, folded, one, flow)
            if cited and one.start > 260:
                continue
            witnesses.append((weight - (2 if cited and one.start > 140 else 0), one))
    if not witnesses:
        return None, []
    score: Counter[date] = Counter()
    seen: set[tuple[str, date]] = set()
    for index, (weight, one) in enumerate(witnesses):
        if (one.rule, one.value) not in seen:
            twice = any(value == one.value and rule != preamble.id != one.rule for rule, value in seen)
            seen.add((one.rule, one.value))
            score[one.value] += (weight * 10 - min(index, 5)) // (3 if twice else 1)
    for day in score:
        if stamped == day:
            score[day] += 50
        elif stamped and abs((stamped - day).days) > 400:
            score[day] -= 30
    first = min(witnesses, key=lambda one: one[1].start)[1].value
    score[first] += 8
    best = max(score.items(), key=lambda one: (one[1], one[0]))[0]
    chosen = next(one for _, one in witnesses if one.value == best)
    others = {one.value: one for _, one in witnesses if one.value != best and one.rule in (title.id, preamble.id)}
    return chosen, [others[day] for day in sorted(others)]


def _cites_another(before: str, folded: str, one: Found[date], flow: str = "") -> bool:
    """« du procès-verbal de la séance du … », « vu la délibération … du conseil du … »."""
    clause = re.split(r"[.;:\n]", before)[-1]
    own = max(clause.rfind("proces"), clause.rfind("compte"), clause.rfind("pv "))
    if (
        own >= 0
        and flow[one.start - len(clause) + own : one.start].isupper()
        and not re.search(r"approb|adopt|arret|valid", clause)
    ):
        return False  # « PROCÈS-VERBAL DE LA RÉUNION DU … » in capitals is the title of this document
    if (cited := clause.rfind("deliberation ")) >= 0 and flow[
        one.start - len(clause) + cited : one.start - len(clause) + cited + 1
    ] == "d":
        return True
    lead = re.sub(
        r"\b(?:seance|reunion|session|conseil|bureau|comite|assemblee|commission)\b(?:(?!proces|compte|\bpv\b).)*$",
        "",
        clause,
    )
    return bool(
        _OLD_MINUTES.search(lead) or re.search(r"\bvu\b|\bpar\sdelib|\blors\sde\s(?:sa|la)\b|precedent|dernier", lead)
    )


_KINDS_OF_ORGAN = {
    "Conseil municipal": ("commune",),
    "Conseil communautaire": ("epci", "metropole"),
    "Bureau communautaire": ("epci", "metropole"),
    "Conseil métropolitain": ("metropole", "syndicat"),
    "Bureau métropolitain": ("metropole", "syndicat"),
    "Conseil de l'Eurométropole": ("metropole",),
    "Comité syndical": ("syndicat",),
    "Conseil syndical": ("syndicat",),
    "Bureau syndical": ("syndicat",),
    "Conseil départemental": ("departement",),
    "Conseil général": ("departement",),
    "Conseil régional": ("region",),
    "Commission permanente": ("region", "departement"),
    "Conseil d'administration": ("ccas",),
    "Conseil de territoire": ("ept",),
    "Conseil territorial": ("ept",),
}


def _body(flow: str, folded: str, organ: Found[str] | None, end: int) -> Found[str] | None:
    """The body that the assembly's words name, else the one that comes back most among those that fit."""
    kinds = _KINDS_OF_ORGAN.get(organ.value, ()) if organ else ()
    found = find_all(BODIES, flow, folded, 0, min(len(flow), max(end, 6000)))
    fitting = [one for one in found if not kinds or one.value.kind in kinds]
    if not fitting and len(flow) > 6000:
        found = find_all(BODIES, flow, folded, 6000, min(len(flow), 40000))
        late = Counter(_bare(one.value) for one in found)
        only = len({_bare(one.value) for one in found if one.value.kind in kinds}) == 1
        fitting = [one for one in found if one.value.kind in kinds and (only or late[_bare(one.value)] > 1)]
    if not fitting:
        return None
    times = Counter(_bare(one.value) for one in fitting)
    region = "region" in kinds and re.search(
        r"conseil regional|(?:commission permanente|conseil|bureau) de la region\b", folded[:3000]
    )

    def weight(one: Found[BodyName]) -> tuple[int, int]:
        value = 12 * (one.value.own and one.start < 3000) + min(times[_bare(one.value)], 6) * 2
        value += 6 if one.start < 400 else 3 if one.start < 1200 else 0
        value -= (
            8
            if re.search(
                r"\b(?:salle|siege|mairie|place|rue|avec)\b[^.;]{0,30}$", folded[max(0, one.start - 40) : one.start]
            )
            else 0
        )
        if region:
            value += 10 * (one.value.kind == "region")
        elif "region" in kinds:
            value += 5 * (one.value.kind == "departement")
        if kinds and one.value.kind == kinds[0]:
            value += 3
        return value, -one.start

    best = max(fitting, key=weight)
    if best.value.kind == "commune" and not best.value.own and best.start > 1500:
        rivals = Counter(
            _bare(one.value)
            for one in find_all(BODIES, flow, folded, 0, min(len(flow), 12000))
            if one.value.kind == "commune"
        )
        if len([name for name in rivals if not any(name != other and name.startswith(other) for other in rivals)]) > 1:
            return None
    if best.value.kind == "region" and not region:
        return None
    name = _fuller(best.value, fitting)
    return Found(name, best.start, best.end, best.rule)


def _bare(body: BodyName) -> str:
    return re.sub(
        r"[^a-z]", "", fold(re.sub(r"^(?:Centre communal d'action sociale|\S+) (?:de |du |des |d')?", "", body.name))
    )


def _fuller(best: BodyName, fitting: Sequence[Found[BodyName]]) -> str:
    """The spelling with its accents and its small letters, when another place has it."""
    same = [one.value.name for one in fitting if _bare(one.value) == _bare(best) and one.value.kind == best.kind]
    return max(
        same,
        key=lambda name: (name.startswith("Centre"), sum(ord(char) > 127 for char in name), -same.index(name)),
        default=best.name,
    )


def _convocation(flow: str, folded: str, end: int, day: Found[date] | None) -> Found[date] | None:
    for rule in CONVOCATIONS:
        for one in find(rule, flow, folded, 0, end):
            if day is None or timedelta(0) < day.value - one.value < timedelta(days=45):
                return one
    return None


def read_voters(flow: str, folded: str, start: int, end: int) -> tuple[Found[int] | None, ...]:
    """Present, proxies and voting that one act's part of minutes counts for itself."""
    tables = (count_rules.PRESENT, count_rules.PROXIES, count_rules.VOTING)
    return tuple(find_first(rules, flow, folded, start, end) for rules in tables)


def _count(rules: Sequence[Rule[int]], flow: str, folded: str, end: int) -> Found[int] | None:
    return find_first(rules, flow, folded, 0, end)
