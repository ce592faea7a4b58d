"""Several extracts in one file: the head of the register is printed again before each act.

What proves a page is its head; what proves a new act is a number that no page before has carried. A
page under the number of the last one goes on with the same act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from registre.extraction.cutting.part import Cut, Part, decides
from registre.extraction.matching import find, seek
from registre.extraction.patterns import compile_
from registre.extraction.rule import Found
from registre.extraction.rules.headings import DELIBERATION, NUMBER, Heading
from registre.extraction.series import find_series

RULE = "acte.recueil"
_HEAD = compile_(r"\bextrait\s(?:du|des|ou|certifie)\s(?:\w{2,9}\s){0,2}(?:registre|deliberations|proces)")
_FOOT = re.compile(r"\b(?:pour|cet|present|ledit)\s$")
_STAMP = compile_(r"\b(?:envoye en prefecture|recu en prefecture|accuse de reception|ar prefecture|id : ?\d{3}-)")
_HEAD_REACH = 200  # characters of the page's first lines (republic, body) that stand before its head
_STAMP_REACH = 330


@dataclass(frozen=True, slots=True)
class _Page:
    start: int
    end: int
    label: Found[Heading] | None


def cut_pages(flow: str, folded: str, formulas: list[int]) -> Cut | None:
    """The acts of a bundle; None when fewer than two pages carry numbers of their own."""
    groups = _by_act(list(_pages(flow, folded, formulas)))
    if len(groups) < 2:
        return None
    return Cut(RULE, tuple(_part(group, index, groups, len(flow), formulas) for index, group in enumerate(groups)))


def _pages(flow: str, folded: str, formulas: list[int]) -> Iterator[_Page]:
    heads = [one.start() for one in seek(_HEAD, folded, 0, len(folded)) if _begins_page(flow, folded, one.start())]
    if len(heads) < 2:
        return
    leads = bool(_STAMP.search(folded, 0, heads[0]))
    starts = [_page_start(folded, head, heads[index - 1] if index else 0, leads) for index, head in enumerate(heads)]
    labels = sorted(_labels(flow, folded), key=lambda one: one.start)
    for index, head in enumerate(heads):
        end = starts[index + 1] if index + 1 < len(heads) else len(flow)
        decision = next((place for place in formulas if head < place < end), end)
        label = next((one for one in labels if head <= one.start < decision), None)
        yield _Page(starts[index], end, label)


def _begins_page(flow: str, folded: str, start: int) -> bool:
    return flow[start].isupper() and not _FOOT.search(folded, max(0, start - 10), start)


def _page_start(folded: str, head: int, floor: int, leads: bool) -> int:
    """The first lines of the page; the stamp too when the stamps of this file `leads` their pages."""
    begin = folded.rfind("\n\n", max(floor, head - _HEAD_REACH), head)
    begin = head if begin < 0 else begin + 2
    stamp = _STAMP.search(folded, max(floor, begin - _STAMP_REACH), begin) if leads else None
    return stamp.start() if stamp else begin


def _labels(flow: str, folded: str) -> Iterator[Found[Heading]]:
    yield from find(DELIBERATION, flow, folded)
    yield from find(NUMBER, flow, folded)
    yield from find_series(flow, folded, 2)


def _by_act(pages: list[_Page]) -> list[list[_Page]]:
    """The pages of each act, in reading order."""
    groups: list[list[_Page]] = []
    for page in pages:
        new = page.label and not any(_same(page.label, one.label) for group in groups for one in group if one.label)
        if new:
            groups.append([page])
        elif groups:
            groups[-1].append(page)
    return groups


def _key(one: Found[Heading]) -> str:
    return re.sub(r"[\W_]", "", (one.value.number or "").lower())


def _same(one: Found[Heading], other: Found[Heading]) -> bool:
    """Equal but for what a scan lost at an end, or one figure that it read as a letter."""
    left, right = _key(one), _key(other)
    if left == right or left.endswith(right) or right.endswith(left):
        return True
    wrong = [pair for pair in zip(left, right, strict=False) if pair[0] != pair[1]]
    return len(left) == len(right) >= 9 and len(wrong) == 1 and any(char.isalpha() for char in wrong[0])


def _part(group: list[_Page], index: int, groups: list[list[_Page]], length: int, formulas: list[int]) -> Part:
    start = group[0].start if index else 0
    end = groups[index + 1][0].start if index + 1 < len(groups) else length
    label = group[0].label
    assert label is not None  # a group is opened by a label
    number = Found(label.value.number or "", label.start, label.end, label.rule)
    return Part(start, end, number, None, label.end, decides(formulas, start, end))
