"""What the rolls of one body say of its members: spellings, seats, and who stands beside whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from registre.linking.person_names import read_name


@dataclass(slots=True)
class Seen:
    """How often a spelling was seen, and in which organs, from when to when, in which roles."""

    count: int = 0
    seats: dict[str, tuple[date, date, frozenset[str]]] = field(default_factory=dict)
    said: dict[str, set[str]] = field(default_factory=dict)
    """Organ → the roles as the rolls write them."""

    def add(self, organ: str, day: date, roles: Iterable[str], said: str | None = None) -> None:
        self.count += 1
        if said is not None:
            self.said.setdefault(organ, set()).add(said)
        first, last, before = self.seats.get(organ, (day, day, frozenset()))
        if roles := frozenset(roles):
            self.seats[organ] = (min(first, day), max(last, day), before | roles)

    def merge(self, other: Seen) -> None:
        self.count += other.count
        for organ, (first, last, roles) in other.seats.items():
            mine = self.seats.get(organ, (first, last, roles))
            self.seats[organ] = (min(first, mine[0]), max(last, mine[1]), roles | mine[2])
        for organ, said in other.said.items():
            self.said.setdefault(organ, set()).update(said)


@dataclass(slots=True)
class Rolls:
    """Every spelling of a name in the rolls of one body, and the pairs that stand in one roll together."""

    spellings: dict[str, Seen] = field(default_factory=dict)
    together: set[tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=set)

    def seen(self, spelling: str) -> Seen:
        """What is known of a spelling, to be added to."""
        found = self.spellings.get(spelling)
        if found is None:
            found = self.spellings[spelling] = Seen()
        return found

    def add_roll(self, names: Iterable[str]) -> None:
        """Remember which like names one roll holds: they are different persons."""
        alike: defaultdict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        for text in names:
            name = read_name(text)
            alike["given", *(name.given or name.tokens[:1])].add(name.tokens)
            alike["family", *name.family].add(name.tokens)
        for group in alike.values():
            self.together.update(combinations(sorted(group), 2))

    def merge(self, other: Rolls) -> None:
        for spelling, seen in other.spellings.items():
            self.seen(spelling).merge(seen)
        self.together |= other.together
