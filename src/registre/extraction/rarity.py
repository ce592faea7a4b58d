"""How rare a string is in the text of an act: which needles are worth looking for.

Only speed depends on these figures, never what is found: they choose between needles that are all sure.
"""

from __future__ import annotations

from functools import lru_cache
from math import fsum

Place = tuple[int, int]
Cover = dict[str, Place]
"""Needles of which each match holds one, with the least and most characters from the match's start to it."""

TOO_OFTEN = 0.6
"""The cost above which to look for needles takes as long as to try the pattern everywhere."""
OFTEN = 0.1
"""The cost above which needles are no help beside rarer ones."""

_A_TRY = 12
"""What it costs to come to a place, in characters looked at."""
_FARTHEST = 4000

_LETTERS = {
    char: often
    for often, chars in (
        (15.0, " "),
        (12.0, "e"),
        (6.0, "saitnru"),
        (4.8, "lodc"),
        (2.6, "pm\n"),
        (1.3, "vqf',."),
        (1.0, "b"),
        (0.8, "ghj"),
        (0.2, "xyzkw"),
    )
    for char in chars
}
"""How many of a hundred characters are this one, in French."""
_OTHER = 0.4
_TOGETHER = 1.6
"""Letters that form words come together more often than chance has it."""
_LEAST = 2e-7

_COMMON = tuple(
    (word, often)
    for often, words in (
        (4e-3, " conseil |le |la |de |du |des |les |et |a |au |en |un "),
        (1e-3, "municipal|deliberation|seance|article|commune|presents|membres|conseillers|communautaire"),
        (
            3e-4,
            "president|maire|adjoint|subvention|association|convention|approuve|decide|autorise|vote|pouvoir|exercice"
            "|budget|departement|republique|registre|extrait|secretaire|monsieur|madame|adopte|unanimite|pour|contre"
            "|communaute|presente|representation|participation|considerant|comite|commission|bureau|nombre|reunion"
            "|public|prefecture|date|attribue",
        ),
    )
    for word in words.split("|")
)
"""Words that acts are full of."""


def cost(cover: Cover) -> float:
    """About how much work the needles make: how often they come, and how far around one must look."""
    return fsum([frequency(one) * (_A_TRY + min(_FARTHEST, last - first)) for one, (first, last) in cover.items()])


@lru_cache(maxsize=1 << 14)
def frequency(needle: str) -> float:
    """About how many of the places of a text the needle begins at, 0..1."""
    often = 1.0
    for char in needle:
        often *= _LETTERS.get(char, _OTHER) / 100 * _TOGETHER
    return max([often, _LEAST, *(known for word, known in _COMMON if needle in word)])


def rarer(left: Cover | None, right: Cover | None) -> Cover | None:
    """The one of two covers that costs less; the other when one is None or empty."""
    if not left or not right:
        return left or right
    return right if cost(right) < cost(left) else left


def rarest(covers: list[Cover], most: int) -> tuple[Cover, ...]:
    """The `most` covers that cost least, the cheapest first."""
    return tuple(sorted(covers, key=cost)[:most])
