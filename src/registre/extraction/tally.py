"""The count of a vote: voices by option, as an act states them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from registre.extraction.matching import find_all
from registre.extraction.rule import Found
from registre.extraction.rules.vote import BARE, COUNTS, ROWS, VERSUS, Count, Voice


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one vote: voices by option, and where the whole of it stands."""

    numbers: dict[Voice, int | None]
    start: int
    end: int
    rule: str


_ASIDE = re.compile(
    r"\b(?:sous-)?amendement(?:s|\b)[^\n]{0,120}$|\bhuis\sclos[^.;\n]{0,80}$|\bsecretaire\sde\sseance[^.;\n]{0,60}$"
)
"""Votes that are not on the act itself."""
_FAR = 420
"""Characters between two counts of one vote: the names of a few voters."""


def find_tally(flow: str, folded: str, start: int, end: int) -> Tally | None:
    """The first count of a vote between `start` and `end`, amendments left aside.

    The first, because the text of an act may run into the next one when its heading was not recognised.
    """
    counts = next((found for table in (VERSUS, ROWS, BARE) if (found := find_all(table, flow, folded, start, end))), [])
    counts = counts or find_all(COUNTS, flow, folded, start, end)
    groups: list[list[Found[Count]]] = []
    for one in counts:
        last = groups[-1] if groups else []
        if last and one.start < last[-1].end:
            continue
        again = any(other.value.voice is one.value.voice for other in last)
        if not last or again or one.start - last[-1].end > _FAR:
            groups.append([])
        groups[-1].append(one)
    if not groups:
        return None
    own = [one for one in groups if not _ASIDE.search(folded, max(start, one[0].start - 160), one[0].start)] or groups[
        -1:
    ]
    kept = own[0]
    if len(kept) == 1 and len(own) > 1 and kept[0].value in [one.value for one in own[1]]:
        kept = own[1]  # the result said first alone: « adopté par 24 voix. Pour : 24, contre : 2 »
    numbers = {one.value.voice: one.value.number for one in kept}
    return Tally(numbers, kept[0].start, kept[-1].end, kept[-1].rule)
