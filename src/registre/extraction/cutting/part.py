"""What a way of cutting gives: the parts of a document, one an act."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from registre.extraction.rule import Found

_RAISED = re.compile(r"\b(\d{1,2}) ([eè]me|er|[eè]re)\b")  # raised letters that a PDF sets apart
_AROUND = " \n\t.:;,–—-|"


@dataclass(frozen=True, slots=True)
class Part:
    """One act's own part of the flow; where its number and its title stand, when it has them."""

    start: int
    end: int
    number: Found[str] | None
    title: Found[str] | None
    body: int
    """Where the words after the heading begin."""
    decided: bool = True


@dataclass(frozen=True, slots=True)
class Cut:
    """One way of cutting the document, and how it was found."""

    rule: str
    parts: tuple[Part, ...]
    strict: bool = False
    """Titles that stand well: taken although a looser way would cut more."""

    @property
    def decided(self) -> int:
        return sum(part.decided for part in self.parts)

    @property
    def numbered(self) -> bool:
        return all(part.number for part in self.parts)


def title_of(flow: str, start: int, end: int, rule: str) -> Found[str] | None:
    """The title in `flow[start:end]`, on one line; None when nothing stands there."""
    words = _RAISED.sub(r"\1\2", " ".join(flow[start:end].split()))
    return Found(words, start, end, rule) if len(words) >= 4 else None


def strip_right(flow: str, start: int, end: int) -> int:
    """`end` without the marks and spaces before it."""
    while end > start and flow[end - 1] in _AROUND:
        end -= 1
    return end


def strip_left(flow: str, start: int, end: int) -> int:
    """`start` without the marks and spaces after it."""
    while start < end and flow[start] in _AROUND:
        start += 1
    return start


def decides(formulas: list[int], start: int, end: int) -> bool:
    """Whether one of the `formulas` (sorted places of words of decision) stands in `start:end`."""
    return bisect_left(formulas, start) < bisect_right(formulas, end - 1)


def stops_short(flow: str) -> bool:
    """Whether the text stops before its end: no signature, no closing words, no final stop."""
    foot = flow[-300:].rstrip()
    if len(re.findall(r"\b[a-zà-ÿ]{2,}\b", foot[-160:])) < 5:
        return False
    return not re.search(r"(?i)lev[ée]e|pour extrait|Le (?:Maire|Pr[ée]sident)\b.{0,60}$", foot) and not foot.endswith(
        (".", "»")
    )
