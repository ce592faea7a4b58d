"""Organisations settled by a process of its own: those of one process, and nothing lost when it dies."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from bench.identities.mentions import invent

from registre.engine import hands as engine_hands
from registre.engine import settling
from registre.engine.engines import LOCAL
from registre.engine.hands import ManyHands
from registre.errors import OutputFailed
from registre.linking.constraints import Judgement, Known, Named
from registre.linking.gathered_names import Map, OrganisationSightings
from registre.linking.grounds import Ground
from registre.linking.hands import Hands
from registre.linking.identities import Body, Organisation, Proposal
from registre.linking.matching_rules import read_matching
from registre.linking.own_hands import OWN_HANDS
from registre.linking.reference import read_reference

_, MENTIONS = invent(3, 120)
BODIES = sorted({one.body for one in MENTIONS})
NAMES = sorted({(one.name, one.body) for one in MENTIONS})
JUDGEMENTS = [
    Judgement(Named(NAMES[0][0]), Named(NAMES[-1][0]), True, "curator:essai", "Vu ensemble", "Seen together"),
    Judgement(Known("local", "nobody"), Named("Personne"), False, "curator:essai"),
]


@pytest.fixture(autouse=True)
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few names there are, another process is asked."""
    monkeypatch.setattr(engine_hands, "FEW", 1)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)


def sightings() -> OrganisationSightings:
    seen = OrganisationSightings()
    for rank, (name, body) in enumerate(NAMES):
        for _ in range(1 + rank % 3):
            seen.see(name, None, f"sighted {body}", ("siren", "812345676") if rank in (5, 6) else None)
    return seen


def the_map() -> Map:
    return Map(
        {f"sighted {body}": body for body in BODIES},
        [Body(body, f"Commune {body}", None, "commune") for body in BODIES],
        {body: Ground(body, "commune", departement=body[-2:]) for body in BODIES},
        read_reference(),
    )


@dataclass(frozen=True)
class Told:
    organisations: list[Organisation]
    of_names: list[Organisation | None]
    proposals: tuple[Proposal, ...]
    unapplied: tuple[Judgement, ...]
    moved: dict[tuple[str, str], tuple[str, str]]


def told(hands: Hands) -> Told:
    seen = sightings()
    settled = hands.organisations(seen, the_map(), JUDGEMENTS, read_matching())
    assert not seen.names and not seen.identifiers, "what was sighted is forgotten"
    of_names = [settled.names.of(*name) for name in NAMES]
    return Told(list(settled.organisations), of_names, settled.proposals, settled.unapplied, dict(settled.moved))


def test_another_process_settles_what_this_one_would(monkeypatch: pytest.MonkeyPatch) -> None:
    here = told(OWN_HANDS)
    monkeypatch.setattr(engine_hands, "settle_organisations", None)  # so that nobody settles them here
    assert told(ManyHands(LOCAL, 2)) == here
    assert here.proposals and here.moved and here.unapplied == (JUDGEMENTS[1],)
    assert {one for one in here.of_names if one is not None} == {*here.organisations}
    assert "siren" in {one.scheme for one in here.organisations}
    assert {link.method for one in here.organisations for link in one.links} >= {"decided", "same-name"}


@pytest.mark.parametrize("target", ["engine_targets:prepare", "engine_targets:dying"])
def test_what_no_process_can_settle_is_settled_here(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "TARGET", target)
    assert told(ManyHands(LOCAL, 1)) == told(OWN_HANDS)


def test_a_disk_that_refuses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settling, "write_messages", refuse)
    with pytest.raises(OutputFailed, match="No space left"):
        told(ManyHands(LOCAL, 1))
