"""A name of an organisation as one body writes it, in the parts that matching compares."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from sys import intern

from rapidfuzz import process
from rapidfuzz.distance import OSA

from registre.linking.grounds import Ground, Towns, is_section, split_misread, split_place
from registre.linking.letters import singular, skeleton
from registre.linking.matching_rules import Made, read_matching
from registre.linking.names import SMALL_WORDS, fold
from registre.linking.organisation_names import base_of, is_generic, read_organisation, without_leads
from registre.linking.remembering import NAMES, remembered
from registre.linking.words import read_words

LONG_GENERIC = 8
"""Letters from which a slip in a generic name is forgiven."""
SHORT = re.compile(r"\b((?:[A-Za-zÀ-ÿ]\.){2,})")


@dataclass(frozen=True, slots=True)
class MatchName:
    """`core` are its words without small ones, without words that say what it is, without its town."""

    node: str
    spelling: str
    ground: Ground
    core: tuple[str, ...]
    whole: tuple[str, ...]
    """All its words, small ones too, and its town when it is understood."""
    place: str
    """ "vars/05": its town, stated or understood ("" for neither)."""
    stated: bool
    made: Made
    letters: str
    """All letters as written, together."""
    family: bool = False
    """Whether documents give the same name to organisations of several towns, or to a section and to its whole."""
    section: bool = False
    """Whether it says to be the part of a larger one in its town: « section de … », « comité de … »."""
    mended: bool = False
    """Whether a word or the town was a slip that its nearest word or town replaces."""

    @property
    def whole_written(self) -> tuple[str, ...]:
        """All its words as written, without a town that is only understood."""
        return all_words(self.spelling)

    @property
    def joined(self) -> str:
        return "".join(self.core)

    @property
    def bones(self) -> str:
        """The skeletons of the words of its core, together."""
        return "".join(map(skeleton, self.core))

    @property
    def has_own_word(self) -> bool:
        """Whether a word of its core is none of the language: a made-up word, a family name."""
        return any(map(_is_made_up, self.core))

    @property
    def of_a_town(self) -> bool:
        """Whether it names what every town has of its own kind: a school, a club, « les amis de … »."""
        return any(singular(word) in _local_kinds() for word in self.core)

    @property
    def digits(self) -> tuple[str, ...]:
        return tuple(sorted(word for word in self.core if word.isdigit()))


def read_match_names(texts: Iterable[tuple[str, str]], grounds: Mapping[str, Ground], towns: Towns) -> list[MatchName]:
    """Each (spelling, body) in parts. A name that is seen in several towns, each stated, is that of a family.

    So is one that is seen in one town as that of a section: there is a whole that it belongs to.
    """
    names = [_read(spelling, grounds.get(body) or Ground(body), towns) for spelling, body in texts]
    places: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.stated:
            places[name.bones].add(name.place)
    families = {bones for bones, seen in places.items() if len(seen) > 1} | {one.bones for one in names if one.section}
    return [demote(replace(name, family=True)) if name.bones in families else _placed(name) for name in names]


def node_of(spelling: str, body: str) -> str:
    return f"{spelling}\n{body}"


def _read(spelling: str, ground: Ground, towns: Towns) -> MatchName:
    tokens = all_words(spelling)
    rest, town = split_place(tokens, ground.town, towns)
    inside = _town_inside(spelling, ground, towns) if not town else ""
    misread = not town and not inside
    if misread:
        rest, town = split_misread(tokens, ground.departement, towns)
    written = tuple(word for word in rest if word not in SMALL_WORDS) or tuple(rest)
    kept = tuple(map(_mended, written))
    core = tuple(without_leads(list(kept)))
    generic = _is_generic(core) or _is_generic(kept)
    place = intern(towns.place(town or inside, ground.departement)) if town or inside else ""
    made = _made(core, generic)
    compared = kept if generic and not _is_generic(core) else core
    return MatchName(
        node_of(spelling, ground.body),
        spelling,
        ground,
        compared,
        tuple(tokens),
        place,
        bool(place),
        made,
        intern(fold(base_of(spelling)).replace(" ", "")),
        mended=(misread and bool(town)) or kept != written,
        section=bool(town) and is_section(tokens, rest),
    )


def _placed(name: MatchName) -> MatchName:
    """The town is understood in the name that a commune gives to one of its own."""
    wide = name.made is Made.local and not name.of_a_town and len(name.core) >= read_matching().wide_words
    if name.place or name.made is Made.coined or wide or not name.ground.town:
        return name
    place = intern(f"{name.ground.town}/{name.ground.departement}")
    return replace(name, place=place, whole=(*name.whole, *map(intern, name.ground.town.split())))


def demote(name: MatchName, made: Made = Made.local) -> MatchName:
    """The same name, known to be one that any town may give."""
    return _placed(replace(name, made=made) if name.made is not Made.generic else name)


def promote(name: MatchName) -> MatchName:
    """The same name, known to be that of one organisation in the whole country."""
    return replace(name, made=Made.coined, place=name.place if name.stated else "") if not name.family else name


def _town_inside(spelling: str, ground: Ground, towns: Towns) -> str:
    """ "Foyer rural (Vars)": the town in parentheses; « Union sportive (US) » states no town."""
    if read_organisation(spelling).alias is not None:
        return ""
    inside = re.search(r"\(([^()]+)\)?\s*$", spelling)
    name = " ".join(word for word in fold(inside[1]).split() if word not in SMALL_WORDS) if inside else ""
    return name if name and (name == ground.town or towns.known(name)) else ""


@remembered(4 * NAMES)  # the pairs of a build ask for all its names, over and over
def all_words(spelling: str) -> tuple[str, ...]:
    """The folded words of a name, abbreviations written out: "G.S. Pasteur" → groupe, scolaire, pasteur."""
    text = SHORT.sub(lambda found: found[1].replace(".", "") + " ", base_of(spelling))
    text = re.sub(r"\bSté\b\.?", "Société", text)
    text = re.sub(r"\bCté\b\.?(?!\s+(?:de\s+[Cc]|d['’][Aa]|urb))", "Comité", text).replace("&", " et ")
    table = abbreviations()
    return tuple(intern(part) for word in fold(text).split() for part in table.get(word, (word,)))


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Short word → the words that it stands for."""
    rows = (line.split("\t") for line in read_words("abbreviations.tsv"))
    return {short: tuple(long.split()) for short, long in rows}


@cache
def common_parts() -> frozenset[str]:
    """Words that no organisation has for itself alone."""
    lists = ("name_words", "common_words", "leading_words", "not_organisations", "given_names")
    generic = {word for name in read_words("generic_names") for word in name.split()}
    return frozenset(generic).union(*(read_words(name) for name in lists))


def _made(core: tuple[str, ...], generic: bool) -> Made:
    if generic:
        return Made.generic
    local = any(singular(word) in _local_kinds() for word in core)
    return Made.local if local or not any(_is_made_up(word) for word in core) else Made.coined


@remembered(NAMES)
def _is_made_up(word: str) -> bool:
    """Whether a word is not one of the language."""
    return len(word) >= 3 and not word.isdigit() and word not in common_parts() and singular(word) not in _singulars()


@remembered(NAMES)
def _mended(word: str) -> str:
    """The only word of the language of which `word` is a slip, else itself: "sauvegorde" → "sauvegarde"."""
    most = min(read_matching().letters(word), 2)
    if not most or word in common_parts() or word.isdigit() or singular(word) in _singulars():
        return word
    near = process.extract(word, _language(), scorer=OSA.distance, score_cutoff=most, limit=3)
    return str(near[0][0]) if near and (len(near) == 1 or near[0][1] < near[1][1]) else word


@cache
def _local_kinds() -> frozenset[str]:
    return frozenset(map(singular, read_words("local_kinds")))


@cache
def _singulars() -> frozenset[str]:
    return frozenset(map(singular, common_parts()))


@cache
def _language() -> list[str]:
    """Words that names are made of; given names are none: a family name may be near to one."""
    return sorted(word for word in common_parts() - read_words("given_names") if len(word) > 3)


@remembered(NAMES)
def _is_generic(core: tuple[str, ...]) -> bool:
    """Whether many towns give this name, plurals and slips forgiven, to one of their own."""
    if is_generic(list(core)):
        return True
    joined = "".join(map(singular, core))
    most = min(read_matching().letters(joined), 2)
    if len(joined) < LONG_GENERIC:
        return joined in _generic_list()
    return process.extractOne(joined, _generic_list(), scorer=OSA.distance, score_cutoff=most) is not None


@cache
def _generic_list() -> list[str]:
    return sorted("".join(map(singular, name.split())) for name in read_words("generic_names"))


def spread(names: Iterable[MatchName]) -> Counter[str]:
    """In how many different names each word stands."""
    return Counter(word for core in {name.core for name in names} for word in set(core))
