"""The names that documents of the invented country give to its organisations, each with the true one."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from bench.identities.inhabitants import invent_entities
from bench.identities.noise import NOISES, legal_of_company
from bench.identities.world import Entity, Town, bodies_of, invent_towns

from registre.evaluation.links import KnownMention
from registre.linking.reference import KnownBody, Reference, read_reference

ENTITIES_OF_A_TOWN = 8
MENTIONS = (1, 2, 2, 3, 3, 4, 5, 6, 8)
PLAIN = 0.4


def invent(seed: int, entities: int) -> tuple[Reference, list[KnownMention]]:
    """The bodies of an invented country, beside those that everybody knows, and what its documents say."""
    rng = Random(seed)
    towns = invent_towns(rng, max(8, entities // ENTITIES_OF_A_TOWN))
    everybody = invent_entities(rng, towns, entities)
    sections = {one.name: one for one in everybody if one.kind == "umbrella"}
    mentions = [one for entity in everybody for one in _mentions_of(rng, entity)]
    mentions += [
        one for entity in everybody if entity.kind == "section" for one in _bare_sections(rng, entity, sections)
    ]
    return read_reference_with(bodies_of(towns)), mentions


def read_reference_with(bodies: list[KnownBody]) -> Reference:
    """The bundled reference data and these bodies: invented names must live among the real ones."""
    return read_reference().with_bodies(bodies)


def _mentions_of(rng: Random, entity: Entity) -> Iterator[KnownMention]:
    stated = False
    for _ in range(rng.choice(MENTIONS)):
        body = rng.choice(entity.funders)
        one = _mention(rng, entity, body)
        stated = stated or one.alias is not None or "stated" in one.kind
        yield one
    if (entity.acronym or entity.former) and not stated and rng.random() < 0.85:
        yield _second_name(rng, entity, rng.choice(entity.funders), stated=True)


def _mention(rng: Random, entity: Entity, body: KnownBody) -> KnownMention:
    if (entity.acronym or entity.former) and rng.random() < 0.4:
        return _second_name(rng, entity, body, stated=rng.random() < 0.5)
    if (entity.siren or entity.rna) and rng.random() < 0.12:
        name = _name_in(rng, entity, body)[0]
        return _known(entity, body, name, "identifier", siren=entity.siren, rna=entity.rna)
    name, kind = _name_in(rng, entity, body)
    if rng.random() < PLAIN:
        return _known(entity, body, name, kind)
    names, functions, weights = zip(*NOISES, strict=True)
    for _ in range(6):
        noise = rng.choices(range(len(names)), weights)[0]
        company = names[noise] == "legal form" and entity.kind in {"company", "renamed"}
        noisy = legal_of_company(rng, name) if company else functions[noise](rng, name)
        if noisy is not None:
            return _known(entity, body, noisy, names[noise])
    return _known(entity, body, name, kind)


def _name_in(rng: Random, entity: Entity, body: KnownBody) -> tuple[str, str]:
    """Its name as `body` writes it: the commune may leave its own name out."""
    town: Town | None = entity.town
    if entity.local_name is None or town is None:
        return entity.name, "plain"
    if body == town.body:
        return (entity.local_name, "own town left out") if rng.random() < 0.6 else (entity.name, "plain")
    if entity.kind in {"homonym", "descriptive"} and rng.random() < 0.1:
        return entity.local_name, "bare name elsewhere"
    return entity.name, "plain"


def _second_name(rng: Random, entity: Entity, body: KnownBody, *, stated: bool) -> KnownMention:
    if entity.former is not None:
        if not stated:
            return _known(entity, body, entity.former, "former name")
        form = rng.choice(("{0} (ex {1})", "{0} (Ex {1})", "{0} (anciennement {1})"))
        return _known(entity, body, form.format(entity.name, entity.former), "former name stated")
    short, long = entity.acronym or "", _name_in(rng, entity, body)[0]
    if not stated:
        return _known(entity, body, short, "acronym")
    if rng.random() < 0.3:
        return _known(entity, body, short, "acronym stated", alias=long)
    form = rng.choice(("{0} ({1})", "{1} ({0})", "{1} ({0}"))
    return _known(entity, body, form.format(short, long), "acronym stated")


def _bare_sections(rng: Random, entity: Entity, umbrellas: dict[str, Entity]) -> Iterator[KnownMention]:
    """One section in eight is called as its umbrella in its own town: a trap, no rule can tell them."""
    assert entity.town is not None
    name = next(one for one in sorted(umbrellas) if entity.name.startswith(one))
    if rng.random() < 0.125:
        yield _known(entity, entity.town.body, name, "section called as its umbrella")


def _known(
    entity: Entity,
    body: KnownBody,
    name: str,
    kind: str,
    alias: str | None = None,
    siren: str | None = None,
    rna: str | None = None,
) -> KnownMention:
    return KnownMention(name, body.siren, entity.id, alias or "", siren or "", "" if siren else rna or "", kind)
