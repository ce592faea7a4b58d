"""The hands of an engine: what identities need of many names is worked out by workers, when there is much of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from registre.engine.comparing import compared
from registre.engine.engines import Engine
from registre.engine.meeting import met_apart
from registre.engine.peopling import peopled
from registre.engine.settling import FEW, settled_apart
from registre.linking.constraints import Judgement
from registre.linking.gathered_names import Map, OrganisationSightings
from registre.linking.hands import BodyRolls
from registre.linking.matching_names import MatchName
from registre.linking.matching_pairs import Comparison, Pair, Reason
from registre.linking.matching_rules import Matching
from registre.linking.organisations import settle_organisations
from registre.linking.persons import BodyPersons
from registre.linking.settled_organisations import SettledOrganisations, keep_settled


@dataclass(frozen=True, slots=True)
class ManyHands:
    """`Hands` that are `jobs` workers of `machines`: what they give is what one process gives."""

    machines: Engine
    jobs: int

    def organisations(
        self, sightings: OrganisationSightings, where: Map, judgements: Collection[Judgement], matching: Matching
    ) -> SettledOrganisations:
        settled = None
        if self.machines.is_local and len(sightings.names) > FEW:
            settled = settled_apart(sightings, where, judgements, matching, self.jobs)
        return settled or keep_settled(settle_organisations(sightings, where, judgements, matching, self))

    def meet(self, folder: Path, largest: int) -> None:
        met_apart(folder, largest)

    def reasons(self, comparison: Comparison, names: Sequence[MatchName], pairs: Iterable[Pair]) -> Iterator[Reason]:
        return compared(comparison, names, pairs, self.machines, self.jobs)

    def persons(self, bodies: Iterable[BodyRolls]) -> Iterator[BodyPersons]:
        return peopled(bodies, self.machines, self.jobs)
