"""Rules meet text: every match of a rule inside a stretch of the flow, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from registre.extraction.rule import Found, Match, Placed, Rule

T = TypeVar("T")


def find(rule: Rule[T], flow: str, folded: str, start: int = 0, end: int | None = None) -> Iterator[Found[T]]:
    """The facts that `rule` reads in `flow[start:end]`; a pattern may look at what stands before `start`."""
    end = len(folded) if end is None else end
    if rule.cues and not any(folded.find(cue, start, end) >= 0 for cue in rule.cues):
        return
    for found in rule.pattern.finditer(folded, start, end):
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


def find_all(rules: Iterable[Rule[T]], flow: str, folded: str, start: int = 0, end: int | None = None) -> list[Found[T]]:
    """The facts of several rules, by place, then by the order of the table."""
    found = [one for rule in rules for one in find(rule, flow, folded, start, end)]
    return sorted(found, key=lambda one: one.start)


def find_first(rules: Iterable[Rule[T]], flow: str, folded: str, start: int = 0, end: int | None = None) -> Found[T] | None:
    """The first fact of the first rule of the table that finds one: tables stand in order of trust."""
    for rule in rules:
        for one in find(rule, flow, folded, start, end):
            return one
    return None
