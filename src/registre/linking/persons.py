"""Who the names of a body's rolls stand for: one person a member, however often and however spelt.

Names compare without case, accents, hyphens and order. A slip of spelling is forgiven when the given
name is the same and no roll holds both (LECOQ, LECOCQ); "MARTEL" or "J. MARTEL" stand for the one member
whom they fit. Nobody is guessed: a short form that fits two members stands for neither.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import combinations

from registre.linking.identities import Mandate, Person
from registre.linking.names import accents, edits, fold
from registre.linking.words import read_words

HONORIFIC = re.compile(
    r"^(?:(?:M\.|MM\.?|Mmes?\.?|Mlles?\.?|Mrs?\.?|M|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames|Dr\.?|Ma[iî]tre)\s+)+(?=\S)",
    re.IGNORECASE,
)
PARTICLES = frozenset({"al", "da", "de", "di", "do", "du", "el", "la", "le", "ma", "st"})
KEY_DIGITS = 12
LONG_NAME = 6
"""From this many letters a family name may hold two slips, below it one."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in comparable parts. `given` and `family` are empty when its letters do not tell them apart."""

    tokens: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    initials: tuple[str, ...]

    @property
    def short(self) -> bool:
        """A family name alone, or with initials: it needs a roll to stand for somebody."""
        return bool(self.initials) or len(self.tokens) == 1 or not self.given


@lru_cache(maxsize=65536)
def read_name(text: str) -> Name:
    """ "Jean-Luc DEGRAIX", "DEGRAIX Jean-Luc", "J-L. DEGRAIX", "Degraix" in comparable parts."""
    words = [word for word in re.split(r"[\s,]+", HONORIFIC.sub("", text.strip())) if fold(word)]
    initials, full = _split_initials(words)
    capitals = [word for word in full if word.isupper()]
    if capitals and len(capitals) < len(full):
        family, given = capitals, _given(full)
    elif capitals or len(full) == 1:
        family, given = full, []
    else:
        family, given = full[1:], full[:1]
    tokens = _tokens(full)
    letters = tuple(letter for word in initials for letter in fold(word).replace(" ", ""))
    return Name(tuple(sorted(tokens)), _tokens(given), _tokens(family), letters)


def _split_initials(words: list[str]) -> tuple[list[str], list[str]]:
    """The initials of a name and its whole words: "J.", "J-P."; "JP" only beside a name in capitals (not « BA »)."""
    dotted = [word for word in words if re.fullmatch(r"[A-ZÀ-Ý](?:\.?-?[A-ZÀ-Ý])?\.|[A-ZÀ-Ý]-[A-ZÀ-Ý]|[A-ZÀ-Ý]", word)]
    rest = [word for word in words if word not in dotted]
    bare = [word for word in rest if re.fullmatch(r"[A-ZÀ-Ý]{2}", word) and fold(word) not in PARTICLES]
    if bare and len(bare) < len(rest) and all(word.isupper() for word in rest):
        dotted, rest = [*dotted, *bare], [word for word in rest if word not in bare]
    return (dotted, rest) if rest else ([], words)


def _given(words: list[str]) -> list[str]:
    """The words of a name that are not in capitals; a particle beside the family name is not a given name."""
    given = [word for word in words if not word.isupper()]
    return [word for word in given if word[:1].isupper()] or given


def _tokens(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(token for word in words for token in fold(word).split())


def is_person_name(text: str) -> bool:
    """Whether a name is surely that of a person: a title of courtesy, or a given name beside a family name.

    "Firmin TALBOUZE" and "TALBOUZE Firmin" are; "Martin Sports", "La Jeanne d'Arc", "SARL Firmin" are not.
    """
    if HONORIFIC.match(text):
        return True
    parts = text.split()
    if not 2 <= len(parts) <= 4 or not all(part[:1].isupper() or fold(part) in PARTICLES for part in parts):
        return False
    given = [fold(part).split()[0] in read_words("given_names") for part in parts if fold(part)]
    others = [token for part in parts for token in fold(part).split() if token not in read_words("given_names")]
    other_words = read_words("common_words") | read_words("leading_words") | read_words("not_organisations")
    if any(token in other_words for token in others) or fold(text) in read_words("not_persons"):
        return False
    return given[:1] == [True] or (given[-1:] == [True] and parts[0].isupper())


@dataclass(slots=True)
class Seen:
    """How often a spelling was seen, and in which organs, from when to when, in which roles."""

    count: int = 0
    seats: dict[str, tuple[date, date, frozenset[str]]] = field(default_factory=dict)

    def add(self, organ: str, day: date, roles: Iterable[str]) -> None:
        self.count += 1
        first, last, before = self.seats.get(organ, (day, day, frozenset()))
        if roles := frozenset(roles):
            self.seats[organ] = (min(first, day), max(last, day), before | roles)

    def merge(self, other: Seen) -> None:
        self.count += other.count
        for organ, (first, last, roles) in other.seats.items():
            mine = self.seats.get(organ, (first, last, roles))
            self.seats[organ] = (min(first, mine[0]), max(last, mine[1]), roles | mine[2])


@dataclass(slots=True)
class Rolls:
    """Every spelling of a name in the rolls of one body, and the pairs that stand in one roll together."""

    spellings: defaultdict[str, Seen] = field(default_factory=lambda: defaultdict(Seen))
    together: set[tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=set)

    def add_roll(self, names: Iterable[str]) -> None:
        """Remember which like names one roll holds: they are different persons."""
        alike: defaultdict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        for text in names:
            name = read_name(text)
            alike[name.given or name.tokens[:1]].add(name.tokens)
        for group in alike.values():
            self.together.update(combinations(sorted(group), 2))

    def merge(self, other: Rolls) -> None:
        for spelling, seen in other.spellings.items():
            self.spellings[spelling].merge(seen)
        self.together |= other.together


@dataclass(frozen=True, slots=True)
class BodyPersons:
    """The persons of one body, and whom each spelling stands for."""

    persons: tuple[Person, ...]
    of_spelling: Mapping[str, Person]

    def in_record(self, names: Iterable[str]) -> dict[str, Person]:
        """Whom each name of one record stands for. A short form may be told by the other names of the record."""
        every = sorted(set(names))
        found = {name: self.of_spelling[name] for name in every if name in self.of_spelling}
        there = {person.key: person for person in found.values()}
        for name in every:
            if name not in found:
                fitting = [one for one in there.values() if _fits(read_name(name), read_name(one.name))]
                if len(fitting) == 1:
                    found[name] = fitting[0]
        return found


def settle_persons(body: str, rolls: Rolls) -> BodyPersons:
    """One person for all spellings of a member; short forms join the one member whom they fit."""
    full: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    short: list[str] = []
    for spelling in sorted(rolls.spellings):
        name = read_name(spelling)
        if name.short:
            short.append(spelling)
        else:
            full[name.tokens].append(spelling)
    groups = _forgive_slips(full, rolls.together)
    groups, unknown = _place_short_forms(groups, short)
    made = [(_person(body, group, rolls), group) for group in [*groups, *unknown]]
    of_spelling = {spelling: person for person, group in made for spelling in group}
    return BodyPersons(tuple(sorted(person for person, _ in made)), of_spelling)


def _forgive_slips(
    full: Mapping[tuple[str, ...], list[str]], together: set[tuple[tuple[str, ...], tuple[str, ...]]]
) -> list[list[str]]:
    """Spellings grouped by person. Two names that one roll holds together are never joined."""
    groups: dict[tuple[str, ...], set[tuple[str, ...]]] = {tokens: {tokens} for tokens in full}
    for _, one, other in sorted(_slips(full)):
        first, second = groups[one], groups[other]
        apart = any(tuple(sorted((a, b))) in together for a in first for b in second)
        if first is not second and not apart:
            first |= second
            groups.update(dict.fromkeys(second, first))
    unique = {id(group): group for group in groups.values()}
    return sorted(sorted(text for tokens in group for text in full[tokens]) for group in unique.values())


def _slips(full: Mapping[tuple[str, ...], list[str]]) -> Iterable[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    """Pairs of names that a slip of the pen explains: same given name, nearly the same family name."""
    alike: defaultdict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for tokens, spellings in full.items():
        for name in map(read_name, spellings):
            alike["".join(name.given)][tokens] = "".join(name.family)
    for families in alike.values():
        for (one, a), (other, b) in combinations(sorted(families.items()), 2):
            most = 2 if min(len(a), len(b)) >= LONG_NAME and a[0] == b[0] else 1
            distance = edits(a, b, most)
            if distance <= most and min(len(a), len(b)) >= LONG_NAME - 2:
                yield distance, one, other


def _place_short_forms(groups: list[list[str]], short: list[str]) -> tuple[list[list[str]], list[list[str]]]:
    """Short forms join the only group that they fit; those that fit none are persons of their own."""
    placed = [list(group) for group in groups]
    alone: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for spelling in short:
        name = read_name(spelling)
        fitting = [place for place, group in enumerate(groups) if any(_fits(name, read_name(full)) for full in group)]
        if len(fitting) == 1:
            placed[fitting[0]].append(spelling)
        elif not fitting:
            alone[name.tokens, name.initials].append(spelling)
    return placed, list(alone.values())


def _fits(short: Name, full: Name) -> bool:
    """Whether a short form can stand for a full name: its words are there, its initials begin the others."""
    family = full.family or full.tokens
    if not short.tokens or not set(short.tokens) <= set(full.tokens) or not set(short.tokens) & set(family):
        return False
    if not short.initials:
        return set(family) <= set(short.tokens) or set(short.tokens) == set(full.tokens)
    return tuple(token[0] for token in full.given)[: len(short.initials)] == short.initials


def _person(body: str, spellings: list[str], rolls: Rolls) -> Person:
    seen = Seen()
    for spelling in spellings:
        seen.merge(rolls.spellings[spelling])
    best = min(spellings, key=lambda text: _rank(text, rolls.spellings[text].count))
    mandates = tuple(
        Mandate(organ, first, last, tuple(sorted(roles))) for organ, (first, last, roles) in sorted(seen.seats.items())
    )
    name = HONORIFIC.sub("", best.strip())
    return Person(body, person_key(body, best), name, tuple(sorted(spellings)), mandates)


def _rank(text: str, count: int) -> tuple[bool, int, int, bool, str]:
    """Full before short, then the most frequent, then with its accents, then not all in capitals."""
    return (read_name(text).short, -count, -accents(text), text.isupper(), text)


def person_key(body: str, name: str) -> str:
    """An opaque key, the same whatever the case, accents and order of the name."""
    comparable = " ".join((*read_name(name).tokens, *read_name(name).initials))
    return hashlib.sha256(f"{body}\n{comparable}".encode()).hexdigest()[:KEY_DIGITS]
