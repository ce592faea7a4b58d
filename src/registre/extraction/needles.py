"""What a pattern cannot match without: strings of which each match holds one, and how far they stand in.

`derive(pattern)` walks the syntax tree of the standard library's own parser, so that it says of a pattern
what the engine itself will do. Where it does not know, it says so (None, INFINITE): never too much.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]  # private: the parser that `re.compile` uses itself
from re import _parser as parser  # type: ignore[attr-defined]  # the same
from typing import Any

from registre.extraction.beginnings import ASCII, beginnings
from registre.extraction.rarity import OFTEN, TOO_OFTEN, Cover, Place, cost, rarer, rarest

INFINITE = 1 << 30
MOST_STRINGS = 24
"""Of how many strings a stretch of a pattern may be one; `[ \\n]{1,2}` is one of 6."""
MOST_TIMES = 4
MOST_COVERS = 3
LONGEST = 12
"""Letters of a needle; more are hardly rarer."""
_NOTHING = ("",)
_IGNORECASE = int(re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of a stretch of a pattern: its least and most characters, and more when it is simple."""

    least: int
    most: int
    strings: frozenset[str] | None = None
    """Every string it can match, when they are few."""
    covers: tuple[Cover, ...] = ()
    ahead: int = 0
    """How far beyond its last character it may look."""


@dataclass(frozen=True, slots=True)
class Needles:
    """What each match of a pattern holds (one needle of each of `covers`), and how far it may look."""

    covers: tuple[Cover, ...]
    least: int
    reach: int
    """Characters from its start that a match may need to see, INFINITE when unbounded."""
    never_first: frozenset[str]
    """ASCII characters that no match begins with."""


@lru_cache(maxsize=1024)
def derive(pattern: re.Pattern[str]) -> Needles:
    """What is sure of every match of `pattern`."""
    tree, flags = parser.parse(pattern.pattern, pattern.flags), int(pattern.flags)
    part = _sequence(tree, flags)
    reach = part.most + part.ahead + 2 if max(part.most, part.ahead) < INFINITE else INFINITE  # `$` looks two ahead
    covers = [one for one in part.covers if cost(one) < TOO_OFTEN]
    others = [one for one in covers[1:] if cost(one) < OFTEN and not _same_words(one, covers[0])]
    return Needles((*covers[:1], *others), part.least, reach, ASCII - beginnings(tree, flags))


def _same_words(left: Cover, right: Cover) -> bool:
    """Whether each needle of `left` stands in one of `right` or the other way round: it asks nothing more."""
    return all(any(one in other or other in one for other in right) for one in left)


class _Sequence:
    """One thing after another: strings that touch join, and the rarest covers are kept."""

    def __init__(self) -> None:
        self.least = self.most = self.ahead = 0
        self._run: Collection[str] = _NOTHING
        """Every string that the last things can match together, from `_first` on."""
        self._first: Place = (0, 0)
        self._whole = True
        self._best: Cover | None = None
        self._covers: list[Cover] = []

    def add_letters(self, letters: str) -> None:
        self._run = [one + letters for one in self._run]
        self._grow(len(letters), len(letters))

    def add(self, part: Part) -> None:
        self.ahead = max(self.ahead, part.ahead)
        if part.most == 0:
            return
        self._covers += [moved for cover in part.covers if (moved := _moved(cover, self._place))]
        self._best = rarer(self._best, _as_cover(self._run, self._first))
        longer = _joined(self._run, part.strings)
        if longer is None:
            self._close()
            longer, self._first = part.strings, self._place
        self._grow(part.least, part.most)
        if longer is None:
            longer, self._first = _NOTHING, self._place
        self._run = longer

    def end(self) -> Part:
        strings = frozenset(self._run) if self._whole else None
        self._best = rarer(self._best, _as_cover(self._run, self._first))
        self._close()
        return Part(self.least, self.most, strings, rarest(self._covers, MOST_COVERS), self.ahead)

    @property
    def _place(self) -> Place:
        return self.least, self.most

    def _grow(self, least: int, most: int) -> None:
        self.least, self.most = min(INFINITE, self.least + least), min(INFINITE, self.most + most)

    def _close(self) -> None:
        if self._best:
            self._covers.append(self._best)
        self._best, self._whole = None, False


def _sequence(tree: Any, flags: int) -> Part:
    """The things of `tree`, a node of the parser, one after another."""
    cased, items = bool(flags & _IGNORECASE), tree.data
    if not cased and items and all(code is op.LITERAL for code, _ in items):
        word = "".join([chr(value) for _, value in items])
        return Part(len(word), len(word), frozenset((word,)), ({word[:LONGEST]: (0, 0)},))
    sequence, letters = _Sequence(), ""
    for code, value in items:
        if code is op.LITERAL and not cased:
            letters += chr(value)
            continue
        if letters:
            sequence.add_letters(letters)
            letters = ""
        sequence.add(_part(code, value, flags))
    if letters:
        sequence.add_letters(letters)
    return sequence.end()


def _part(code: Any, value: Any, flags: int) -> Part:
    """What one node of the tree is; of a node not named here nothing is known."""
    if code is op.LITERAL:
        return _letter({value}, flags)
    if code is op.IN:
        return _letter(_members(value), flags)
    if code in (op.ANY, op.NOT_LITERAL):
        return Part(1, 1)
    if code is op.AT:
        return Part(0, 0, frozenset(_NOTHING))
    if code in (op.ASSERT, op.ASSERT_NOT):
        return _looked(value, flags)
    if code is op.SUBPATTERN:
        _, added, removed, inner = value
        return _sequence(inner, (flags | added) & ~removed)
    if code is op.ATOMIC_GROUP:
        return _sequence(value, flags)
    if code is op.BRANCH:
        return _either([_sequence(one, flags) for one in value[1]])
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _repeated(value[0], value[1], _sequence(value[2], flags))
    return Part(0, INFINITE, ahead=INFINITE)


def _letter(codes: set[int] | None, flags: int) -> Part:
    """One character of a few; with IGNORECASE only what has no case is sure."""
    if not codes or len(codes) > MOST_STRINGS:
        return Part(1, 1)
    chars = frozenset(map(chr, codes))
    if flags & _IGNORECASE and any(char.lower() != char.upper() for char in chars):
        return Part(1, 1)
    return Part(1, 1, chars)


def _members(items: list[Any]) -> set[int] | None:
    """The characters of a class, None when they are named by kind or by what they are not."""
    found: set[int] = set()
    for code, value in items:
        if code is op.LITERAL:
            found.add(value)
        elif code is op.RANGE and value[1] - value[0] < MOST_STRINGS:
            found.update(range(value[0], value[1] + 1))
        else:
            return None
    return found


def _looked(value: Any, flags: int) -> Part:
    """A look-around takes no character; one that looks ahead says how far."""
    direction, inner = value
    part = _sequence(inner, flags)
    far = min(INFINITE, part.most + part.ahead) if direction > 0 else part.ahead
    return Part(0, 0, frozenset(_NOTHING), (), far)


def _either(parts: list[Part]) -> Part:
    """One of several: few strings when all have few, a cover when all have one."""
    strings: frozenset[str] | None = None
    if all(part.strings is not None for part in parts):
        strings = frozenset[str]().union(*(part.strings or () for part in parts))
    cover: Cover = {}
    for part in parts:
        for needle, (first, last) in part.covers[0].items() if part.covers else ():
            known = cover.get(needle, (first, last))
            cover[needle] = min(first, known[0]), max(last, known[1])
    sure = (cover,) if all(part.covers for part in parts) else ()
    few = strings if strings is not None and len(strings) <= MOST_STRINGS else None
    least, most = min(part.least for part in parts), max(part.most for part in parts)
    return Part(least, most, few, sure, max(part.ahead for part in parts))


def _repeated(fewest: int, times: int, part: Part) -> Part:
    least, most = min(INFINITE, part.least * fewest), min(INFINITE, part.most * times)
    return Part(least, most, _powers(fewest, times, part.strings), part.covers if fewest else (), part.ahead)


def _powers(fewest: int, times: int, strings: frozenset[str] | None) -> frozenset[str] | None:
    """Every string of `fewest` to `times` of `strings`, None when they are many."""
    if strings is None or times > MOST_TIMES:
        return None
    power: Collection[str] = _NOTHING
    found = set(_NOTHING) if fewest == 0 else set()
    for count in range(1, times + 1):
        longer = _joined(power, strings)
        if longer is None:
            return None
        power = longer
        if count >= fewest:
            found.update(power)
    return frozenset(found) if len(found) <= MOST_STRINGS else None


def _joined(left: Collection[str], right: Collection[str] | None) -> Collection[str] | None:
    if right is None or len(left) * len(right) > MOST_STRINGS:
        return None
    return {first + second for first in left for second in right}


def _as_cover(strings: Collection[str], place: Place) -> Cover | None:
    """`strings` as needles that begin at `place`, the long ones cut; None when one is empty or may be anywhere."""
    if "" in strings or place[1] >= INFINITE:
        return None
    return {one[:LONGEST]: place for one in strings}


def _moved(cover: Cover, by: Place) -> Cover | None:
    if by[1] >= INFINITE:
        return None
    return {needle: (first + by[0], min(INFINITE, last + by[1])) for needle, (first, last) in cover.items()}
