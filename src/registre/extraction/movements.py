"""Who comes and goes while the session sits, tied to the act that is decided next.

The rules find the words (« Arrivée de », « quitte la séance »); here the names beside them are read, and
only those of the roll count: a member who « leaves » the staff, or a guest who arrives, moves nobody.
Remarks of the roll itself (« jusqu'au point 6 ») are movements too; where the minutes tell one again, theirs counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from registre.extraction.matching import find_all
from registre.extraction.movement_places import Agenda, reference
from registre.extraction.names import HONORIFIC
from registre.extraction.names_beside import name_after, name_before
from registre.extraction.roll import Roll
from registre.extraction.roll.moments import Moment, is_away, moments
from registre.extraction.roll.remarks import PROXY
from registre.extraction.rule import Found
from registre.extraction.rules.movements import HOUR, MOVEMENTS, Step
from registre.extraction.rules.session import Side
from registre.extraction.spelling import Members
from registre.records import Attendance, Fact, Motion, Movement, Status

_BETWEEN = re.compile(r"\s?,\s|,?\s(?:et|puis|ainsi\sque)\s(?:de\s|d')?|\s?;\s|\s[-–]\s")
_ENDS = re.compile(r"[.;](?=\s|\Z)|\n\n|\)\s|\n(?=[^\n]{0,40}:)")
_OTHERS = re.compile(
    r"retraite|mutation|demission|remplac|commune\b|collectivite|\bposte\b|service|conge|disponibilite"
)
_OFFICE = re.compile(r"(?:(?:monsieur|madame|m\.?|mme)\s)?(?:le|la)\s(?:maire|president(?:e)?)\s?\Z")
_TAIL = 170
_VOTING = re.compile(r"part au vote|part aux votes|votes?\b")


@dataclass(frozen=True, slots=True)
class Minutes:
    """What movements are read in: the text, its roll, who chairs, and its acts."""

    flow: str
    folded: str
    roll: Roll
    chair: str | None
    agenda: Agenda


def read_movements(flow: str, folded: str, roll: Roll, chair: str | None, agenda: Agenda) -> list[Found[Movement]]:
    """Every movement of a member of `roll`, in reading order, told once."""
    minutes = Minutes(flow, folded, roll, chair, agenda)
    members = Members([one.value.name for one in roll.entries] + ([chair] if chair else []))
    told = list(_told(minutes, members))
    noted = [one for entry in roll.entries for one in _noted(minutes, members, entry)]
    return _once([*noted, *told], minutes.agenda.start)


# --- told in sentences ---------------------------------------------------------------------------


def _told(minutes: Minutes, members: Members) -> Iterator[Found[Movement]]:
    for one in find_all(MOVEMENTS, minutes.flow, minutes.folded, 0, len(minutes.flow)):
        names = _names(minutes, members, one)
        if not names:
            continue
        first = min(one.start, *(name.start for name in names))
        last = max(one.end, *(name.end for name in names))
        close = _ENDS.search(minutes.flow, last, last + _TAIL)
        tail = close.start() if close else min(len(minutes.flow), last + _TAIL)
        if _OTHERS.search(minutes.folded, last, min(tail, last + 60)):
            continue
        if _is_listed(minutes, first):
            continue
        lead = max(minutes.flow.rfind("\n", 0, first) + 1, first - 40)
        hour = _hour(minutes, one.start, tail) or _hour_before(minutes, lead, first)
        named = reference(minutes.folded, first, tail) or reference(minutes.folded, lead, first)
        if named:
            act = minutes.agenda.after(named, first, tail)
        else:
            act = minutes.agenda.at(first, voting=bool(_VOTING.search(minutes.folded, one.start, tail)))
        proxy, stop = _proxy(minutes, members, last, tail)
        end = max(last, stop, hour[1] if hour else 0, named.end if named else 0)
        start = min(first, hour[0]) if hour else first
        for name in names:
            value = Movement(name.value, one.value.motion, hour[2] if hour else None, act)
            if one.value.motion is Motion.leaves and len(names) == 1 and proxy != name.value:
                value = replace(value, proxy_to=proxy)
            yield Found(value, start, end, one.rule)


def _is_listed(minutes: Minutes, start: int) -> bool:
    """Whether these words are a remark inside the lists of the roll, which `_noted` reads."""
    return any(one.start <= start < one.end for one in minutes.roll.entries)


def _names(minutes: Minutes, members: Members, one: Found[Step]) -> list[Found[str]]:
    """The members whom the words move; empty when one of the names beside them is nobody of the roll."""
    if one.value.side is Side.before:
        return _names_before(minutes, members, one)
    names: list[Found[str]] = []
    place = one.end
    while len(names) < 12 and (found := name_after(minutes.flow, place, minutes.roll.order)):
        member = members.whom(found[2])
        if member is None:
            break
        names.append(Found(member, found[0], found[1], one.rule))
        following = _BETWEEN.match(minutes.folded, found[1])
        if following is None:
            break
        place = following.end()
    return names


def _names_before(minutes: Minutes, members: Members, one: Found[Step]) -> list[Found[str]]:
    lead = max(0, one.start - 40)
    if minutes.chair and (office := _OFFICE.search(minutes.folded, lead, one.start)):
        member = members.whom(minutes.chair)
        return [Found(member, office.start(), one.start, one.rule)] if member else []
    names: list[Found[str]] = []
    place = one.start
    while len(names) < 12 and (found := name_before(minutes.flow, place, minutes.roll.order)):
        member, start = members.whom(found[2]), found[0]
        if member is None:
            break
        start = _with_title(minutes.flow, start)
        names.insert(0, Found(member, start, found[1], one.rule))
        between = re.search(r"(?:,|\set)\s{1,2}\Z", minutes.folded[max(0, start - 5) : start])
        if between is None:
            break
        place = start - len(between.group())
    return names


def _with_title(flow: str, start: int) -> int:
    """`start` moved before the title of courtesy: « M. ORME »."""
    for back in range(max(0, start - 10), start):
        if (title := HONORIFIC.match(flow, back, start)) and not flow[title.end() : start].strip(" ."):
            return back
    return start


def _hour(minutes: Minutes, start: int, end: int) -> tuple[int, int, str] | None:
    found = HOUR.search(minutes.folded, start, end)
    return (found.start(), found.end(), minutes.flow[found.start() : found.end()].strip()) if found else None


def _hour_before(minutes: Minutes, lead: int, first: int) -> tuple[int, int, str] | None:
    """« 20h05 : », « À 20 h 05, » just before the words."""
    for found in HOUR.finditer(minutes.folded, lead, first):
        if not minutes.flow[found.end() : first].strip(" :,–-.\n"):
            return found.start(), found.end(), minutes.flow[found.start() : found.end()].strip()
    return None


def _proxy(minutes: Minutes, members: Members, start: int, end: int) -> tuple[str | None, int]:
    """Who holds the proxy of the one who leaves, and where these words end."""
    said = PROXY.search(minutes.folded, start, end)
    holder = name_after(minutes.flow, said.end(), minutes.roll.order) if said else None
    member = members.whom(holder[2]) if holder else None
    return (member, holder[1]) if holder and member else (None, start)


# --- noted in the roll ---------------------------------------------------------------------------


def _noted(minutes: Minutes, members: Members, entry: Found[Attendance]) -> Iterator[Found[Movement]]:
    """« (à partir du point 7) » after a name: what the list says of the moment."""
    note = entry.value.arrives or entry.value.leaves
    member = members.whom(entry.value.name)
    place = minutes.flow.find(note, entry.start, entry.end + 400) if note and member else -1
    if note is None or member is None or place < 0:
        return
    words = minutes.folded[place : place + len(note)]
    for motion, start, end in _moments(entry.value, words):
        hour = HOUR.search(words, start, end)
        named = reference(words, start, end)
        if hour or named:
            written = note[hour.start() : hour.end()].strip() if hour else None
            act = minutes.agenda.after(named, entry.start, place + end) if named else None
            proxy, _ = _proxy(minutes, members, entry.start, place + end) if motion is Motion.leaves else (None, 0)
            value = Movement(member, motion, written, act, proxy if proxy != member else None)
            yield Found(value, entry.start, place + end, "mouvement.appel")


def _moments(value: Attendance, note: str) -> list[Moment]:
    """The moments of a remark, read as the entry read it: of a member present, or of one away."""
    for away in (is_away(note), not is_away(note)):
        told = moments(note, away)
        motions = {Motion.arrives if motion is Motion.returns else motion for motion, _, _ in told}
        if (Motion.arrives in motions) is bool(value.arrives) and (Motion.leaves in motions) is bool(value.leaves):
            return told
    return []


# --- once ----------------------------------------------------------------------------------------


def _once(found: Sequence[Found[Movement]], start: int) -> list[Found[Movement]]:
    """Each movement once: what the minutes tell where it happens counts before what the roll announced."""
    inside = {(one.value.name, one.value.motion) for one in found if one.start >= start}
    kept: list[Found[Movement]] = []
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        who, motion = one.value.name, one.value.motion
        if one.start < start and (who, motion) in inside:
            continue
        last = next((other for other in reversed(kept) if other.value.name == who), None)
        if last is not None and last.value.motion is motion:
            if last.value.act is None and one.value.act is not None:
                kept[kept.index(last)] = one
            continue
        kept.append(one)
    return kept


def with_arrivals(
    attendance: Sequence[Fact[Attendance]], movements: Sequence[Fact[Movement]]
) -> tuple[Fact[Attendance], ...]:
    """`attendance` where a member listed as excused or absent is present once the minutes tell the arrival."""
    arrived = {one.value.name: one for one in reversed(movements) if one.value.motion is Motion.arrives}
    settled = []
    for entry in attendance:
        told = arrived.get(entry.value.name)
        if told and entry.value.status in (Status.excused, Status.absent):
            value = replace(entry.value, status=Status.present)
            entry = Fact(value, entry.evidence, (*entry.also, told.evidence))
        settled.append(entry)
    return tuple(settled)
