"""Tables of grants whose rows stand on one line, cell beside cell: what PDF, DOCX, ODT and HTML give.

The head names the columns; a row is read only when it is sure which of its cells is the beneficiary and
which the amount: a cell left empty in the middle makes a row doubtful, and gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registre.extraction.columns import given_column
from registre.extraction.numbers import read_amount
from registre.extraction.patterns import compile_
from registre.extraction.rule import Found
from registre.extraction.rules.money import Gift, beneficiary, is_sentence
from registre.reading.cells import Cell, find_rows
from registre.reading.text import Text
from registre.records import CommitmentKind

_WHO = re.compile(r"(?:nom (?:de l'|des? )?)?(?:associations?|structures?|beneficiaires?|organismes?|clubs?|tiers)\b")
_GIVEN = re.compile(
    r"(?:montants?|subventions?|sommes?|aides?)?\s?.{0,12}\b(?:accorde|attribue|vote|propose|alloue|retenu)"
)
_AMOUNT = re.compile(r"(?:montants?|subventions?|sommes?)\b")
_NOT_GIVEN = re.compile(r"demande|sollicite|precedent|realise|pour memoire|rappel|budget|cout\b|n-1")
_SUM = compile_(r"(?P<somme>{montant})\s?(?:{euros})?")
_END = re.compile(r"(?:sous-?\s?)?total\b|soit\b")
_FAR = 250
"""A row that stands so many characters after the one before belongs to another table."""


@dataclass(frozen=True, slots=True)
class Head:
    """Which columns of a table hold the beneficiary and the amount that is given, of how many."""

    who: int
    amount: int
    columns: int


def read_table_gifts(text: Text, start: int, end: int) -> Iterator[Found[Gift]]:
    """What the tables of `text.flow[start:end]` give, row by row, in reading order."""
    head: Head | None = None
    last = start
    for row in find_rows(text, start, end):
        found = _head(text, row)
        if found or row[0][0] - last > _FAR:
            head = found
        elif head and _END.match(text.folded, row[0][0]):
            head = None
        elif head and (gift := _gift(text, row, head)):
            yield gift
        last = row[-1][1]


def _head(text: Text, row: Sequence[Cell]) -> Head | None:
    words = [text.folded[start:end] for start, end in row]
    who = [index for index, cell in enumerate(words) if _WHO.match(cell)]
    given = [index for index, cell in enumerate(words) if _GIVEN.match(cell) and not _NOT_GIVEN.search(cell)]
    amounts = given or [
        index for index, cell in enumerate(words) if _AMOUNT.match(cell) and not _NOT_GIVEN.search(cell)
    ]
    if len(amounts) > 1 and (chosen := given_column([words[index] for index in amounts])) is not None:
        amounts = [amounts[chosen]]
    if not who or len(amounts) != 1 or any(_SUM.fullmatch(cell) for cell in words):
        return None
    return Head(who[0], amounts[0], len(row))


def _gift(text: Text, row: Sequence[Cell], head: Head) -> Found[Gift] | None:
    whole = len(row) == head.columns
    if not whole and head.amount != head.columns - 1:
        return None
    numbers = [bool(re.fullmatch(r"[\d .]{1,12}", text.folded[start:end])) for start, end in row]
    who = head.who if whole else next((index for index, number in enumerate(numbers) if not number), len(row))
    amount = head.amount if whole else len(row) - 1
    if who >= amount or is_sentence(text.folded[slice(*row[who])]):
        return None
    sum_ = _SUM.fullmatch(text.folded, *row[amount])
    value = read_amount(sum_["somme"]) if sum_ else None
    name = beneficiary(text.flow[slice(*row[who])])
    if not name or not value:
        return None
    return Found(Gift(CommitmentKind.grant, name, value), row[who][0], row[amount][1], "argent.tableau")
