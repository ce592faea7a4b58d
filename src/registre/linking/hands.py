"""Who does what identities need of many names at once: this process, or workers (`engine.hands`). The result is one.

Names that share a key meet, their pairs are compared, and the persons of each body settled: each depends on what is
given alone, and on nobody else's result.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import starmap
from pathlib import Path
from typing import Protocol

from registre.linking.blocks_on_disk import meet
from registre.linking.constraints import Judgement
from registre.linking.matching_names import MatchName
from registre.linking.matching_pairs import Comparison, Pair, Reason
from registre.linking.persons import BodyPersons, settle_persons
from registre.linking.rolls import Rolls

BodyRolls = tuple[str, Rolls, Collection[Judgement]]
"""The key of a body, what its rolls say, and what is judged of its persons."""


class Hands(Protocol):
    """What settles identities."""

    def meet(self, folder: Path, largest: int) -> None:
        """`blocks_on_disk.meet`: the pairs of the keys of a folder, written beside them."""
        ...

    def reasons(self, comparison: Comparison, names: Sequence[MatchName], pairs: Iterable[Pair]) -> Iterator[Reason]:
        """`comparison.reasons(names, pairs)`: each pair once, in order."""
        ...

    def persons(self, bodies: Iterable[BodyRolls]) -> Iterator[BodyPersons]:
        """`settle_persons` of each body, in order."""
        ...


class OwnHands:
    """This process does everything, one after the other."""

    def meet(self, folder: Path, largest: int) -> None:
        meet(folder, largest)

    def reasons(self, comparison: Comparison, names: Sequence[MatchName], pairs: Iterable[Pair]) -> Iterator[Reason]:
        return comparison.reasons(names, pairs)

    def persons(self, bodies: Iterable[BodyRolls]) -> Iterator[BodyPersons]:
        return starmap(settle_persons, bodies)


OWN_HANDS = OwnHands()
