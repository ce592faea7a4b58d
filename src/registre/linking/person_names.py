"""The name of a person in comparable parts: given name, family name, initials."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from registre.linking.names import fold
from registre.linking.remembering import NAMES, remembered
from registre.linking.words import read_words

HONORIFIC = re.compile(
    r"^(?:(?:M\.|MM\.?|Mm[ec]s?\.?|Mlles?\.?|Mrs?\.?|M|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames|Dr\.?|Ma[iî]tre)\s+)+(?=\S)",
    re.IGNORECASE,
)
PARTICLES = frozenset({"al", "da", "de", "di", "do", "du", "el", "la", "le", "ma", "st"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in comparable parts. `given` and `family` are empty when its letters do not tell them apart."""

    tokens: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    initials: tuple[str, ...]
    title: str = ""
    """What stands before the name: "man" (« M. », which may also be an initial), "woman" or ""."""

    @property
    def short(self) -> bool:
        """A family name alone, or with initials: it needs a roll to stand for somebody."""
        return bool(self.initials) or len(self.tokens) == 1 or not self.given


@remembered(NAMES)
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
    return Name(tuple(sorted(tokens)), _tokens(given), _tokens(family), letters, _title(text))


def _title(text: str) -> str:
    said = HONORIFIC.match(text.strip())
    words = fold(said.group()).split() if said is not None else []
    if any(word in {"mme", "mmc", "mmes", "madame", "mesdames", "mlle", "mademoiselle"} for word in words):
        return "woman"
    return "man" if any(word in {"m", "mm", "mr", "monsieur", "messieurs"} for word in words) else ""


def gender(given: tuple[str, ...]) -> str:
    """ "woman" or "man" when the first given name is borne by one of them only; "" when it tells nothing."""
    if (
        not given
        or given[0] in read_words("shared_given_names")
        or given[0] not in read_words("given_names") | read_words("women_names")
    ):
        return ""
    return "woman" if given[0] in read_words("women_names") else "man"


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
    other_words = (
        read_words("common_words")
        | read_words("leading_words")
        | read_words("not_organisations")
        | read_words("troupes")
    )
    if any(token in other_words for token in others) or fold(text) in read_words("not_persons"):
        return False
    return given[:1] == [True] or (given[-1:] == [True] and parts[0].isupper())
