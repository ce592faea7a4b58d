"""Whom a short spelling stands for among the members that a document names in full.

Minutes name a member once in full, then « M. ORME », « P. ORME », « ORME Paul ». One member fits, or
nobody does: a surname that two members bear stands for none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from registre.extraction.names import Shape, shape_of
from registre.reading import fold

_LETTERS = re.compile(r"[a-z0-9]+")
_PARTICLES = frozenset(("de", "du", "des", "la", "le", "les", "d", "l", "et"))


class Members:
    """The names of a roll, each once, looked up by any spelling."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(name for name in names if name))

    @cached_property
    def _exact(self) -> dict[str, str]:
        return {_key(name): name for name in reversed(self._names)}

    @cached_property
    def _parts(self) -> list[tuple[str, list[str], frozenset[str]]]:
        """Each member once: the name, its words, those of them that can be the family name."""
        return [(name, _words(name), _family(name)) for name in dict.fromkeys(self._exact.values())]

    def whom(self, spelling: str) -> str | None:
        """The one member whom `spelling` names, as the roll spells it; None when nobody or several fit."""
        if same := self._exact.get(_key(spelling)):
            return same
        words = [word for word in _words(spelling) if word not in _PARTICLES]
        if not words or all(len(word) < 3 for word in words):
            return None
        fitting = [name for name, parts, family in self._parts if _fits(words, parts, family)]
        return fitting[0] if len(fitting) == 1 else None

    def contradicts(self, spelling: str) -> bool:
        """Whether `spelling` has the family name of one member and a given name that is not that member's.

        A column torn apart joins the given name of one to the family name of another.
        """
        words = spelling.split()
        if len(words) < 2 or self.whom(spelling):
            return False
        fitting = [
            (parts, family) for name, parts, family in self._parts if len(parts) > 1 and family & set(_words(spelling))
        ]
        if len(fitting) != 1:
            return False
        parts, family = fitting[0]
        given = [part for part in parts if part not in family]
        others = [word for word in _words(spelling) if word not in family]
        return bool(given and others) and all(len(one) > 2 and one[0] != other[0] for one in given for other in others)


@lru_cache(maxsize=2048)
def _key(name: str) -> str:
    return "".join(sorted("".join(_words(name))))


def _words(name: str) -> list[str]:
    return _LETTERS.findall(fold(name))


@lru_cache(maxsize=2048)
def _family(name: str) -> frozenset[str]:
    """The words that can be the family name: those in capitals, when the case tells them apart."""
    parts = name.split()
    shapes = {shape_of(part) for part in parts}
    if {Shape.capital, Shape.capitals} <= shapes:
        parts = [part for part in parts if shape_of(part) is Shape.capitals]
    elif len(parts) > 1 and shapes <= {Shape.capital, Shape.particle}:
        parts = parts[1:]
    return frozenset(word for part in parts for word in _words(part))


def _fits(words: list[str], parts: list[str], family: frozenset[str]) -> bool:
    """Every whole word is in the name, one of them in the family name; every initial begins another word."""
    whole = [word for word in words if len(word) > 2]
    short = [word for word in words if len(word) <= 2 and word not in parts]
    others = [part for part in parts if part not in whole]
    return (
        set(whole) <= set(parts)
        and bool(set(whole) & family)
        and all(any(part.startswith(letter) for part in others for letter in word[:1]) for word in short)
    )
