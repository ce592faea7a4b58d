"""From places of the source to places of the flow, where rules look, and back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from registre.explanation.values import clean
from registre.extraction.matching import find
from registre.extraction.rule import AnyRule
from registre.reading import Text

_BESIDE: Final = 50
"""Characters shown on each side of words that are quoted."""


def in_flow(text: Text, start: int, end: int) -> tuple[int, int]:
    """The stretch of `text.flow` that comes from characters `start`..`end` of the source."""
    places = range(len(text))
    first = bisect_left(places, start, key=lambda place: text.source(place, place + 1)[0])
    last = bisect_left(places, end, lo=first, key=lambda place: text.source(place, place + 1)[0])
    return first, last


def find_in_source(
    rules: Sequence[AnyRule], ids: tuple[str, ...], text: Text, start: int, end: int
) -> list[tuple[int, int]]:
    """Where the rules whose ids begin so find something in characters `start`..`end` of the source, in order."""
    first, last = in_flow(text, start, end)
    found = [
        text.source(one.start, one.end)
        for rule in rules
        if rule.id.startswith(ids)
        for one in find(rule, text.flow, text.folded, first, last)
    ]
    return sorted(found)


def line_of(raw: str, place: int) -> int:
    """The line of the source on which the character at `place` stands, from 1."""
    return raw.count("\n", 0, place) + 1


def around(raw: str, start: int, end: int) -> str:
    """Characters `start`..`end` of the source in brackets, with the words beside them, on one line."""
    before, after = raw[max(0, start - _BESIDE) : start], raw[end : end + _BESIDE]
    before = before[before.find(" ") + 1 :] if start > _BESIDE else before
    after = after[: after.rfind(" ")] if end + _BESIDE < len(raw) else after
    return " ".join(clean(f"{before}[{raw[start:end]}]{after}").split())
