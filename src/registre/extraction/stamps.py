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
            r"convocation[^;]{0,80}$|(?:compte[- ]rendu|liste"
            r"|proces[- ]verbal)(?![^.;]{0,14}\sde cette)[^.;:]{0,45}$|journal officiel[^;]{0,30}$"
            r"|joue?\s\S{0,12}\s?$|arrete[^;]{0,40}$",
            before,
        )
    )


def heads_page(text: Text, stamp: Text, before: Found[str] | None, after: Found[str] | None) -> bool:
    """Whether a stamp between two acts belongs to the second: by its number, else by where the first stamp stands.

    Pages are stamped at the top or at the foot; a document whose first act has no stamp above it is
    stamped at the foot.
    """
    inside = [_key("".join(one.value.split("-")[3:-1])) for one in find(IDENTIFIERS[0], stamp.flow, stamp.folded)]
    numbers = [_key(one.value) if one else "" for one in (before, after)]
    mine = [any(_ends_alike(number, one) for one in inside) for number in numbers]
    if mine[0] != mine[1]:
        return mine[1]
    if before is None:
        return True
    place = text.source(before.start, before.end)[0]
    return any(one.source(0, len(one.flow))[0] < place and "prefecture" in one.folded for one in text.furniture)


def _ends_alike(number: str, other: str) -> bool:
    """« DEL2023002 » and « 2023002 », « D20230020110 » and « 202300201 »."""
    short, long = sorted((number, other), key=len)
    return len(short) >= 3 and (long.endswith(short) or short in long[:-2])


def _key(words: str) -> str:
    return re.sub(r"[\W_]", "", words).lower()


def most(facts: Sequence[Fact[T]]) -> Fact[T] | None:
    """The fact whose value comes back most; the first of them."""
    if not facts:
        return None
    times = Counter(fact.value for fact in facts)
    top = max(times.values())
    return next(fact for fact in facts if times[fact.value] == top)
