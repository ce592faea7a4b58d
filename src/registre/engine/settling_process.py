"""The process that settles organisations for another one. It has workers of its own for what `ManyHands` gives away."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from registre.engine.engines import LOCAL
from registre.engine.frames import read_messages, write_messages
from registre.engine.hands import ManyHands
from registre.engine.settling import NAMES, ORGANISATIONS, SIGHTED, Answer, Sighted, Task
from registre.engine.worker import Work
from registre.linking.gathered_names import Map, OrganisationSightings
from registre.linking.hands import Hands
from registre.linking.organisations import settle_organisations
from registre.linking.reference import Reference


def prepare(_argument: bytes) -> Work:
    """The function of one task, in a process of its own."""

    def work(task: bytes) -> bytes:
        given = msgspec.msgpack.decode(task, type=Task)
        return _settled(given, ManyHands(LOCAL, given.jobs))

    return work


def _settled(task: Task, hands: Hands) -> bytes:
    folder = Path(os.fsdecode(task.folder))
    where = Map(task.body_of, task.bodies, task.grounds, Reference(task.reference))
    settlement = settle_organisations(_sightings(folder), where, task.judgements, task.matching, hands)
    encode = msgspec.msgpack.Encoder().encode
    write_messages(folder / ORGANISATIONS, map(encode, settlement.organisations))
    write_messages(folder / NAMES, map(encode, settlement.names))
    return encode(Answer(settlement.proposals, settlement.unapplied, {**settlement.moved}))


def _sightings(folder: Path) -> OrganisationSightings:
    sightings = OrganisationSightings()
    decode = msgspec.msgpack.Decoder(Sighted).decode
    for one in map(decode, read_messages(folder / SIGHTED)):
        sightings.names[one.spelling, one.body, one.alias] = one.times
        if one.identifiers:
            sightings.identifiers[one.spelling, one.body].update(one.identifiers)
    return sightings
