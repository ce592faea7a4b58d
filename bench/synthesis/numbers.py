"""Numbers, days and years in French words, in the spellings that documents mix."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from registre.months import FRENCH

UNITS = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


def below_hundred(value: int) -> str:
    """0 to 99 in traditional spelling: « vingt et un », « soixante-dix-sept »."""
    if value < 20:
        return UNITS[value]
    ten = value // 10 * 10
    if ten in (70, 90):
        ten -= 10
    rest = value - ten
    if rest == 0:
        return TENS[ten] + ("s" if ten == 80 else "")
    if rest in (1, 11) and ten != 80:
        return f"{TENS[ten]} et {UNITS[rest]}"
    return f"{TENS[ten]}-{UNITS[rest]}"


def in_words(value: int) -> str:
    """0 to 999 999 in traditional spelling: « trois cent trente mille »."""
    if value < 100:
        return below_hundred(value)
    if value < 1000:
        hundreds, rest = divmod(value, 100)
        head = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent" + ("" if rest else "s")
        return f"{head} {below_hundred(rest)}" if rest else head
    thousands, rest = divmod(value, 1000)
    head = "mille" if thousands == 1 else f"{_before_mille(in_words(thousands))} mille"
    return f"{head} {in_words(rest)}" if rest else head


def _before_mille(spelt: str) -> str:
    """« quatre-vingts » and « deux cents » lose their s before « mille »; « trois » keeps it."""
    return spelt.removesuffix("s") if spelt.endswith(("vingts", "cents")) else spelt


def year_in_words(rng: Random, year: int) -> str:
    """A year from 2000 on: « deux mil vingt-trois », « deux-mille-vingt-trois », « deux mille vingt et un »."""
    thousand = rng.choice(("deux mille", "deux mille", "deux mil"))
    rest = year - 2000
    spelt = f"{thousand} {below_hundred(rest)}" if rest else thousand
    return rng.choice((spelt, spelt, spelt.replace(" ", "-"), spelt.replace("-", " ")))


def day_in_words(rng: Random, day: int) -> str:
    """A day of the month: « premier », « dix-sept », « vingt-et-un », « vingt six »."""
    if day == 1:
        return "premier"
    spelt = below_hundred(day)
    return rng.choice((spelt, spelt, spelt.replace(" ", "-"), spelt.replace("-", " ")))


def month_name(rng: Random, month: int) -> str:
    """A month, sometimes with a capital."""
    name = FRENCH[month - 1]
    return rng.choice((name, name, name, name.capitalize()))


def long_date(rng: Random, day: dt.date) -> str:
    """« 4 mars 2024 », « 04 mars 2024 », « 1er mars 2024 »."""
    number = "1er" if day.day == 1 else rng.choice((str(day.day), f"{day.day:02}"))
    return f"{number} {month_name(rng, day.month)} {day.year}"


def short_date(rng: Random, day: dt.date) -> str:
    """« 04/03/2024 » with one of the usual separators."""
    separator = rng.choice(("/", "/", "/", "-", "."))
    return day.strftime(f"%d{separator}%m{separator}%Y")


def date_in_words(rng: Random, day: dt.date) -> str:
    """« quatre mars deux mille vingt-quatre »."""
    return f"{day_in_words(rng, day.day)} {month_name(rng, day.month)} {year_in_words(rng, day.year)}"


def with_weekday(rng: Random, day: dt.date, written: str) -> str:
    """« lundi 4 mars 2024 »."""
    name = WEEKDAYS[day.weekday()]
    return f"{rng.choice((name, name.capitalize()))} {written}"


def any_date(rng: Random, day: dt.date) -> str:
    """A date in digits, with the weekday now and then."""
    written = long_date(rng, day)
    return rng.choice((written, written, with_weekday(rng, day, written), short_date(rng, day)))


def hour(rng: Random) -> str:
    """The hour a session opens: « 18 h 30 », « 20h00 », « dix-neuf heures trente », « 20 heures »."""
    at, past = rng.randint(17, 20), rng.choice((0, 0, 30, 15))
    tail = f"{past:02}" if past else rng.choice(("", "00"))
    words = f"{in_words(at)} heures" + (f" {in_words(past)}" if past else "")
    digits = f"{at} heures" + (f" {past}" if past else "")
    return rng.choice((f"{at}h{tail}", f"{at} h {tail}".strip(), digits, words, f"{at} H {past:02}"))


@dataclass(frozen=True, slots=True)
class Notation:
    """How one hand writes sums: between thousands, before cents, cents of round sums, and the unit."""

    thousands: str
    decimals: str
    always_cents: bool
    unit: str


def any_notation(rng: Random) -> Notation:
    thousands = rng.choice((" ", " ", " ", "\u00a0", "\u202f", ".", ""))
    decimals = "," if thousands == "." else rng.choice((",", ",", ",", "."))
    unit = rng.choice((" €", " €", "\u00a0€", "€", " euros", " Euros"))
    return Notation(thousands, decimals, rng.random() < 0.25, unit)


def money(rng: Random, amount: float, *, unit: bool = True, notation: Notation | None = None) -> str:
    """An amount in one of the notations met: « 2 500 € », « 2500€ », « 2.500,00 € », « 1 697.50 euros »."""
    way = notation or any_notation(rng)
    whole, cents = divmod(round(amount * 100), 100)
    written = f"{whole:,}".replace(",", way.thousands)
    if cents or way.always_cents:
        written += f"{way.decimals}{cents:02}"
    return written + (way.unit if unit else "")


def money_in_words(rng: Random, amount: int) -> str:
    """« trois mille euros (3 000 €) », in capitals now and then."""
    spelt = f"{in_words(amount)} euros"
    return f"{rng.choice((spelt, spelt.upper()))} ({amount:,} €)".replace(",", " ")
