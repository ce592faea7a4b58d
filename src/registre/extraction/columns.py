"""Tables of grants that text extraction has laid out one cell a line.

The head tells the columns, the amounts at the end of a row tell the rows: a name may run over several
lines, a sum never does. A row that does not hold as many sums as the head has columns of money is
doubtful and gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from registre.extraction.numbers import read_amount
from registre.extraction.patterns import compile_
from registre.extraction.rule import Found
from registre.extraction.rules.money import Gift, beneficiary, is_sentence
from registre.records import CommitmentKind

_WHO = re.compile(
    r"(?:nom (?:de l'|de la |des? |du )?)?(?:associations?|structures?|beneficiaires?|organismes?|clubs?|tiers"
    r"|porteurs?)\b"
)
_CODE = re.compile(r"(?:code|n ?°|numero|ref|tiers n)")
_OTHER = re.compile(
    r"(?:nature|objet|(?:nom du |intitule du )?projet|type|thematique|discipline|commune|ville|domaine|action"
    r"|observations?)\b"
)
_MONEY = re.compile(
    r"(?:montants?|subventions?|sommes?|aides?|demandes?|budget|cout|propositions?|attribu|accord|vote)"
)
_GIVEN = re.compile(r"\b(?:accorde|attribue|vote|propose|alloue|retenu|reporter)")
_ASKED = re.compile(r"demande|sollicite|precedent|realise|memoire|rappel|budget|cout\b|n-1")
_YEAR = re.compile(r"\b(20\d\d)\b")
_SUM = compile_(r"(?P<somme>{montant})\s?(?:{euros})?")
_PLAIN = re.compile(r"\d{1,6}")
_END = re.compile(
    r"(?:sous-?\s?)?total\b|soit\b|(?:les|ces|la|cette)\s(?:credits|depenses?|sommes?)\b|imputation|votes?\b"
    r"|pour\s?:|le\sconseil|article\s\d|fait\s"
)
_ABOUT = re.compile(r"attribu|accord|allou|octro|vers(?:e|er|ement)|subventions?")
_NOT_ABOUT = re.compile(r"plan\sde\sfinancement|recettes|sollicit|tarif")
_LETTER = re.compile(r"[fpm]|fonctionnement|projet|investissement|manifestation|exceptionnelle")
_NAME_LINES = 6


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    words: str
    """Folded, without the spaces at its ends."""


@dataclass(frozen=True, slots=True)
class Head:
    """Columns of a table: is the first a code, how many hold words, how many money, which of these is given."""

    coded: bool
    texts: int
    sums: int
    given: int


def read_column_gifts(flow: str, folded: str, start: int, end: int) -> Iterator[Found[Gift]]:
    """What the tables of `flow[start:end]` give, in reading order."""
    lines = _lines(folded, start, end)
    index = 0
    while index < len(lines):
        head, after = _head(folded, lines, index)
        if head is None:
            index += 1
            continue
        index = after
        while index < len(lines):
            gift, after = _row(flow, lines, index, head)
            if after == index:
                break
            if gift:
                yield gift
            index = after


def _lines(folded: str, start: int, end: int) -> list[Line]:
    lines, place = [], start
    while place < end:
        stop = folded.find("\n", place, end)
        stop = end if stop < 0 else stop
        if words := folded[place:stop].strip():
            lines.append(Line(place, stop, words))
        place = stop + 1
    return lines


def _head(folded: str, lines: list[Line], index: int) -> tuple[Head | None, int]:
    """The head that begins at this line and the line after it."""
    cells: list[str] = []
    while index + len(cells) < len(lines) and len(cells) < 7:
        words = lines[index + len(cells)].words
        if len(words) > 45 or not (
            _WHO.match(words) or _CODE.match(words) or _OTHER.match(words) or _MONEY.match(words)
        ):
            break
        if any(_MONEY.match(cell) for cell in cells) and not _MONEY.match(words):
            break  # a row begins: « Club Lilas »
        cells.append(words)
    who = [place for place, words in enumerate(cells) if _WHO.match(words)]
    money = [place for place, words in enumerate(cells) if _MONEY.match(words) and not _WHO.match(words)]
    if len(cells) < 2 or not who or not money or who[0] > 1 or money[-1] != len(cells) - 1 or money[0] <= who[0]:
        return None, index
    if money != list(range(money[0], len(cells))):
        return None, index
    before = folded[max(0, lines[index].start - 500) : lines[index].start]
    if not _ABOUT.search(before) or _NOT_ABOUT.search(before[-200:]):
        return None, index
    given = given_column([cells[place] for place in money])
    if given is None:
        return None, index
    coded = who[0] == 1 and bool(_CODE.match(cells[0]))
    return Head(coded, money[0] - int(coded), len(money), given), index + len(cells)


def given_column(columns: list[str]) -> int | None:
    """Which column of money is the one that is given: the only one, the one that says so, that of the last year."""
    free = [place for place, words in enumerate(columns) if not _ASKED.search(words)]
    said = [place for place in free if _GIVEN.search(columns[place])]
    if len(said) == 1:
        return said[0]
    if len(said or free) == 1:
        return (said or free)[0]
    years = {place: int(found[1]) for place in free if (found := _YEAR.search(columns[place]))}
    if years and list(years.values()).count(max(years.values())) == 1:
        return max(years, key=lambda place: years[place])
    return None


def _row(flow: str, lines: list[Line], index: int, head: Head) -> tuple[Found[Gift] | None, int]:
    """The gift of the row that begins here and the line after the row; the same line when the table is over."""
    first = index
    if head.coded and _PLAIN.fullmatch(lines[index].words):
        index += 1
    names: list[Line] = []
    while index < len(lines) and len(names) <= _NAME_LINES and not _SUM.fullmatch(lines[index].words):
        if _END.match(lines[index].words) or len(lines[index].words) > 110:
            return None, first
        if is_sentence(lines[index].words):
            return None, index + 1
        names.append(lines[index])
        index += 1
    sums: list[Line] = []
    while index < len(lines) and len(sums) < head.sums and _SUM.fullmatch(lines[index].words):
        sums.append(lines[index])
        index += 1
    if not names or not sums:
        return None, first
    if len(sums) < head.sums:
        return None, index
    found = _SUM.fullmatch(sums[head.given].words)
    amount = read_amount(found["somme"]) if found else None
    name = beneficiary(_name(flow, names, head))
    if not name or not amount:
        return None, index
    gift = Gift(CommitmentKind.grant, name, amount)
    return Found(gift, names[0].start, sums[head.given].end, "argent.tableau"), index


def _name(flow: str, names: list[Line], head: Head) -> str:
    """The first column; the others are the last lines, or begin at the letter of the nature."""
    letter = next((place for place, line in enumerate(names) if place and _LETTER.fullmatch(line.words)), None)
    others = head.texts - 1
    count = letter or (len(names) - others if len(names) > others else 1)
    return " ".join(flow[line.start : line.end].strip() for line in names[:count])
