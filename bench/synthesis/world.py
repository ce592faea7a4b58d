"""Invented people, assemblies and organisations."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from bench.synthesis import words


@dataclass(frozen=True, slots=True)
class Person:
    """An invented elected member. Names as people write them in running text."""

    given: str
    family: str
    woman: bool


@dataclass(frozen=True, slots=True)
class Assembly:
    """An invented body and the organ that deliberates.

    `gold_name` is what the record expects, `of_body` completes « conseil municipal … » (« de la
    commune de X »), `chair_title` and `member` are the words for the chair and the members.
    """

    gold_name: str
    of_body: str
    town: str
    organ: str
    chair_title: str
    member: str
    siren: str
    department: tuple[str, str, str]
    members: tuple[Person, ...]


def starts_with_vowel(name: str) -> bool:
    return name[:1].lower() in "aàeéèêhiîoôuy"


def of(name: str) -> str:
    """« de Marzac », « d'Arzelle »."""
    return ("d'" if starts_with_vowel(name) else "de ") + name


def luhn_check_digit(digits: str) -> int:
    """The digit that makes `digits` + it a valid SIREN."""
    total = 0
    for rank, figure in enumerate(reversed(digits)):
        value = int(figure) * (2 if rank % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10


def invent_siren(rng: Random, prefix: str) -> str:
    """A well-formed SIREN that starts with `prefix`."""
    digits = prefix + "".join(str(rng.randint(0, 9)) for _ in range(8 - len(prefix)))
    return digits + str(luhn_check_digit(digits))


def invent_town(rng: Random) -> str:
    """« Montbrelle », « Saint-Cirgues-sur-Vorne », « Varenac-lès-Arzon »."""
    plain = rng.choice(words.TOWN_HEADS) + rng.choice(words.TOWN_TAILS)
    river = rng.choice(words.RIVERS)
    saint = f"Saint-{rng.choice(words.SAINTS)}"
    joint = "l'" if starts_with_vowel(river) else ""
    return rng.choice(
        (
            plain,
            plain,
            f"{plain}-sur-{joint or ''}{river}",
            saint,
            f"{saint}-sur-{joint or ''}{river}",
            f"{plain}-le-Haut",
            f"L'{plain}" if starts_with_vowel(plain) else f"La {plain}",
        )
    )


def invent_country(rng: Random) -> str:
    """The name of a group of towns: « Pays de Marzac », « Coteaux de Vorne »."""
    name = rng.choice(words.TOWN_HEADS) + rng.choice(("ac", "on", "ois", "elle"))
    return rng.choice(words.COUNTRIES).format(name=name, of=of(name))


def of_country(country: str) -> str:
    """« du Pays de Marzac », « des Coteaux de Vorne », « de Marzac Nord Vallée »."""
    if country.startswith(("Pays", "Val", "Plateau")):
        return f"du {country}"
    return f"des {country}" if " d" in country else of(country)


def invent_people(rng: Random, count: int) -> tuple[Person, ...]:
    """People with different family names, so that a family name alone says who it is."""
    families = rng.sample(words.SURNAMES, count - count // 8) + rng.sample(words.COMPOUND_SURNAMES, count // 8)
    rng.shuffle(families)
    people = []
    for family in families:
        woman = rng.random() < 0.45
        people.append(
            Person(rng.choice(words.WOMEN if woman else words.MEN), family.replace("Da-Costa", "Da Costa"), woman)
        )
    return tuple(people)


def fill(rng: Random, pattern: str) -> str:
    """An organisation's name from a pattern of the word lists."""
    river = rng.choice(words.RIVERS)
    country = invent_country(rng)
    return pattern.format(
        town=(rng.choice(words.TOWN_HEADS) + rng.choice(words.TOWN_TAILS)),
        river=river,
        of_river=f"de l'{river}" if starts_with_vowel(river) else f"de la {river}",
        of_country=of_country(country),
        saint=f"Saint-{rng.choice(words.SAINTS)}",
        surname=rng.choice(words.SURNAMES),
    )


def invent_club(rng: Random) -> str:
    return fill(rng, rng.choice(words.CLUBS))


def invent_commune(rng: Random, size: int | None = None) -> Assembly:
    town = invent_town(rng)
    gold, of_body = rng.choice(
        (
            (f"Commune {of(town)}", f"de la commune {of(town)}"),
            (f"Commune {of(town)}", f"de la Commune {of(town)}"),
            (f"Ville {of(town)}", f"de la Ville {of(town)}"),
            (f"Commune {of(town)}", of(town)),
        )
    )
    return Assembly(
        gold_name=gold,
        of_body=of_body,
        town=town,
        organ="Conseil municipal",
        chair_title="Maire",
        member="conseillers",
        siren=invent_siren(rng, "21"),
        department=rng.choice(words.DEPARTMENTS),
        members=invent_people(rng, size or rng.choice((11, 15, 19, 23, 27, 33))),
    )


def invent_group(rng: Random, *, bureau: bool = False) -> Assembly:
    """A community of towns: communes, agglomeration or métropole."""
    country = invent_country(rng)
    if not bureau and rng.random() < 0.08:
        return invent_territory(rng)
    form = rng.choice(
        (
            "Communauté de communes",
            "Communauté de communes",
            "Communauté de Communes",
            "Communauté d'agglomération",
            "Communauté urbaine",
            "Métropole",
        )
    )
    metropolitan = form == "Métropole"
    name = f"{rng.choice(words.TOWN_HEADS)}ac Métropole" if metropolitan else f"{form} {of_country(country)}"
    adjective = "métropolitain" if metropolitan else "communautaire"
    return Assembly(
        gold_name=name,
        of_body=of(name) if metropolitan else f"de la {name}",
        town=invent_town(rng),
        organ=f"{'Bureau' if bureau else 'Conseil'} {adjective}",
        chair_title="Président",
        member=rng.choice(("conseillers", "délégués", "membres")),
        siren=invent_siren(rng, rng.choice(("200", "24"))),
        department=rng.choice(words.DEPARTMENTS),
        members=invent_people(rng, rng.choice((12, 16, 22)) if bureau else rng.choice((26, 34, 44))),
    )


def invent_territory(rng: Random) -> Assembly:
    """An établissement public territorial, of which there are a dozen around Paris."""
    name = f"Établissement public territorial {invent_country(rng)}"
    return Assembly(
        gold_name=name,
        of_body=f"de l'{name}",
        town=invent_town(rng),
        organ="Conseil territorial",
        chair_title="Président",
        member="conseillers",
        siren=invent_siren(rng, "200"),
        department=rng.choice(words.DEPARTMENTS),
        members=invent_people(rng, rng.choice((26, 34))),
    )


def invent_syndicate(rng: Random) -> Assembly:
    river = rng.choice(words.RIVERS)
    of_river = f"de l'{river}" if starts_with_vowel(river) else f"de la {river}"
    name = rng.choice(
        (
            f"Syndicat mixte du bassin {of_river}",
            f"Syndicat intercommunal d'eau et d'assainissement {of_river}",
            f"Syndicat d'énergie {of_river}",
            f"Pôle métropolitain {of_river}",
            f"Syndicat mixte de traitement des déchets {of_river}",
        )
    )
    return Assembly(
        gold_name=name,
        of_body=f"du {name}",
        town=invent_town(rng),
        organ="Comité syndical",
        chair_title="Président",
        member=rng.choice(("délégués", "membres")),
        siren=invent_siren(rng, "25"),
        department=rng.choice(words.DEPARTMENTS),
        members=invent_people(rng, rng.choice((18, 24, 36))),
    )


def invent_commission(rng: Random) -> Assembly:
    """The commission permanente (or the full council) of an invented département or région."""
    if rng.random() < 0.6:
        article, place = rng.choice(words.INVENTED_DEPARTMENTS)
        of_place = {"la ": "de la ", "l'": "de l'", "le ": "du "}[article] + place
        name, full = f"Département {of_place}", "Conseil départemental"
    else:
        place = rng.choice(words.INVENTED_REGIONS)
        name, full = f"Région {place}", "Conseil régional"
        of_place = f"de la Région {place}"
    return Assembly(
        gold_name=name,
        of_body=of_place,
        town=invent_town(rng),
        organ=rng.choice(("Commission permanente", "Commission permanente", full)),
        chair_title="Président",
        member="conseillers",
        siren=invent_siren(rng, "22"),
        department=(rng.choice(words.DEPARTMENTS)[0], "", ""),
        members=invent_people(rng, rng.choice((22, 30, 38))),
    )


def invent_ccas(rng: Random) -> Assembly:
    town = invent_town(rng)
    return Assembly(
        gold_name=f"Centre communal d'action sociale {of(town)}",
        of_body=f"du Centre Communal d'Action Sociale {of(town)}",
        town=town,
        organ="Conseil d'administration",
        chair_title="Président",
        member=rng.choice(("administrateurs", "membres")),
        siren=invent_siren(rng, "26"),
        department=rng.choice(words.DEPARTMENTS),
        members=invent_people(rng, rng.choice((11, 13, 17))),
    )
