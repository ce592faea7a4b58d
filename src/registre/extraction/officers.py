"""Who chairs and who keeps the minutes: the name beside the words that say so, or the member who bears the office."""

from __future__ import annotations

import re
from collections.abc import Sequence

from registre.extraction.matching import find
from registre.extraction.names import Order
from registre.extraction.names_beside import name_after, name_before
from registre.extraction.roll import Roll
from registre.extraction.rule import Found, Rule
from registre.extraction.rules.session import Side
from registre.reading import fold
from registre.records import Status

_LED_BY_OFFICE = re.compile(
    r"\bsous\sla\spresidence\s(?:de\s|du\s)?(?:son\s|monsieur\s|madame\s|m\.?\s|mme\s)?(?:le\s|la\s)?(?:maire"
    r"|presidente?)\b"
    r"|\b(?:le|la)\s(?:maire|presidente?)(?:,[^,.]{0,60},)?\s(?:preside|ouvre)\sla\sseance"
)
_OFFICE_OF_MEMBER = re.compile(
    r"\s{0,2}(?:[,(–-]\s?){1,2}(?:le\s|la\s)?(?:maire|presidente?)\b(?!\s(?:de\s(?:la\scommission)|du\sgroupe"
    r"|delegu|honoraire))"
)


def find_person(
    rules: Sequence[Rule[Side]], flow: str, folded: str, end: int, order: Order, known: frozenset[str]
) -> Found[str] | None:
    """The name that the first rule of `rules` finds; `known` are the folded names of the roll."""
    for rule in rules:
        for one in find(rule, flow, folded, 0, end):
            if one.value is Side.after:
                name = name_after(flow, one.end)
            else:
                name = name_before(flow, one.start, order if order is Order.given_first else Order.unknown)
                name = _last_known(name, flow, known) if name else None
            if name and name[2]:
                return Found(name[2], name[0], name[1], one.rule)
    return None


def find_mayor(flow: str, folded: str, end: int, roll: Roll | None) -> Found[str] | None:
    """« sous la présidence de Madame le Maire »: the one member whom the roll calls so."""
    if roll is None or not _LED_BY_OFFICE.search(folded, 0, end):
        return None
    named = [
        one for one in roll.entries if one.value.status is Status.present and _OFFICE_OF_MEMBER.match(folded, one.end)
    ]
    if len({one.value.name for one in named}) != 1:
        return None
    return Found(named[0].value.name, named[0].start, named[0].end, "seance.maire-de-l-appel")


def _last_known(name: tuple[int, int, str], flow: str, known: frozenset[str]) -> tuple[int, int, str]:
    """`name` without the end of the list before it: the member of the roll that it ends with."""
    words = name[2].split()
    for first in range(1, len(words) - 1):
        last = " ".join(words[first:])
        if fold(last) in known and fold(name[2]) not in known:
            start = flow.rfind(words[first], name[0], name[1])
            return (start, name[1], last) if start >= 0 else name
    return name
