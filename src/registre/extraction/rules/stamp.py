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


def _torn(match: Match) -> str | None:
    """An identifier whose separators a scan has lost: only with a SIREN that its control digit proves."""
    digits = match.folded("siren")
    total = sum(sum(divmod(int(one) * (1 + place % 2), 10)) for place, one in enumerate(digits))
    if total % 10 or not date_in(match.folded("jour")):
        return None
    number = re.sub(r"\s+", "_", match["numero"].strip(" -_."))
    return (
        f"{match.folded('dep')}-{digits}-{match.folded('jour')}-{number}-{match['nature'].upper()}" if number else None
    )


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
    Rule(
        id="cachet.identifiant-abime",
        within=ANYWHERE,
        pattern=compile_(
            r"(?<![\w-])(?P<fait>(?P<dep>\d[\dab]\d)[ _.–-]{0,2}(?P<siren>\d{9})[ _.–-]{1,2}(?P<jour>(?:19"
            r"|20)\d{6})[ _.–-]{1,2}(?P<numero>[a-z0-9_./ -]{1,30}?)[ _.–-]{1,2}(?P<nature>de|ar|cc|dr|bf|ai))(?![\w-])"
        ),
        read=_torn,
        source=_LAW,
        examples=("ID : [065123456782 20230216 2023 021.DE]{065-123456782-20230216-2023_021-DE}",),
        refuses=("065123456789 20230216 2023 021.DE", "tél. 042-244200770"),
        cues=(" 20", "_20", "-20", ".20"),
        reach=(24, 60),
    ),
)

_WORDS = {
    "pref": r"(?:s(?:ous)?[\s/.-]{1,2})?prefe[a-z]{1,7}",
    "ou": r"(?:\s(?:de\sla\s|de\sl'|de\s|du\s|des\s|d'\s?)[a-z' -]{2,40}?)?",
    "le": r"\s?,?\s{0,2}(?:(?:en\sdate\s)?(?:le|du)\s?)?\s?[:;]?\s{0,2}(?:{jour}\s)?",
    "etat": r"(?:representant\sde\sl'etat|controle\sde\s(?:la\s)?legalite|prefete?|services\sde\sl'etat)",
    "site": r"(?:\s(?:sur\s(?:le\s|son\s)?site(?:\s(?:internet|web))?|sur\sinternet|par\svoie\s(?:electronique"
    r"|d'affichage)|en\smairie|a\sla\s(?:porte\sde\sla\s)?mairie|au\ssiege|electroniquement"
    r"|sous\sforme\selectronique){ou})?",
    "et": r"(?:\s?(?:/|ou|et|et/ou)\s?(?:publiee?|affichee?|notifiee?|mise?\sen\sligne|publication|affichage"
    r"|notification|transmise?)){0,2}",
}

RECEIVED: tuple[Rule[date], ...] = (
    Rule(
        id="cachet.recu",
        within=ANYWHERE,
        pattern=compile_(
            r"""\b(?:recue?\s(?:en|a\sla|par\sla|par\sle|au)\s(?:{pref}|{etat}){ou}{le}
            |(?:date\s(?:de|d')\s?)?(?:l'\s?)?(?:accuse\sde\s)?reception\s(?:(?:en|par\sl[ae]|par|a\sla
            |de\sl'ar|de\sl'accuse|ar|de\sl'acte)\s)?(?:par\sl[ae]\s|en\s)?(?:{pref}|{etat}){ou}{le}(?:{date}\s)?
            |date\sde\sreception(?:\sde\sl'(?:ar|acte|accuse\sde\sreception))?\s?:?\s{1,2}|recue?\sle\s?:?\s?
            |visa\sde\sla\sprefecture\s?:\s?[^/]{10,60}/\s?)(?P<fait>{date})""",
            **_WORDS,
        ),
        read=_day,
        source=_LAW,
        examples=(
            "RECU EN PREFECTURE\n\nLe [13 mai 2022]{2022-05-13}".replace("\n\n", "\n"),
            "Reçu le [08/02/2023]{2023-02-08} Publié",
            "Date de réception préfecture : [02/12/2022]{2022-12-02}",
            "Reçu par le représentant de l'Etat le [01/12/2023]{2023-12-01}",
            "Réception par le préfet : [21.02.2024]{2024-02-21}",
            "Accusé de réception en sous-préfecture d'Orville le [3 mars 2021]{2021-03-03}",
            "Reçu au contrôle de légalité le [04-03-2021]{2021-03-04}",
        ),
        refuses=("publié le 3 mai 2022", "réception des travaux le 3 mai 2022"),
        cues=("recu", "recep", "visa de la pref"),
        reach=(24, 190),
    ),
    Rule(
        id="cachet.transmis",
        within=ANYWHERE,
        pattern=compile_(
            r"""\b(?:(?:tele)?transmise?{et}\s(?:en|a\sla|a\sl'|au)\s?(?:{pref}|{etat}){ou}{le}|(?:deposee?
                |depot|transmission)\s(?:en|a\sla|au)\s(?:{pref}|{etat}){ou}{le}
            |date\sde\s(?:tele)?transmission\s?:\s?|teletransmise?\sle\s?:?\s?
            |recu\sen\sprefecture\s{1,2}le\s)(?P<fait>{date})""",
            **_WORDS,
        ),
        read=_day,
        source=_LAW,
        examples=(
            "transmis en Préfecture d'Orville le [30/04/21]{2021-04-30}",
            "après dépôt en Sous-Préfecture le [3 mai 2021]{2021-05-03} et publication",
            "Télétransmis au contrôle de légalité le [3 mai 2021]{2021-05-03}",
        ),
        refuses=("transmis au maire le 30/04/21", "complément d'information transmis le 30/04/21"),
        cues=("transmi", "depos", "depot", "recu en"),
        reach=(16, 190),
    ),
)

POSTED: tuple[Rule[date], ...] = (
    Rule(
        id="cachet.affiche",
        within=ANYWHERE,
        pattern=compile_(
            r"""\b(?:(?:date\s(?:d'|de\s(?:la\s|l')?))?(?:affichage|publication
                |mise\sen\sligne){et}(?:\sde\s(?:l'acte|la\sdeliberation))?{site}(?:{le}|\s?:\s{0,2})
            |(?:publiee?|affichee?|mise?\sen\sligne){et}{site}\s?:?\s?(?:le|du)\s?:?\s{0,2}(?:{jour}\s)?)
            (?P<fait>{date})""",
            **_WORDS,
        ),
        read=_day,
        source=_LAW,
        examples=(
            "DATE D'AFFICHAGE :[13 mai 2022]{2022-05-13}",
            "Publié ou notifié le [30/04/21]{2021-04-30}",
            "Publiée le : [23/05/2014]{2014-05-23}",
            "Affiché le Lundi [19 septembre 2016]{2016-09-19}",
            "Publication le : [29/10/2017]{2017-10-29}",
            "Mis en ligne sur le site internet de la commune le [4 mai 2023]{2023-05-04}",
            "et publication ou notification du [4 mai 2023]{2023-05-04}",
            "Affiché à la porte de la mairie le [06/07/2020]{2020-07-06}",
        ),
        refuses=("arrêté publié au Journal officiel le 3 mai", "affichage pendant un mois"),
        cues=("affich", "publi", "mise en ligne", "mis en ligne"),
        reach=(24, 190),
    ),
)
