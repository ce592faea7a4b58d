"""Where in a text a pattern may begin, known for all patterns after one pass over the text.

Each pattern has needles: strings of which every match holds one (`needles.derive`). One automaton finds the
needles of all patterns at once (Aho-Corasick); a pattern is then tried only where its needles let a match
begin. What it finds is what `pattern.finditer` finds, no more and no less.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from registre.extraction.needles import INFINITE, derive

Stretches = tuple[list[int], list[int]]
"""First and last places of stretches, in order, apart from each other."""

_NONE: Stretches = ([], [])
_TRY = 12
"""Letters that a search passes in the time of one try at one place."""
_TEXTS_KEPT = 8


class Sieve:
    """One pattern, its covers (needles with their distances from a match's start) and the cues asked of an area."""

    __slots__ = ("covers", "cues", "least", "never_first", "newest", "number", "pattern", "reach")

    def __init__(self, pattern: re.Pattern[str], cues: tuple[str, ...] = ()) -> None:
        known = derive(pattern)
        self.pattern, self.least, self.reach = pattern, known.least, known.reach
        self.never_first = known.never_first
        self.covers = tuple(
            tuple((_number(needle), *place) for needle, place in sorted(cover.items())) for cover in known.covers
        )
        sure = any(all(any(cue in needle for cue in cues) for needle in cover) for cover in known.covers)
        self.cues = () if sure else tuple((_number(cue), len(cue)) for cue in cues)
        """Empty when no match is without one: there is nothing left to ask."""
        self.newest = max((number for cover in self.covers for number, _, _ in cover), default=0)
        self.number = len(_SIEVES)
        _SIEVES.append(self)
        for number, first, last in self.covers[0] if self.covers else ():
            _USERS.setdefault(number, []).append((self, first, last))


_NUMBERS: dict[str, int] = {}
"""Every needle of every sieve made so far, numbered in the order they came."""
_SIEVES: list[Sieve] = []
_USERS: dict[int, list[tuple[Sieve, int, int]]] = {}
"""The sieves that have the needle in their first cover."""


def _number(needle: str) -> int:
    return _NUMBERS.setdefault(needle, len(_NUMBERS))


@lru_cache(maxsize=1)
def _automaton(count: int) -> AhoCorasick:
    """The automaton of the first `count` needles: made again when a new rule has brought more."""
    needles = list(_NUMBERS)[:count]
    return AhoCorasick(needles, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)


class Places:
    """Where the needles of every sieve stand in one text."""

    __slots__ = ("_cued", "_hits", "_known", "_sieves", "_users", "kept", "known", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._known, self._sieves = len(_NUMBERS), len(_SIEVES)
        self.known: dict[Sieve, Stretches] = {}
        """What `stretches` has said already."""
        self.kept: dict[int, tuple[Any, Any]] = {}
        """Tables of rules, by their identity: the table, and those of its rules that may find something here."""
        self._cued: dict[Sieve, Stretches] = {}
        hits, users = defaultdict[int, list[int]](list), defaultdict[Sieve, list[tuple[list[int], int, int]]](list)
        for number, start, _ in _automaton(self._known).find_matches_as_indexes(text, overlapping=True):
            hits[number].append(start)
        for number in hits.keys() & _USERS.keys():
            places = hits[number]
            for sieve, first, last in _USERS[number]:
                users[sieve].append((places, first, last))
        self._hits: dict[int, list[int]] = hits
        self._users: dict[Sieve, list[tuple[list[int], int, int]]] = users

    def stretches(self, sieve: Sieve) -> Stretches:
        """Where a match of `sieve` may begin."""
        found = self.known.get(sieve)
        if found is None:
            found = self.known[sieve] = self._compute(sieve)
        return found

    def _compute(self, sieve: Sieve) -> Stretches:
        if sieve.number < self._sieves and sieve.newest < self._known:
            stand = self._users.get(sieve)
        else:
            stand = self._stand(sieve.covers[0])
        if not stand:
            return _NONE
        found = _around(stand)
        for cover in sieve.covers[1:]:
            if not found[0]:
                break
            found = _both(found, _around(self._stand(cover)))
        return found

    def _stand(self, cover: tuple[tuple[int, int, int], ...]) -> list[tuple[list[int], int, int]]:
        """The needles of `cover` that are in the text: where, and how far from a match's start."""
        return [(places, first, last) for number, first, last in cover if (places := self._of(number))]

    def _of(self, number: int) -> list[int]:
        """Where a needle begins; one that the automaton does not know is sought now."""
        if number in self._hits or number < self._known:
            return self._hits.get(number, [])
        needle = next(one for one, other in _NUMBERS.items() if other == number)
        found = self._hits[number] = [one.start() for one in re.finditer(f"(?={re.escape(needle)})", self.text)]
        return found

    def cues(self, sieve: Sieve) -> Stretches:
        """Where each of the cues of `sieve` begins and ends, in order."""
        known = self._cued.get(sieve)
        if known is None:
            spots = sorted((place, place + length) for number, length in sieve.cues for place in self._of(number))
            known = self._cued[sieve] = [start for start, _ in spots], [end for _, end in spots]
        return known

    def has_cue(self, sieve: Sieve, start: int, end: int) -> bool:
        starts, ends = self.cues(sieve)
        index, count = bisect_left(starts, start), len(starts)
        while index < count and starts[index] < end:
            if ends[index] <= end:
                return True
            index += 1
        return False


places_of = lru_cache(maxsize=_TEXTS_KEPT)(Places)


def may_match(sieve: Sieve, text: str, start: int, end: int) -> bool:
    """False when no match of `sieve` is in `text[start:end]`, or no cue; True says nothing."""
    places = places_of(text)
    if sieve.covers:
        firsts, lasts = places.known.get(sieve) or places.stretches(sieve)
        index = bisect_left(lasts, start)
        if index == len(lasts) or firsts[index] > end - sieve.least:
            return False
    return not sieve.cues or places.has_cue(sieve, start, end)


def matches(sieve: Sieve, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `sieve.pattern.finditer(text, start, end)` gives; the end of a search may stand before `end`."""
    if not sieve.covers:
        yield from sieve.pattern.finditer(text, start, end)
        return
    firsts, lasts = places_of(text).stretches(sieve)
    pattern, reach, never_first = sieve.pattern, sieve.reach, sieve.never_first
    latest, place = end - sieve.least, start
    for index in range(bisect_left(lasts, start), len(lasts)):
        first, last = firsts[index], lasts[index]
        if first > latest:
            return
        first, last = max(first, place), min(last, latest)
        if (last - first) * _TRY < last - first + reach:
            while first <= last:
                if text[first] in never_first or (found := pattern.match(text, first, end)) is None:
                    first += 1
                else:
                    yield found
                    first = place = found.end()
            continue
        stop = min(end, last + reach)
        while first <= last and (found := pattern.search(text, first, stop)) and found.start() <= last:
            yield found
            first = place = found.end()


def _around(stand: list[tuple[list[int], int, int]]) -> Stretches:
    """Where a match may begin that holds one of these needles: stretches that do not touch."""
    if len(stand) == 1 and stand[0][1] == stand[0][2]:
        firsts = [place - stand[0][1] for place in stand[0][0]]
        return firsts, firsts
    found = sorted([(place - last, place - first) for places, first, last in stand for place in places])
    firsts = []
    lasts: list[int] = []
    latest = -INFINITE
    for first, last in found:
        if first > latest + 1:
            firsts.append(first)
            lasts.append(last)
            latest = last
        elif last > latest:
            lasts[-1] = latest = last
    return firsts, lasts


def _both(left: Stretches, right: Stretches) -> Stretches:
    """What lies in a stretch of `left` and in one of `right`."""
    firsts: list[int] = []
    lasts: list[int] = []
    (ones, one_ends), (others, other_ends) = left, right
    one = other = 0
    while one < len(ones) and other < len(others):
        first, last = max(ones[one], others[other]), min(one_ends[one], other_ends[other])
        if first <= last:
            firsts.append(first)
            lasts.append(last)
        if one_ends[one] < other_ends[other]:
            one += 1
        else:
            other += 1
    return firsts, lasts
