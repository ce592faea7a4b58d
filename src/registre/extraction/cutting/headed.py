"""Acts under headings: each heading opens a part, that ends where the next one begins.

A heading may be printed more than once (a page repeats it, the agenda announces it); a title may carry the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from registre.extraction.cutting.part import Part, decides, strip_right, title_of
from registre.extraction.matching import find, seek_first
from registre.extraction.patterns import compile_
from registre.extraction.rule import Found
from registre.extraction.rules.headings import CODE, DELIBERATION, NUMBER, Heading
from registre.extraction.titles import OPENER, title_end, trimmed_start

CLOSE = compile_(
    r"""\b(?:(?:la\s)?seance\s(?:est\s|a\sete\s)?levee|l'ordre\sdu\sjour\s(?:etant\s|est\s)?epuise
        |questions?\sdiverses?\b(?=[\s:\n])|informations?\s(?:et\squestions\s)?diverses\b|tour\sde\stable\b
        |tableau\sdes\ssignatures|decisions\s(?:prises\s)?(?:valant\sdeliberation|du\smaire|par\sdelegation))"""
)
_NEAR = 60  # characters from a title to the number that may follow it


def parts_under(flow: str, folded: str, headings: Sequence[Found[Heading]], formulas: list[int]) -> tuple[Part, ...]:
    """The part of each heading, up to the next one; `formulas` are the sorted places of words of decision."""
    ends = [*(heading.start for heading in headings[1:]), len(flow)]
    return tuple(_part(flow, folded, heading, end, formulas) for heading, end in zip(headings, ends, strict=False))


def _part(flow: str, folded: str, heading: Found[Heading], end: int, formulas: list[int]) -> Part:
    first = trimmed_start(flow, heading.value.title or heading.end, end)
    close = seek_first(CLOSE, folded, first + 20, end)
    number, begin, stop, body = _headed(flow, folded, heading, first, end)
    begin, stop, number = _number_in_title(flow, folded, begin, stop, number)
    title = title_of(flow, begin, stop, heading.rule)
    if title and OPENER.match(folded, begin) and flow[begin].isupper():
        title = None
    decided = decides(formulas, body, min(end, close.start() if close else end)) or decides(formulas, begin, stop)
    return Part(heading.start, end, number, title, body, decided)


def _headed(
    flow: str, folded: str, heading: Found[Heading], begin: int, end: int
) -> tuple[Found[str] | None, int, int, int]:
    """The number, where the title begins and ends, where the body begins."""
    number = _number_of(heading)
    inner = next(find(DELIBERATION, flow, folded, begin, min(end, begin + _NEAR)), None)
    if inner and number is None and inner.value.number:
        number = _number_of(inner)
        begin = trimmed_start(flow, inner.value.title or inner.end, end)
    stop = title_end(flow, folded, begin, end)
    if number:
        return number, begin, stop, stop
    code = next(find(CODE, flow, folded, begin, min(end, stop + _NEAR)), None)
    if code is None or not code.value.number:
        rank = heading.value.rank
        return (Found(str(rank), heading.start, heading.end, heading.rule) if rank else None), begin, stop, stop
    if begin + 8 < code.start < stop + 2:
        stop = strip_right(flow, begin, code.start)
    elif code.start <= begin + 8:
        begin = trimmed_start(flow, code.value.title or code.end, end)
        stop = title_end(flow, folded, begin, end)
    return _number_of(code), begin, stop, max(stop, code.end)


def _number_of(heading: Found[Heading]) -> Found[str] | None:
    number = heading.value.number
    return Found(number, heading.start, heading.end, heading.rule) if number else None


_BRACKET = re.compile(r"\s?\((?:n\s?°\s?)?(?P<numero>[A-Za-z]{0,6}[-_ ]?\d[\w/_.-]{3,18})\)")


def _number_in_title(
    flow: str, folded: str, begin: int, stop: int, number: Found[str] | None
) -> tuple[int, int, Found[str] | None]:
    """A title may carry the number: « N° DEL2023-01 : Création… », « ÉLECTION (DL-2023-12) »."""
    if lead := next((one for one in find(NUMBER, flow, folded, begin, stop) if one.start <= begin + 6), None):
        number = Found(lead.value.number or "", lead.start, lead.end, lead.rule)
        begin = trimmed_start(flow, lead.value.title or lead.end, stop)
    inside = _BRACKET.search(flow, begin, stop)
    if inside and inside.start() > begin + 8 and re.search(r"[/_-]", inside["numero"]):
        number = Found(inside["numero"], inside.start("numero"), inside.end("numero"), "acte.numero-entre-parentheses")
        stop = inside.start()
    return begin, stop, number


def one_a_number(found: Sequence[Found[Heading]], formulas: list[int], end: int) -> list[Found[Heading]]:
    """One heading a number: pages repeat it, an agenda announces it; the first that decides counts."""
    order = sorted(found, key=lambda one: one.start)
    by_number: dict[str, list[tuple[Found[Heading], int]]] = {}
    for one, stop in zip(order, _stops(order, end), strict=True):
        by_number.setdefault(_key(one), []).append((one, stop))
    kept: list[Found[Heading]] = []
    for same in by_number.values():
        deciding = (one for one, stop in same if decides(formulas, one.start, stop))
        kept.append(next(deciding, same[-1][0]))
    return sorted(kept, key=lambda one: one.start)


def _stops(order: Sequence[Found[Heading]], end: int) -> list[int]:
    """Where what stands under each heading ends: at the next one that carries another number."""
    stops = [end] * len(order)
    for index in range(len(order) - 2, -1, -1):
        following = order[index + 1]
        stops[index] = stops[index + 1] if _key(order[index]) == _key(following) else following.start
    return stops


def _key(one: Found[Heading]) -> str:
    return re.sub(r"\W|_", "", (one.value.number or "").lower())
