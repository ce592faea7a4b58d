"""This process does everything that identities need, one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import starmap
from pathlib import Path

from registre.linking.blocks_on_disk import meet
from registre.linking.constraints import Judgement
from registre.linking.gathered_names import Map, OrganisationSightings
from registre.linking.hands import BodyRolls
from registre.linking.matching_names import MatchName
from registre.linking.matching_pairs import Comparison, Pair, Reason
from registre.linking.matching_rules import Matching
from registre.linking.organisations import settle_organisations
from registre.linking.persons import BodyPersons, settle_persons
from registre.linking.settled_organisations import SettledOrganisations, keep_settled


class OwnHands:
    """`Hands` of one process."""

    def organisations(
        self, sightings: OrganisationSightings, where: Map, judgements: Collection[Judgement], matching: Matching
    ) -> SettledOrganisations:
        return keep_settled(settle_organisations(sightings, where, judgements, matching, self))

    def meet(self, folder: Path, largest: int) -> None:
        meet(folder, largest)

    def reasons(self, comparison: Comparison, names: Sequence[MatchName], pairs: Iterable[Pair]) -> Iterator[Reason]:
        return comparison.reasons(names, pairs)

    def persons(self, bodies: Iterable[BodyRolls]) -> Iterator[BodyPersons]:
        return starmap(settle_persons, bodies)


OWN_HANDS = OwnHands()
