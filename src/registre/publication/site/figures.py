"""Money, numbers, dates and sizes as people write them, in French and in English, without a locale of the machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from registre.months import ENGLISH, FRENCH

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")

_NARROW = "\u202f"
_HARD = "\u00a0"
_MONTHS: dict[Language, tuple[str, ...]] = {"fr": FRENCH, "en": ENGLISH}


@dataclass(frozen=True, slots=True)
class Figures:
    """The ways of one language: `number(12345)` is "12 345" in French and "12,345" in English."""

    number: Callable[[int], str]
    money: Callable[[Decimal], str]
    share: Callable[[Decimal], str]
    day: Callable[[date], str]
    size: Callable[[int], str]


def figures(language: Language) -> Figures:
    """The functions of `language`."""
    return Figures(
        lambda value: _number(value, language),
        lambda value: _money(value, language),
        lambda value: _share(value, language),
        lambda value: _day(value, language),
        lambda value: _size(value, language),
    )


def _number(value: int, language: Language) -> str:
    return f"{value:,}".replace(",", _NARROW) if language == "fr" else f"{value:,}"


def _money(amount_eur: Decimal, language: Language) -> str:
    """Cents only when there are some: 20 000 € · 326 878,50 € · €20,000 · €326,878.50."""
    cents = amount_eur.quantize(Decimal("0.01"))
    plain = f"{int(cents):,}" if cents == cents.to_integral_value() else f"{cents:,}"
    if language == "en":
        return f"-€{plain[1:]}" if plain.startswith("-") else f"€{plain}"
    return plain.replace(",", _NARROW).replace(".", ",") + f"{_HARD}€"


def _share(per_cent: Decimal, language: Language) -> str:
    """A share as the document writes it: 33,5 % · 33.5%."""
    plain = f"{per_cent.normalize():f}"
    return plain.replace(".", ",") + f"{_HARD}%" if language == "fr" else f"{plain}%"


def _day(day: date, language: Language) -> str:
    """5 mai 2022 · 1er mai 2022 · 5 May 2022. Hard spaces keep a date on one line."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return _HARD.join((number, _MONTHS[language][day.month - 1], str(day.year)))


def _size(size_bytes: int, language: Language) -> str:
    """Decimal units: 5 870 bytes is 5,9 ko in French, 5.9 kB in English."""
    letter = "o" if language == "fr" else "B"
    value, units = Decimal(size_bytes), ("", "k", "M", "G")
    step = 0
    while value >= 1000 and step < len(units) - 1:
        value, step = value / 1000, step + 1
    shown = f"{value:.1f}" if step and value < 100 else f"{value:.0f}"
    return (shown.replace(".", ",") if language == "fr" else shown) + f"{_HARD}{units[step]}{letter}"
