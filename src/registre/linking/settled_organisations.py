"""What is settled of the organisations of a build: as it comes, then on disk for who links documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from registre.linking.constraints import Judgement
from registre.linking.identities import Organisation, OrganisationId, Proposal, organisation_id
from registre.linking.kept_organisations import (
    Ids,
    KeptOrganisations,
    Name,
    NamedOrganisations,
    followed,
    keep,
    keep_names,
)


@dataclass(frozen=True, slots=True)
class Settlement:
    """Organisations and their names, one after the other: read once, organisations first."""

    organisations: Iterable[Organisation]
    """In order, each with a scheme and key of its own."""
    names: Iterable[Name]
    proposals: tuple[Proposal, ...]
    unapplied: tuple[Judgement, ...]
    """Judgements that fit no name, or that another one contradicts."""
    moved: Ids
    """Keys that these organisations would have under another of their names or without a number → their own."""


def keep_settled(settlement: Settlement) -> SettledOrganisations:
    """Put what was settled on disk. Raises `OutputFailed` when it refuses."""
    organisations = keep(settlement.organisations)
    names = NamedOrganisations(keep_names(settlement.names), organisations)
    return SettledOrganisations(organisations, names, settlement.proposals, settlement.unapplied, settlement.moved)


@dataclass(frozen=True, slots=True)
class SettledOrganisations:
    """What was settled, on disk, as often revised as somebody learns more. Raises `OutputFailed` when it refuses."""

    organisations: KeptOrganisations
    names: NamedOrganisations
    proposals: tuple[Proposal, ...]
    unapplied: tuple[Judgement, ...]
    moved: Ids

    def revised(self, changes: Mapping[OrganisationId, Organisation]) -> SettledOrganisations:
        """The same names, some organisations replaced: scheme and key of the old one → the new one."""
        now = {old: organisation_id(new) for old, new in changes.items()}
        organisations = self.organisations.revised(changes)
        moved = followed(self.moved, now) | {old: new for old, new in now.items() if old != new}
        proposals = _renamed(self.proposals, now)
        return SettledOrganisations(organisations, self.names.among(organisations), proposals, self.unapplied, moved)


def _renamed(proposals: Iterable[Proposal], now: Ids) -> tuple[Proposal, ...]:
    """Proposals about the new organisations; two that have become one need none."""
    moved = (replace(one, one=now.get(one.one, one.one), other=now.get(one.other, one.other)) for one in proposals)
    return tuple(sorted(one for one in moved if one.one != one.other))
