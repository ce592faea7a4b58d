"""What a rule is: a pattern, where it may look, how a match becomes a value, and what proves it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from registre.records import BudgetCharge, Evidence, Fact, RecalledAmount, ReceivedFunding

T = TypeVar("T")


@dataclass(slots=True)
class Match:
    """A place where a pattern fits. Groups give the words as written; `folded` gives them folded.

    Not frozen, as `Found` is not: hundreds are made a document, and freezing is two thirds of what making one takes.
    """

    found: re.Match[str]
    flow: str
    stretch: tuple[int, int] | None = None
    """Where the rule was asked to look, when that is more than the stretch in which the pattern was tried."""

    @property
    def area(self) -> tuple[int, int]:
        """Where the rule was asked to look."""
        return self.stretch or (self.found.pos, self.found.endpos)

    def __getitem__(self, group: str) -> str:
        start, end = self.found.span(group)
        return self.flow[start:end] if start >= 0 else ""

    def folded(self, group: str) -> str:
        return self.found[group] or ""

    @property
    def span(self) -> tuple[int, int]:
        """Where the words of the fact stand: the group `fait` (or `fait_b`, `fait_c` of an alternative)."""
        groups = self.found.re.groupindex
        for name in ("fait", "fait_b", "fait_c"):
            if name in groups and self.found.start(name) >= 0:
                return self.found.span(name)
        return self.found.span()

    @property
    def fait(self) -> str:
        """The folded words of the fact."""
        start, end = self.span
        return self.found.string[start:end]


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """A value whose words go beyond the match: `read` may give it in place of the bare value."""

    value: T
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """Finds one kind of fact. `read` is pure; None means: not one after all.

    `within` names the sections where it may look. The evidence is the group `fait`, else the whole
    match. `cues` are words of which one must stand in the text for the pattern to be tried at all.
    An example marks the words of the fact and shows its value: "le [3 mai 2022]{2022-05-03}".
    """

    id: str
    within: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[Match], T | Placed[T] | None]
    source: str
    examples: tuple[str, ...]
    refuses: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    reach: tuple[int, int] | None = None
    """How many characters before and after a cue a match may lie: the pattern is tried there alone."""
    near: re.Pattern[str] | None = None
    """A cheap pattern of which each match holds one: with `reach`, the pattern is tried around it, not its cues."""


@dataclass(slots=True)
class Found(Generic[T]):
    """A value that a rule read at `start`..`end` of the flow (end excluded)."""

    value: T
    start: int
    end: int
    rule: str

    def moved_to(self, start: int, end: int) -> Found[T]:
        return Found(self.value, start, end, self.rule)


AnyRule = Rule[object]
SourceOf = Callable[[int, int], tuple[int, int]]


def fact(found: Found[T], raw: str, source_of: SourceOf, also: tuple[Evidence, ...] = ()) -> Fact[T]:
    """`found` with its evidence in the source text."""
    return Fact(found.value, evidence(found, raw, source_of), also)


def evidence(found: Found[T], raw: str, source_of: SourceOf) -> Evidence:
    start, end = source_of(found.start, found.end)
    return Evidence(start, end, raw[start:end], found.rule)


def show(value: object) -> str:
    """A value in a few words, as the examples of rules write it."""
    match value:
        case BudgetCharge():
            return " ".join(value.codes)
        case ReceivedFunding():
            return f"{value.payer} {value.amount_eur}"
        case RecalledAmount():
            return f"{value.amount_eur} {value.reason}"
        case _:
            return str(value)
