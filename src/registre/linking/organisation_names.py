"""The name of an organisation in comparable parts, and the other name that a text states beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from registre.linking.names import fold, words
from registre.linking.person_names import is_person_name
from registre.linking.remembering import NAMES, remembered
from registre.linking.words import read_words

PARENTHESIS = re.compile(r"^(?P<base>[^()]{2,160}?)\s*\((?P<inner>[^()]{2,160})\)?\s*$")
FORMER = re.compile(r"^(?:ex|ancien(?:ne)?ment|ancien nom|autrefois)\b[\s.:-]*(?P<name>\S.*)$", re.IGNORECASE)
PERSON_INSIDE = re.compile(
    r"\b(?:M\.|Mme|Mlle|Monsieur|Madame|Mademoiselle|Ma[iî]tre)\s+[A-ZÀ-Ý]"
    r"|\b(?i:[ée]poux|[ée]pouse|consorts|veuve|hoirs|h[ée]ritiers)\s+[A-ZÀ-Ý]|\bn[ée]e?\s+le\s|@"
)
"""« association X représentée par Mme Y » would publish Y with the name of X."""
OWN_BUDGET = re.compile(r"^(?:le |du |un )?budgets? (?:annexe|principal|autonome|primitif)", re.IGNORECASE)
LEGAL_FORMS = frozenset({"sarl", "eurl", "sas", "sasu", "sa", "sci", "scop", "scic", "gie", "snc", "sasp", "gip"})
MOST_WORDS = 14
"""A longer string is a sentence that went astray, not a name."""


class Alias(StrEnum):
    """How a text states a second name. The values are codes of the link methods."""

    acronym = "stated-acronym"
    former = "stated-former-name"


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """`key` compares; `loose` forgives plurals and doubled letters; "" when it names no organisation."""

    key: str
    loose: str
    generic: bool
    leads: bool
    """Whether words such as « association » were left out of the key."""
    alias: str | None = None
    alias_kind: Alias | None = None


NOBODY = OrganisationName("", "", False, False)


@remembered(NAMES)
def read_organisation(text: str, alias: str | None = None) -> OrganisationName:
    """ "l'association CIMES (Creating …)" → key "cimes", alias "Creating …" stated as an acronym.

    `NOBODY` for a person, a role, a kind of beneficiary ("les associations") or a budget of the body. A name that
    many towns use is `generic`: it stands for somebody within one body only.
    """
    if is_person_name(text) or PERSON_INSIDE.search(text) or OWN_BUDGET.match(text):
        return NOBODY
    inside = PARENTHESIS.match(text.strip())
    base = base_of(text)
    kept = words(base)
    stripped = without_leads(kept)
    if len(kept) > MOST_WORDS or set(kept) & read_words("sentence_words") or _names_nobody(stripped):
        return NOBODY
    generic = is_generic(kept) or is_generic(stripped)
    compared = kept if generic else stripped
    stated, kind = _alias(base, alias or (inside["inner"] if inside else None))
    key = "".join(compared)
    return OrganisationName(key, _loose(compared), generic, compared != kept, stated, kind)


def _names_nobody(stripped: list[str]) -> bool:
    """Kinds of beneficiaries ("les associations locales"), or one common word ("Nature", a head of column)."""
    alone = len(stripped) == 1 and stripped[0] in read_words("common_words")
    return alone or all(word in read_words("not_organisations") for word in stripped)


def base_of(text: str) -> str:
    """A name without what stands in parentheses after it, and without an identifier."""
    inside = PARENTHESIS.match(text.strip())
    return inside["base"] if inside else text


def is_generic(kept: list[str]) -> bool:
    """Whether many towns give this name to one of their own."""
    return " ".join(kept) in read_words("generic_names")


def without_leads(kept: list[str]) -> list[str]:
    """The words after « association », « société » …, no legal form after them; never so few that they name nobody."""
    leads = read_words("leading_words")
    rest = list(kept)
    while len(rest) > 1 and rest[-1] in LEGAL_FORMS:
        rest = rest[:-1]
    left = rest
    while len(left) > 1 and left[0] in leads and not is_generic(left):
        left = left[1:]
        if not all(word in read_words("common_words") or word.isdigit() for word in left):
            rest = left
    return left if is_generic(left) else rest


def _loose(compared: list[str]) -> str:
    singular = (word[:-1] if len(word) > 4 and word.endswith(("s", "x")) else word for word in compared)
    return re.sub(r"([a-z])\1", r"\1", "".join(singular))


def _alias(base: str, stated: str | None) -> tuple[str | None, Alias | None]:
    """The second name when the text states it as a former name or as an acronym; a place is neither."""
    if stated is None:
        return None, None
    former = FORMER.match(stated.strip())
    if former:
        return former["name"], Alias.former
    if fold(stated) == fold(base):
        return None, None
    return (stated, Alias.acronym) if is_acronym(base, stated) or is_acronym(stated, base) else (None, None)


def is_acronym(short: str, long: str) -> bool:
    """Whether `short` is written like an acronym and `long` could be what it stands for.

    The letters of the acronym begin words of the name, in order: PRISME, "Pôle régional pour
    l'innovation des services et métiers de l'eau"; "OCCE34" counts without its digits.
    """
    letters = re.sub(r"[^a-z]", "", fold(short))
    capitals = sum(char.isupper() for char in short)
    if not 2 <= len(letters) <= 10 or len(fold(short).split()) > 2 or capitals < len(letters) - 2:
        return False
    return len(fold(long).split()) >= 2 and _initials_hold(letters, fold(long).split())


def _initials_hold(letters: str, names: list[str]) -> bool:
    """Whether most letters are initials of the words, in their order, and the others follow inside them.

    "cimes" holds for "creating integrated mechanical systems": c, i, m, s are initials, e is inside.
    """
    met, place = 0, 0
    for letter in letters:
        initial = next((n for n in range(place, len(names)) if names[n][0] == letter), None)
        if initial is not None:
            met, place = met + 1, initial + 1
    return met >= max(2, -(-2 * len(letters) // 3)) and letters[0] in {word[0] for word in names[:2]}
