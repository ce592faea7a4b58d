"""Names to look for in a register: how its millions of names are sieved before ours are compared.

The sieve is the last word that carries meaning, computed alike here and in SQL: the comparison key drops words at
the beginning (« association »), small words, and a legal form at the end, so equal keys have equal last words. What
passes the sieve is compared with the key of `organisation_names`, the same that links the documents among themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from registre.linking.names import ABBREVIATIONS, SMALL_WORDS, fold
from registre.linking.organisation_names import NOBODY, read_organisation

LETTERS: Final = "lower(replace(replace(replace(strip_accents({0}), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'))"
LAST_WORD: Final = (
    f"list_last(list_filter(regexp_extract_all({LETTERS}, '[a-z0-9]+'), lambda word: NOT list_contains($small, word)))"
)
"""The last word of a column in SQL: `LAST_WORD.format("titre")`, with the parameter `small`."""
FORMS: Final = (
    *("sarl", "eurl", "sas", "sasu", "sa", "sci", "scop", "scic", "gie", "gip", "snc", "sasp", "asso", "association"),
)
SMALL: Final = sorted({*SMALL_WORDS, *FORMS})
"""Words that end no name: more than comparison drops does no harm, since both sides drop them."""


class WantedNames:
    """Comparison keys, and the last words that a name with one of these keys may end with."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(key for name in self._names if (key := comparison_key(name)))

    @cached_property
    def last_words(self) -> list[str]:
        last = {word for name in self._names for word in _last(name)}
        short = {brief for brief, full in ABBREVIATIONS.items() if full in last}
        return sorted(last | short)

    def hold(self, name: str) -> bool:
        return comparison_key(name) in self.keys


def comparison_key(name: str) -> str:
    """The key under which two names are one; "" for what names no organisation."""
    read = read_organisation(name)
    return read.key if read is not NOBODY else ""


def _last(name: str) -> list[str]:
    """The last word that is compared, of the name and of what stands before its parenthesis."""
    kept = [[word for word in fold(text).split() if word not in SMALL] for text in (name, name.partition("(")[0])]
    return [every[-1] for every in kept if every]
