"""Totals that tables and lists of grants write under their rows: « Total 9 150 € », « soit un total de 1 400 € ».

A total is taken with its rows, and only when every line above it was read as one: a row that was not read would make
an honest table look wrong. « Sous-total », « total » and « total général » go back to the last total of their own rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from registre.extraction.numbers import read_amount
from registre.extraction.patterns import compile_
from registre.extraction.rule import Found
from registre.extraction.rules.money import Gift
from registre.records import CommitmentTable

RULE: Final = "tableau.total"
TABLE: Final = "argent.tableau"
ROWS: Final = frozenset({TABLE, "argent.suite", "argent.liste"})
"""Rules that read one row of a table or of a list."""
_REACH: Final = 200
"""Characters after a row in which its table's total stands."""
_HEAD_REACH: Final = 400
"""Characters before the first row in which the head of its table stands."""

_TOTAL = compile_(
    r"""(?:[^a-z]|\b(?:soit|un|au|le|montant|pour|de|d'|euros?|eur)\b){0,60}?
        (?P<word>\b(?:sous[-\s]{0,2})?tota(?:l|ux)\b[^€\n]{0,60}?)[\s:=|-]{0,8}
        (?P<sums>(?<![\d.,]){montant}\s?(?:{euros}|(?=\s*(?:\n|\||$)))(?:[\s|]{1,4}{montant}\s?(?:{euros}|(?=\s*(?:\n|\||$)))){0,4})"""
)
_EUROS = compile_(r"(?<![\d.,])(?P<somme>{montant})\s?{euros}")
_FIGURES = compile_(r"(?<![\d.,/])(?P<somme>{montant})(?![/,.]?\d)")
_CODE = re.compile(r"\b\d{1,6}[\s|]*$")
_HEAD = re.compile(
    r"\b(?:montants?|sommes?|subventions?|beneficiaires?|associations?|structures?|organismes?|clubs?|proposee?s?"
    r"|accordee?s?|attribuee?s?|en cours)\b|:"
)
_WHOLE = re.compile(r"general|global|ensemble|cumul")


@dataclass(frozen=True, slots=True)
class _Total:
    """A total that stands after the row `row`."""

    row: int
    rank: int
    """0 for a « sous-total », 1 for a total, 2 for one of all that stands above it."""
    amount_eur: Decimal
    start: int
    end: int


def read_totals(folded: str, gifts: Sequence[Found[Gift]], start: int, end: int) -> list[Found[CommitmentTable]]:
    """The tables of `folded[start:end]` that write their total, each from its first row to it, in reading order."""
    rows = sorted((one for one in gifts if one.rule in ROWS), key=lambda one: one.start)
    found: list[Found[CommitmentTable]] = []
    known: list[_Total] = []
    for total in _totals(folded, rows, end):
        first = _first_row(total, known)
        known.append(total)
        if _begins(folded, rows[first], known, first, start) and _is_whole(folded, rows[first : total.row + 1], known):
            found.append(Found(CommitmentTable(total.amount_eur), rows[first].start, total.end, RULE))
    return found


def _totals(folded: str, rows: Sequence[Found[Gift]], end: int) -> Iterator[_Total]:
    for index, row in enumerate(rows):
        following = rows[index + 1].start if index + 1 < len(rows) else end
        place, stop = row.end, min(following, row.end + _REACH)
        while (match := _TOTAL.match(folded, place, stop)) is not None:
            amount = _of_column(folded, row, match)
            if amount is not None:
                yield _Total(index, _rank(match["word"]), amount, match.start("word"), match.end())
            place, stop = match.end(), min(following, match.end() + _REACH)


def _rank(words: str) -> int:
    return 0 if words.startswith("sous") else 2 if _WHOLE.search(words) else 1


def _of_column(folded: str, row: Found[Gift], match: re.Match[str]) -> Decimal | None:
    """The sum under the column that is given: the only one, or the one in the place that it has in the row."""
    sums = [read_amount(one["somme"]) for one in _FIGURES.finditer(match["sums"])]
    pattern = _sums_of(folded, row)
    after = len(pattern.findall(folded, match.start(), match.start("word")))
    place = len(pattern.findall(folded, row.start, row.end))
    if len(sums) == 1:
        return sums[0] if after == 0 and (place == 1 or row.rule != TABLE) else None
    return sums[place - 1] if place > 0 and place + after == len(sums) else None


def _sums_of(folded: str, row: Found[Gift]) -> re.Pattern[str]:
    """What a sum looks like in the table of `row`: with the name of the currency when the row has it."""
    return _EUROS if _EUROS.search(folded, row.start, row.end) else _FIGURES


def _first_row(total: _Total, before: Sequence[_Total]) -> int:
    """The row that the total begins with: after the last total of its rank or above; a second one sums all."""
    again = any(one.row == total.row and one.rank >= total.rank for one in before)
    ended = [one.row for one in before if one.rank >= (2 if again else total.rank) and one.row < total.row]
    return max(ended, default=-1) + 1


def _begins(folded: str, row: Found[Gift], totals: Sequence[_Total], first: int, start: int) -> bool:
    """Whether the row follows the head of its table, or another total, without a sum in between."""
    ended = max((one.end for one in totals if one.row < first), default=None)
    before = _CODE.sub("", folded[ended or max(start, row.start - _HEAD_REACH) : row.start])
    heads = [one.end() for one in _HEAD.finditer(before)] if ended is None else [0]
    return bool(heads) and _sums_of(folded, row).search(before, heads[-1]) is None


def _is_whole(folded: str, rows: Sequence[Found[Gift]], totals: Sequence[_Total]) -> bool:
    """Whether no sum stands between two rows but those of columns after the one given, and totals."""
    pattern, places = _sums_of(folded, rows[-1]), [one.end for one in totals]
    usual = len(pattern.findall(folded, rows[-1].end, min(one.start for one in totals if one.start >= rows[-1].end)))
    for one, following in pairwise(rows):
        ended = max((place for place in places if one.end < place <= following.start), default=None)
        gap = _CODE.sub("", folded[ended or one.end : following.start])
        if len(pattern.findall(gap)) != (0 if ended else usual):
            return False
    return True
