"""Where one act ends and the next begins: of the ways of cutting a document, the one that is kept.

Minutes number their acts in a dozen ways, and print the same titles in an agenda first. So several
ways of cutting are tried (`cutting/`, one a module), and the one whose parts decide something is kept: a
part without any words of decision is an item of the agenda, an information, a debate, never an act. When
nothing proves a cut, the document is one act (an extract) or none.
"""

from __future__ import annotations

import re

from registre.extraction.cutting.agenda import RULE as ANNOUNCED
from registre.extraction.cutting.agenda import find_announced
from registre.extraction.cutting.approval import with_approval
from registre.extraction.cutting.bundles import cut_pages
from registre.extraction.cutting.extracts import cut_numbered, cut_where_number_changes
from registre.extraction.cutting.headed import parts_under
from registre.extraction.cutting.lists import cut_list
from registre.extraction.cutting.part import Cut, Part
from registre.extraction.cutting.undecided import only_decided, without_no_acts
from registre.extraction.cutting.vote_lines import cut_vote_lines
from registre.extraction.cutting.ways import FEW, cut_by_headings, cut_by_series
from registre.extraction.matching import find_all
from registre.extraction.rules.headings import ELECTED
from registre.extraction.rules.vote import FORMULA
from registre.records import DocumentKind

_DELIBERATED = re.compile(r"\bapres\s(?:en\savoir\s)?delibere?\b")
_ONE_ACT = re.compile(r"\bdeliberation\sdu\s(?:conseil|bureau|comite)")
_TOP = 700  # characters in which a document says what it is


def cut_acts(flow: str, folded: str, kind: DocumentKind, roll_end: int) -> tuple[Part, ...]:
    """The acts of the document in reading order."""
    if kind is DocumentKind.other:
        return ()
    if first := _DELIBERATED.search(folded):
        roll_end = min(roll_end, first.start())  # a roll that goes on beyond is misread
    if kind is DocumentKind.list:
        return cut_list(flow, folded, roll_end)
    formulas = sorted(one.end - 1 for one in find_all((FORMULA, ELECTED), flow, folded))
    if kind is DocumentKind.extract:
        return _of_extract(flow, folded, formulas, roll_end)
    return _of_minutes(flow, folded, formulas, roll_end)


def _of_extract(flow: str, folded: str, formulas: list[int], roll_end: int) -> tuple[Part, ...]:
    """The acts of a bundle or of a « relevé », else the document as one act."""
    tried = (cut_where_number_changes(flow, folded, formulas), cut_pages(flow, folded, formulas))
    bundles = [cut for cut in tried if cut]
    if bundles:
        return max(bundles, key=lambda cut: cut.decided).parts
    several = cut_numbered(flow, folded, formulas, roll_end)
    return several.parts if several else (_whole(flow, roll_end),)


def _of_minutes(flow: str, folded: str, formulas: list[int], roll_end: int) -> tuple[Part, ...]:
    best = _best(flow, folded, formulas, roll_end)
    spoken = cut_vote_lines(flow, folded)
    if spoken.decided >= max(best.decided, FEW):
        best = spoken
    parts = with_approval(flow, folded, best.parts)
    if not parts and formulas and _ONE_ACT.search(folded[:_TOP]):
        return (_whole(flow, roll_end),)
    return only_decided(flow, parts)


def _best(flow: str, folded: str, formulas: list[int], roll_end: int) -> Cut:
    """The cut of minutes whose parts decide most; a trusted way before a loose one that finds a few more."""
    cuts = [without_no_acts(cut, roll_end) for cut in cut_by_headings(flow, folded, formulas, roll_end) if cut.parts]
    series = without_no_acts(cut_by_series(flow, folded, formulas), roll_end)
    heads = find_announced(flow, folded)
    announced = without_no_acts(Cut(ANNOUNCED, parts_under(flow, folded, heads, formulas)), roll_end)
    best = max([series, announced, *cuts], key=lambda cut: (cut.decided, bool(cut.parts)))
    if best is series or (series.strict and series.decided * 10 >= best.decided * 8):
        return series
    near = [cut for cut in cuts if cut.decided * 10 >= best.decided * (6 if cut.strict else 8)]
    return next((cut for cut in near if best is not announced or cut.numbered), best)


def _whole(flow: str, roll_end: int) -> Part:
    return Part(0, len(flow), None, None, roll_end, True)
