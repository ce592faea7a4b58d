"""What the stamps say: the identifier of the transmission, the day of receipt, the day of posting."""

from __future__ import annotations

import re
from datetime import date

from registre.extraction.numbers import read_date
from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Rule

ANYWHERE = frozenset({"entete", "acte", "cachet"})
_LAW = "CGCT art. L2131-1, L2131-2; cahier des charges @CTES"
_FIRST, _LAST = date(1990, 1, 1), date(2060, 1, 1)


def _day(match: Match) -> date | None:
    day = read_date(match.fait)
    return day if day and _FIRST < day < _LAST else None


def _identifier(match: Match) -> str | None:
    """The canonical order: department-SIREN-date-number-nature; « 99_DE-042-… » puts the nature first."""
    written = match["fait"]
    nature = ""
    if first := re.match(r"99_([A-Za-z]{2})-", written):
        nature, written = "-" + first[1].upper(), written[first.end() :]
    found = re.fullmatch(r"(\w{3})[- ](\d{9})[- .](\d{8})[- ](.+?)(?:[-.]([A-Za-z]{2}))?", written.strip())
    if not found or not date_in(found[3]):
        return None
    number = re.sub(r"\s+", "_", found[4].strip(" -_.")).strip("_")
    end = "-" + found[5].upper() if found[5] else nature
    return f"{found[1]}-{found[2]}-{found[3]}-{number}{end}" if end and number else None


def date_in(digits: str) -> date | None:
    """The day that the eight digits of an identifier say."""
    return read_date(f"{digits[6:8]}/{digits[4:6]}/{digits[:4]}")


IDENTIFIERS: tuple[Rule[str], ...] = (
    Rule(
        id="cachet.identifiant",
        within=ANYWHERE,
        pattern=compile_(
            r"""(?<![\w-])(?P<fait>99_[a-z]{2}-\d[\dab]\d-\d{9}-\d{8}-[a-z0-9_]{1,30}
            |\d[\dab]\d-\d{9}-\d{8}-[a-z0-9_./]{1,30}?(?:[ -][a-z0-9_./]{1,12}){0,5}?-(?:de|ar|au|cc|dr|bf|ai)\b)"""
        ),
        read=_identifier,
        source=_LAW,
        examples=(
            "VIA DOTELEC - iXBus\n\n[99_DE-042-123456782-20220505-D20220020110]"
            "{042-123456782-20220505-D20220020110-DE}\n",
            "ID : [033-123456782-20230131-DEL2023_001-DE]{033-123456782-20230131-DEL2023_001-DE}",
            "AR Prefecture [082-123456782-20230206-D13 2023 02 06-DE]{082-123456782-20230206-D13_2023_02_06-DE} Reçu",
        ),
        refuses=("tél. 042-244200770", "042-123456782-20229905-D1-DE"),
        cues=("-19", "-20"),
        reach=(24, 90),
    ),
)

RECEIVED: tuple[Rule[date], ...] = (
    Rule(
        id="cachet.recu",
        within=ANYWHERE,
        pattern=compile_(
            r"""\b(?:recue?\s(?:en|a\sla)\s(?:sous-)?prefecture\s(?:de\s[a-z-]{2,30}\s)?(?:le\s?:?\s?|:\s?)
                |date\sde\sreception\s(?:en\s)?(?:de\sl'ar\s|ar\s)?(?:prefecture)?\s?:?\s?
                |recue?\spar\sle\srepresentant\sde\sl'etat\sle\s
            |recue?\sle\s?:?\s?|reception\s(?:en|par\sle)\sprefe[a-z]{2,7}\s?:\s{1,2}(?:{date}\s)?
            |visa\sde\sla\sprefecture\s?:\s?[^/]{10,60}/\s?)(?P<fait>{date})"""
        ),
        read=_day,
        source=_LAW,
        examples=(
            "RECU EN PREFECTURE\n\nLe [13 mai 2022]{2022-05-13}".replace("\n\n", "\n"),
            "Reçu le [08/02/2023]{2023-02-08} Publié",
            "Date de réception préfecture : [02/12/2022]{2022-12-02}",
            "Reçu par le représentant de l'Etat le [01/12/2023]{2023-12-01}",
        ),
        refuses=("publié le 3 mai 2022",),
        cues=("recu", "recep", "visa de la pref"),
        reach=(12, 150),
    ),
    Rule(
        id="cachet.transmis",
        within=ANYWHERE,
        pattern=compile_(
            r"""\b(?:transmise?\s(?:en|a\sla)\s(?:sous-)?prefecture\s(?:(?:de\s|d'\s?)[a-z-]{2,30}\s)?(?:le\s?:?\s?
                |:\s?)
            |deposee?\sen\s(?:sous-)?prefecture\sle\s?:?\s?|date\sde\s(?:tele)?transmission\s?:\s?
            |recu\sen\sprefecture\s{1,2}le\s)(?P<fait>{date})"""
        ),
        read=_day,
        source=_LAW,
        examples=("transmis en Préfecture d'Orville le [30/04/21]{2021-04-30}",),
        refuses=("transmis au maire le 30/04/21",),
        cues=("transmi", "depos", "recu en"),
        reach=(16, 110),
    ),
)

POSTED: tuple[Rule[date], ...] = (
    Rule(
        id="cachet.affiche",
        within=ANYWHERE,
        pattern=compile_(
            r"""\b(?:date\sd'affichage|publiee?(?:\sou\snotifiee?)?\sle|affichee?(?:\sou\snotifiee?)?\sle
                |date\sde\s(?:publication|mise\sen\sligne)(?:\sde\sl'acte)?|mise?\sen\sligne\sle)
            \s?:?\s{0,2}(?P<fait>{date})"""
        ),
        read=_day,
        source=_LAW,
        examples=(
            "DATE D'AFFICHAGE :[13 mai 2022]{2022-05-13}",
            "Publié ou notifié le [30/04/21]{2021-04-30}",
            "Publiée le : [23/05/2014]{2014-05-23}",
        ),
        refuses=("arrêté publié au Journal officiel le 3 mai",),
        cues=("affich", "publi", "mise en ligne", "mis en ligne"),
        reach=(12, 90),
    ),
)
