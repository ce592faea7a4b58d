"""Where bodies stand, and which words of a name are a town."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from registre.linking.identities import Body, Territory
from registre.linking.matching_rules import Where, read_matching
from registre.linking.names import SMALL_WORDS, body_name
from registre.linking.reference import Reference
from registre.linking.words import read_words

LONGEST_TOWN = 7
"""Words of a town's name, articles included."""
BEFORE_TOWN = SMALL_WORDS | {"section", "comite", "antenne", "delegation", "sur"}
SECTION = frozenset({"section", "comite", "antenne", "delegation", "locale", "local", "communal", "communale"})
"""Words before a town that only say that a section is there."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a body stands. "" is what nobody knows; `town` is the name of a commune, in comparable words."""

    body: str
    kind: str = ""
    town: str = ""
    group: str = ""
    departement: str = ""
    region: str = ""

    def where(self, other: Ground) -> Where:
        if self.body == other.body:
            return Where.here
        shared = (self.group and self.group == other.group) or (
            self.departement and self.departement == other.departement
        )
        holds = "region" in (self.kind, other.kind) and self.region and self.region == other.region
        return Where.near if shared or holds else Where.far


def ground_of(body: Body, territories: Iterable[Territory]) -> Ground:
    place = {one.kind: one.code for one in territories}
    town = body_name(body.name)[1] if body.kind == "commune" else ""
    return Ground(
        body.key, body.kind, town, place.get("epci", ""), place.get("departement", ""), place.get("region", "")
    )


@dataclass(frozen=True, slots=True)
class Towns:
    """Communes by the comparable words of their names → the départements that have one ("" when unknown)."""

    sighted: Mapping[str, frozenset[str]]
    reference: Callable[[str], frozenset[str]]
    of_departement: Mapping[str, tuple[str, ...]]
    """The towns sighted in each département, their letters together → in order."""

    def known(self, name: str) -> bool:
        """Whether a town is called so; a word of the language counts only when a body of the build bears it."""
        return name in self.sighted or (name not in read_words("name_words") and bool(self.reference(name)))

    def misread(self, name: str, departement: str) -> str:
        """The only town sighted in the département of which `name` is a slip, or the beginning; "" for none or two."""
        written = name.replace(" ", "")
        most = min(read_matching().letters(written), 2)
        towns = self.of_departement.get(departement, ()) if departement and most else ()
        found = {
            town
            for town in towns
            for letters in (town.replace(" ", ""),)
            if letters.startswith(written) or OSA.distance(written, letters, score_cutoff=most) <= most
        }
        return found.pop() if len(found) == 1 else ""

    def place(self, name: str, departement: str) -> str:
        """The town of that name that a body of a département means: "vars/05"."""
        there = self.sighted.get(name, frozenset()) | self.reference(name)
        if departement in there or len(there) != 1:
            return f"{name}/{departement}"
        return f"{name}/{next(iter(there))}"


def towns_of(grounds: Iterable[Ground], reference: Reference) -> Towns:
    sighted: dict[str, frozenset[str]] = {}
    for ground in grounds:
        if ground.town:
            sighted[ground.town] = sighted.get(ground.town, frozenset()) | {ground.departement}
    around: defaultdict[str, set[str]] = defaultdict(set)
    for town, departements in sighted.items():
        for departement in departements:
            around[departement].add(town)
    return Towns(
        sighted, reference.departements_of_town, {place: tuple(sorted(towns)) for place, towns in around.items()}
    )


def split_place(tokens: Sequence[str], own: str, towns: Towns) -> tuple[list[str], str]:
    """The words of a name without its town, and the town: "tennis club de vars" → "tennis club", "vars".

    The longest town at the end, after « de », « section de » …; the body's own town needs no such word, and may
    stand first. No town: all words, "".
    """
    for start in range(max(1, len(tokens) - LONGEST_TOWN), len(tokens)):
        name = _significant(tokens[start:])
        if tokens[start] in SMALL_WORDS or not name:
            continue
        if name == own or (tokens[start - 1] in BEFORE_TOWN and towns.known(name)) or name in towns.sighted:
            rest = _without_section(tokens[:start])
            if rest:
                return rest, name
    for end in range(min(len(tokens) - 1, LONGEST_TOWN), 0, -1):
        name = _significant(tokens[:end])
        if tokens[end - 1] not in SMALL_WORDS and (name == own or name in towns.sighted) and name:
            return list(tokens[end:]), name
    return list(tokens), ""


def split_misread(tokens: Sequence[str], departement: str, towns: Towns) -> tuple[list[str], str]:
    """As `split_place`, for a town of the département that is written wrongly or cut short after « de », « à » …"""
    for start in range(max(1, len(tokens) - LONGEST_TOWN), len(tokens)):
        name = _significant(tokens[start:])
        if tokens[start] in SMALL_WORDS or not name or tokens[start - 1] not in BEFORE_TOWN:
            continue
        if name not in read_words("name_words") and (town := towns.misread(name, departement)):
            rest = _without_section(tokens[:start])
            if rest:
                return rest, town
    return list(tokens), ""


def is_section(tokens: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether the word after `rest`, the words of a name without its town, says that a section is there."""
    left = [token for token in tokens[len(rest) :] if token not in SMALL_WORDS]
    return tuple(tokens[: len(rest)]) == tuple(rest) and len(left) > 1 and left[0] in SECTION


def _significant(tokens: Sequence[str]) -> str:
    return " ".join(token for token in tokens if token not in SMALL_WORDS)


def _without_section(tokens: Sequence[str]) -> list[str]:
    rest = list(tokens)
    while rest and rest[-1] in SMALL_WORDS:
        rest.pop()
    if len(rest) > 2 and rest[-1] in SECTION:
        rest.pop()
    return rest if any(token not in SMALL_WORDS for token in rest) else []
