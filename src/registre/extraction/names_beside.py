"""The name that stands beside a place of the text: the one that ends there, the one that begins there.

« M. Paul ORME | donne pouvoir à | Mme Ida LILAS »: a rule finds the words in the middle, these the names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from registre.extraction.names import (
    HONORIFIC,
    NOT_NAMES,
    OFFICES,
    SIR,
    WORD,
    Order,
    Shape,
    Word,
    is_family_name,
    is_name,
    is_no_name,
    leads_label,
    shape_of,
    split_group,
    text_of,
)
from registre.reading.text import fold

_PRIVATE = re.compile(
    r"\s?,\s(?:n[ée]e?\s|demeurant|domicili[ée]|habitant|r[ée]sidant|locataire|propri[ée]taire|agente?\s|stagiaire"
    r"|adjointe?\s(?:technique|administrati|d['’]animation|du\spatrimoine)|r[ée]dacteur|r[ée]dactrice|technicien)"
)


def tells_a_private_person(flow: str, start: int, end: int) -> bool:
    """Whether what follows a name says that nobody elected bears it: « …, née le … », « …, adjoint technique »."""
    return _PRIVATE.search(flow, start, end) is not None


def name_before(flow: str, end: int, order: Order = Order.unknown) -> tuple[int, int, str] | None:
    """The name that ends at `end` (gaps allowed), its place and words; the last one if several touch."""
    start = max(0, end - 70)
    found: list[Word] = []
    place = start
    while place < end:
        at_word = _at_word(flow, place)
        title = (HONORIFIC.match(flow, place, end) or SIR.match(flow, place, end)) if at_word else None
        if title:
            found, place = [], title.end()
            continue
        word = WORD.match(flow, place, end) if at_word else None
        if word and fold(word.group()) in OFFICES and not is_family_name(word.group(), found):
            found, place = [], word.end()  # « …, Maire É. ORME est désigné »
            continue
        if word:
            found.append(Word(word.start(), word.end(), shape_of(word.group())))
            place = word.end()
            continue
        dot = flow[place] == "." and not (found and found[-1].shape is Shape.initial)
        line = flow[place] == "\n" and bool(found) and line_ends_name(found, flow, place + 1)
        if dot or line or flow[place] not in " \n." or flow[place : place + 2] == "\n\n":
            found = []
        place += 1
    if not found or flow[found[-1].end : end].strip(" \n,.("):
        return None
    names = split_group(found, order)
    last = names[-1]
    if order is Order.given_first and re.match("p(?=c+p*u)", "".join(word.shape for word in last)):
        last = last[1:]  # « de Paul ORME à Ida LILAS »
    while last and (fold(flow[last[0].start : last[0].end]) in NOT_NAMES | OFFICES):
        last = last[1:]
    if any(fold(flow[word.start : word.end]) in OFFICES and word.shape is not Shape.capitals for word in last):
        return None  # « Le Maire ouvre la séance »
    if not last or not is_name(last, flow):
        return None
    return last[0].start, last[-1].end, text_of(last, flow)


def name_after(flow: str, start: int, order: Order = Order.unknown, limit: int = 90) -> tuple[int, int, str] | None:
    """The name that begins at `start` (a title of courtesy allowed), its place and words."""
    place, end = start, min(len(flow), start + limit)
    found: list[Word] = []
    while place < end:
        title = HONORIFIC.match(flow, place, end) or (None if found else SIR.match(flow, place))
        if title:
            if found:
                break
            place = title.end()
            continue
        word = WORD.match(flow, place, end)
        if word:
            folded = fold(word.group())
            shape = shape_of(word.group())
            here = Word(word.start(), word.end(), shape)
            label = is_no_name(flow, here, found) or leads_label(flow, here)
            if label or (folded in OFFICES and not is_family_name(word.group(), found)):
                if found or label:
                    break
                place = word.end()
                continue
            found.append(here)
            place = word.end()
            if shape is Shape.initial and flow[place : place + 1] == ".":
                place += 1
            continue
        if (
            flow[place] == "\n"
            and found
            and (flow[place : place + 2] == "\n\n" or line_ends_name(found, flow, place + 1))
        ):
            break
        if flow[place] == "," and not found:
            place += 1
            continue
        if flow[place] not in " \n":
            break
        place += 1
    if not found:
        return None
    first = split_group(_first_name(found) if order is Order.unknown else found, order)[0]
    while first and first[-1].shape is Shape.particle:
        first = first[:-1]
    if not first or not is_name(first, flow):
        return None
    return first[0].start, first[-1].end, text_of(first, flow)


def line_ends_name(group: Sequence[Word], flow: str, place: int) -> bool:
    """Whether the name `group` ends with its line, when another word begins the next one at `place`.

    A name broken over two lines goes on with what it lacks: « Jeanne\nORME », « DE LA\nRUE ».
    """
    if group[-1].shape is Shape.particle or len(group) < 2:
        return False
    following = WORD.match(flow, place)
    if following is None:
        return False
    shapes = {word.shape for word in group}
    if Shape.capital in shapes and Shape.capitals in shapes:
        return shape_of(following.group()) is not Shape.capitals or group[-1].shape is not Shape.capitals
    if Shape.initial in shapes and Shape.capitals in shapes:
        return True
    return shape_of(following.group()) in shapes


def _first_name(group: list[Word]) -> list[Word]:
    """The words of `group` up to where the case of a new name or of a sentence begins."""
    shapes = "".join(word.shape for word in group)
    for one in (r"i?c{1,2}[pi]*u+(?:p+u+)*(?=c)", r"p*u+(?:p*u+)*c{1,2}(?=[pu])"):
        if found := re.match(one, shapes):
            return group[: found.end()]
    return group


def _at_word(flow: str, place: int) -> bool:
    return place == 0 or not (flow[place - 1].isalnum() or flow[place - 1] in "'-")
