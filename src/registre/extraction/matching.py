"""Rules meet text: every match of a rule inside a stretch of the flow, in reading order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from registre.extraction.rule import Found, Match, Placed, Rule
from registre.extraction.sieve import Sieve, matches, may_match, places_of

T = TypeVar("T")

SHORT = 300
"""Letters of a text that is not worth a pass for needles: patterns are tried on it as they are."""

_SIEVES: dict[int, tuple[object, Sieve]] = {}
"""The sieve of each rule met, by the rule's identity; the rule is kept, so that the identity stays its own."""


def find(rule: Rule[T], flow: str, folded: str, start: int = 0, end: int | None = None) -> Iterator[Found[T]]:
    """The facts that `rule` reads in `flow[start:end]`; a pattern may look at what stands before `start`."""
    end = len(folded) if end is None else end
    if len(folded) < SHORT:
        if rule.cues and not _has_cue(rule.cues, folded, start, end):
            return iter(())
        return _read(rule, flow, _plainly(rule, folded, start, end), (start, end))
    sieve = _sieve_of(rule)
    if not may_match(sieve, folded, start, end):
        return iter(())
    if rule.reach is None or (sieve.covers and not sieve.cues and rule.near is None):
        return _read(rule, flow, matches(sieve, folded, start, end), (start, end))
    return _read(rule, flow, _within_reach(rule, sieve, folded, start, end), (start, end))


def make_ready(rules: Iterable[Rule[T]]) -> None:
    """Derive now what the first documents would: a third of a second for all rules, once a process."""
    for rule in rules:
        _sieve_of(rule)


def _sieve_of(rule: Rule[T]) -> Sieve:
    known = _SIEVES.get(id(rule))
    if known is None:
        known = _SIEVES[id(rule)] = rule, Sieve(rule.pattern, rule.cues)
    return known[1]


def _worth_trying(rules: Iterable[Rule[T]], folded: str) -> Iterable[Rule[T]]:
    """The rules of a table that may find something in a text: a table is asked of many stretches of the same one."""
    if len(folded) < SHORT or not isinstance(rules, tuple):
        return rules
    kept = places_of(folded).kept
    known = kept.get(id(rules))
    if known is None:
        hopeful = [rule for rule in rules if may_match(_sieve_of(rule), folded, 0, len(folded))]
        known = kept[id(rules)] = rules, hopeful
    return known[1]


def _read(rule: Rule[T], flow: str, found: Iterable[re.Match[str]], stretch: tuple[int, int]) -> Iterator[Found[T]]:
    for one in found:
        match = Match(one, flow, stretch)
        value = rule.read(match)
        if value is None:
            continue
        if isinstance(value, Placed):
            yield Found(value.value, value.start, value.end, rule.id)
            continue
        first, last = match.span
        if last > first:
            yield Found(value, first, last, rule.id)


def _has_cue(cues: tuple[str, ...], folded: str, start: int, end: int) -> bool:
    """Whether one of `cues` stands in `folded[start:end]`."""
    return any(folded.find(cue, start, end) >= 0 for cue in cues)


def _plainly(rule: Rule[T], folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of a rule in a short text: around its cues when it has a reach, else anywhere."""
    if rule.reach is None or not (rule.cues or rule.near):
        yield from rule.pattern.finditer(folded, start, end)
        return
    spots = _places(folded, rule, start, end)
    done = start
    for first, last in _around(spots, rule.reach, start, end):
        for found in rule.pattern.finditer(folded, max(first, done), last):
            yield found
            done = found.end()


def _within_reach(rule: Rule[T], sieve: Sieve, folded: str, start: int, end: int) -> Iterable[re.Match[str]]:
    """The matches near the rule's cues, or near what its `near` finds: its reach is part of what it asks."""
    assert rule.reach is not None
    if rule.near:
        return _in_rows(rule.pattern, rule.near, rule.reach, folded, start, end)
    if not sieve.cues:
        return _inside(sieve, folded, _around(_places(folded, rule, start, end), rule.reach, start, end), start)
    starts, ends = places_of(folded).cues(sieve)
    inside = range(bisect_left(starts, start), bisect_left(starts, end))
    spots = [(starts[index], ends[index]) for index in inside if ends[index] <= end]
    return _inside(sieve, folded, _around(spots, rule.reach, start, end), start)


@lru_cache(maxsize=8)
def _in_rows(
    pattern: re.Pattern[str], near: re.Pattern[str], reach: tuple[int, int], folded: str, start: int, end: int
) -> list[re.Match[str]]:
    """The matches around what `near` finds: the rules of a family ask it one after another, of the same words."""
    spots = [found.span() for found in near.finditer(folded, start, end)]
    return list(_inside(sieve_of(pattern), folded, _around(spots, reach, start, end), start))


sieve_of = lru_cache(maxsize=128)(Sieve)
"""The sieve of a pattern that stands in no rule, or beside one."""


def seek(pattern: re.Pattern[str], folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(folded, start, end)` gives, tried only where its needles stand."""
    if len(folded) < SHORT:
        return pattern.finditer(folded, start, end)
    return matches(sieve_of(pattern), folded, start, end)


def seek_first(pattern: re.Pattern[str], folded: str, start: int, end: int) -> re.Match[str] | None:
    """What `pattern.search(folded, start, end)` gives."""
    return next(seek(pattern, folded, start, end), None)


def _inside(sieve: Sieve, folded: str, stretches: Iterable[tuple[int, int]], done: int) -> Iterator[re.Match[str]]:
    for first, last in stretches:
        for found in matches(sieve, folded, max(first, done), last):
            yield found
            done = found.end()


def _around(spots: Iterable[tuple[int, int]], reach: tuple[int, int], start: int, end: int) -> list[tuple[int, int]]:
    """The stretches around `spots`, in order, without overlap."""
    before, after = reach
    stretches = [(max(start, first - before), min(end, last + after)) for first, last in spots]
    stretches.sort()
    merged: list[tuple[int, int]] = []
    for first, last in stretches:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _places(folded: str, rule: Rule[T], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where what each match holds stands: the rule's `near`, else its cues."""
    if rule.near:
        for found in rule.near.finditer(folded, start, end):
            yield found.span()
        return
    for cue in rule.cues:
        place = folded.find(cue, start, end)
        while place >= 0:
            yield place, place + len(cue)
            place = folded.find(cue, place + 1, end)


def find_all(
    rules: Iterable[Rule[T]], flow: str, folded: str, start: int = 0, end: int | None = None
) -> list[Found[T]]:
    """The facts of several rules, by place, then by the order of the table."""
    found = [one for rule in _worth_trying(rules, folded) for one in find(rule, flow, folded, start, end)]
    return sorted(found, key=lambda one: one.start)


def find_first(
    rules: Iterable[Rule[T]], flow: str, folded: str, start: int = 0, end: int | None = None
) -> Found[T] | None:
    """The first fact of the first rule of the table that finds one: tables stand in order of trust."""
    for rule in _worth_trying(rules, folded):
        for one in find(rule, flow, folded, start, end):
            return one
    return None


def last_of(found: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """The last of several matches, None when there is none."""
    last = None
    for one in found:
        last = one
    return last
