"""Names to look for in a register: how its millions of names are sieved before ours are compared.

The sieve is the end of the comparison key, computed alike here and in SQL: a key is the letters of the words that
carry meaning, and comparison drops words at the beginning only (« association », « club »), small words, and a legal
form, so equal keys have equal ends. What passes the sieve is compared with the key of `organisation_names`, the same
that links the documents among themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from registre.linking.names import ABBREVIATIONS, SMALL_WORDS, fold
from registre.linking.organisation_names import NOBODY, PARENTHESIS, read_organisation

FORMS: Final = (
    *("sarl", "eurl", "sas", "sasu", "sa", "sci", "scop", "scic", "gie", "gip", "snc", "sasp", "asso", "association"),
)
SMALL: Final = frozenset({*SMALL_WORDS, *FORMS})
"""Words that the sieve does not see: more than comparison drops does no harm, since both sides drop them."""
LENGTHS: Final = (3, 5, 8, 12)
"""Letters of an end; a key of fewer than three letters is looked up nowhere."""


def _macros() -> tuple[str, ...]:
    """SQL for the letters of a name that the sieve sees, the same as `WantedNames` sees here."""
    small = ", ".join(f"'{word}'" for word in sorted(SMALL))
    written = " ".join(f"WHEN '{brief}' THEN '{full}'" for brief, full in sorted(ABBREVIATIONS.items()))
    base = r"regexp_replace(name, '\s*\([^()]*\)?\s*$', '')"
    plain = f"lower(replace(replace(replace(replace(strip_accents({base}),'œ','oe'),'Œ','oe'),'æ','ae'),'Æ','ae'))"
    words = f"list_filter(regexp_extract_all({plain}, '[a-z0-9]+'), lambda word: word NOT IN ({small}))"
    joined = f"array_to_string(list_transform({words}, lambda word: CASE word {written} ELSE word END), '')"
    return (f"CREATE OR REPLACE MACRO sieve_letters(name) AS {joined}",)


MACROS: Final = _macros()


def sieve(names: Sequence[str], table: str, where: str) -> str:
    """SQL: rows of `table` whose columns `names` have an end in the parameter `ends`, each once for each end.

    The letters of a name are computed once, in a query of their own, then cut: a macro is text that is repeated.
    """
    letters = ", ".join(f"sieve_letters({name}) AS letters_{name}" for name in names)
    ends = ", ".join(f"right(letters_{name}, {length})" for name in names for length in LENGTHS)
    return (
        f"(SELECT * FROM (SELECT *, unnest([{ends}]) AS sieved FROM (SELECT *, {letters} FROM {table} WHERE {where})) "
        "SEMI JOIN (SELECT unnest($ends) AS sieved) AS wanted USING (sieved))"
    )


class WantedNames:
    """Comparison keys, and the ends of those that a name of the register must have."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(key for name in self._names if (key := comparison_key(name)))

    @cached_property
    def ends(self) -> list[str]:
        """One end of each name, as long as its letters allow."""
        letters = {_compared_letters(name) for name in self._names}
        longest = ((text, max((one for one in LENGTHS if one <= len(text)), default=0)) for text in letters)
        return sorted({text[-length:] for text, length in longest if length})

    def hold(self, name: str) -> bool:
        return comparison_key(name) in self.keys


def comparison_key(name: str) -> str:
    """The key under which two names are one; "" for what names no organisation."""
    read = read_organisation(name)
    return read.key if read is not NOBODY else ""


def _compared_letters(name: str) -> str:
    """The letters that the sieve sees of a name without its first words; of its last word when a form is inside."""
    key = comparison_key(name)
    inside = PARENTHESIS.match(name.strip())
    kept = [word for word in fold(inside["base"] if inside is not None else name).split() if word not in SMALL]
    if not key or not kept:
        return ""
    letters = "".join(kept)
    if letters.endswith(key):
        return key
    return letters if key.endswith(letters) else kept[-1]
