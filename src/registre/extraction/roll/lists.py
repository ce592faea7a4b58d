"""The lists of a roll, from the first that names somebody to the last that stands near it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from registre.extraction.matching import find_all
from registre.extraction.names import Order, is_name, order_of, split_group
from registre.extraction.roll.columns import column_proxies, table_entries
from registre.extraction.roll.descent import read_first_items, read_items
from registre.extraction.roll.entries import entries_of
from registre.extraction.roll.item import Item
from registre.extraction.roll.proxies import bare_proxies, respective_proxies, spoken_proxies
from registre.extraction.roll.substitutes import with_substitutes
from registre.extraction.rule import Found
from registre.extraction.rules.roll import LABELS, List
from registre.reading import fold
from registre.records import Attendance, Status

_FAR = 3500  # characters between the end of one list and the label of the next, in one roll
_LONGEST = 12000  # characters that one list may have
_TABLE = 5000  # characters that a table flattened into one run may have
_CALLED = re.compile(r"(?i)pr[ée]sente?\b|absente?\b|excus[ée]e?\b|pouvoir|procuration")


_Read = dict[int, list[Item]]
"""The items of lists that were read already, by where the list begins."""


@dataclass(frozen=True, slots=True)
class Roll:
    """What the lists say, one entry a person and list, in reading order; where the roll stands."""

    entries: tuple[Found[Attendance], ...]
    start: int
    end: int
    order: Order


def read_roll(flow: str, folded: str, start: int, end: int) -> Roll | None:
    """The first roll of `flow[start:end]`, or None: no label « présents » with a name behind it."""
    every = _labels(flow, folded, start, end)
    labels = [one for one in every if one.value is not List.members]
    first, order, items = _first_list(flow, folded, labels, end)
    if first < 0:
        labels = every
        first, order, items = _first_list(flow, folded, labels, end)
    if first < 0:
        first = _first_proxies(flow, folded, labels, end)
    if first < 0:
        return None
    without = labels[first].value is not List.present  # the presents themselves are not named, or not readable
    while (
        first > 0
        and labels[first].start - labels[first - 1].end < _FAR // 2
        and labels[first - 1].value is not List.guests
    ):
        first -= 1
    entries, last = _gather(flow, folded, labels[first:], end, order, items)
    if not any(one.value.status is Status.present for one in entries) and not without:
        return None
    kept = _with_proxies(flow, folded, labels[first:], entries, last, end, order)
    kept = with_substitutes(flow, folded, labels[first:], kept, order)
    return Roll(tuple(kept), labels[first].start, last, order)


def _gather(
    flow: str, folded: str, labels: Sequence[Found[List]], end: int, order: Order, read: _Read
) -> tuple[list[Found[Attendance]], int]:
    """The entries of the lists that `labels` open, up to a list that stands far or begins again; where they end.

    `read` is what was read already.
    """
    entries: list[Found[Attendance]] = []
    last = labels[0].start
    presents = 0
    for index, label in enumerate(labels):
        if label.start - last > _FAR:
            break
        limit = labels[index + 1].start if index + 1 < len(labels) else end
        stop = min(limit, label.end + _LONGEST)
        found = _of_list(flow, folded, label, stop, order, entries, read.pop(label.end, None))
        if label.value is List.present and found:
            if presents and _again(found, entries):
                break
            presents += 1
        if found and label.value is not List.guests:
            entries += found
        if found:
            last = found[-1].end
        elif label.start - last < 400:
            last = label.end
    return entries, last


def _of_list(
    flow: str,
    folded: str,
    label: Found[List],
    end: int,
    order: Order,
    before: Sequence[Found[Attendance]],
    read: list[Item] | None,
) -> list[Found[Attendance]]:
    known = frozenset(fold(one.value.name) for one in before)
    items = read_items(flow, folded, label.end, end, order, known) if read is None else read
    found = list(entries_of(items, flow, label, order, known))
    if label.rule == "appel.membres-du-conseil":  # the members, then what each of them is
        return [one for one in found if _CALLED.search(flow, one.start, one.end + 20)]
    if label.value is List.present and order is not Order.given_first:
        rows = table_entries(flow, label, min(end, label.end + _TABLE))
        return rows if len(rows) * 2 > len(found) else found
    return found


def _with_proxies(
    flow: str,
    folded: str,
    labels: Sequence[Found[List]],
    entries: Sequence[Found[Attendance]],
    last: int,
    end: int,
    order: Order,
) -> list[Found[Attendance]]:
    """`entries` with the proxies that no list gives one by one: in columns, in sentences, without a verb."""
    start, until = labels[0].start, min(end, last + 700)
    kept, torn = _from_columns(flow, folded, labels, entries, last, end, order)
    paired = respective_proxies(flow, folded, start, until, kept)
    kept = [one for one in kept if not any(pair.start == one.start for pair in paired)] + paired
    taken = [*torn, *((one.start, one.end) for one in kept if one.value.status is Status.represented)]
    spoken = spoken_proxies(flow, folded, start, until, order)
    kept += [one for one in spoken if not any(begin < one.start < stop for begin, stop in taken)]
    if order is Order.given_first:
        for label in labels:
            if label.value is List.represented and label.start <= last:
                bare = bare_proxies(flow, folded, label.end, min(end, label.end + 700), order)
                kept += [one for one in bare if not any(begin < one.start < stop for begin, stop in torn)]
    return kept


def _from_columns(
    flow: str,
    folded: str,
    labels: Sequence[Found[List]],
    entries: Sequence[Found[Attendance]],
    last: int,
    end: int,
    order: Order,
) -> tuple[list[Found[Attendance]], list[tuple[int, int]]]:
    """`entries` where torn columns of proxies stand for what the lists read there; where these columns stand."""
    kept = list(entries)
    torn: list[tuple[int, int]] = []
    present = [one.value.name for one in entries if one.value.status is Status.present]
    for label in labels:
        if label.value not in (List.represented, List.excused) or label.start > last:
            continue
        read = column_proxies(flow, folded, label, end, present, order)
        if read and not any(begin <= label.end < stop for begin, stop in torn):
            stop, pairs = read
            torn.append((label.end, stop))
            givers = {one.start for one in pairs}
            kept = [
                one
                for one in kept
                if one.start not in givers
                and not (label.end <= one.start < stop and one.value.status is Status.represented)
            ]
            kept += pairs
    return kept, torn


def _labels(flow: str, folded: str, start: int, end: int) -> list[Found[List]]:
    """The labels of lists, without overlap: the earliest, then the longest, counts."""
    found = find_all(LABELS, flow, folded, start, end)
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Found[List]] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _first_list(flow: str, folded: str, labels: Sequence[Found[List]], end: int) -> tuple[int, Order, _Read]:
    """The index of the first label that a list of presents follows, and how that list orders its names.

    Its items come too, by where they begin, unless they must be read again now that the order is known.
    """
    for index, label in enumerate(labels):
        if label.value in (List.present, List.others, List.members):
            limit = labels[index + 1].start if index + 1 < len(labels) else end
            items, sure = read_first_items(flow, folded, label.end, min(limit, label.end + _LONGEST))
            names = [name for item in items for name in split_group(item.words, Order.unknown)]
            if any(is_name(name, flow) for name in names):
                order = order_of(item.words for item in items)
                order = order if order is not Order.unknown else order_of(names)
                return index, order, {label.end: items} if sure else {}
    return -1, Order.unknown, {}


def _first_proxies(flow: str, folded: str, labels: Sequence[Found[List]], end: int) -> int:
    """The index of the first list of proxies that names two givers and their holders, or -1."""
    for index, label in enumerate(labels):
        if label.value is List.represented:
            limit = labels[index + 1].start if index + 1 < len(labels) else end
            items = read_items(flow, folded, label.end, min(limit, label.end + _LONGEST))
            if sum(bool(item.proxy and is_name(item.words, flow)) for item in items) > 1:
                return index
    return -1


def _again(found: Sequence[Found[Attendance]], entries: Sequence[Found[Attendance]]) -> bool:
    """Whether a second list of presents repeats the first: the next act of a bundle begins."""
    known = {word for one in entries for word in fold(one.value.name).split() if len(word) > 2}
    return sum(bool(known & set(fold(one.value.name).split())) for one in found) * 2 > len(found)
