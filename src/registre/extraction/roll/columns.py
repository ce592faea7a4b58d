"""Columns that text extraction has torn apart: who gave a proxy in one run of words, to whom in another.

Two shapes, both read only when everything fits. 1. Givers in a run, then « à Ida LILAS à Paul ORME » in
another: as many as the givers, all of them members present. 2. A table whose first column is the commune
and whose second is NOM Prénom, flattened into one run without separators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from registre.extraction.names import HONORIFIC, Order, Shape, Word, is_name, split_group, text_of
from registre.extraction.names_beside import name_after
from registre.extraction.roll.descent import read_items
from registre.extraction.roll.item import Span
from registre.extraction.rule import Found
from registre.extraction.rules.roll import List
from registre.extraction.spelling import Members
from registre.reading import fold
from registre.records import Attendance, Status

_CHAIN_FAR = 900  # characters from the label to the end of the run of holders
_TO = re.compile(
    r"(?:(?:donnent?|donne|ont donne|a donne)?\s?(?:leur |son )?(?:pouvoirs?|procurations?|mandats?)\s)?\ba\s{1,2}"
)
_FILLING = re.compile(r"(?:\s|[,;|.]|pouvoirs?\b|procurations?\b|mandats?\b)*")
_PAIR = re.compile(
    r"(?<![\wÀ-ÿ'’(-])(?P<family>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’]+(?:-[A-ZÀ-ÖØ-Þ'’]+)*) "
    r"(?P<given>[A-ZÀ-ÖØ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-ÿ]+)*)(?![\wÀ-ÿ}-]|\))"
)
_PLACE_BEFORE = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]{3,}|\|)[ _.-]{1,3}\Z")
_ROWS = 12  # a table of a council: fewer rows are no proof that it is one


def column_proxies(
    flow: str, folded: str, label: Found[List], end: int, present: Sequence[str], order: Order
) -> tuple[int, list[Found[Attendance]]] | None:
    """The proxies of the list that `label` opens, when its columns are torn; and where they end.

    None unless the givers are as many as the holders and each holder is one member present.
    """
    members = Members(present)
    for start, chain in _chains(flow, folded, label.end, min(end, label.end + _CHAIN_FAR), members, order):
        givers = _givers(flow, folded, label.end, start, order)
        if len(givers) == len(chain):
            entries = [
                Found(
                    Attendance(name=text_of(giver, flow), status=Status.represented, proxy_to=holder[2]),
                    giver[0].start,
                    giver[-1].end,
                    "appel.colonnes",
                )
                for giver, holder in zip(givers, chain, strict=True)
            ]
            return chain[-1][1], entries
    return None


def _chains(
    flow: str, folded: str, start: int, end: int, members: Members, order: Order
) -> Iterator[tuple[int, list[Span]]]:
    """Runs of two holders or more that follow each other, « à Ida LILAS à Paul ORME », and where each begins."""
    place = start
    while (said := _TO.search(folded, place, end)) is not None:
        chain: list[Span] = []
        after: re.Match[str] | None = said
        while after and (holder := _member_after(flow, after.end(), members, order)):
            chain.append(holder)
            between = _FILLING.match(folded, holder[1], end)
            after = _TO.match(folded, between.end(), end) if between else None
        if len(chain) > 1:
            yield said.start(), chain
        place = chain[-1][1] if chain else said.end()


def _member_after(flow: str, place: int, members: Members, order: Order) -> Span | None:
    """The member whose name begins at `place`; words of the next cell may follow it."""
    found = name_after(flow, place, order)
    if found is None:
        return None
    words = found[2].split()
    for length in range(len(words), 0, -1):
        if member := members.whom(" ".join(words[:length])):
            end = found[1] if length == len(words) else flow.index(words[length - 1], found[0]) + len(words[length - 1])
            return found[0], end, member
    return None


def _givers(flow: str, folded: str, start: int, end: int, order: Order) -> list[list[Word]]:
    """The names of the first run: each its own item, or words in small letters that pair up."""
    names: list[list[Word]] = []
    loose: list[Word] = []
    items = read_items(flow, folded, start, end, order)
    titled = sum(item.titled for item in items) > 1
    for item in items:
        if item.proxy or item.hard or (titled and not item.titled):
            break
        if len(item.words) > 3 and not item.titled and all(word.shape is Shape.capital for word in item.words):
            loose += item.words
            names += [item.words[at : at + 2] for at in range(0, len(item.words), 2)]
        else:
            parts = [name for name in split_group(item.words, order) if name and is_name(name, flow)]
            names += parts if item.grouped or not item.titled else parts[:1]  # what follows is another column's
    return names if len(loose) % 2 == 0 else []


def table_entries(flow: str, label: Found[List], end: int) -> list[Found[Attendance]]:
    """The rows « COMMUNE NOM Prénom » of a flattened table of those present; none when it is no such table."""
    zone = flow[label.end : end]
    if zone.count(",") > 4 or len(HONORIFIC.findall(zone)) > 2:
        return []
    rows = [found for found in _PAIR.finditer(flow, label.end, end) if not flow.startswith("(", found.start() - 1)]
    placed = sum(bool(_PLACE_BEFORE.search(flow, max(label.end, row.start() - 30), row.start())) for row in rows)
    if len(rows) < _ROWS or placed * 2 < len(rows):
        return []
    known: set[str] = set()
    heads = [row["family"] for row in rows]
    entries = []
    for row in rows:
        alone = len(re.findall(rf"(?<![\w-]){re.escape(row['family'])}(?![\w-])", zone)) > heads.count(row["family"])
        if fold(row.group()) not in known and not alone:  # « VALBRUME Ida » among rows of Valbrume
            known.add(fold(row.group()))
            entries.append(Found(Attendance(row.group(), Status.present), row.start(), row.end(), "appel.tableau"))
    return entries
