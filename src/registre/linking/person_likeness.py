"""When two names of one body may be one member: a slip of the pen, a second family name, a short form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from rapidfuzz.distance import OSA

from registre.linking.letters import skeleton
from registre.linking.person_names import Name, gender, read_name
from registre.linking.words import read_words

LONG_NAME = 6
"""From this many letters a family name may hold two slips, below it one."""
SHORTEST_GIVEN = 4

Tokens = tuple[str, ...]
Full = Mapping[Tokens, list[str]]
"""The words of a full name, sorted → its spellings."""


def likenesses(full: Full) -> Iterator[tuple[Tokens, Tokens]]:
    """Pairs of names that may be one person, the surest first."""
    found = sorted({*_family_slips(full), *_given_slips(full)})
    yield from ((one, other) for _, one, other in found)
    yield from _second_family_names(full)


def _by_part(full: Full, part: str, value: str) -> Iterator[list[tuple[Tokens, str]]]:
    """Names that share one part, each with its other part."""
    alike: defaultdict[str, dict[Tokens, str]] = defaultdict(dict)
    for tokens, spellings in full.items():
        for name in map(read_name, spellings):
            alike["".join(getattr(name, part))][tokens] = "".join(getattr(name, value))
    yield from (sorted(names.items()) for names in alike.values())


def _family_slips(full: Full) -> Iterator[tuple[int, Tokens, Tokens]]:
    """The same given name, nearly the same family name."""
    for families in _by_part(full, "given", "family"):
        for (one, a), (other, b) in combinations(families, 2):
            distance = family_slips(a, b)
            if distance is not None:
                yield distance, one, other


def family_slips(a: str, b: str) -> int | None:
    """How many letters apart two family names are, when that may be a slip."""
    shortest = min(len(a), len(b))
    if shortest < LONG_NAME - 2:
        return None
    most = 2 if shortest >= LONG_NAME and a[0] == b[0] else 1
    distance = OSA.distance(a, b, score_cutoff=most)
    if distance <= most:
        return distance
    return 2 if skeleton(a) == skeleton(b) else None


def _given_slips(full: Full) -> Iterator[tuple[int, Tokens, Tokens]]:
    """The same family name, and a given name that is none (Nathaiie) one letter away from one (Nathalie)."""
    alike: defaultdict[Tokens, dict[Tokens, Tokens]] = defaultdict(dict)
    for tokens, spellings in full.items():
        for name in map(read_name, spellings):
            alike[name.family][tokens] = name.given
    for givens in alike.values():
        for (one, a), (other, b) in combinations(sorted(givens.items()), 2):
            if _is_given(a) != _is_given(b) and _near_given("".join(a), "".join(b)):
                yield 1, one, other


def _is_given(words: Tokens) -> bool:
    return all(word in read_words("given_names") for word in words)


def _near_given(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= SHORTEST_GIVEN and (
        OSA.distance(a, b, score_cutoff=1) == 1 or skeleton(a) == skeleton(b)
    )


def _second_family_names(full: Full) -> Iterator[tuple[Tokens, Tokens]]:
    """The same given name, and a family name that begins or ends the other one: the only pair of the kind."""
    alike: defaultdict[Tokens, dict[Tokens, Tokens]] = defaultdict(dict)
    for tokens, spellings in full.items():
        for name in map(read_name, spellings):
            alike[name.given][tokens] = name.family
    for families in alike.values():
        pairs = [
            (one, other)
            for one, short in sorted(families.items())
            for other, long in sorted(families.items())
            if _within(short, long)
        ]
        times = Counter(name for pair in pairs for name in pair)
        yield from (pair for pair in pairs if times[pair[0]] == times[pair[1]] == 1)


def _within(short: Tokens, long: Tokens) -> bool:
    ends = (long[: len(short)], long[-len(short) :])
    return 0 < len(short) < len(long) and short in ends and sum(map(len, short)) >= LONG_NAME - 2


def fits(short: Name, full: Name, *, slips: bool = False) -> bool:
    """Whether a short form can stand for a full name: its words are there, its initials begin the others."""
    family = full.family or full.tokens
    if slips:
        near = family_slips("".join(short.family or short.tokens), "".join(family)) is not None
        return near and _initials_fit(short, full)
    if not short.tokens or not set(short.tokens) <= set(full.tokens) or not set(short.tokens) & set(family):
        return False
    if not short.initials:
        return set(family) <= set(short.tokens) or set(short.tokens) == set(full.tokens)
    return _initials_fit(short, full)


def agreeing(short: Name, fulls: Iterable[Name]) -> list[int]:
    """Ranks of the names that the title of a short form allows: « Mme MARTEL » is Muriel, « M. MARTEL » is Paul.

    « M. » is also an initial: when no man is meant, it is Marie. A given name that tells nothing is always allowed.
    """
    names = list(fulls)
    allowed = [rank for rank, name in enumerate(names) if gender(name.given) in ("", short.title)]
    if not short.title or short.initials:
        return list(range(len(names)))
    if not allowed and short.title == "man":
        return [rank for rank, name in enumerate(names) if name.given[:1] and name.given[0].startswith("m")]
    return allowed


def _initials_fit(short: Name, full: Name) -> bool:
    return tuple(token[0] for token in full.given)[: len(short.initials)] == short.initials
