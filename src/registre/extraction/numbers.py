"""Numbers and dates as French minutes write them: in digits, in words, with the damage of a scan."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_VALUES = {
    "zero": 0, "premier": 1, "une": 1, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
    "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14,
    "quinze": 15, "seize": 16, "vingts": 20, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "cents": 100, "cent": 100, "mille": 1000, "mil": 1000, "et": 0,
}  # fmt: skip
_WORD = re.compile(  # the s of « vingt-six » is not that of « quatre-vingts »
    "|".join(word + "(?!ept|ix|eize|oixante)" * word.endswith("ts") for word in sorted(_VALUES, key=len, reverse=True))
)
_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"(?P<day>.{1,18}?)\s+(?:du mois )?(?:de |d' ?)?(?P<month>jan|fev|mar|avr|mai|juin|juil|aou"
    r"|sep(?!t (?:du|de|d'|jan|fev|mar|avr|mai|jui|aou|sep|oct|nov|dec))|oct|nov|dec)"
    r"[a-z]*\.?\s+(?P<year>.{4,40})",
    re.DOTALL,
)
_DIGITS = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})")


@lru_cache(maxsize=512)
def read_number(words: str) -> int | None:
    """The whole number that folded `words` say: « 65 », « O5 », « trente-cinq », « deux mille vingttrois »."""
    words = words.strip(" .:-\n")
    if re.fullmatch(r"[\do]{1,4}", words) and re.search(r"\d", words):
        return int(words.replace("o", "0"))
    letters = re.sub(r"[^a-z]", "", words)
    total = current = place = 0
    while place < len(letters):
        found = _WORD.match(letters, place)
        if not found:
            return None
        value = _VALUES[found.group()]
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif value == 100 or (value == 20 and current % 100 == 4):
            current = max(current, 1) * value if value == 100 else current - 4 + 80
        else:
            current += value
        place = found.end()
    return total + current if letters else None


def read_year(words: str) -> int | None:
    """A year between 1980 and 2099; two digits are of this century."""
    year = read_number(words)
    if year is not None and year < 100 and words.strip().isdigit():
        year += 2000
    return year if year is not None and 1980 <= year <= 2099 else None


@lru_cache(maxsize=512)
def read_date(words: str) -> date | None:
    """The day that folded `words` name, or None: « le 2 9 mars 2023 », « premier juillet deux mil vingt »."""
    if found := _DIGITS.fullmatch(words.strip()):
        return _day(int(found[3]) + (2000 if len(found[3]) == 2 else 0), int(found[2]), int(found[1]))
    if not (found := _DATE.fullmatch(words.strip())):
        return None
    written = found["day"].strip()
    number = re.fullmatch(r"(\d) ?(\d)?(?: ?er)?", written)
    day = int(number[1] + (number[2] or "")) if number else 1 if written == "ler" else read_number(written)
    year = read_year(found["year"])
    month = next(index for index, start in enumerate(_MONTHS, 1) if found["month"].startswith(start))
    return None if day is None or year is None else _day(year, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=2048)
def read_amount(words: str) -> Decimal | None:
    """Euros: « 3 856,50 », « 163 000.00 », « 8'355,59 », « 1.697 » (thousands: three digits after the dot)."""
    digits = re.sub(r"[\s']", "", words)
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](\d{1,2}))?", digits)
    if not found:
        return None
    try:
        return Decimal(found[1].replace(".", "") + "." + (found[2] or "0"))
    except InvalidOperation:  # pragma: no cover - the pattern only lets digits through
        return None
