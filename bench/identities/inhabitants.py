"""Who lives in the invented country: generic, descriptive, coined, umbrella and section, school, company."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.identities import words
from bench.identities.world import Entity, Town, coined, surname, zipf
from bench.synthesis.world import invent_siren, of

from registre.linking.reference import KnownBody

Maker = Callable[[Random, Town], Entity]


def _entity(kind: str, name: str, town: Town | None, local: str | None = None) -> Entity:
    return Entity("", kind, name, town, local_name=local)


def _of_town(words_before: str, town: Town) -> str:
    """« Comité des fêtes de Marzac », « … d'Arzelle »."""
    return f"{words_before} {of(town.name)}"


def generic(rng: Random, town: Town) -> Entity:
    name = zipf(rng, words.GENERIC)
    made = _entity("generic", _of_town(name, town), town, name)
    made.acronym = words.ACRONYMS_OF_GENERIC.get(name)
    return made


def shared(rng: Random, town: Town) -> Entity:
    """A name that other towns may give as well; half of them say their town when they are out of it."""
    name = zipf(rng, words.SHARED)
    return _entity("homonym", _of_town(name, town), town, name)


def aim(rng: Random, town: Town) -> Entity:
    about = zipf(rng, words.OBJECTS)
    name = zipf(rng, words.AIMS).format(of=f"de l'{about}" if about[0] in "aeo" else f"du {about}")
    return _entity("descriptive", _of_town(name, town), town, name)


def sport(rng: Random, town: Town) -> Entity:
    """« Handball club de Marzac » and « Handball club Marzac » are one: a town has no two so called."""
    form, name = zipf(rng, words.SPORT_FORMS), zipf(rng, words.SPORTS)
    made = _entity("sport", form.format(sport=name, town=town.name), town)
    made.told_by = form.format(sport=name, town="").replace(" de ", " ").strip()
    return made


def local(rng: Random, town: Town) -> Entity:
    tail = rng.choice((coined(rng), surname(rng), f"{of(coined(rng))}"))
    return _entity("local", f"{zipf(rng, words.KINDS_OF_LOCAL)} {tail}", town)


def school(rng: Random, town: Town) -> Entity:
    name = zipf(rng, words.SCHOOLS).format(saint=zipf(rng, words.SAINTS))
    number = f" {rng.choice((1, 2))}" if rng.random() < 0.2 else ""
    return _entity("school", _of_town(name + number, town), town, name + number)


def section(rng: Random, town: Town) -> Entity:
    """A town has one section of an umbrella, whether it calls itself « section », « comité » or « antenne »."""
    name = zipf(rng, words.UMBRELLAS)
    made = _entity("section", zipf(rng, words.SECTIONS).format(name=name, town=town.name), town)
    made.told_by = name
    return made


def company(rng: Random, town: Town) -> Entity:
    """Coined, known in several territories, often with an acronym or a former name that texts state."""
    name, kind = coined(rng), rng.random()
    made = _entity("company", name, None)
    if kind < 0.35:
        field = zipf(rng, words.FIELDS)
        side = zipf(rng, words.SIDES)
        of_field = f"de l'{field}" if field[0] in "aeéio" else f"de {field}"
        made.name = zipf(rng, words.EXPANSIONS).format(of_field=of_field, side=side)
        made.acronym = initials(made.name)
        made.kind = "acronym"
    elif kind < 0.55:
        made.name = f"{name} {zipf(rng, words.FIELDS)}".title()
        made.former = coined(rng)
        made.kind = "renamed"
    made.siren = invent_siren(rng, "8") if rng.random() < 0.6 else None
    return made


def initials(name: str) -> str:
    """The acronym that its words spell: "Institut régional pour l'innovation du bois" → "IRPIDB"."""
    letters = [part for word in name.replace("-", " ").split() for part in word.split("'")]
    return "".join(one[0].upper() for one in letters if len(one) > 3)


MAKERS: tuple[tuple[Maker, int], ...] = (
    (generic, 30),
    (shared, 12),
    (aim, 8),
    (sport, 10),
    (local, 16),
    (school, 8),
    (section, 4),
    (company, 12),
)


def invent_entities(rng: Random, towns: list[Town], count: int) -> list[Entity]:
    """`count` organisations, no two of which documents could not tell apart; umbrellas come first."""
    made = [_umbrella(name) for name in words.UMBRELLAS]
    taken: set[tuple[str, str]] = set()
    makers, weights = zip(*MAKERS, strict=True)
    while len(made) < count:
        town = rng.choice(towns)
        one = rng.choices(makers, weights)[0](rng, town)
        place = one.town.body.siren if one.town is not None else ""
        told = {(name, place) for name in (one.told_by or one.name, one.acronym) if name}
        if not told & taken:
            taken |= told
            one.funders = _funders(rng, town, towns, one)
            one.rna = f"W{rng.randrange(10**8, 10**9)}" if one.town is not None and rng.random() < 0.3 else None
            made.append(one)
    for rank, one in enumerate(made):
        one.id = f"{one.kind}-{rank:06}"
        if not one.funders:
            one.funders = list({town.departement.siren: town.departement for town in towns}.values())[:12]
    return made


def _umbrella(name: str) -> Entity:
    return _entity("umbrella", name, None)


def _funders(rng: Random, town: Town, towns: list[Town], one: Entity) -> list[KnownBody]:
    if one.town is not None:
        return [town.body, town.body, town.body, town.group, *([town.departement] if rng.random() < 0.3 else [])]
    others = rng.sample(towns, min(len(towns), rng.choice((1, 2, 2, 3, 5))))
    return [rng.choice((other.group, other.group, other.departement, other.body)) for other in (town, *others)]
