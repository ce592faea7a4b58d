"""Rules meet text: every match of a rule inside a stretch of the flow, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from registre.extraction.rule import Found, Match, Placed, Rule

T = TypeVar("T")


def find(rule: Rule[T], flow: str, folded: str, start: int = 0, end: int | None = None) -> Iterator[Found[T]]:
    """The facts that `rule` reads in `flow[start:end]`; a pattern may look at what stands before `start`."""
    end = len(folded) if end is None else end
    if rule.cues and not _has_cue(rule.cues, folded, start, end):
        return
    for found in _matches(rule, folded, start, end):
        match = Match(found, flow)
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
    """Whether one of `cues` stands in `folded[start:end]`. Asked hundreds of times a document: a bare loop."""
    for cue in cues:  # noqa: SIM110 - `any` and its generator cost as much again as the search
        if folded.find(cue, start, end) >= 0:
            return True
    return False


def _matches(rule: Rule[T], folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    if rule.reach is None or not (rule.cues or rule.near):
        yield from rule.pattern.finditer(folded, start, end)
        return
    done = start
    for first, last in _near(folded, rule, rule.reach, start, end):
        for found in rule.pattern.finditer(folded, max(first, done), last):
            yield found
            done = found.end()


def _near(folded: str, rule: Rule[T], reach: tuple[int, int], start: int, end: int) -> list[tuple[int, int]]:
    """The stretches around the places where the rule may fit, in order, without overlap."""
    before, after = reach
    places = _places(folded, rule, start, end)
    stretches = [(max(start, first - before), min(end, last + after)) for first, last in places]
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
    found = [one for rule in rules for one in find(rule, flow, folded, start, end)]
    return sorted(found, key=lambda one: one.start)


def find_first(
    rules: Iterable[Rule[T]], flow: str, folded: str, start: int = 0, end: int | None = None
) -> Found[T] | None:
    """The first fact of the first rule of the table that finds one: tables stand in order of trust."""
    for rule in rules:
        for one in find(rule, flow, folded, start, end):
            return one
    return None


def last_of(found: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """The last of several matches, None when there is none."""
    last = None
    for one in found:
        last = one
    return last
