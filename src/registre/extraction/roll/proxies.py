"""Proxies said in a full sentence, wherever they stand near the lists (columns that a scan has mixed)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from registre.extraction.matching import seek
from registre.extraction.names import Order, Shape, is_name, shape_of, text_of
from registre.extraction.names_beside import name_after, name_before
from registre.extraction.roll.descent import list_of_names, read_items
from registre.extraction.roll.entries import TEMPORAL
from registre.extraction.roll.remarks import PROXY
from registre.extraction.rule import Found
from registre.reading import fold
from registre.records import Attendance, Status

_RESPECTIVELY = re.compile(
    r"\s(?:ont|avaient|ayant) (?:donne |remis )?respectivement (?:donne |remis )?(?:leurs? )?(?:pouvoirs?"
    r"|procurations?|mandats?) a\s{1,2}"
    r"|\s(?:ont|avaient|ayant) (?:donne|remis) (?:leurs? )?(?:pouvoirs?|procurations?"
    r"|mandats?)(?: de vote)?,? respectivement,? a\s{1,2}"
)
_LEAVING = re.compile(
    r"\b(?:depart|quitt\w*|sortie?|s'absent\w*|se retir\w*)\b[^;\n]{0,60}\Z"
)  # given during the session
_SENTENCE_END = re.compile(r"(?<=[\wÀ-ÿ)]{2})\.(?:\s|\Z)|\n\n| ?: ")


def spoken_proxies(flow: str, folded: str, start: int, end: int, order: Order) -> Iterator[Found[Attendance]]:
    """« Paul ORME donne pouvoir à Ida LILAS », wherever it stands between `start` and `end`."""
    for said in seek(PROXY, folded, start, end):
        giver = name_before(flow, said.start(), order)
        holder = name_after(flow, said.end(), order)
        if not giver or not holder or giver[0] < start or _LEAVING.search(folded, max(start, giver[0] - 70), giver[0]):
            continue
        if order is Order.given_first and len(giver[2].split()) > 2 and not has_both_parts(giver[2]):
            continue  # « SYNDICAT D'ÉNERGIE qui donne pouvoir à »: capitals without a given name
        close = folded.find(")", holder[1], holder[1] + 120)
        if close > 0 and TEMPORAL.search(folded, holder[1], close):
            continue
        yield Found(
            Attendance(name=giver[2], status=Status.represented, proxy_to=holder[2]),
            giver[0],
            holder[1],
            "appel.procuration",
        )


def respective_proxies(
    flow: str, folded: str, start: int, end: int, entries: Sequence[Found[Attendance]]
) -> list[Found[Attendance]]:
    """« A, B et C ont donné respectivement pouvoir à D, E et F »: read when D, E and F are all members of the roll."""
    present = {fold(one.value.name) for one in entries if one.value.status is Status.present}
    found: list[Found[Attendance]] = []
    for said in _RESPECTIVELY.finditer(folded, start, end):
        stop = _SENTENCE_END.search(flow, said.end(), min(end, said.end() + 900))
        holders = list_of_names(flow, folded, said.end(), stop.start() if stop else min(end, said.end() + 900))
        lead = max(
            (one.end() for one in _SENTENCE_END.finditer(flow, max(start, said.start() - 900), said.start())),
            default=start,
        )
        items = [item for item in read_items(flow, folded, lead, said.start()) if is_name(item.words, flow)]
        if not 1 < len(holders) <= len(items) or any(fold(holder) not in present for holder in holders):
            continue
        for item, holder in zip(items[-len(holders) :], holders, strict=True):
            value = Attendance(name=text_of(item.words, flow), status=Status.represented, proxy_to=holder)
            found.append(Found(value, item.words[0].start, item.words[-1].end, "appel.procuration"))
    return found


def bare_proxies(flow: str, folded: str, start: int, end: int, order: Order) -> Iterator[Found[Attendance]]:
    """« Paul ORME à Ida LILAS » near the label of the proxies, when another column cuts the list."""
    for said in re.finditer(r" a (?=m\.? |mme |monsieur |madame |[a-z])", folded[start:end]):
        giver = name_before(flow, start + said.start(), order)
        holder = name_after(flow, start + said.end(), order)
        if giver and holder and has_both_parts(giver[2]) and has_both_parts(holder[2]):
            yield Found(
                Attendance(name=giver[2], status=Status.represented, proxy_to=holder[2]),
                giver[0],
                holder[1],
                "appel.procuration-a",
            )


def has_both_parts(name: str) -> bool:
    return len({shape_of(word) for word in name.split()} & {Shape.capital, Shape.capitals}) == 2
