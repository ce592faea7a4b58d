"""Names of persons in lists: how words become names.

Minutes write "Prénom NOM", "NOM Prénom", "NOM P.", "Titre NOM", with or without separators, with
functions in between. Only case and order tell where a name ends, so this module reads the flow, not
the folded text. It reads names; what the list says about them is the affair of `roll`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from registre.extraction.words import words
from registre.reading.text import fold

OFFICES = words("offices")
NOT_NAMES = words("not_names")
HOMONYMS = words("homonyms")

HONORIFIC = re.compile(
    r"(?:MM?\.(?=[A-ZÀ-Ý][\w'-])|(?:MM\.?|M\.|(?<![\wÀ-ÿ] )M(?= [A-ZÀ-Ý])|M[MR]S?\.?(?= )"
    r"|Mm[ec]s?\.?|MMES?\.?|Mlles?\.?|MLLES?\.?|Mrs?\.?|Ms\.?(?= )|Monsieur|Madame|Messieurs"
    r"|Mesdames|Mademoiselle|MONSIEUR|MADAME|MESSIEURS|MESDAMES|Dr\.?(?= [A-Z])|Maître)(?![\w'-])"
    r"|(?:Mme|Mlle|Monsieur|Madame)(?=[A-ZÀ-Ý][a-zà-ÿ]))"
)
SIR = re.compile(r"M[ \n](?=[A-ZÀ-Ý])")  # « pouvoir à M ORME »
_UPPER = "A-ZÀ-ÖØ-ÞŒŠŽ"
WORD = re.compile(
    rf"[{_UPPER}][a-z]?\.? ?[-–][{_UPPER}][a-z]?\.(?=[ \n,;)]|\Z)|[{_UPPER}]\.?-[{_UPPER}](?= [{_UPPER}])"
    rf"|[{_UPPER}][{_UPPER}']+(?:[-–][{_UPPER}][{_UPPER}']+)+(?=[^\w–-]|\Z)"  # a scan reads « – » for « - »
    rf"|[{_UPPER}][a-zà-ÿ]+(?:[-–][{_UPPER}][a-zà-ÿ]+)+(?=[^\w–-]|\Z)"
    rf"|[{_UPPER}][\w'&]*(?:-(?! )[\w'&]+)*-?(?=\W|\Z)|(?:d'|l')[{_UPPER}][\w'-]*"
    rf"|(?:de|du|des|la|le|les|van|von|ben|el|da|di|dos|do)(?= [{_UPPER}]| (?:la|l')\b)"
)
_NAME_ENDS = re.compile(rf"[,;.)\n]|\Z| [(–-]| et |\s[{_UPPER}][a-zà-ÿ]")
_PARTICLES = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "van",
        "von",
        "ben",
        "el",
        "da",
        "di",
        "dos",
        "do",
        "del",
        "della",
        "al",
        "ait",
        "aït",
        "saint",
        "san",
        "santa",
        "st",
        "ste",
        "der",
        "den",
    ]
)


class Shape(StrEnum):
    """What the letters of a word say: Capitalised, UPPER, particle, initial."""

    capital = "c"
    capitals = "u"
    particle = "p"
    initial = "i"


class Order(StrEnum):
    """Which part of the name a list puts first."""

    given_first = "given"
    family_first = "family"
    unknown = "unknown"


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    shape: Shape


@lru_cache(maxsize=4096)
def shape_of(word: str) -> Shape:
    if word.lower() in _PARTICLES and (
        word.islower() or word.isupper() or word in ("De", "Du", "Des", "Le", "La", "Les", "St", "Ste")
    ):
        return Shape.particle
    letters = [char for char in word if char.isalpha()]
    if len(letters) <= 2 and all(char.isupper() for char in letters):
        return Shape.initial
    upper = sum(char.isupper() for char in letters)
    return Shape.capitals if upper * 10 >= len(letters) * 7 else Shape.capital


def order_of(groups: Iterable[Sequence[Word]]) -> Order:
    """The order most names of a list follow, judged on those whose case shows it."""
    seen: Counter[Order] = Counter()
    for group in groups:
        shapes = "".join(word.shape for word in group if word.shape in (Shape.capital, Shape.capitals))
        if re.fullmatch("c+u+", shapes):
            seen[Order.given_first] += 1
        elif re.fullmatch("u+c+", shapes):
            seen[Order.family_first] += 1
    if not seen:
        return Order.unknown
    best, times = max(seen.items(), key=lambda one: (one[1], one[0]))
    return best if times * 3 >= sum(seen.values()) * 2 else Order.unknown


def split_group(group: Sequence[Word], order: Order) -> list[list[Word]]:
    """The names inside words that nothing separates: « Robert NOIR Jeanne DU PRÉ » is two."""
    if len(group) <= 2:
        return [list(group)]
    if re.fullmatch("(?:i+[up]+){2,}", "".join(word.shape for word in group)):  # « P. ORME I. LILAS »
        return _at_initials(group)
    lead = next((word.shape for word in group if word.shape in (Shape.capital, Shape.capitals)), None)
    if order is Order.family_first and lead is Shape.capital:
        order = Order.given_first  # the words of this group say so
    if order is Order.unknown and len(group) >= 4:
        shapes = "".join(word.shape for word in group if word.shape in (Shape.capital, Shape.capitals))
        if re.fullmatch("(?:cu+){2,}", shapes):
            order = Order.given_first
        elif re.fullmatch("(?:u+c){2,}", shapes):
            order = Order.family_first
    first, second = {
        Order.given_first: (Shape.capital, Shape.capitals),
        Order.family_first: (Shape.capitals, Shape.capital),
        Order.unknown: (None, None),
    }[order]
    names: list[list[Word]] = [[]]
    for index, word in enumerate(group):
        ahead = word.shape
        if word.shape is Shape.particle:
            ahead = next((w.shape for w in group[index:] if w.shape is not Shape.particle), word.shape)
            if order is Order.given_first:  # a particle belongs to the family name, never begins
                ahead = Shape.particle
        before = [w.shape for w in names[-1]]
        complete = second in before and (first in before or order is Order.family_first)
        initialled = Shape.initial in before[1:] and ahead is Shape.capitals
        if names[-1] and ((ahead == first and complete) or initialled):
            names.append([])
        names[-1].append(word)
    return names


def _at_initials(group: Sequence[Word]) -> list[list[Word]]:
    names: list[list[Word]] = []
    for word in group:
        if word.shape is Shape.initial and (not names or names[-1][-1].shape is not Shape.initial):
            names.append([])
        names[-1].append(word)
    return names


def is_name(group: Sequence[Word], flow: str) -> bool:
    """Whether `group` can be a person's name: one to six words, one of them more than an initial."""
    if not 1 <= len(group) <= 7:
        return False
    if not any(word.shape in (Shape.capital, Shape.capitals) for word in group):
        return False
    return not any(is_no_name(flow, word, group[:index]) for index, word in enumerate(group))


def is_no_name(flow: str, word: Word, before: Sequence[Word], titled: bool = False) -> bool:
    """Whether `word` after the words `before` of a name begins a label or a sentence; « Marie PAGE » is a name."""
    low = fold(flow[word.start : word.end])
    if low not in NOT_NAMES or word.shape is Shape.particle:
        return False
    if low not in HOMONYMS or word.shape is not Shape.capitals:
        return not (titled and not before and word.shape is Shape.capitals)
    named = titled or (before and before[-1].shape in (Shape.capital, Shape.initial, Shape.particle))
    return not (named and _NAME_ENDS.match(flow, word.end))


def is_family_name(word: str, before: Sequence[Word]) -> bool:
    """Whether a word that is also a function is a name here: « Denis MAIRE », in capitals after a given name."""
    return bool(before) and before[-1].shape is Shape.capital and shape_of(word) is Shape.capitals


def text_of(group: Sequence[Word], flow: str) -> str:
    """The name as written, on one line."""
    words = [flow[group[0].start : group[0].end]]
    for before, word in pairwise(group):
        gap = flow[before.end : word.start].replace("\n", " ")
        words += [gap if len(gap) <= 3 else " ", flow[word.start : word.end]]
    return re.sub(r"(?<=[\w.])–(?=\w)", "-", " ".join("".join(words).split()))


def leads_label(flow: str, word: Word) -> bool:
    """« LA SÉANCE », « Le Conseil »: a particle before a word of labels; « LA RUE » is a name."""
    if word.shape is not Shape.particle:
        return False
    following = WORD.match(flow, word.end + 1)
    while following and shape_of(following.group()) is Shape.particle:
        following = WORD.match(flow, following.end() + 1)
    return following is not None and fold(following.group()) in NOT_NAMES - HOMONYMS
