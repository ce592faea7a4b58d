"""« Représenté par »: a proxy, or a substitute who sits? The rest of the roll tells.

Where the roll has other words for its proxies (pouvoir, procuration), « représenté par » is a substitute when
the one named is not among those present, or when the list is that of the excused and another is that of the
proxies. A proxy is held by a member who is present (CGCT art. L2121-20); a substitute sits and votes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from registre.extraction.names import Order
from registre.extraction.names_beside import name_after
from registre.extraction.rule import Found
from registre.extraction.rules.roll import List
from registre.extraction.spelling import Members
from registre.reading import fold
from registre.records import Attendance, Status

_PROXY_WORDS = re.compile(r"\b(?:pouvoir|procuration|mandat)")
_AWAY = re.compile(r"excuse|absent|supple")
_LIKE = 0.75  # of the letters of a name, in their order
_STANDS = re.compile(r"[ ,(–-]{0,4}(?:est |etant )?represente[e]? par (?!son |sa |leur )")


def with_substitutes(
    flow: str, folded: str, labels: Sequence[Found[List]], entries: Sequence[Found[Attendance]], order: Order
) -> list[Found[Attendance]]:
    """`entries` where a member « représenté par » somebody who sits is excused, and that somebody a substitute."""
    proxied = [label for label in labels if label.value is List.represented and _says_proxy(folded, label)]
    present = [one.value.name for one in entries if one.value.status is Status.present]
    if not proxied or not present:
        return list(entries)
    members = Members(present)
    settled: list[Found[Attendance]] = []
    stand_for: dict[str, str] = {}
    for one in entries:
        value = one.value
        if (
            not _is_list_of_proxies(folded, _list_of(one, labels), proxied)
            and _is_stood_for(folded, one)
            and not _is_like(value.proxy_to or "", present, members)
        ):
            settled.append(replace(one, value=replace(value, status=Status.excused, proxy_to=None)))
            deputy = Attendance(value.proxy_to or "", Status.present, substitute_for=value.name)
            settled.append(replace(one, value=deputy))
            continue
        if value.status is Status.excused and (sitting := _who_sits(flow, folded, one, members, order)):
            stand_for.setdefault(sitting, value.name)
        settled.append(one)
    return [_standing(one, stand_for) for one in settled]


def _list_of(one: Found[Attendance], labels: Sequence[Found[List]]) -> Found[List] | None:
    """The label that opens the list in which the entry stands."""
    return next((label for label in reversed(labels) if label.end <= one.start), None)


def _is_list_of_proxies(folded: str, label: Found[List] | None, proxied: Sequence[Found[List]]) -> bool:
    """Whether the heading itself says so: a word for proxies, or « Représentés » without « excusés » or « absents »."""
    if label is None or label in proxied:
        return label is not None
    return label.value is List.represented and not _AWAY.search(folded, max(0, label.start - 10), label.end)


def _is_like(name: str, present: Sequence[str], members: Members) -> bool:
    """Whether `name` is a member present, were it not for a letter that a scan misread."""
    return members.whom(name) is not None or bool(
        get_close_matches(fold(name), [fold(one) for one in present], 1, _LIKE)
    )


def _says_proxy(folded: str, label: Found[List]) -> bool:
    return bool(_PROXY_WORDS.search(folded, label.start, label.end))


def _is_stood_for(folded: str, one: Found[Attendance]) -> bool:
    """« M. ORME représenté par M. LILAS », without a word for a proxy."""
    if one.value.status is not Status.represented or not one.value.proxy_to:
        return False
    said = _STANDS.search(folded, one.start, one.end)
    return said is not None and not _PROXY_WORDS.search(folded, one.start, one.end)


def _who_sits(flow: str, folded: str, one: Found[Attendance], members: Members, order: Order) -> str | None:
    """The member present who stands for the excused one: « M. ORME (représenté par M. Paul LILAS) »."""
    said = _STANDS.match(folded, one.end)
    found = name_after(flow, said.end(), order) if said else None
    return members.whom(found[2]) if found else None


def _standing(one: Found[Attendance], stand_for: dict[str, str]) -> Found[Attendance]:
    titular = stand_for.get(one.value.name)
    if titular is None or one.value.status is not Status.present or one.value.substitute_for:
        return one
    return replace(one, value=replace(one.value, substitute_for=titular))
