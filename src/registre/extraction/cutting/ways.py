"""The ways in which minutes head their acts, each tried on the whole document, in order of trust.

A way gives a cut, not a choice: `acts.py` keeps the one whose parts decide most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from registre.extraction.cutting.capitals import cut_capitals
from registre.extraction.cutting.headed import one_a_number, parts_under
from registre.extraction.cutting.lines import cut_lines
from registre.extraction.cutting.part import Cut
from registre.extraction.cutting.ranks import ranked_runs, with_subranks
from registre.extraction.cutting.trailing import cut_before_numbers
from registre.extraction.matching import find
from registre.extraction.patterns import compile_
from registre.extraction.rules.headings import (
    AFFAIR,
    BARE_ORDINAL,
    BULLET,
    CODE,
    DECIMAL,
    DELIBERATION,
    LINE_BULLET,
    LINE_ORDINAL,
    NUMBER,
    OBJECT,
    ORDINAL,
    ROMAN,
    SECTION_LETTER,
)
from registre.extraction.series import RULE as SERIES
from registre.extraction.series import find_series, stands

FEW = 3  # acts that a weak way of cutting must find to be believed
_LINES = 30  # a text with fewer lines has lost those of the page
_AGENDA = compile_(
    r"(?:^|\n|[.:;•]\s?|\s-\s|(?<=\s))(?P<fait>(?:l')?ordre\sdu\sjour\s?(?:de\sla\s(?:seance"
    r"|reunion)\s?)?[:\n-]|sommaire\s?[:>\n])"
)
_SUM_LINE = re.compile(r"[^\n]{1,160}\d\s?(?:€|euros?)[\s;,.]*(?:\n|$)")  # a row of a list of grants


def cut_by_headings(flow: str, folded: str, formulas: list[int], roll_end: int) -> Iterator[Cut]:
    """A cut for each way of heading acts; those that may be wrong only when they find enough."""
    yield from _by_number(flow, folded, formulas, roll_end)
    floor = _agenda_end(flow, folded)
    yield from _by_rank(flow, folded, formulas, floor)
    floor = max(floor, roll_end)
    if flow.count("\n") > _LINES:
        yield from _by_line(flow, folded, formulas, floor)
        yield Cut("acte.ligne", cut_lines(flow, folded, formulas, roll_end), strict=True)
        return
    bullets = list(find(BULLET, flow, folded, floor))
    for weak in (
        Cut(BULLET.id, parts_under(flow, folded, bullets, formulas)),
        Cut("acte.capitales", cut_capitals(flow, folded, formulas, floor)),
    ):
        if weak.decided >= FEW:
            yield weak


def _by_number(flow: str, folded: str, formulas: list[int], roll_end: int) -> Iterator[Cut]:
    """« Délibération n° 2024-12 » and « N° 2024-12 », in the whole document and after the roll."""
    for rule in (DELIBERATION, NUMBER):
        found = list(find(rule, flow, folded))
        if rule is DELIBERATION and (trailing := cut_before_numbers(flow, folded, found, formulas, roll_end)):
            yield trailing
        for run in (found, [one for one in found if one.start >= roll_end]):
            yield Cut(rule.id, parts_under(flow, folded, one_a_number(run, formulas, len(flow)), formulas))


def _by_rank(flow: str, folded: str, formulas: list[int], floor: int) -> Iterator[Cut]:
    """« 1. », « 2. », « Affaire n° 3 », « Objet : »: after the agenda, which has the same ranks."""
    for rule in (OBJECT, AFFAIR, CODE, DECIMAL, ORDINAL, ROMAN, LINE_ORDINAL, SECTION_LETTER, BARE_ORDINAL):
        found = [one for one in find(rule, flow, folded) if one.start >= floor]
        if rule in (OBJECT, SECTION_LETTER):
            yield Cut(rule.id, parts_under(flow, folded, found, formulas))
            continue
        if rule in (CODE, DECIMAL):
            yield Cut(rule.id, parts_under(flow, folded, one_a_number(found, formulas, len(flow)), formulas))
            continue
        for run in ranked_runs(found):
            if len(run) >= 2:
                ranks = with_subranks(flow, folded, run) if rule is ORDINAL else run
                yield Cut(rule.id, parts_under(flow, folded, ranks, formulas))


def _by_line(flow: str, folded: str, formulas: list[int], floor: int) -> Iterator[Cut]:
    """Lines that begin with a bullet, one kind of bullet at a time, when most of them decide."""
    bullets = [one for one in find(LINE_BULLET, flow, folded, floor) if not _SUM_LINE.match(folded, one.end)]
    for bullet in "•>e-":
        heads = [one for one in bullets if flow[one.start] == bullet]
        cut = Cut(LINE_BULLET.id, parts_under(flow, folded, heads, formulas))
        if cut.decided >= FEW and cut.decided * 10 >= len(cut.parts) * 7:
            yield cut


def cut_by_series(flow: str, folded: str, formulas: list[int]) -> Cut:
    """Acts under numbers that go up by one, however they are written."""
    series = one_a_number(find_series(flow, folded), formulas, len(flow))
    standing = sum(stands(flow, folded, one.start) for one in series)
    return Cut(SERIES, parts_under(flow, folded, series, formulas), strict=standing * 10 >= len(series) * 8)


def _agenda_end(flow: str, folded: str) -> int:
    """Where the agenda ends: where the ranks begin again at one after « Ordre du jour »; 0 without one."""
    label = _AGENDA.search(folded)
    if not label:
        return 0
    ranks = sorted(
        (one.start, one.value.rank)
        for rule in (ORDINAL, AFFAIR, LINE_ORDINAL)
        for one in find(rule, flow, folded, label.end())
    )
    highest = 0
    for start, rank in ranks:
        if rank == 1 and highest >= 2:
            return start
        highest = max(highest, rank or 0)
    return 0
