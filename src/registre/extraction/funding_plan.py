"""Funding plans: the table « Dépenses | Recettes | Financeur … montant » that a request for grants rests on.

Files flatten tables: cells come one after the other, in the order that the reader of the file found. So a plan is taken
only when it proves itself: its incomes make a total that the table writes, or the sum of its expenses, or their shares
make a hundred. What proves nothing is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from registre.extraction.matching import seek
from registre.extraction.numbers import read_amount
from registre.extraction.rule import Found
from registre.reading import fold
from registre.records import FundingLine, FundingPlan, PlanSide

RULE: Final = "plan.financement"
_REACH: Final = 1600
"""Characters after the cue in which the table stands."""
_LONGEST: Final = 90
"""Characters of the longest label: more is a sentence, not a cell."""

_AFTER_LABEL: Final = " -–/:;,."
_BEFORE_LABEL: Final = _AFTER_LABEL + ")\n\t\u00a0"
"""What a heading of the columns, « Montant (€ HT) », leaves before the first label."""

_CUE = re.compile(r"\bplans?\sde\sfinancement\b")
_END = re.compile(
    r"\bil\sest\spropose|\bapres\sen\savoir|\bainsi\sinforme|\bd'autoriser\b|\bautorise\b|\bsollicite\b|\bdit\sque\b"
    r"|\bde\spreciser\b|\bl'assemblee\sdeliberante|\ble\sconseil\s(?:municipal|communautaire|de)|\bapprouve[rnt]?\b"
    r"|\bplans?\sde\sfinancement\b|\bvu\s(?:le|la|les|l')"
)
_AMOUNT = re.compile(
    r"(?<![\w.,])(?P<amount>\d{1,3}(?:[\s.]\d{3})+(?:[.,]\d{2})?|\d+[.,]\d{2}|\d{2,7}(?=\s?(?:€|euros?\b)))(?!\d)"
    r"(?:\s?(?:€|euros?\b))?(?:\s?e?(?:ht|ttc)\b)?(?:\s?(?P<share>\d{1,3}(?:[.,]\d{1,2})?)\s?%)?"
)
_SHARE_BEFORE = re.compile(r"(?<![\w.,])(?P<share>\d{1,3}(?:[.,]\d{1,2})?)\s?%\s?$")
_HEADER = re.compile(
    r"\bdepenses?(?:\s(?:subventionnables?|eligibles?|previsionnelles?))?\b|\b(?:recettes?|ressources?)"
    r"(?:\sprevisionnelles?)?\b|\bfinanceurs?\b|\bdescription\sdes\spostes\b(?:\sde)?|\bnature\sdes?\b"
    r"|\bmontants?(?:\s(?:previsionnels?|en))?\b|\b(?:ht|ttc)\b|[€%]|\btaux\b|\bsans\stva\b|\bou\b(?=\sttc|\ssans)"
    r"|\bpostes?\sde\b|\bcout\s(?:du\sprojet|global|total)\b|\bsuivant\b|[:•*|]"
)
_OPENS = re.compile(r"\b(?:recettes?|ressources?|financeurs?)\b")
_TOTAL = re.compile(r"\b(?:sous[\s-]?)?tota(?:l|ux)\b")
_FUNDER = re.compile(
    r"\b(?:etat|detr|dsil|dsid|fnadt|fonds\svert|drac|ademe|region|departement|conseil\s(?:regional|departemental)"
    r"|cd\s?\d{2}|europe|feder|leader|feader|fse|agence\s(?:de\sl'eau|nationale)|caf|msa|anah|cnc|banque\sdes"
    r"|autofinancement|auto-financement|fonds\s(?:propres|de\sconcours)|subventions?|emprunts?|reste\sa\scharge"
    r"|participations?|communes?|ville|communaute|metropole|agglomeration|syndicat|mecenat|dons?)\b"
)


@dataclass(frozen=True, slots=True)
class _Cell:
    label: str
    folded: str
    amount_eur: Decimal
    share: Decimal | None
    opens: bool
    """Whether a heading « Recettes », « Financeurs » stands just before: the table begins here."""
    start: int
    end: int

    @property
    def is_total(self) -> bool:
        """A total, or an amount without a label that is no share of the whole."""
        if not self.label:
            return self.share is None or self.share == 100
        return _TOTAL.search(self.folded) is not None

    @property
    def is_income(self) -> bool:
        """What a funder brings; a label may have been lost with a page's heading, the share shows what it was."""
        if self.is_total or len(self.label) > _LONGEST:
            return False
        return _FUNDER.search(self.folded) is not None if self.label else True


def read_funding_plans(flow: str, folded: str, start: int, end: int) -> list[Found[FundingPlan]]:
    """The plans of an act that prove themselves, in reading order. Never raises."""
    found: list[Found[FundingPlan]] = []
    for cue in seek(_CUE, folded, start, end):
        if found and cue.start() < found[-1].end:
            continue
        zone = _zone_end(folded, cue.end(), min(end, cue.end() + _REACH))
        cells = _table(list(_cells(flow, folded, cue.end(), zone)))
        plan = _plan(cells)
        if plan is not None:
            found.append(Found(plan, cells[0].start, cells[-1].end, RULE))
    return found


def _zone_end(folded: str, start: int, end: int) -> int:
    """Where the table ends at the latest: at words that decide, once an amount has been read."""
    first = _AMOUNT.search(folded, start, end)
    if first is None:
        return start
    stop = _END.search(folded, first.end(), end)
    return stop.start() if stop is not None else end


def _table(cells: list[_Cell]) -> list[_Cell]:
    """The cells from the headings of the columns on: amounts told in the sentences before are none."""
    opening = [place for place, one in enumerate(cells) if one.opens]
    first = opening[0] if opening and not any(one.is_income for one in cells[: opening[0]]) else 0
    return cells[first:]


def _cells(flow: str, folded: str, start: int, end: int) -> Iterator[_Cell]:
    """Label and amount, one after the other. A label begins after the headings of the columns."""
    place = start
    for match in _AMOUNT.finditer(folded, start, end):
        amount = read_amount(match["amount"])
        if amount is None:
            continue
        before = folded[place : match.start()]
        share = match["share"]
        if (ahead := _SHARE_BEFORE.search(before)) is not None and share is None:
            before, share = before[: ahead.start()], ahead["share"]
        cut = max((header.end() for header in _HEADER.finditer(before)), default=0)
        piece = flow[place + cut : place + len(before)]
        words = piece.lstrip(_BEFORE_LABEL)
        label = " ".join(words.split()).rstrip(_AFTER_LABEL)
        opens = _OPENS.search(before) is not None
        yield _Cell(
            label, fold(label), amount, _share(share), opens, place + cut + len(piece) - len(words), match.end()
        )
        place = match.end()


def _share(words: str | None) -> Decimal | None:
    share = Decimal(words.replace(",", ".")) if words else None
    return share if share is not None and share <= 100 else None


def _plan(cells: Sequence[_Cell]) -> FundingPlan | None:
    """The plan, when its incomes are proved; expenses only when they make the same sum."""
    incomes = [one for one in cells if one.is_income]
    if len(incomes) < 2 or any(one.amount_eur <= 0 for one in incomes):
        return None
    expenses = [one for one in cells if not one.is_total and one not in incomes]
    total = _sum(incomes)
    written = [one.amount_eur for one in cells if one.is_total]
    spent = _sum(expenses) == total and all(len(one.label) <= _LONGEST for one in expenses)
    shares = [one.share for one in incomes if one.share is not None]
    whole = len(shares) == len(incomes) and abs(sum(shares, Decimal(0)) - 100) <= Decimal("0.5")
    if not (total in written or (spent and expenses) or (whole and written)):
        return None
    lines = tuple(_line(one, PlanSide.expense) for one in expenses if spent)
    stated = total if total in written else (written[-1] if written else None)
    return FundingPlan((*lines, *(_line(one, PlanSide.income) for one in incomes)), stated)


def _sum(cells: Sequence[_Cell]) -> Decimal:
    return sum((one.amount_eur for one in cells), Decimal(0))


def _line(cell: _Cell, side: PlanSide) -> FundingLine:
    return FundingLine(side, cell.label or None, cell.amount_eur, cell.share)
