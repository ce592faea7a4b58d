"""Where in the session a movement falls: the act that its words name, or the one where it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from registre.extraction.cutting.part import Part
from registre.extraction.rules.movements import LINK, NUMBERED, POINT

_RANK = re.compile(
    r"(?:(?:point|question|dossier|affaire|rapport|sujet)\s)?(?:n\s?[°o]\s?)?(?P<rang>\d{1,3}(?:\.\d{1,2})?)"
    r"\s?(?:[-–.):/°](?!\d)|(?=[A-Z]))"
)
_LETTERS = re.compile(r"[^a-z0-9]")
_CLAUSE = 60  # characters in which « après » may stand before the act
_LEAST = 3  # characters of a number that may stand for the end of a longer one: « 095 » for « 20221214-095 »


@dataclass(frozen=True, slots=True)
class Reference:
    """An act as a movement names it: « après la délibération 095 », « point 4 »."""

    link: str
    rank: str | None
    number: str | None
    end: int
    """Where the words that name it end."""

    @property
    def passed(self) -> bool:
        """Whether the act named is over when the movement happens: « après… », « jusqu'à… »."""
        return self.link.startswith(("apres", "jusqu"))


def reference(folded: str, start: int, end: int) -> Reference | None:
    """The act that `folded[start:end]` names, the first when there are several."""
    point = POINT.search(folded, start, end)
    number = NUMBERED.search(folded, start, end)
    if number and (point is None or number.start() < point.start()):
        return Reference(_link(folded, start, number.start()), None, _LETTERS.sub("", number["numero"]), number.end())
    if point is None:
        return None
    return Reference(_link(folded, start, point.start()), point["rang"].lstrip("0"), None, point.end())


def _link(folded: str, start: int, end: int) -> str:
    words = [found.group() for found in LINK.finditer(folded, max(start, end - _CLAUSE), end)]
    strong = [word for word in words if word.startswith(("avant", "apres", "jusqu", "a "))]
    return (strong or words or [""])[-1]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The acts of a document in their order: where each stands, its rank and its number."""

    bounds: tuple[tuple[int, int], ...]
    ranks: dict[str, int]
    numbers: tuple[str, ...]
    decided: tuple[int | None, ...]
    source: Callable[[int, int], tuple[int, int]]

    @classmethod
    def of(
        cls,
        folded: str,
        parts: Sequence[Part],
        decided: Sequence[int | None],
        source: Callable[[int, int], tuple[int, int]],
    ) -> Agenda:
        """`decided`: where in the source the decision of each act begins; `source` leads from flow to source."""
        ranks: dict[str, int] = {}
        twice: set[str] = set()
        for index, part in enumerate(parts):
            rank = _rank_of(folded, part)
            if rank and ranks.setdefault(rank, index) != index:
                twice.add(rank)
        return cls(
            tuple((part.start, part.end) for part in parts),
            {rank: index for rank, index in ranks.items() if rank not in twice},
            tuple(_LETTERS.sub("", part.number.value.lower()) if part.number else "" for part in parts),
            tuple(decided),
            source,
        )

    @property
    def start(self) -> int:
        """Where the first act begins."""
        return self.bounds[0][0] if self.bounds else 1 << 60

    def after(self, named: Reference, start: int, end: int) -> int | None:
        """The first act decided after a movement, told in `start:end`, that names an act.

        None when no act is known by that name, or when it was cut out of these very words.
        """
        index = self.ranks.get(named.rank) if named.rank else self._numbered(named.number or "")
        if index is None or start <= self.bounds[index][0] < end:
            return None
        return self._within(index + named.passed)

    def at(self, place: int, *, voting: bool = False) -> int | None:
        """The first act decided after `place`; `voting`: the words tell of the vote itself, which may stand before."""
        if place < self.start:
            return None
        for index, (start, end) in enumerate(self.bounds):
            if place < start:
                return index
            if place < end:
                decided = self.decided[index]
                over = decided is not None and self.source(place, place + 1)[0] > decided and not voting
                return self._within(index + over)
        return None

    def _within(self, index: int) -> int | None:
        return index if index < len(self.bounds) else None

    def _numbered(self, number: str) -> int | None:
        same = [index for index, one in enumerate(self.numbers) if one == number]
        if not same and len(number) >= _LEAST:
            same = [index for index, one in enumerate(self.numbers) if one.endswith(number)]
        return same[0] if len(same) == 1 else None


def _rank_of(folded: str, part: Part) -> str | None:
    """The rank at the head of the part: « 7) », « POINT 7 : », or just before it."""
    at = _RANK.match(folded, part.start, part.start + 24)
    if at is None:
        for back in range(max(0, part.start - 12), part.start):
            at = _RANK.match(folded, back, part.start)
            if at and not folded[at.end() : part.start].strip() and not folded[back - 1 : back].isalnum():
                break
            at = None
    return at["rang"].lstrip("0") if at else None
