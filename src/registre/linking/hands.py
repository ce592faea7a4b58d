"""Who does what identities need of many names at once: this process, or workers (`engine.hands`). The result is one.

Pairs of names are compared, and the persons of each body settled: both depend on what is given alone, and on nobody
else's result.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import starmap
from typing import Protocol

from registre.linking.constraints import Judgement
from registre.linking.matching_names import MatchName
from registre.linking.matching_pairs import Comparison, Pair, Reason
from registre.linking.persons import BodyPersons, settle_persons
from registre.linking.rolls import Rolls

BodyRolls = tuple[str, Rolls, Collection[Judgement]]
"""The key of a body, what its rolls say, and what is judged of its persons."""


class Hands(Protocol):
    """What settles identities."""

    def reasons(self, comparison: Comparison, names: Sequence[MatchName], pairs: Iterable[Pair]) -> Iterator[Reason]:
        """`comparison.reasons(names, pairs)`: each pair once, in order."""
        ...

    def persons(self, bodies: Iterable[BodyRolls]) -> Iterator[BodyPersons]:
        """`settle_persons` of each body, in order."""
        ...


class OwnHands:
    """This process does everything, one after the other."""

    def reasons(self, comparison: Comparison, names: Sequence[MatchName], pairs: Iterable[Pair]) -> Iterator[Reason]:
        return comparison.reasons(names, pairs)

    def persons(self, bodies: Iterable[BodyRolls]) -> Iterator[BodyPersons]:
        return starmap(settle_persons, bodies)


OWN_HANDS = OwnHands()
