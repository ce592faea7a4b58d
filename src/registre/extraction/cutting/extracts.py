"""Several extracts in one file, known by their numbers: a « relevé de décisions », or numbers that change by page."""

from __future__ import annotations

import re

from registre.extraction.cutting.bundles import RULE as BUNDLE
from registre.extraction.cutting.headed import one_a_number, parts_under
from registre.extraction.cutting.part import Cut, Part, decides
from registre.extraction.cutting.trailing import cut_before_numbers
from registre.extraction.cutting.undecided import only_decided
from registre.extraction.matching import find, last_of
from registre.extraction.patterns import compile_
from registre.extraction.rule import Found
from registre.extraction.rules.headings import DELIBERATION, NUMBER, Heading

_EXTRACT = compile_(r"\bextrait\s(?:du|des|ou|certifie)\s(?:\w{2,9}\s){0,2}(?:registre|deliberations|proces)")


def cut_numbered(flow: str, folded: str, formulas: list[int], roll_end: int) -> Cut | None:
    """One extract that holds several numbered deliberations (a « relevé de décisions »)."""
    found = [one for one in find(DELIBERATION, flow, folded) if one.start > roll_end]
    cut = cut_before_numbers(flow, folded, found, formulas, roll_end)
    if cut is None:
        headings = one_a_number(found, formulas, len(flow))
        cut = Cut(
            DELIBERATION.id,
            only_decided(flow, parts) if (parts := parts_under(flow, folded, headings, formulas)) else (),
        )
    return cut if cut.decided >= 2 else None


def cut_where_number_changes(flow: str, folded: str, formulas: list[int]) -> Cut | None:
    """Several extracts in one file: the number changes from page to page."""
    changes = _changes(_labels(flow, folded))
    if len(changes) < 2:
        return None
    floors = [0, *(one.end for one in changes)]
    starts = [_page_start(folded, one.start, floor) for one, floor in zip(changes, floors, strict=False)]
    ends = [*starts[1:], len(flow)]
    if not all(_EXTRACT.search(folded, start, end) for start, end in zip(starts, ends, strict=True)):
        return None
    starts[0] = 0
    pages = zip(starts, ends, changes, strict=True)
    return Cut(BUNDLE, tuple(_part(folded, start, end, label, formulas) for start, end, label in pages))


def _labels(flow: str, folded: str) -> list[Found[Heading]]:
    """« Délibération n° … »; when that gives but one number, « N° … » near « extrait du registre »."""
    labels = list(find(DELIBERATION, flow, folded))
    if len({_key(one) for one in labels}) >= 2:
        return labels
    extra = [one for one in find(NUMBER, flow, folded) if _near_extract(folded, one.start)]
    return extra if len({_key(one) for one in extra}) >= 2 else labels


def _changes(labels: list[Found[Heading]]) -> list[Found[Heading]]:
    """The first label of each number, in reading order."""
    changes: list[Found[Heading]] = []
    for one in sorted(labels, key=lambda label: label.start):
        if not any(_same_number(old, one) for old in reversed(changes)):
            changes.append(one)
    return changes


def _key(one: Found[Heading]) -> str:
    return re.sub(r"[\W_]", "", (one.value.number or "").lower())


def _same_number(one: Found[Heading], other: Found[Heading]) -> bool:
    """Equal but for one character that a scan misread."""
    left, right = _key(one), _key(other)
    if left == right or left.endswith(right) or right.endswith(left):
        return True
    if len(left) != len(right) or len(left) < 9:
        return False
    wrong = [index for index in range(len(left)) if left[index] != right[index]]
    return len(wrong) == 1 and left[wrong[0]].isalpha()


def _near_extract(folded: str, start: int) -> bool:
    return bool(_EXTRACT.search(folded, max(0, start - 400), start + 200))


_STAMPED = re.compile(r"\b(?:envoye en prefecture|recu en prefecture|accuse de reception|ar prefecture|id : ?\d{3}-)")


def _page_start(folded: str, start: int, floor: int) -> int:
    """The « extrait du registre » that opens the page of a number, else the number; its stamp included."""
    found = last_of(_EXTRACT.finditer(folded, max(floor, start - 500), start))
    begin = found.start() if found else start
    stamp = _STAMPED.search(folded, max(floor, begin - 330), begin)
    return stamp.start() if stamp else begin


def _part(folded: str, start: int, end: int, label: Found[Heading], formulas: list[int]) -> Part:
    number = Found(label.value.number or "", label.start, label.end, label.rule)
    return Part(start, end, number, None, label.end, decides(formulas, start, end))
