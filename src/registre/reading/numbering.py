"""Numbers that a word processor makes and does not write in its file: « 1. », « b) », « Article III - »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `kind` as in DOCX (decimal, lowerLetter, upperRoman, bullet, none …), its text with
    %1 for the number of the first level, %2 for the second, and its first number."""

    kind: str
    text: str
    start: int = 1


class Counters:
    """How far each list has counted."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, int], int] = {}

    def mark(self, name: str, levels: Sequence[Level]) -> str:
        """What stands before the next item of the list `name`, at the last of `levels`; ends with a space."""
        depth = len(levels) - 1
        self._counts[name, depth] = self._counts.get((name, depth), levels[-1].start - 1) + 1
        for deeper in [key for key in self._counts if key[0] == name and key[1] > depth]:
            del self._counts[deeper]
        if levels[-1].kind == "none":
            return ""
        if levels[-1].kind == "bullet":
            return "- "
        return re.sub(r"%([1-9])", lambda found: self._shown(name, levels, int(found[1]) - 1), levels[-1].text) + " "

    def forget(self, name: str) -> None:
        """The list `name` starts again."""
        self._counts = {key: count for key, count in self._counts.items() if key[0] != name}

    def _shown(self, name: str, levels: Sequence[Level], depth: int) -> str:
        if depth >= len(levels):
            return ""
        return show_number(levels[depth].kind, self._counts.get((name, depth), levels[depth].start))


def show_number(kind: str, number: int) -> str:
    """A number as a list shows it: 4, d, D, iv, IV; kinds that are not known show digits."""
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 400:
        roman = _roman(number)
        return roman if kind == "upperRoman" else roman.lower()
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    shown = ""
    for value, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        shown += sign * (number // value)
        number %= value
    return shown
