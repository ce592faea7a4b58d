"""Patterns of rules: verbose, compiled once, with named fragments.

A pattern is matched against the *folded* text (lower case, no accents, same positions as the flow),
so it is written in lower case without accents. `{nombre}`, `{date}`… stand for the fragments below;
a count like `{0,40}` stays what it is. Repetition is bounded everywhere: `.{0,40}?`, never `.*?`.
"""

from __future__ import annotations

import re

_UNITS = (
    "zero|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?![- ](?:sept|huit|neuf))|onze|douze|treize|quatorze"
    "|quinze|seize"
    "|dix[- ]sept|dix[- ]huit|dix[- ]neuf"
)
_TENS = "vingt|trente|quarante|cinquante|soixante|quatre[- ]vingts?"
_WORDS = rf"(?:(?:{_TENS})(?:[- ]?(?:et[- ])?(?:{_UNITS}))?|{_UNITS})"
_MONTHS = (
    r"(?:janvier|janv\.?|fevrier|fevr?\.?|mars|avril|avr\.|mai|juin|juillet|juil\.?|aout|septembre|sept\.?"
    r"|octobre|oct\.?|novembre|nov\.?|decembre|dec\.?)"
)
_YEAR = rf"(?:(?:19|20)\d{{2}}|deux[- ]?mil(?:le)?(?:[- ](?:et[- ])?{_WORDS})?)"
_DAY = rf"(?:1\ ?er|ler|\d\ \d|\d{{1,2}}|premier|{_WORDS})"
_WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"

FRAGMENTS: dict[str, str] = {
    "_": r"[ \n]{1,2}",
    "nombre": rf"(?:\d{{1,3}}|{_WORDS})",
    "chiffres": r"\d{1,3}",
    "mois": _MONTHS,
    "jour": rf"{_WEEKDAY}",
    "date": rf"(?:{_DAY}\s{{1,2}}(?:(?:du\smois\s)?(?:de\s|d')\s?)?{_MONTHS}\s{{1,2}}{_YEAR}\b"
    r"|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})(?!\d))",
    "jour_mois": rf"{_DAY}\s{{1,2}}(?:(?:du\smois\s)?(?:de\s|d')\s?)?{_MONTHS}",
    "annee": _YEAR,
    "montant": r"(?:\d{1,3}(?:[ .'\n]\d{3}){1,3}(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?)(?!\d)",
    "euros": r"(?:€|euros?\b|eur\b)",
    "actes": r"(?:99_[a-z]{2}-)?\d[\dab]\d[- ]\d{9}[- ]\d{8}[- ][a-z0-9_ ./-]{1,36}?[-.][a-z]{2}\b",
    "unanimite": r"(?:a\sl'?\s?unanimites?|unanimite|unanimement)",
    "assemblee": r"""(?:conseil\smunicipal|conseil\scommunautaire|conseil\s(?:de\s)?communaute|conseil\smetropolitain
        |conseil\sdepartemental|conseil\sregional|conseil\sterritorial|conseil\sd'administration
        |conseil\sde\s(?:l'eurometropole|la\smetropole|territoire)
        |comite\ssyndical|comite\sdirecteur|commission\spermanente|bureau(?:\s(?:communautaire|metropolitain|syndical))?
        |assemblee(?:\sdeliberante)?|conseil|comite)""",
}


_NAME = re.compile(r"\{([a-z_]+)\}")


def compile_(pattern: str, **more: str) -> re.Pattern[str]:
    """`pattern` compiled, verbose, its fragments filled in; `more` are fragments of this pattern's family."""
    fragments = FRAGMENTS | more
    while _NAME.search(pattern):
        pattern = _NAME.sub(lambda name: f"(?:{fragments[name[1]]})", pattern)
    return re.compile(pattern, re.VERBOSE)
