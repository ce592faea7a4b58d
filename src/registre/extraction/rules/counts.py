"""Numbers of persons as stated: in office, present, proxies, voting. Never recomputed."""

from __future__ import annotations

from registre.extraction.numbers import read_number
from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Rule

HEADER = frozenset({"entete"})
_LAW = "CGCT art. L2121-17, L2121-20; layouts observed 2024-2026"
_SEP = {"sep": r"\s{0,2}(?:etait\sde|est\sde|est)?\s{0,2}(?:[:=-]\s?|[.…]{2,12}\s?){0,3}\s?"}


def _number(match: Match) -> int | None:
    return read_number(match.fait)


IN_OFFICE: tuple[Rule[int], ...] = (
    Rule(
        id="effectif.en-exercice",
        within=HEADER,
        pattern=compile_(r"\ben\sexercice{sep}(?P<fait>\d{1,3})\b(?!\s?[/.-]\s?\d)", **_SEP),
        read=_number,
        source=_LAW,
        examples=(
            "Nombre de membres en exercice : [70]{70}",
            "Le nombre des Conseillers Municipaux en exercice est de [35]{35} (le quorum",
            "en exercice :     [11]{11}\n".replace("     ", " "),
        ),
        refuses=("la majorité des membres en exercice. 12 votants",),
        cues=("en exercice",),
    ),
    Rule(
        id="effectif.membres",
        within=HEADER,
        pattern=compile_(
            r"""\b(?:(?P<fait>\d{1,3})\s(?:conseillers?|membres?|delegues?)\s(?:municipaux\s|communautaires\s)?en\sexercice
            |conseillers\sen\sfonction{sep}(?P<fait_b>\d{1,3}))\b""",
            **_SEP,
        ),
        read=_number,
        source=_LAW,
        examples=("[29]{29} conseillers municipaux en exercice",),
        refuses=("les membres en exercice",),
    ),
)

def _row(place: int) -> Rule[int]:
    """Four numbers before or after « en exercice, présents, procurations, votants »."""
    names = ("en-exercice", "presents", "pouvoirs", "votants")
    digits = r"\s".join(rf"(?P<fait>\d{{1,3}})" if index == place else r"\d{1,3}" for index in range(4))
    labels = r"nombre\sde\s(?:conseillers|membres|delegues)(?:\s(?:municipaux|communautaires))?\s(?:en\sexercice\s)?presents\s(?:procurations|pouvoirs)\svotants"
    words = ["7", "7", "7", "7"]
    values = ("27", "16", "3", "19")
    words = [f"[{value}]{{{value}}}" if index == place else value for index, value in enumerate(values)]
    return Rule(
        id=f"effectif.rangee-{names[place]}",
        within=HEADER,
        pattern=compile_(rf"(?<!\d)(?<!\d\s){digits}\s{labels}\b"),
        read=_number,
        source="layouts observed 2024-2026",
        examples=(" ".join(words) + " Nombre de Conseillers en exercice Présents Procurations Votants",),
        refuses=("Nombre de Conseillers en exercice Présents Procurations Votants",),
        cues=("votants",),
    )


IN_OFFICE = (_row(0), *IN_OFFICE)

PRESENT: tuple[Rule[int], ...] = (
    _row(1),
    Rule(
        id="effectif.presents",
        within=HEADER,
        pattern=compile_(
            r"""(?<!quorum\s)\b(?:nombre\sde\s|conseillers\s|membres\s|delegues\s|elus\s|titulaires\set\ssuppleants\s){0,2}presents?(?:\sen\sseance|\sou\srepresentes|\sa\sla\sseance)?{sep}
            \(?(?P<fait>\d{1,3})\b(?!\s?[/.-]\s?\d|\s{mois}|\s?°|\s?h)
            |\bdont\s(?P<fait_b>\d{1,3})\spresents?\b
            |\b(?P<fait_c>\d{1,3})\s(?:elus\s|membres\s|conseillers\s)?presents?\b(?!\s?(?:suppleants?|titulaires?)|\s?:\s?\d|\sen\sseance)""",
            **_SEP,
        ),
        read=_number,
        source=_LAW,
        examples=(
            "Nombre de présents : [64]{64}",
            "Votants : 27 dont [22]{22} Présents et 05 Procurations",
            "[44]{44} PRESENTS : MMES",
            "Titulaires et suppléants présents : [27]{27} Procurations : 7",
        ),
        refuses=(
            "présents titulaires : 50",
            "Conseillers présents (y compris ceux ayant donné procuration) : 28",
            "quorum de 18 membres présents)".replace("18 membres", "dix-huit membres"),
        ),
        cues=("present",),
    ),
)

PROXIES: tuple[Rule[int], ...] = (
    _row(2),
    Rule(
        id="effectif.pouvoirs",
        within=HEADER,
        pattern=compile_(
            r"""\b(?:nombre\sde\s)?(?:pouvoirs?|procurations?)(?:\sdonnee?s?)?(?:\(s\))?{sep}\(?(?P<fait>\d{1,3})\b(?!\s?[/.-]\s?\d|\s?°)
            |\b(?P<fait_b>\d{1,2})\s(?:procurations?|pouvoirs?)\b(?!\s?:)
            |\b(?P<fait_c>\d{1,2})\sabsents?\s(?:excuses?\s)?ayant\sdonne\s(?:pouvoir|procuration)""",
            **_SEP,
        ),
        read=_number,
        source=_LAW,
        examples=(
            "Nombre de pouvoirs : [1]{1}",
            "Ont donné procuration : [09]{9} Mme Ida LILAS à M. Paul ORME",
            "dont [3]{3} procurations",
            "[5]{5} ABSENTS AYANT DONNE POUVOIR :",
        ),
        refuses=("pouvoir à M. Paul ORME",),
        cues=("pouvoir", "procuration"),
    ),
)

VOTING: tuple[Rule[int], ...] = (
    _row(3),
    Rule(
        id="effectif.votants",
        within=HEADER,
        pattern=compile_(
            r"""\b(?:nombre\sde\s)?(?:votants?|voix|votes\scomptabilises){sep}(?P<fait>\d{1,3})\b(?!\s?[/.-]\s?\d|\svoix|\spour)
            |\b(?:qui\sont|ayant)\spris\spart\s(?:a\sla\sdeliberation|au\svote)\s{0,2}:\s{0,2}(?P<fait_b>\d{1,3})\b
            |\b(?P<fait_c>\d{1,3})\svotants?\b(?!\s?:)""",
            **_SEP,
        ),
        read=_number,
        source=_LAW,
        examples=(
            "Nombre de voix : [65]{65}",
            "qui ont pris part à la délibération : [11]{11} dont 3",
            "Votants : [54]{54}",
        ),
        refuses=("les votants ont décidé",),
        cues=("votant", "voix", "pris part", "votes compt"),
    ),
)
