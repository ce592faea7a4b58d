"""Who signs an act: the name beside the words of the signature, at the foot of an extract."""

from __future__ import annotations

import re

from registre.extraction.matching import find
from registre.extraction.names import Order
from registre.extraction.names_beside import name_after, name_before, tells_a_private_person
from registre.extraction.rule import Found
from registre.extraction.rules.session import Side
from registre.extraction.rules.signature import SIGNATURES
from registre.reading import fold

_FOOT_CHARACTERS = 5000
_NOISE = 60
"""Characters of a scanned seal that may stand between « Le Maire, » and the name."""
_BESIDE = 12
_NOT_NAME = re.compile(
    r"\b(?:AR [Pp]r|Accus|ACCUS|Envoy|Re[çc]ue?\b|RE[CÇ]U|Publi|PUBLI|Affich|AFFICH|Certifi|Acte\b|ACTE|Date\b"
    r"|DATE|Mise? en|Transmi|Fait\b"
    r"|Pour\b|D[ÉEée]lib|DELIB|Identifiant|ID\b|Extrait|EXTRAIT|R[ÉE]PUBLIQUE|R[ée]publique|N°|Page\b|Signature"
    r"|Cachet|La pr[ée]sente|Voies)"
)


def read_signatory(
    flow: str, folded: str, start: int, end: int, order: Order, chair: str | None, members: list[str]
) -> Found[str] | None:
    """The signatory named between `start` and `end`, as written; `members` are the names of the roll.

    A name of one word is kept only when a member bears it. A seal that a scan reads as letters may
    stand before a member's name: the chair is looked for first, then the others.
    """
    stop = min(end, start + _FOOT_CHARACTERS)
    known = ([chair] if chair else []) + members
    for rule in SIGNATURES:
        for one in find(rule, flow, folded, start, stop):
            if one.value is Side.before:
                found = _before(flow, one, order, known)
            else:
                found = _after(flow, folded, one, order, known, stop)
            if found:
                return found
    return None


def _after(flow: str, folded: str, one: Found[Side], order: Order, known: list[str], stop: int) -> Found[str] | None:
    cut = _NOT_NAME.search(flow, one.end, min(stop, one.end + 90))
    limit = (cut.start() if cut else min(stop, one.end + 90)) - one.end
    name = name_after(flow, one.end, order, limit) if limit > 0 else None
    near = folded[one.end : one.end + min(limit, _NOISE)]
    for member in known:
        place = near.find(fold(member))
        if place >= 0 and "\n\n\n" not in near:
            if name and " " not in member and _bears(name[2], member):
                return Found(name[2], name[0], name[1], one.rule)
            return Found(
                flow[one.end + place : one.end + place + len(member)],
                one.end + place,
                one.end + place + len(member),
                one.rule,
            )
    if name and tells_a_private_person(flow, name[1], name[1] + 30):
        return None
    if name and name[0] - one.end <= _BESIDE and (" " in name[2] or _alone(flow, name, known)):
        return Found(name[2], name[0], name[1], one.rule)
    return None


def _alone(flow: str, name: tuple[int, int, str], known: list[str]) -> bool:
    """Whether one word is a name here: a member bears it, or it stands in capitals at the end of its line."""
    if any(_bears(member, name[2]) for member in known):
        return True
    return len(name[2]) > 2 and name[2].isupper() and flow[name[1] : name[1] + 1] in ("", "\n")


def _before(flow: str, one: Found[Side], order: Order, known: list[str]) -> Found[str] | None:
    gap = flow[max(0, one.start - 8) : one.start]
    name = name_before(flow, one.start - len(gap) + len(gap.rstrip(" ,\n")), order)
    if name and (" " in name[2] or any(_bears(member, name[2]) for member in known)):
        return Found(name[2], name[0], name[1], one.rule)
    return None


def _bears(full: str, part: str) -> bool:
    """Whether `full` is `part` with more words: « Ida LILAS » bears « LILAS »."""
    words = fold(full).split()
    return bool(words) and all(word in words for word in fold(part).split())
