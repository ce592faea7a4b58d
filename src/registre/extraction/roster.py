"""The roll settled: one entry a person, the chair among the presents, spellings brought together."""

from __future__ import annotations

import re
from dataclasses import replace

from registre.extraction.names import Order
from registre.extraction.roll import Roll
from registre.extraction.rule import Found
from registre.reading import fold
from registre.records import Attendance, Status

_RANK = {Status.present: 0, Status.represented: 1, Status.excused: 2, Status.absent: 3}


def key_of(name: str) -> str:
    """What two spellings of one name share: letters, whatever the order, case and accents of words."""
    return "".join(sorted(re.findall(r"[a-z0-9]+", fold(name))))


def settle(roll: Roll, president: Found[str] | None) -> tuple[list[Found[Attendance]], list[Found[Attendance]]]:
    """The entries that count, in reading order, and those that lost.

    A person of two lists is present if one list says so, else represented, else excused: late
    arrivals stand in two lists, and members who gave a proxy are also excused.
    """
    chosen: dict[str, Found[Attendance]] = {}
    losers: list[Found[Attendance]] = []
    for entry in _full_names(roll.entries):
        key = key_of(entry.value.name)
        known = chosen.get(key)
        if known is None:
            chosen[key] = entry
            continue
        better = _RANK[entry.value.status] < _RANK[known.value.status] or (
            entry.value.status is known.value.status
            and bool(entry.value.proxy_to or entry.value.substitute_for)
            and not (known.value.proxy_to or known.value.substitute_for)
        )
        winner, loser = (entry, known) if better else (known, entry)
        chosen[key] = winner
        if loser.value.status is not winner.value.status:
            losers.append(loser)
    words = {
        word
        for entry in roll.entries
        for word in (fold(entry.value.name), *fold(entry.value.name).split()[-1:], *fold(entry.value.name).split()[:1])
    }
    given = {fold(entry.value.name).split()[0] for entry in roll.entries if len(entry.value.name.split()) > 1}
    for key, entry in chosen.items():
        holder = fold(entry.value.proxy_to or "")
        if (
            holder
            and " " not in holder
            and roll.order is Order.given_first
            and (holder in given or holder not in words)
        ):
            chosen[key] = Found(replace(entry.value, proxy_to=None), entry.start, entry.end, entry.rule)
    if president and not _is_listed(chosen, president.value):
        entry = Found(Attendance(president.value, Status.present), president.start, president.end, president.rule)
        chosen = {key_of(president.value): entry, **chosen}
    return list(chosen.values()), losers


def _full_names(entries: tuple[Found[Attendance], ...]) -> list[Found[Attendance]]:
    """`entries` where a lone family name becomes the one full name of the roll that ends with it."""
    full: dict[str, set[str]] = {}
    for entry in entries:
        words = fold(entry.value.name).split()
        if len(words) > 1:
            for part in (words[-1], words[0]):
                full.setdefault(part, set()).add(entry.value.name)
    settled = []
    for entry in entries:
        names = full.get(fold(entry.value.name), set())
        if " " not in entry.value.name and len(names) == 1 and entry.value.status is Status.represented:
            entry = Found(replace(entry.value, name=next(iter(names))), entry.start, entry.end, entry.rule)
        settled.append(entry)
    return settled


def _is_listed(chosen: dict[str, Found[Attendance]], name: str) -> bool:
    if key_of(name) in chosen:
        return True
    words = set(fold(name).split())
    initials = {word[0] for word in words}
    for entry in chosen.values():
        other = [word.strip(".") for word in fold(entry.value.name).split()]
        short = [word for word in other if len(word) <= 2]
        if short and len(other) > 1 and set(other) - set(short) <= words and all(word[0] in initials for word in short):
            return True
    return any(
        set(fold(entry.value.name).split()) <= words or words <= set(fold(entry.value.name).split())
        for entry in chosen.values()
        if entry.value.status is Status.present
    )
