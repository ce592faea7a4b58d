"""Organisations settled by a process of its own: what it takes of memory for all names of a build goes with it.

Names as they were sighted go out in a file, organisations and names come back in files, row after row: this side
never holds all that the other one has. The other side is `settling_process`.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from registre.engine.apart import answered_apart
from registre.engine.frames import read_messages, write_messages
from registre.errors import OutputFailed
from registre.linking.constraints import Judgement
from registre.linking.gathered_names import Map, OrganisationSightings
from registre.linking.grounds import Ground
from registre.linking.identifiers import Identifier
from registre.linking.identities import Body, Organisation, OrganisationId, Proposal
from registre.linking.kept_organisations import Name
from registre.linking.matching_rules import Matching
from registre.linking.settled_organisations import SettledOrganisations, Settlement, keep_settled

TARGET: Final = "registre.engine.settling_process:prepare"
FEW: Final = 5_000
"""Fewer names are settled here: they hold some 4 MB (64 MB for 77,267), and a process of its own takes 0.3 s of
processor to start (measured: 423 names, 0.36 s for 0.10)."""
SIGHTED, ORGANISATIONS, NAMES = "sighted", "organisations", "names"
"""Files of a folder: what is known of the names, then what they stand for."""


class Sighted(msgspec.Struct, frozen=True, array_like=True):
    spelling: str
    body: str
    alias: str | None
    times: int
    identifiers: list[Identifier]


class Task(msgspec.Struct, frozen=True, array_like=True):
    folder: bytes
    body_of: dict[str, str]
    bodies: list[Body]
    grounds: dict[str, Ground]
    reference: list[str]
    """Lines."""
    judgements: list[Judgement]
    matching: Matching
    jobs: int


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """What is settled beside organisations and names."""

    proposals: tuple[Proposal, ...]
    unapplied: tuple[Judgement, ...]
    moved: dict[OrganisationId, OrganisationId]


def settled_apart(
    sightings: OrganisationSightings, where: Map, judgements: Collection[Judgement], matching: Matching, jobs: int
) -> SettledOrganisations | None:
    """What `OwnHands.organisations` gives, by another process of this machine; None when it could not.

    What was sighted is forgotten, unless None is given. Raises `OutputFailed` when the disk refuses.
    """
    try:
        with TemporaryDirectory(prefix="registre-names-") as place:
            folder = Path(place)
            write_messages(folder / SIGHTED, map(msgspec.msgpack.encode, _sighted(sightings)))
            task = Task(
                os.fsencode(folder),
                {**where.body_of},
                [*where.bodies],
                {**where.grounds},
                [*where.reference.lines],
                [*judgements],
                matching,
                jobs,
            )
            answer = answered_apart(TARGET, msgspec.msgpack.encode(task))
            if answer is None:
                return None
            sightings.forget()
            return keep_settled(_settlement(folder, msgspec.msgpack.decode(answer, type=Answer)))
    except OSError as fault:
        raise OutputFailed(f"Names cannot be kept on disk ({fault}). What was published is unchanged.") from fault


def _sighted(sightings: OrganisationSightings) -> Iterator[Sighted]:
    for (spelling, body, alias), times in sightings.names.items():
        identifiers = sightings.identifiers.get((spelling, body), ())
        yield Sighted(spelling, body, alias, times, sorted(identifiers))


def _settlement(folder: Path, answer: Answer) -> Settlement:
    organisations, names = msgspec.msgpack.Decoder(Organisation), msgspec.msgpack.Decoder(Name)
    return Settlement(
        map(organisations.decode, read_messages(folder / ORGANISATIONS)),
        map(names.decode, read_messages(folder / NAMES)),
        answer.proposals,
        answer.unapplied,
        answer.moved,
    )
