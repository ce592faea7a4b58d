"""An invented country: régions, départements, groups of communes, communes, and who lives there."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from bench.identities import words
from bench.synthesis.words import RIVERS, SURNAMES, TOWN_HEADS, TOWN_TAILS
from bench.synthesis.words import SAINTS as TOWN_SAINTS
from bench.synthesis.world import invent_siren

from registre.linking.names import body_name
from registre.linking.reference import KnownBody

T = TypeVar("T")
SIDES = ("Haut", "Vieil", "Château", "Grand", "Neuf", "Bois", "Prieuré")
COMMUNES_OF_A_GROUP = 8
GROUPS_OF_A_DEPARTEMENT = 3


@dataclass(frozen=True, slots=True)
class Town:
    """A commune with the group and the département that it lies in. All three deliberate."""

    name: str
    body: KnownBody
    group: KnownBody
    departement: KnownBody


@dataclass(slots=True)
class Entity:
    """An organisation that exists. `town` is None when it acts for all the country."""

    id: str
    kind: str
    name: str
    town: Town | None
    acronym: str | None = None
    former: str | None = None
    siren: str | None = None
    rna: str | None = None
    local_name: str | None = None
    """Its name without the town, as its own commune writes it; None when it always bears the town."""
    told_by: str | None = None
    """What tells it from others of its town; None: its name."""
    funders: list[KnownBody] = field(default_factory=list)


def zipf(rng: Random, many: tuple[T, ...]) -> T:
    """One of them; the n-th is n times rarer than the first."""
    return rng.choices(many, [1 / (rank + 1) for rank in range(len(many))])[0]


def invent_towns(rng: Random, count: int) -> list[Town]:
    """`count` communes; two may bear one name in two départements, as in life."""
    towns: list[Town] = []
    names = _town_names(rng)
    departement = group = None
    for rank in range(count):
        if rank % (COMMUNES_OF_A_GROUP * GROUPS_OF_A_DEPARTEMENT) == 0:
            departement = _departement(rank // (COMMUNES_OF_A_GROUP * GROUPS_OF_A_DEPARTEMENT), rng)
        assert departement is not None
        if rank % COMMUNES_OF_A_GROUP == 0:
            group = _group(rank // COMMUNES_OF_A_GROUP, departement, rng)
        assert group is not None
        repeated = [town.name for town in towns if town.departement != departement]
        name = rng.choice(repeated) if repeated and rng.random() < 0.03 else names.pop()
        code = f"9{rank:04}"
        siren = invent_siren(rng, f"219{rank:05}")
        body = _known(siren, name, "commune", code=code, departement=departement.code, epci=group.siren)
        towns.append(Town(name, body, group, departement))
    return towns


def _town_names(rng: Random) -> list[str]:
    plain = [head + tail for head in TOWN_HEADS for tail in sorted(set(TOWN_TAILS))]
    compound = [f"Saint-{saint}-sur-{river}" for saint in TOWN_SAINTS for river in RIVERS]
    more = [f"{head}{tail}-le-{side}" for head in TOWN_HEADS for tail in TOWN_TAILS for side in SIDES]
    names = [*plain, *rng.sample(compound, len(compound) // 2), *more]
    rng.shuffle(names)
    return names


def _departement(rank: int, rng: Random) -> KnownBody:
    side = words.SIDES[rank % len(words.SIDES)]
    river = RIVERS[rank // len(words.SIDES) % len(RIVERS)]
    return _known(
        invent_siren(rng, f"229{rank:05}"), f"{river}-{side}", "departement", code=f"9{chr(65 + rank % 26)}{rank // 26}"
    )


def _group(rank: int, departement: KnownBody, rng: Random) -> KnownBody:
    name = f"Communauté de communes {rng.choice(TOWN_HEADS)}{rng.choice(TOWN_TAILS)}-{rng.choice(RIVERS)} {rank + 1}"
    return _known(invent_siren(rng, f"249{rank:05}"), name, "cc", departement=departement.code)


def _known(siren: str, name: str, kind: str, **more: str) -> KnownBody:
    return KnownBody(key=body_name(name)[1], siren=siren, name=name, kind=kind, **more)


def bodies_of(towns: list[Town]) -> list[KnownBody]:
    """All bodies of the country, each once."""
    every = [body for town in towns for body in (town.departement, town.group, town.body)]
    return sorted({body.siren: body for body in every}.values(), key=lambda one: one.siren)


def coined(rng: Random) -> str:
    """A name that nobody else has: "Vermecia"."""
    return ("".join(rng.sample(words.SYLLABLES, rng.choice((2, 2, 3)))) + rng.choice(words.ENDINGS)).capitalize()


def surname(rng: Random) -> str:
    return rng.choice(SURNAMES)
