"""Lines, hyphens and dots inside a list: whether they end a name."""

from __future__ import annotations

import re
from dataclasses import replace

from registre.extraction.names import (
    HONORIFIC,
    NOT_NAMES,
    WORD,
    Shape,
    Word,
    order_of,
    shape_of,
    split_group,
)
from registre.extraction.roll.item import Item
from registre.reading import fold

_NEXT_SENTENCE = re.compile(r"(?:[A-ZÀ-Ý][\w'-]+ ){1,5}(?:est|a été|sont|ont été|ouvre|assure|préside)\b")
_TOWN_LABEL = re.compile(r"[•-]?\s?[A-ZÀ-Ý][^\n:,;.()]{1,44}(?:\(\d{1,2}\))?\s?: ?(?=[A-ZÀ-Ý])")
_INITIAL = re.compile(r"(?<![\w.])[A-LN-Z]\.(?:-?[A-Z]\.)? (?=[A-ZÀ-Ý][A-ZÀ-Ý'])")
_INITIAL_AFTER = re.compile(r"(?<=[A-ZÀ-Ý]{2} )[A-LN-Z]\.(?=[,;\s])")


def initial_dot(flow: str, item: Item, place: int) -> bool:
    """« BESSON C., »: the dot belongs to the initial (or to a name that a scan has glued to it)."""
    if flow[place : place + 1] != ".":
        return False
    if item.words[-1].shape is Shape.initial or flow[place + 1 : place + 2] in (",", ";"):
        return True
    short = item.words[-1].end - item.words[-1].start == 2 and len(item.words) == 1  # « Ph. ORME »
    following = WORD.match(flow, place + 2)
    return short and following is not None and shape_of(following.group()) in (Shape.capitals, Shape.particle)


def hyphen_separates(flow: str, item: Item) -> bool:
    """« UPPHOFF- Philippe »: after a family name in capitals the hyphen is a dash."""
    last = item.words[-1]
    if flow[last.end - 1] != "-":
        return False
    following = WORD.match(flow, last.end + 1)
    if last.shape is Shape.capitals and following and shape_of(following.group()) is Shape.capital:
        item.words[-1] = Word(last.start, last.end - 1, last.shape)
        return True
    return False


def double_name(flow: str, item: Item, place: int) -> bool:
    """« Jeanne ORME - TILLEUL »: among given names first, a lone family name after a dash goes on."""
    following = WORD.match(flow, place)
    if not following or shape_of(following.group()) is not Shape.capitals or fold(following.group()) in NOT_NAMES:
        return False
    after = WORD.match(flow, following.end() + 1)
    lone = not after or shape_of(after.group()) is not Shape.capital
    return lone and [word.shape for word in item.words][-1:] == [Shape.capitals] and len(item.words) > 1


def one_a_line(flow: str, start: int, end: int) -> bool:
    """Whether the lines of the list hold one name each: three that nothing else separates."""
    lines = [line for line in flow[start : min(end, start + 240)].split("\n")[:-1] if line.strip()]
    return len(lines) >= 3 and all(
        len(re.sub(r"\(.*", "", line).split()) <= 5 and not re.search(r"[,;–:]", line) for line in lines[:3]
    )


def initialled(flow: str, start: int, end: int) -> bool:
    """Whether « M. » is an initial here: « V. ORME, M. LILAS, P.-Y. CÈDRE » without a title of courtesy."""
    zone = flow[start : min(end, start + 400)]
    if re.search(r"\b(?:Mme|Mr|Mlle|Madame|Monsieur|MM)\b", zone):
        return False
    return len(_INITIAL.findall(zone)) >= 2 or len(_INITIAL_AFTER.findall(zone)) >= 2


def line_ends_name(item: Item, flow: str, place: int) -> bool:
    """Whether a line end separates two names: both sides hold a whole name of several words."""
    if _TOWN_LABEL.match(flow, place):
        return True
    if len(item.words) < 2:
        return False
    shapes = {word.shape for word in item.words}
    following = WORD.match(flow, place)
    if following and shapes == {Shape.initial, Shape.capitals} and item.words[0].shape is Shape.initial:
        return shape_of(following.group()) is Shape.initial
    if not following or HONORIFIC.match(flow, place):
        return False
    next_shape = shape_of(following.group())
    if Shape.capital in shapes and Shape.capitals in shapes:
        return next_shape is item.words[0].shape
    if _NEXT_SENTENCE.match(flow, place) and shapes == {next_shape}:
        return True
    line = flow[place : flow.find("\n", place) if "\n" in flow[place:] else len(flow)]
    return len(line.split()) in (2, 3) and not re.search(r"[,;–]", line)


def without_lead(item: Item, flow: str) -> Item:
    """`item` without its last name, which leads a sentence (« Elue secrétaire… »)."""
    if item.titled and not item.hard and len(item.words) > 1:
        return item
    words = list(item.words)
    while words and words[-1].shape is Shape.particle:
        words.pop()
    if len(words) < len(item.words):  # « Le », « La » led the sentence
        return replace(item, words=words)
    names = split_group(words, order_of([words]))
    return replace(item, words=[word for name in names[:-1] for word in name])
