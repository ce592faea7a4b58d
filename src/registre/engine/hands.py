"""The hands of an engine: what identities need of many names is worked out by workers, when there is much of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from registre.engine.comparing import compared
from registre.engine.engines import Engine
from registre.engine.meeting import met_apart
from registre.engine.peopling import peopled
from registre.linking.hands import BodyRolls
from registre.linking.matching_names import MatchName
from registre.linking.matching_pairs import Comparison, Pair, Reason
from registre.linking.persons import BodyPersons


@dataclass(frozen=True, slots=True)
class ManyHands:
    """`Hands` that are `jobs` workers of `machines`: what they give is what one process gives."""

    machines: Engine
    jobs: int

    def meet(self, folder: Path, largest: int) -> None:
        met_apart(folder, largest)

    def reasons(self, comparison: Comparison, names: Sequence[MatchName], pairs: Iterable[Pair]) -> Iterator[Reason]:
        return compared(comparison, names, pairs, self.machines, self.jobs)

    def persons(self, bodies: Iterable[BodyRolls]) -> Iterator[BodyPersons]:
        return peopled(bodies, self.machines, self.jobs)
