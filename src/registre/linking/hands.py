"""Who does what identities need of many names at once: this process (`own_hands`), or others (`engine.hands`).

Names that share a key meet, their pairs are compared, and the persons of each body settled: each depends on what is
given alone, and on nobody else's result. Whoever does it, the result is one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from registre.linking.constraints import Judgement
from registre.linking.gathered_names import Map, OrganisationSightings
from registre.linking.matching_names import MatchName
from registre.linking.matching_pairs import Comparison, Pair, Reason
from registre.linking.matching_rules import Matching
from registre.linking.persons import BodyPersons
from registre.linking.rolls import Rolls
from registre.linking.settled_organisations import SettledOrganisations

BodyRolls = tuple[str, Rolls, Collection[Judgement]]
"""The key of a body, what its rolls say, and what is judged of its persons."""


class Hands(Protocol):
    """What settles identities."""

    def organisations(
        self, sightings: OrganisationSightings, where: Map, judgements: Collection[Judgement], matching: Matching
    ) -> SettledOrganisations:
        """`keep_settled(settle_organisations(…))`, with these hands. What was sighted is forgotten."""
        ...

    def meet(self, folder: Path, largest: int) -> None:
        """`blocks_on_disk.meet`: the pairs of the keys of a folder, written beside them."""
        ...

    def reasons(self, comparison: Comparison, names: Sequence[MatchName], pairs: Iterable[Pair]) -> Iterator[Reason]:
        """`comparison.reasons(names, pairs)`: each pair once, in order."""
        ...

    def persons(self, bodies: Iterable[BodyRolls]) -> Iterator[BodyPersons]:
        """`settle_persons` of each body, in order."""
        ...
