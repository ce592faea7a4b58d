"""Words into lines: what stands on one line of a page, and the upright rules that part cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FAR = 1.6
"""A gap of so many times the letters' height parts two cells; words of a stretched line stand nearer."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points from the top left corner of the page turned so that it reads level."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    spaced: bool = True
    """Whether a space stands before it: the small letters of « 1er » are a word of their own without one."""

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 0.1)  # a damaged font has letters without height

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Line:
    """Words that follow each other on one line without a wide gap."""

    __slots__ = ("bottom", "left", "right", "top", "words")

    def __init__(self, word: Word) -> None:
        self.words = [word]
        self.left, self.top, self.right, self.bottom = word.left, word.top, word.right, word.bottom

    def add(self, word: Word) -> None:
        self.words.append(word)
        self.left, self.right = min(self.left, word.left), max(self.right, word.right)
        self.top, self.bottom = min(self.top, word.top), max(self.bottom, word.bottom)

    @property
    def height(self) -> float:
        return max(word.height for word in self.words)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def characters(self) -> int:
        return sum(len(word.text) for word in self.words)


@dataclass(frozen=True, slots=True)
class Rule:
    """An upright line drawn on the page, such as the side of a table's cell."""

    at: float
    top: float
    bottom: float


class Grid:
    """The upright rules of a page."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = sorted(rules, key=lambda rule: rule.at)

    def sides(self, line: Line | Word) -> tuple[float | None, float | None]:
        """Where the rules left and right of a line stand, None where there is none."""
        middle = (line.top + line.bottom) / 2
        drawn = [rule.at for rule in self._rules if rule.top <= middle <= rule.bottom]
        before = [at for at in drawn if at <= line.left + 1.5]
        after = [at for at in drawn if at >= line.right - 1.5]
        return before[-1] if before else None, after[0] if after else None

    def part(self, line: Line, word: Word) -> bool:
        """Whether a rule stands between a line and a word that would end it."""
        middle = (word.top + word.bottom) / 2
        return any(
            line.right - 1.5 <= rule.at <= word.left + 1.5 and rule.top <= middle <= rule.bottom for rule in self._rules
        )

    def share_a_side(self, one: Line, other: Line) -> bool:
        """Whether the rule right of one line is the rule left of the other."""
        right, left = self.sides(one)[1], self.sides(other)[0]
        return right is not None and left is not None and abs(right - left) < 3

    def same_cell(self, one: Line, other: Line) -> bool:
        return all(_near(a, b) for a, b in zip(self.sides(one), self.sides(other), strict=True))


def _near(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else abs(one - other) < 3


def find_lines(words: Sequence[Word], grid: Grid) -> Iterator[Line]:
    """Words joined into lines as they come; a wide gap, a rule or a step back starts a new one."""
    line: Line | None = None
    for word in words:
        if line and _follows(line, word) and not grid.part(line, word):
            line.add(word)
        else:
            if line:
                yield line
            line = Line(word)
    if line:
        yield line


def _follows(line: Line, word: Word) -> bool:
    height = max(word.height, line.words[-1].height)
    return same_line(line.words[-1], word) and -0.3 * height < word.left - line.right < _FAR * height


def same_line(one: Word | Line, other: Word | Line) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= 0.5 * min(one.bottom - one.top, other.bottom - other.top)
