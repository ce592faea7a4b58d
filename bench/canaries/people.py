"""Private people who do not exist, with all that must not be published about them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from random import Random

from registre.months import FRENCH

GIVEN = ("Odette", "Firmin", "Jean-Marc", "Soizic", "Hervé", "Inès", "Lucienne", "Anne-Laure", "Marcel", "Geneviève")
_FIRST = ("Brouz", "Chalv", "Drolh", "Fuzal", "Gwerj", "Jolbr", "Kerzh", "Luvang", "Mouzq", "Pralv", "Quenj", "Tarzh")
_MIDDLE = ("ab", "el", "iv", "oz", "uc", "an", "er", "ig")
_LAST = ("archat", "ebrinou", "ivoudel", "olzandre", "ugrenec", "azoupin", "erjolat", "imbruzac")
_STREETS = ("rue", "impasse", "chemin", "allée", "boulevard", "place")
_TOWNS = ("Montfleury", "Bourgneuf-le-Sec", "Valbrume", "Saint-Orlan")
_BETWEEN = bytes(code for code in range(128) if not re.match(rb"[0-9a-z]", bytes([code])))


@dataclass(frozen=True, slots=True)
class Private:
    """An invented private person. `secrets` tells what is sought, by kind."""

    woman: bool
    given: str
    family: str
    address: str
    street: str
    phone: str
    email: str
    iban: str
    nir: str
    birth: str

    @property
    def secrets(self) -> dict[str, str]:
        return {
            "name": self.family,
            "address": self.street,
            "phone": self.phone,
            "e-mail": self.email,
            "IBAN": self.iban,
            "NIR": self.nir,
            "birth": self.birth,
        }


def squeezed(text: str) -> str:
    """Letters without accents or case, and figures: nothing between them."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return letters.encode("ascii", "ignore").translate(None, _BETWEEN).decode("ascii")


def invent(rng: Random, number: int) -> Private:
    """The person of this number: no two have a family name, a street or a number in common."""
    count = len(_FIRST)
    parts = (_FIRST[number % count], _MIDDLE[number // count % 8], _LAST[number // count // 8 % 8])
    family = "".join(parts)
    street = f"{_MIDDLE[number % 8].capitalize()}zulph{_FIRST[number // 8 % count].lower()}{number:03}".translate(
        _LETTERS
    )
    woman = rng.random() < 0.5
    day, year = rng.randint(1, 28), rng.randint(1931, 1999)
    month = rng.choice(list(_MONTHS))
    birth = rng.choice((f"{day} {month} {year}", f"{day:02}/{_MONTHS[month]:02}/{year}"))
    digits = f"{number:04}"
    nir = f"{2 if woman else 1}{year % 100:02}{_MONTHS[month]:02}42218{number % 1000:03}"
    key = 97 - int(nir) % 97
    account = f"30006000010{number:010}89"
    return Private(
        woman,
        rng.choice(GIVEN),
        family if rng.random() < 0.4 else family.upper(),
        f"{rng.randint(1, 90)} {rng.choice(_STREETS)} {street}, 99{rng.randint(100, 999)} {rng.choice(_TOWNS)}",
        street,
        rng.choice((" ", ".", "")).join(("06", "39", "98", digits[:2], digits[2:])),
        f"{family.lower()}.{number}@courrier.example",
        _spaced(f"FR{98 - int(account + '152700') % 97:02}{account}"),
        " ".join((nir[0], nir[1:3], nir[3:5], nir[5:7], nir[7:10], nir[10:13], f"{key:02}")),
        birth,
    )


def _spaced(iban: str) -> str:
    return " ".join(iban[place : place + 4] for place in range(0, len(iban), 4))


_LETTERS = str.maketrans("0123456789", "abcdefghij")
_MONTHS = {name: number for number, name in enumerate(FRENCH, 1)}
