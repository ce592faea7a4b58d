"""Names made comparable: case, accents, hyphens, apostrophes and small words do not count."""

from __future__ import annotations

import re
import unicodedata

from registre.linking.remembering import NAMES, remembered

LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
SMALL_WORDS = frozenset({"l", "la", "le", "les", "de", "du", "des", "d", "a", "au", "aux", "en", "et"})
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "mt": "mont", "cte": "communaute"}

BODY_KINDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("communaute", "communes"), "cc"),
    (("cc",), "cc"),
    (("communaute", "agglomeration"), "ca"),
    (("ca",), "ca"),
    (("communaute", "urbaine"), "cu"),
    (("cu",), "cu"),
    (("etablissement", "public", "territorial"), "ept"),
    (("ept",), "ept"),
    (("conseil", "departemental"), "departement"),
    (("departement",), "departement"),
    (("conseil", "regional"), "region"),
    (("region",), "region"),
    (("commune",), "commune"),
    (("ville",), "commune"),
    (("mairie",), "commune"),
)
"""Words that say what a body is, before its proper name, and the kind they say."""

KIND_WORDS = (
    ("pole metropolitain", "pole-metropolitain"),
    ("eurometropole", "metropole"),
    ("metropole", "metropole"),
    ("syndicat", "syndicat"),
    ("ccas", "ccas"),
    ("centre communal action sociale", "ccas"),
)
"""Words that say the kind and stay part of the name."""


@remembered(NAMES)
def fold(text: str) -> str:
    """Lower-case ASCII words and numbers, one space between them: "Saint-Étienne" → "saint etienne"."""
    plain = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    ascii_only = plain.replace("’", "'").encode("ascii", "ignore").decode().lower()
    return " ".join(ABBREVIATIONS.get(word, word) for word in re.findall(r"[a-z0-9]+", ascii_only))


def words(text: str) -> list[str]:
    """The folded words of `text` that carry its meaning; all of them when none does."""
    every = fold(text).split()
    return [word for word in every if word not in SMALL_WORDS] or every


@remembered(NAMES)
def body_name(text: str) -> tuple[str | None, str]:
    """The kind that a body's name states, if any, and the name that compares.

    "Communauté de Communes du Val" → ("cc", "val"); "Ville d'Ermont" → ("commune", "ermont");
    "Ville" alone stays a name; "Commune de Ville-d'Avray" and "Ville-d'Avray" give the same name.
    Metropolises, syndicates and CCAS keep their words.
    """
    kept, stated = words(text), None
    while found := next((one for one in BODY_KINDS if _leads(one[0], kept, stated)), None):
        stated, kept = found[1], kept[len(found[0]) :]
    name = " ".join(kept)
    if stated is not None:
        return stated, name
    return next((kind for word, kind in KIND_WORDS if f" {word} " in f" {name} "), None), name


def _leads(lead: tuple[str, ...], kept: list[str], stated: str | None) -> bool:
    follows = stated is None or (stated == "commune" and lead in {("ville",), ("mairie",), ("commune",)})
    return follows and tuple(kept[: len(lead)]) == lead and len(kept) > len(lead)


def accents(text: str) -> int:
    """How many letters of `text` bear an accent: among spellings, the one with accents is the careful one."""
    return sum(unicodedata.combining(letter) > 0 for letter in unicodedata.normalize("NFD", text))
