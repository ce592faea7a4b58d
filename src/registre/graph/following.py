"""Earlier acts that an act says it modifies, repeals or carries out: « abroge la délibération n° 2019-012 »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from registre.reading.text import fold


class Following(StrEnum):
    """What an act does to an earlier one."""

    modifies = "modifies"
    repeals = "repeals"
    executes = "executes"


WORDS: Final = (
    (Following.repeals, r"abrog\w{1,6}|retir\w{1,4}|rapport(?:e|er|ee)|annul\w{1,6}|remplac\w{1,5}"),
    (Following.modifies, r"modifi\w{1,7}|complet\w{1,5}|rectifi\w{1,7}"),
    (Following.executes, r"en (?:application|execution) de"),
)
"""Folded words before « la délibération n° … », the strongest first: « abroge et remplace » repeals."""

_FOLLOWED = re.compile(
    "(?:"
    + "|".join(rf"(?P<{kind.value}>\b(?:{words})\b)" for kind, words in WORDS)
    + r")(?: (?:et|ou) (?:abrog|remplac|modifi|complet|retir|annul)\w{0,8})?(?: partiellement| en partie| pour partie)?"
    r"(?: de)? (?:la|sa|ladite|cette|les termes de la) deliberation(?: (?:du|de la|de l.)[a-z' -]{3,40}?)?"
    r" ?n ?[°ºo] ?(?P<number>[a-z]{0,6} ?[0-9a-z][0-9a-z._/-]{0,24})"
)
_SPACES = re.compile(r"[\s\u00a0\u202f]")


@dataclass(frozen=True, slots=True)
class Followed:
    """An earlier act by its number, as written, and what becomes of it."""

    kind: Following
    number: str


def followed_acts(text: str) -> Iterator[Followed]:
    """Acts that `text`, a title or an operative measure, names so; numbers without a digit are none.

    Not for visas: « Vu la délibération n° 3 modifiant la délibération n° 2 » says what number 3 does.
    """
    flat = fold(_SPACES.sub(" ", text)).replace("’", "'")
    for match in _FOLLOWED.finditer(flat):
        number = text[match.start("number") : match.end("number")].strip(" .,;:-/")
        if any(char.isdigit() for char in number) and match.lastgroup is not None:
            kind = next(one for one in Following if match[one.value] is not None)
            yield Followed(kind, number)
