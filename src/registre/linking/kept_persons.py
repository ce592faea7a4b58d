"""Rolls of bodies, and the persons whom they name, kept on disk: memory holds those of the bodies that come now.

The documents of a body stand together, as its days do later: a body is asked for many times in a row, then no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from registre.kept import KeptRows
from registre.linking.identities import Person
from registre.linking.persons import BodyPersons
from registre.linking.rolls import Rolls

DOCUMENTS_AT_HAND: Final = 500
"""Documents whose rolls wait in memory: some 1 kB each, 15 where every one has members of its own."""
BODIES_AT_HAND: Final = 256
"""Bodies whose persons stay in memory once asked for: some 10 kB each."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What some documents say of the rolls of one sighting."""

    sighting: str
    rolls: Rolls


class KeptRolls:
    """What rolls say, by the name of a sighting. Raises `OutputFailed` when the disk refuses."""

    def __init__(self) -> None:
        self._kept = KeptRows(_Part, lambda part: (), sighting=lambda part: part.sighting)
        self._here: defaultdict[str, Rolls] = defaultdict(Rolls)
        self._documents = 0

    def of_document(self, sighting: str) -> Rolls:
        """The rolls to which one document is added, before the next one is asked for."""
        if self._documents == DOCUMENTS_AT_HAND:
            self._put_away()
        self._documents += 1
        return self._here[sighting]

    def of(self, sightings: Iterable[str]) -> Rolls:
        """All that is known of these sightings, as one."""
        self._put_away()
        rolls = Rolls()
        for part in self._kept.of(sighting=tuple(sightings)):
            rolls.merge(part.rolls)
        return rolls

    def _put_away(self) -> None:
        for sighting, rolls in self._here.items():
            self._kept.add(_Part(sighting, rolls))
        self._here.clear()
        self._documents = 0


@dataclass(frozen=True, slots=True)
class _Body:
    key: str
    persons: tuple[Person, ...]
    ranks: dict[str, int]
    """Spelling → the rank of the person whom it stands for."""


_NOBODY: Final = BodyPersons((), {})


class KeptPersons:
    """The persons of a build, in order, and those of each body. Raises `OutputFailed` when the disk refuses."""

    def __init__(self, bodies: Iterable[tuple[str, BodyPersons]]) -> None:
        """`bodies` come by their keys, in order; what no judgement fits is not kept."""
        self._kept = KeptRows(_Body, lambda body: (), key=lambda body: body.key)
        self._count = 0
        for key, found in bodies:
            rank = {person: rank for rank, person in enumerate(found.persons)}
            self._kept.add(_Body(key, found.persons, {text: rank[one] for text, one in found.of_spelling.items()}))
            self._count += len(found.persons)
        self._known: Callable[[str], BodyPersons] = lru_cache(BODIES_AT_HAND)(self._find)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Person]:
        return (person for _, body in self._bodies() for person in body.persons)

    def of(self, body: str) -> BodyPersons:
        """The persons of a body; nobody for one without rolls."""
        return self._known(body)

    def revised(self, changes: Mapping[tuple[str, str], Person]) -> KeptPersons:
        """The same persons, some replaced: body and key of the old one → the new one, of the same body."""
        return KeptPersons((key, body.revised(changes)) for key, body in self._bodies()) if changes else self

    def _bodies(self) -> Iterator[tuple[str, BodyPersons]]:
        return ((body.key, _persons(body)) for body in self._kept)

    def _find(self, key: str) -> BodyPersons:
        return next(map(_persons, self._kept.of(key=key)), _NOBODY)


def _persons(body: _Body) -> BodyPersons:
    return BodyPersons(body.persons, {text: body.persons[rank] for text, rank in body.ranks.items()})
