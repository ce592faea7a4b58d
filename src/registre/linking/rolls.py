"""What the rolls of one body say of its members: spellings, seats, and who stands beside whom.

A register has two spellings a document, so that each is kept small: words that many share are one object.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import combinations
from sys import intern
from typing import NamedTuple

from registre.linking.person_names import read_name

Words = frozenset[str]
Tokens = tuple[str, ...]


class Seat(NamedTuple):
    """In an organ, from when to when somebody was seen, in which roles, and how the rolls write them."""

    organ: str
    first: date
    last: date
    roles: Words
    said: Words = frozenset()

    def with_(self, other: Seat) -> Seat:
        """Both seats, of one organ, as one."""
        return Seat(
            self.organ,
            min(self.first, other.first),
            max(self.last, other.last),
            self.roles if other.roles <= self.roles else _shared(self.roles | other.roles),
            self.said if other.said <= self.said else _shared(self.said | other.said),
        )


@lru_cache(maxsize=1024)
def _shared(words: Words) -> Words:
    """The same words, one object for all who have them."""
    return words


@dataclass(slots=True)
class Seen:
    """How often a spelling was seen, and its seats, one an organ, in any order."""

    count: int = 0
    seats: tuple[Seat, ...] = ()

    def add(self, organ: str, day: date, roles: Iterable[str], said: str | None = None) -> None:
        """One more time; without a role, in no seat."""
        self.count += 1
        if roles := frozenset(roles):
            words = frozenset(() if said is None else (said,))
            self._take(Seat(intern(organ), day, day, _shared(roles), _shared(words)))

    def merge(self, other: Seen) -> None:
        self.count += other.count
        for seat in other.seats:
            self._take(seat)

    def _take(self, seat: Seat) -> None:
        for rank, mine in enumerate(self.seats):
            if mine.organ == seat.organ:
                self.seats = (*self.seats[:rank], mine.with_(seat), *self.seats[rank + 1 :])
                return
        self.seats = (*self.seats, seat)


@dataclass(slots=True)
class Rolls:
    """Every spelling of a name in the rolls of one body, and the pairs that stand in one roll together."""

    spellings: dict[str, Seen] = field(default_factory=dict)
    together: set[tuple[Tokens, Tokens]] = field(default_factory=set)

    def seen(self, spelling: str) -> Seen:
        """What is known of a spelling, to be added to."""
        found = self.spellings.get(spelling)
        if found is None:
            found = self.spellings[spelling] = Seen()
        return found

    def add_roll(self, names: Iterable[str]) -> None:
        """Remember which like names one roll holds: they are different persons."""
        self.together |= _alike(tuple(names))

    def merge(self, other: Rolls) -> None:
        for spelling, seen in other.spellings.items():
            self.seen(spelling).merge(seen)
        self.together |= other.together


@lru_cache(maxsize=64)
def _alike(names: tuple[str, ...]) -> frozenset[tuple[Tokens, Tokens]]:
    """The pairs of names that share a given or a family name; a council writes the same roll many times."""
    groups: defaultdict[Tokens, set[Tokens]] = defaultdict(set)
    for text in names:
        name = read_name(text)
        groups["given", *(name.given or name.tokens[:1])].add(name.tokens)
        groups["family", *name.family].add(name.tokens)
    return frozenset(pair for group in groups.values() if len(group) > 1 for pair in combinations(sorted(group), 2))
