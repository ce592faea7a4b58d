"""The examples of a rule: « le [3 mai 2022]{2022-05-03} » marks the words of the fact and shows its value."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKED = re.compile(r"\[(?P<words>.*?)\]\{(?P<value>.*?)\}", re.DOTALL)

_NO_VALUE = frozenset({"after", "before", "formule", "None"})
"""Rules that find the words around a fact, not the fact: what they read says nothing to a reader."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must read, where the words of the fact stand in it, and the value they give."""

    text: str
    start: int
    end: int
    value: str

    def __str__(self) -> str:
        words = f"{self.text[: self.start]}[{self.text[self.start : self.end]}]{self.text[self.end :]}"
        told = "" if self.value in _NO_VALUE else f" → {self.value}"
        return f"« {' '.join(words.split())} »{told}"


def read_example(written: str) -> Example | None:
    """The first fact that the example of a rule marks; None when it marks nothing."""
    found = _MARKED.search(written)
    if found is None:
        return None
    after = _MARKED.sub(lambda other: other["words"], written[found.end() :])
    text = written[: found.start()] + found["words"] + after
    return Example(text, found.start(), found.start() + len(found["words"]), found["value"])
