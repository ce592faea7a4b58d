"""When two spellings say the same thing.

A measure should punish a wrong person or sum, not an accent. Each function folds a value to a key;
keys that are equal (or close, where `close` is asked) state the same fact.
"""

from __future__ import annotations

import difflib
import re
import unicodedata

HONORIFICS = frozenset(
    ("m", "mme", "mmes", "mr", "mrs", "mm", "mlle", "monsieur", "madame", "messieurs", "mesdames", "dr", "maitre")
)
BEFORE_A_NAME = frozenset(
    ("l", "la", "le", "les", "association", "a", "au", "aux", "de", "du", "des", "d", "asso", "societe", "commune")
)
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_WORD = re.compile(r"[a-z0-9]+")
_TOWN = re.compile(
    r"^(?:la |le )?(?:commune|ville|mairie|municipalite) (?:de |d |du |des )?(?:la |le |les |l )?",
)


def words_of(value: object) -> list[str]:
    """The words and numbers of `value`, in lower case, without accents or punctuation."""
    plain = unicodedata.normalize("NFKD", str(value)).encode("ascii", "ignore").decode()
    return _WORD.findall(plain.casefold())


def fold(value: object) -> str:
    """The words of `value` with one space between them."""
    return " ".join(words_of(value))


def fold_person(name: object) -> str:
    """A person whatever the order of the names, the honorific, the sign of apostrophes, hyphens and lost spaces."""
    words = words_of(str(name).translate(APOSTROPHES))
    return "".join(sorted(word for word in words if word not in HONORIFICS))


def fold_organisation(name: object) -> str:
    """An organisation without articles and « association »; kept whole when nothing else is left."""
    words = words_of(name)
    return " ".join(word for word in words if word not in BEFORE_A_NAME) or " ".join(words)


def fold_body(name: object) -> str:
    """« Commune de X », « Ville de X », « Mairie de X » and « X » are one body."""
    whole = fold(name)
    return _TOWN.sub("", whole, count=1) or whole


def fold_number(value: object) -> str:
    """An act number or a budget code without spaces and punctuation."""
    return "".join(words_of(value))


def close(first: str, second: str, floor: float = 0.88) -> bool:
    """Equal, or alike enough that a reader would call it the same wording."""
    if first == second:
        return True
    return bool(first and second) and difflib.SequenceMatcher(None, first, second).ratio() >= floor
