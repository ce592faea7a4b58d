"""What a drawing of an answer is made of: a mark a row, and the unit that the name of its column tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from registre.publication.site.figures import Language
from registre.publication.site.pictures.canvas import brief_money
from registre.publication.site.words import Words


class Unit(StrEnum):
    """What the numbers of a column count."""

    euros = "eur"
    percent = "percent"
    things = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One row: where it stands, how much (None: it has no number), what tells it from others that stand there."""

    label: str
    value: Decimal | None
    series: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """The rows of an answer in its order, with its title."""

    title: Mapping[Language, str]
    unit: Unit
    marks: Sequence[Mark]

    @property
    def largest(self) -> Mark | None:
        """The mark of the largest number, the first of equals; None when no row has a number."""
        known = [mark for mark in self.marks if mark.value is not None]
        return max(known, key=lambda mark: mark.value or Decimal(0)) if known else None

    def told(self, words: Words) -> str:
        """What the eye would take from the drawing."""
        most = self.largest
        if most is None or most.value is None:
            return words("picture.chart.none")
        value = exact(most.value, self.unit, words)
        return words("picture.chart.told", label=named(most.label, words), value=value, rows=len(self.marks))


def unit_of(column: str) -> Unit:
    """The unit of the column `total_eur`, `present_percent` or `acts`."""
    last = column.rpartition("_")[2]
    return Unit(last) if last in (Unit.euros, Unit.percent) else Unit.things


def exact(value: Decimal, unit: Unit, words: Words) -> str:
    """`value` as people write it: 12 345,50 € · 45,2 % · 17."""
    if unit is Unit.euros:
        return words.figures.money(value)
    shown = f"{value:,.2f}".rstrip("0").rstrip(".")
    if words.language == "fr":
        shown = shown.replace(",", "\u202f").replace(".", ",")
    mark = ("\u202f%" if words.language == "fr" else "%") if unit is Unit.percent else ""
    return shown + mark


def brief(value: Decimal, unit: Unit, words: Words) -> str:
    """`value` in few characters: 12 k€ · 45,2 % · 17."""
    return brief_money(value, words) if unit is Unit.euros else exact(value, unit, words)


def named(text: str, words: Words) -> str:
    """A name, or the words for none."""
    return text or words("picture.chart.unnamed")
