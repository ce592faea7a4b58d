"""The stamps of a document: identifiers and days, found in the furniture first, then in the flow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from registre.extraction.matching import find
from registre.extraction.rule import Found, Rule
from registre.extraction.rules.stamp import IDENTIFIERS, POSTED, RECEIVED, date_in
from registre.reading import Text
from registre.records import Evidence, Fact

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A fact of a stamp with its evidence in the source; `at` is where it stands in `raw`."""

    identifiers: tuple[Fact[str], ...]
    received: tuple[Fact[date], ...]
    posted: tuple[Fact[date], ...]

    @property
    def siren(self) -> Fact[str] | None:
        """The SIREN inside the identifier: the body that transmitted the act."""
        best = most(self.identifiers)
        if best is None:
            return None
        digits = best.value.split("-")[1]
        inside = best.evidence.raw.find(digits)
        if inside < 0:
            return None
        start = best.evidence.start + inside
        return Fact(digits, Evidence(start, start + 9, digits, "cachet.siren"))

    @property
    def day(self) -> date | None:
        best = most(self.identifiers)
        return date_in(best.value.split("-")[2]) if best else None


def read_stamps(text: Text, start: int, end: int) -> Stamp:
    """The stamps whose place in the source is `start`..`end` (positions of `text.raw`)."""
    return Stamp(
        tuple(_facts(IDENTIFIERS, text, start, end)),
        tuple(_facts(RECEIVED, text, start, end)),
        tuple(_facts(POSTED, text, start, end, refuse=_is_convocation)),
    )


def _facts(
    rules: Sequence[Rule[T]], text: Text, start: int, end: int, refuse: Callable[[str, Found[T]], bool] | None = None
) -> list[Fact[T]]:
    facts: list[Fact[T]] = []
    for rule in rules:
        here: list[Fact[T]] = []
        for part in (*text.furniture, text):
            for one in find(rule, part.flow, part.folded):
                if refuse and refuse(part.folded, one):
                    continue
                first, last = part.source(one.start, one.end)
                if start <= first < end:
                    here.append(Fact(one.value, Evidence(first, last, text.raw[first:last], one.rule)))
        if here:
            return here if not facts else facts + here
    return facts


def _is_convocation(folded: str, one: Found[T]) -> bool:
    """« Date de convocation : … Affichée le : … » is the posting of the convocation, not of the act."""
    before = folded[max(0, one.start - 90) : one.start]
    return bool(
        re.search(
            r"convocation[^;]{0,80}$|(?:compte[- ]rendu|liste|proces[- ]verbal)(?![^.;]{0,14}\sde cette)[^.;:]{0,45}$|journal officiel[^;]{0,30}$"
            r"|joue?\s\S{0,12}\s?$|arrete[^;]{0,40}$",
            before,
        )
    )


def most(facts: Sequence[Fact[T]]) -> Fact[T] | None:
    """The fact whose value comes back most; the first of them."""
    if not facts:
        return None
    times = Counter(fact.value for fact in facts)
    top = max(times.values())
    return next(fact for fact in facts if times[fact.value] == top)
