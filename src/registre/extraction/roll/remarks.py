"""What a list says of the name before: a proxy, a substitute, in parentheses or in words."""

from __future__ import annotations

import re

from registre.extraction.names import HONORIFIC, Order, Shape, Word, shape_of
from registre.extraction.names_beside import name_after, name_before
from registre.extraction.patterns import compile_
from registre.extraction.roll.item import Item, Span
from registre.reading import fold

PROXY = compile_(
    r"""[ ,:.(–-]{0,5} (?<![a-z']) (?:qui\ )?(?:(?:a|avait|ayant|avant|ont|aya)\ )?(?:(?:excuse[e]?|represente[e]?
        |absent[e]?)[ ,(-]{0,3})?
    (?:donn(?:e|ant|er)\ |remis\ |delegue\ )?(?:(?:son|sa|un|une|tout)\ )?(?:pouvoir|pourvoir|procuration|mandat
        |delegation\ de\ vote)
    (?:\ (?:est\ )?donnee?|\ de\ vote|\ ecrit|\ pour\ voter)? \s{0,2}(?:a|au\ profit\ de|en\ faveur\ de)\s{1,2}"""
)
TO = re.compile(r"\s?(?:=>|->|→|⇒)\s?|[ ,.…]{0,12}\s(?:a|represente[e]? par|par)\s{1,2}|\s?\.{3,}\s?a\s")
_NOTED = re.compile(r"\s?(?:pouvoir|procuration|mandat)?\s?(?::|=>?|->|→|\ba\b)?\s?(?=[a-z])")
_FROM = re.compile(r"(?:procuration|pouvoir|mandat) (?:de|pour) ")
_SUBSTITUTE = re.compile(
    r"[ ,(–-]{0,4}(?:en (?:tant que|qualite de) )?(?:delegue[e]? )?(?:suppleant[e]?|remplacant[e]?|remplace"
    r"|supplee)(?: (?:representant|remplacant|siegeant pour))? (?:de |d')?|[ ,(–-]{0,4}en remplacement (?:de |d')"
)
_DEPUTY = re.compile(
    r"[ ,(–-]{0,4}(?:(?:est )?(?:represente[e]?|remplace[e]?|supplee[e]?) par (?:son|sa|leur)(?: delegue[e]?)? "
    r"(?:suppleant[e]?|remplacant[e]?)(?: delegue[e]?)?[ ,:]{1,3}|(?:est )?(?:remplace[e]?|supplee[e]?) par )"
)
_SAYS = re.compile(rf"{_DEPUTY.pattern}|{_SUBSTITUTE.pattern}|(?x:{PROXY.pattern})|{TO.pattern}")
_HOLDER_ROLE = re.compile(r"(?:m\.|mme|monsieur|madame)? ?(?:le |la )?(?:maire|president[e]?)\b")
_TORN_FAR = 60  # characters of another column that may stand inside a name
_FAMILY_FIRST = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý'-]+(?: [A-ZÀ-Ý'-]{2,})? [A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?")


def read_note(item: Item, flow: str, folded: str, place: int, end: int, order: Order) -> int:
    """Read the parenthesis that opens at `place` into `item`; where it ends."""
    ends = [folded.find(close, place, min(end, place + 260)) for close in ")}"]
    close = min((at for at in ends if at > 0), default=-1)
    if close < 0:
        return place + 1
    note = folded[place + 1 : close]
    item.note += (" " if item.note else "") + flow[place + 1 : close]
    if given := _FROM.search(note):
        item.gives = name_after(flow, place + 1 + given.end())
    elif proxy := PROXY.search(note):
        item.proxy = _holder(flow, folded, place + 1 + proxy.end(), order)
        giver = name_before(flow, place + 1 + proxy.start(), order)
        if giver and giver[0] > place:  # « LE BOURG (ORME Paul donne pouvoir à LILAS Ida) »
            item.words = [Word(giver[0], giver[1], Shape.capitals)]
    elif holder := _noted_holder(flow, folded, place + 1, close, order):
        item.proxy = holder
    elif deputy := _DEPUTY.match(note):
        item.deputy = name_after(flow, place + 1 + deputy.end(), order)
    elif substitute := _SUBSTITUTE.search(note):
        item.substitute = name_after(flow, place + 1 + substitute.end())
    elif _FAMILY_FIRST.fullmatch(flow, place + 1, close) and all(w.shape is not Shape.capital for w in item.words):
        item.words = [Word(place + 1, close, Shape.capitals)]  # « LE BOURG (ORME Paul) »
        item.note = ""
    return close + 1


def _noted_holder(flow: str, folded: str, start: int, end: int, order: Order) -> Span | None:
    """The holder that a parenthesis names alone: « (à Ida LILAS) », « (pouvoir : LILAS I.) »."""
    lead = _NOTED.match(folded, start, end)
    if lead is None or lead.end() - start < 2 or not lead.group().strip():
        return None
    holder = name_after(flow, lead.end(), order)
    if holder and (initial := re.fullmatch(r" ([A-Z])\.?", flow[holder[1] : end])):
        return holder[0], end, f"{holder[2]} {initial[1]}"
    return holder if holder and not flow[holder[1] : end].strip(" .") else None


def says(folded: str, place: int, end: int) -> bool:
    """Whether `read_said` may find something: one look in place of four, after every word of every list."""
    return _SAYS.match(folded, place, end) is not None


def read_said(
    item: Item, flow: str, folded: str, place: int, end: int, order: Order, known: frozenset[str] = frozenset()
) -> int:
    """Read « donne pouvoir à Y », « à Y », « suppléante de Y » after the name of `item`; 0 when not said."""
    if flow[place : place + 3].lstrip(" ,\n").startswith(("(", "{")):
        return 0
    if deputy := _DEPUTY.match(folded, place, end):
        item.deputy = name_after(flow, deputy.end(), order)
        return item.deputy[1] if item.deputy else 0
    if substitute := _SUBSTITUTE.match(folded, place, end):
        item.substitute = name_after(flow, substitute.end())
        return item.substitute[1] if item.substitute else 0
    if item.proxy:
        return 0
    said = PROXY.match(folded, place, end) or TO.match(folded, place, end)
    if said and (holder := _holder(flow, folded, said.end(), order)):
        item.proxy = _torn_holder(holder, flow, known) or _cut_to_known(holder, flow, known)
        return item.proxy[1]
    return 0


def _cut_to_known(holder: Span, flow: str, known: frozenset[str]) -> Span:
    """`holder` without the next name that a list without separators has glued to it."""
    words = holder[2].split()
    for length in range(2, len(words)):
        short = " ".join(words[:length])
        if fold(short) in known and (
            found := re.compile(r"\s+".join(map(re.escape, words[:length]))).match(flow, holder[0])
        ):
            return holder[0], found.end(), short
    return holder


def _torn_holder(holder: Span, flow: str, known: frozenset[str]) -> Span | None:
    """« à Ida Conseil Municipal peut | LILAS »: the words of another column stand inside the name of a member.

    Read when one member bears the given name, and the family name of that member stands near.
    """
    start, end, given = holder
    if (
        " " in given
        or shape_of(given) is not Shape.capital
        or flow[end : end + 2].strip(" ")[:1] in ("", ",", ";", ".", ")")
    ):
        return None
    found = []
    for name in sorted(known):
        family = name.removeprefix(fold(given) + " ")
        near = re.search(rf"\b{re.escape(family)}\b", fold(flow[end : end + _TORN_FAR])) if family != name else None
        if near:
            first, last = end + near.start(), end + near.end()
            found.append((start, last, f"{given} {flow[first:last]}"))
    return found[0] if len(found) == 1 else None


def _holder(flow: str, folded: str, place: int, order: Order) -> Span | None:
    title = HONORIFIC.match(flow, place)
    after = title.end() if title else place
    if role := _HOLDER_ROLE.match(folded, after + (flow[after : after + 1] == " ")):
        return name_after(flow, role.end()) or (place, role.end(), flow[place : role.end()].strip())
    return name_after(flow, place, order)
