"""The entries of one list: its items and what was said of them, as attendances."""

from __future__ import annotations

import re
from collections.abc import Iterator

from registre.extraction.names import Order, Word, is_name, split_group, text_of
from registre.extraction.roll.item import Item
from registre.extraction.roll.moments import is_away, moments
from registre.extraction.roll.sifting import TABLE, clean, is_foreign, without_led, without_places, without_untitled
from registre.extraction.rule import Found
from registre.extraction.rules.roll import List
from registre.reading import fold
from registre.records import Attendance, Motion, Status

TEMPORAL = re.compile(
    r"compter|jusqu|a partir|partir d|pour la |pour le point|pendant|en debut|apres |avant |depart|inclus|arriv"
    r"|parti[e]?\b|quitt|du point|aux? points?"
)
_BY_LIST = {
    List.present: Status.present,
    List.represented: Status.represented,
    List.excused: Status.excused,
    List.absent: Status.absent,
    List.others: Status.absent,
    List.members: Status.present,
    List.guests: Status.absent,
}


def entries_of(
    items: list[Item], flow: str, label: Found[List], order: Order, known: frozenset[str] = frozenset()
) -> Iterator[Found[Attendance]]:
    """The persons of the list that `label` opens, out of its items, in reading order."""
    seen: list[Item] = []
    for item in without_untitled(without_led(items)):
        if item.hard and not item.proxy and is_foreign(item, seen, order):
            break
        seen.append(item)
        names = [name for name in split_group(item.words, order) if name]
        names = [kept for name in names if (kept := clean(name, order))]
        if order is Order.family_first and len(names) >= TABLE:
            names = without_places(names)
        for index, name in enumerate(names):
            if not is_name(name, flow):
                continue
            final = index == len(names) - 1
            if item.hard and not (item.titled or item.proxy or item.note or len(names) > 1 or len(name) > 1):
                continue
            yield from _entry(item if final else Item(), name, flow, label, known)


def _is_away(kind: List, item: Item, note: str) -> bool:
    """Whether a remark says when the member is away: that of an absent member, or of one who gives a proxy."""
    return kind not in (List.present, List.members) or item.proxy is not None or is_away(note)


def _entry(
    item: Item, name: list[Word], flow: str, label: Found[List], known: frozenset[str]
) -> Iterator[Found[Attendance]]:
    status = _BY_LIST[label.value]
    start, stop = name[0].start, name[-1].end
    note = fold(item.note)
    temporal = bool(TEMPORAL.search(note))
    proxy_to = item.proxy[2] or None if item.proxy else None
    if item.proxy and label.value is not List.guests and not (label.value is List.present and temporal):
        status = Status.represented
        stop = max(stop, item.proxy[1])
    if status is Status.present and not temporal and (away := re.match(r"\s?(absent|excuse)", note)):
        status = Status.absent if away[1] == "absent" else Status.excused
    if status in (Status.absent, Status.excused) and not item.proxy and re.search(r"jusqu|arriv", note):
        if fold(flow[name[-1].start : name[-1].end]) in known:
            return  # « Absents : Ida LILAS (jusqu'au point 6) », among the presents as « LILAS »
        status = Status.present
    if "non excus" in note and status is Status.excused:
        status = Status.absent
    elif status is Status.absent and re.search(r"\bexcuse", note) and not item.proxy:
        status = Status.excused
    told = {motion for motion, _, _ in moments(note, _is_away(label.value, item, note))}
    yield Found(
        Attendance(
            name=text_of(name, flow),
            status=status,
            proxy_to=proxy_to if status is Status.represented else None,
            substitute_for=item.substitute[2] if item.substitute and status is Status.present else None,
            arrives=item.note.strip() if told & {Motion.arrives, Motion.returns} else None,
            leaves=item.note.strip() if Motion.leaves in told else None,
        ),
        start,
        max(stop, item.substitute[1] if item.substitute else stop),
        label.rule,
    )
    if item.deputy:
        value = Attendance(name=item.deputy[2], status=Status.present, substitute_for=text_of(name, flow))
        yield Found(value, start, item.deputy[1], label.rule)
    if item.gives:
        holder = text_of(name, flow)
        yield Found(
            Attendance(name=item.gives[2], status=Status.represented, proxy_to=holder),
            start,
            item.gives[1],
            "appel.procuration-de",
        )
