"""Which items of a list are members, and which words are those of another column or of a sentence."""

from __future__ import annotations

import re

from registre.extraction.names import Order, Shape, Word
from registre.extraction.roll.item import Item, is_whole


def without_led(items: list[Item]) -> list[Item]:
    """`items` without those whom the next words make secretaries: « Absents : A. B et C sont désignés… »."""
    if not items or not items[-1].led:
        return items
    first = next((index for index in range(len(items) - 1, max(-1, len(items) - 4), -1) if items[index].hard), None)
    return items[: len(items) - 1 if first is None else first]


def without_untitled(items: list[Item]) -> list[Item]:
    """`items` without the words that bear no title where nearly each name has its own: towns, columns."""
    single = sum(item.titled and not item.grouped for item in items)
    if single < 6 or single * 2 < len(items) or any(item.grouped for item in items):
        return items
    return [item for item in items if item.titled or item.proxy or item.substitute or is_whole(item)]


def is_foreign(item: Item, seen: list[Item], order: Order) -> bool:
    """Whether words after a full stop or a new paragraph are unlike the names before them: a title, a sentence."""
    if item.titled or len(seen) < 2 or is_whole(item):
        return False
    return sum(one.titled for one in seen) * 2 > len(seen) or order is not Order.unknown


TABLE = 3  # names that nothing separates: cells of a table


def without_places(names: list[list[Word]]) -> list[list[Word]]:
    """« BOISVERT ORME Paul VAL-LILAS ROUX Ida »: the cells of a table whose first column is the commune.

    When most names begin with two words in capitals, only the last of them is the family name.
    """
    leads = [sum(word.shape is not Shape.capital for word in name) for name in names]
    if sum(leads) < 1.7 * len(names):
        return names
    kept = []
    for name in names:
        given = next((index for index, word in enumerate(name) if word.shape is Shape.capital), None)
        if given and name[given - 1].shape is Shape.capitals:
            kept.append(name[given - 1 : given + 1])
    return kept


def clean(name: list[Word], order: Order) -> list[Word]:
    """`name` without the words of another column: « RELEVÉ DE Jeanne ORME » in a list of given names first."""
    while name and name[-1].shape is Shape.particle:
        name = name[:-1]
    shapes = "".join(word.shape for word in name)
    if order is Order.given_first and (lead := re.match("[up]+(?=c+p*u)", shapes)):
        name = name[lead.end() :]
    return name
