"""One invented session: who came, who gave a proxy to whom, who was missing; and how names are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from bench.synthesis.chance import DAYS, FIRST_DAY, OfBody
from bench.synthesis.truth import SessionTruth
from bench.synthesis.world import Assembly, Person


class Names(StrEnum):
    """How a document writes its members."""

    titled = "M. Jean DUPRÉ"
    titled_lower = "M. Jean Dupré"
    plain = "Jean DUPRÉ"
    plain_lower = "Jean Dupré"
    reversed = "DUPRÉ Jean"
    reversed_lower = "Dupré Jean"
    titled_reversed = "M. DUPRÉ Jean"
    titled_family = "M. DUPRÉ"
    titled_family_lower = "M. Dupré"
    initial = "J. DUPRÉ"
    titled_initial = "M. J. DUPRÉ"
    family = "DUPRÉ"


COMMON = (
    Names.titled,
    Names.titled,
    Names.titled,
    Names.plain,
    Names.plain,
    Names.titled_lower,
    Names.plain_lower,
    Names.reversed,
    Names.reversed,
    Names.reversed_lower,
    Names.titled_reversed,
    Names.titled_family,
    Names.titled_family,
    Names.titled_family_lower,
    Names.initial,
    Names.titled_initial,
)
TITLED = frozenset(style for style in Names if style.name.startswith("titled"))


@dataclass(frozen=True, slots=True)
class Written:
    """A person as the text writes them; `name` is the same without the honorific (gold)."""

    text: str
    name: str


def initials(given: str) -> str:
    """« J. », « J.-P. »."""
    return "-".join(f"{part[0].upper()}." for part in given.split("-"))


def write(rng: Random, person: Person, style: Names) -> Written:
    """`person` in the given style, with « M. », « Mme » or the words in full when it is titled."""
    lower = style in {Names.titled_lower, Names.plain_lower, Names.reversed_lower, Names.titled_family_lower}
    family = person.family if lower else person.family.upper()
    if style in {Names.reversed, Names.reversed_lower, Names.titled_reversed}:
        name = f"{family} {person.given}"
    elif style in {Names.titled_family, Names.titled_family_lower, Names.family}:
        name = family
    elif style in {Names.initial, Names.titled_initial}:
        name = f"{initials(person.given)} {family}"
    else:
        name = f"{person.given} {family}"
    if style not in TITLED:
        return Written(name, name)
    return Written(f"{honorific(rng, person)} {name}", name)


def honorific(rng: Random, person: Person) -> str:
    short, full = ("Mme", "Madame") if person.woman else (rng.choice(("M.", "M.", "M.", "Mr", "M")), "Monsieur")
    return short if rng.random() < 0.9 else full


@dataclass(slots=True)
class Sitting:
    """What happened, and the truth that fills while the text states it."""

    assembly: Assembly
    date: dt.date
    convened_on: dt.date
    chair: Person
    secretary: Person
    present: list[Person]
    proxies: list[tuple[Person, Person]]
    excused: list[Person]
    absent: list[Person]
    names: Names
    substitutes: dict[Person, Person] = field(default_factory=dict)
    truth: SessionTruth = field(default_factory=SessionTruth)

    @property
    def in_office(self) -> int:
        return len(self.assembly.members)

    @property
    def voting(self) -> int:
        return len(self.present) + len(self.substitutes) + len(self.proxies)

    @property
    def voters(self) -> list[Person]:
        """Those whose voice counts, the chair apart: who may vote against or abstain."""
        return [one for one in self.present + [giver for giver, _ in self.proxies] if one is not self.chair]


def invent_sitting(rng: Random, assembly: Assembly, names: Names | None = None) -> Sitting:
    """A session of `assembly` on a working day between 2015 and 2026, one to three weeks after its convocation.

    With the chance of one body, the day is that of its sitting.
    """
    date = rng.sit() if isinstance(rng, OfBody) else FIRST_DAY + dt.timedelta(days=rng.randrange(DAYS))
    date -= dt.timedelta(days=max(0, date.weekday() - 4))
    members = list(assembly.members)
    chair = members[0]
    rest = members[1:]
    rng.shuffle(rest)
    away = rest[: rng.randint(0, max(1, len(rest) // 3))]
    present = [chair, *[one for one in members[1:] if one not in away]]
    givers = away[: rng.randint(0, min(len(away), 5))]
    holders = rng.sample(present, len(givers))
    missing = away[len(givers) :]
    cut = rng.choice((0, len(missing), rng.randint(0, len(missing))))
    return Sitting(
        assembly=assembly,
        date=date,
        convened_on=date - dt.timedelta(days=rng.randint(4, 14)),
        chair=chair,
        secretary=rng.choice(present[1:]),
        present=present,
        proxies=list(zip(givers, holders, strict=True)),
        excused=missing[:cut],
        absent=missing[cut:],
        names=names or rng.choice(COMMON),
    )


def join(rng: Random, parts: Sequence[str], separators: Sequence[str] = (", ", ", ", " ; ", " - ", " – ")) -> str:
    """The parts as a list: one separator all along, « et » before the last now and then."""
    separator = rng.choice(separators)
    if len(parts) > 1 and separator == ", " and rng.random() < 0.35:
        return f"{separator.join(parts[:-1])} et {parts[-1]}"
    return separator.join(parts)
