"""Acts that end with a line of vote « … : Vote : 14 pour / 0 contre »: it names its act, or the heading above does."""

from __future__ import annotations

import re

from registre.extraction.cutting.part import Cut, Part, title_of
from registre.extraction.matching import last_of
from registre.extraction.patterns import compile_

RULE = "acte.vote-ligne"
_FEW = 3
_VOTE_LINE = compile_(
    r"(?:(?P<quoi>[^\n:.]{4,70}?)\s(?:approuve|adopte|valide)e?s?\s?:\s?|:\s?)?\bvote\s?:\s?\d{1,3}\s"
    r"(?:voix\s)?pour\b[^\n]{0,60}"
)
_VOTE_COUNT = re.compile(r"\bvote\s?:\s?\d")
_SUBHEADING = re.compile(r"\n\d{1,2}(?:\.\d{1,2}){0,2}[ .)-]{1,3}(?P<titre>[A-ZÀ-Ý][^\n]{3,120})")


def cut_vote_lines(flow: str, folded: str) -> Cut:
    """One act a line; lines without any title near them give none. Nothing when such lines are rare."""
    parts: list[Part] = []
    start = 0
    votes = _VOTE_LINE.finditer(folded) if len(_VOTE_COUNT.findall(folded)) >= _FEW else ()
    for vote in votes:
        named = vote.span("quoi") if vote["quoi"] else _heading_above(flow, start, vote.start())
        if title := title_of(flow, *named, RULE) if named else None:
            parts.append(Part(title.start, vote.end(), None, title, title.end, True))
        start = vote.end()
    return Cut(RULE, tuple(parts))


def _heading_above(flow: str, start: int, end: int) -> tuple[int, int] | None:
    above = last_of(_SUBHEADING.finditer(flow, start, end))
    return above.span("titre") if above else None
