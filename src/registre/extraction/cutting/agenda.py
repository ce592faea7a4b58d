"""Acts under the words with which the agenda has announced them: « Ordre du jour : 1. Tarifs… 2. … ».

Bold type, numbers and blank lines are lost on the way to the text, but the words of a title stay. So an
item of the agenda whose words the minutes say again, where a heading may stand, is a heading. The agenda
ends where the first of its items comes back; when most of them never do, nothing is proved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from registre.extraction.cutting.part import stops_short
from registre.extraction.rule import Found
from registre.extraction.rules.headings import Heading

RULE = "acte.ordre-du-jour"
_LABEL = re.compile(
    r"\bordre\sdu\sjour\b[^\n:]{0,40}?(?::|\n|(?=\s(?:[-–•*]|1)\s?[.)°/–-]?\s?[a-z])|(?=\sapprobation\b))"
)
_LONGEST = 9000  # characters of an agenda
_LEAD = 40  # characters of an item that must come back, when the whole does not
_MARK = re.compile(
    r"(?:^|\n|(?<=\s))\s?(?:[-–•*>]\s|\d{1,2}(?:\.\d{1,2})?\s?(?:[.)/–-]|°\))\s?|[ivx]{1,5}\s?[.)–-]\s)|\n"
)
_BEFORE = re.compile(
    r"(?:^|[\n.;:!?)»€*•>–-]|\d|\b(?:pour|contre|abstentions?|unanimite|adoptee?|acte|representes|presents))\s*$"
)


def find_announced(flow: str, folded: str) -> list[Found[Heading]]:
    """The places where the titles of the agenda come again, when most of them do; else nothing."""
    label = _LABEL.search(folded)
    if not label:
        return []
    heads: list[Found[Heading]] = []
    body, asked, answered = len(flow), 0, 0
    for start, end in _items(flow, folded, label.end(), min(len(flow), label.end() + _LONGEST)):
        if start >= body:
            break
        asked += 1
        if (place := _again(flow, folded, start, end)) is not None:
            body, answered = min(body, place), asked
            heads.append(Found(Heading(None, None, place), place, place + 1, RULE))
    heads.sort(key=lambda one: one.start)
    return heads if len(heads) >= 2 and len(heads) * 10 >= (answered if stops_short(flow) else asked) * 6 else []


def _items(flow: str, folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between the marks of the agenda, when it may be a title."""
    marks = list(_MARK.finditer(folded, start, end))
    for index, mark in enumerate(marks):
        begin, stop = mark.end(), marks[index + 1].start() if index + 1 < len(marks) else end
        while stop > begin and flow[stop - 1] in " \n.;,:":
            stop -= 1
        while begin < stop and flow[begin] in " \n":
            begin += 1
        if 12 <= stop - begin <= 300 and flow[begin].isupper():
            yield begin, stop


def _again(flow: str, folded: str, start: int, end: int) -> int | None:
    """Where the words of an item come again as a heading: all of them, else its first ones."""
    words = folded[start:end].split()
    lead = [word for index, word in enumerate(words) if len(" ".join(words[:index])) < _LEAD]
    for wanted in (words, lead) if len(lead) < len(words) else (words,):
        pattern = re.compile(r"\s".join(map(re.escape, wanted)) + r"(?!\w)")
        for found in pattern.finditer(folded, end):
            place = found.start()
            if flow[place].isupper() and _BEFORE.search(folded, max(0, place - 14), place):
                return place
    return None
