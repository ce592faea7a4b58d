"""Numbers of persons as stated: in office, present, proxies, voting. Never recomputed.

A number stands after its label (« Présents : 23 »), before it (« 23 présents ») or in the row under the
labels of a table. In « en exercice : 33 Présents : 23 » 33 stands before « Présents » and is not theirs:
a number that follows a label or a colon belongs to what is before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from registre.extraction.numbers import read_number
from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Placed, Rule

HEADER = frozenset({"entete"})
_LAW = "CGCT art. L2121-17, L2121-20; layouts observed 2024-2026"

_WORDS = {
    "sep": r"\s{0,2}(?:etait\sde|est\sde|est)?\s{0,2}(?:[:;=–-]\s?|[.…]{2,12}\s?){0,3}\s?",
    "sure": r"\s{0,2}(?:(?:[:=]|[.…]{2,12})\s{0,2}|(?:etait|est)\sde\s)",
    "n": r"\(?\d{1,3}\b(?!\s?[/.-]\s?\d|\s{mois}|\s?°|\s?h\b|\s?%|\s\d{3}\b)",
    "mots": r"(?=[a-z])(?!un\s[a-z])(?!une\s[a-z]){nombre}(?![a-z'-])(?:\s?\(\d{1,3}\))?",
    "nom": r"(?:nombre\s(?:total\s)?(?:de\s|d'))",
    "elus": r"(?:conseillers?|conseilleres?|membres?|delegues?|elus?|administrateurs?|titulaires\set\ssuppleants)",
    "quels": r"(?:municipaux|communautaires|syndicaux|metropolitains|departementaux|regionaux|titulaires)",
    "sorte": r"(?:{nom}?(?:{elus}\s)?(?:{quels}\s)?)",
    "quand": (
        r"(?:\s(?:en\sseance|a\sla\sseance|physiquement|a\sl'ouverture(?:\sde\s(?:la\s)?seance)?"
        r"|(?:a|des)\s\d{1,2}\s?h\s?\d{0,2}))"
    ),
    "presents": r"presents?(?:\(e?s\))?",
    "pouvoirs": r"(?:pouvoirs?|procurations?|mandats\sde\svote)(?:\(s\))?",
    "part": r"(?:qui\sont|ayant)\spris\spart\s(?:a\sla\sdeliberation|aux\sdeliberations|au\svote|aux\svotes)",
}
_LABEL = (
    r"(?:nombre|total|de|des|d'|en|exercice|fonctions?|presents?|votants?|pouvoirs?"
    r"|procurations?|quorum|absents?|excuses?|representes?|conseillers?|membres|delegues)"
)
_LABEL_BEFORE = re.compile(rf"\b{_LABEL}\s{{0,2}}$")
_WORD_BEFORE = re.compile(r"(?<!soit)(?<!dont)(?<!avec)(?<!\bet)(?<=[a-z])[ ]$")
_RUN = re.compile(rf"(?<![\w/.'-])(?P<devant>\d{{1,3}}\s{{1,2}})?(?:(?:{_LABEL}|\d{{1,3}})\s?[:=]?\s{{1,2}}){{0,12}}$")


def _number(match: Match) -> int | None:
    return read_number(re.sub(r"\(.*", "", match.fait.lstrip("("), flags=re.DOTALL))


def _stated(match: Match) -> int | None:
    """The number, unless the row has its numbers before its labels (« 29 en exercice 24 présents »)."""
    text, start = match.found.string, match.found.start()
    label = text[start : match.span[0]]
    if not re.search(r"[:;=–.…-]|\best\b|\betait\b", label[-14:]) and _numbers_first(text, start):
        return None
    return _number(match)


def _numbers_first(text: str, end: int) -> bool:
    """Whether the row that goes on at `end` began with a number."""
    run = _RUN.search(text, max(0, end - 90), end)
    if not run or not run["devant"]:
        return False
    return not _WORD_BEFORE.search(text, max(0, run.start() - 12), run.start())


def _counted(match: Match) -> int | None:
    """The number before a label, unless it ends a label of its own or the label has its own number."""
    text = match.found.string
    first, _ = match.span
    before = text[max(0, first - 24) : first]
    if re.search(
        r"(?<!\s[a-z])[:=°][ ]?\Z|[/.-]\Z|(?<!\d)\d{1,3}\s\Z|quorum[^;\n]{0,20}$|(?:loi|article|majorite)[^;\n]{0,20}$",
        before,
    ):
        return None
    if (
        _LABEL_BEFORE.search(before)
        and not _numbers_first(text, first)
        and re.match(r"\s{0,2}(?:[:=]\s?)?\(?\d", text[match.found.end() :])
    ):
        return None
    if re.match(r"\s{0,2}[:=]\s{0,2}\(?\d", text[match.found.end() :]):
        return None
    return _number(match)


# --- rows of a table: the labels, then their numbers; or the numbers, then their labels -----------------

_KINDS: tuple[tuple[str, str], ...] = (
    (
        "afferents",
        r"afferents\sau\s(?:conseil(?:\smunicipal|\scommunautaire|\sde\scommunaute)?|bureau|comite(?:\ssyndical)?)",
    ),
    ("en_exercice", r"en\s(?:exercice|fonctions?)"),
    ("presents", r"{presents}{quand}?"),
    ("votants", r"{part}|votants?"),
    ("pouvoirs", r"(?:ayant\sdonne\s)?{pouvoirs}"),
    ("absents", r"absents?(?:\set\sexcuses|\sexcuses)?|excuses?"),
    ("representes", r"representes?"),
    ("exprimes", r"suffrages\sexprimes"),
    ("quorum", r"quorum"),
    ("conseillers", r"nombre\sde\s{elus}(?:\s{quels})?(?=\s{1,2}nombre\sde\b)"),
)
_TWO_NUMBERS = re.compile(r"\d\s{1,2}(?:\|\s)?\d")
_ONE = "|".join("{sorte}?" + f"(?:{words})" for _, words in _KINDS)
_LABELS = tuple((name, compile_(f"(?:{words})(?![a-z])", **_WORDS)) for name, words in _KINDS)
_ROW = compile_(
    r"""(?<![a-z'])(?=no|co|me|de|el|ad|ti|mu|sy|re|af|en|pr|qu|ay|vo|po|ma|ab|ex|su)
    (?:nombre\sde\s{elus}(?:\s{quels})?\s?:?\s{1,2})??(?P<noms>(?:{un}(?:\s?[:|/])?\s{1,2}(?:\|\s)?){2,7})
    (?:{date}\s{1,2})?(?P<nombres>\d{1,3}(?:\s{1,2}(?:\|\s)?\d{1,3}){1,6})\b(?!\s?[/.-]\s?\d|\s{mois}|\s?h\b|\s?°)
    |(?<![\d/.:-])(?<![:/]\s)(?P<nombres_b>\d{1,3}(?:\s{1,2}(?:\|\s)?\d{1,3}){1,6})\s{1,2}(?P<noms_b>(?:{un}(?:\s?[|/])?(?:\s{1,2}|(?=\W)|\Z)){2,7})(?!\s?:?\s?\d)""",
    un=_ONE,
    **_WORDS,
)


def _in_row(*kinds: str) -> Callable[[Match], Placed[int] | None]:
    """Reads the number of the row that stands at the place of the label `kinds`."""

    def read(match: Match) -> Placed[int] | None:
        side = "" if match.found["noms"] else "_b"
        first, last = match.found.span("noms" + side)
        places = sorted(
            (one.start(), name) for name, shape in _LABELS for one in shape.finditer(match.found.string, first, last)
        )
        numbers = list(re.finditer(r"\d{1,3}", match.found["nombres" + side]))
        if len(places) != len(numbers):
            return None
        offset = match.found.start("nombres" + side)
        for (_, name), one in zip(places, numbers, strict=True):
            if name in kinds:
                return Placed(int(one.group()), offset + one.start(), offset + one.end())
        return None

    return read


def _row(name: str, kinds: tuple[str, ...], cue: tuple[str, ...], examples: tuple[str, ...]) -> Rule[int]:
    return Rule(
        id=f"effectif.rang-{name}",
        within=HEADER,
        pattern=_ROW,
        read=_in_row(*kinds),
        source=_LAW,
        examples=examples,
        refuses=("En exercice Présents Votants 23 21", "Présents Votants 3 mai 2022"),
        cues=cue,
        reach=(400, 400),
        near=_TWO_NUMBERS,
    )


IN_OFFICE: tuple[Rule[int], ...] = (
    _row(
        "exercice",
        ("en_exercice", "conseillers"),
        ("en exercice", "conseillers"),
        (
            "En exercice Présents Pouvoirs Votants\n[23]{23} 21 0 21",
            "[27]{27} 16 3 19 Nombre de Conseillers en exercice Présents Procurations Votants",
            "Nombre de membres\nAfférents au Conseil municipal En exercice "
            "Qui ont pris part à la délibération\n15 [14]{14} 12",
        ),
    ),
    Rule(
        id="effectif.en-exercice",
        within=HEADER,
        pattern=compile_(r"\ben\s(?:exercice|fonctions?)(?:{sep}(?P<fait>{n})|{sure}(?P<fait_b>{mots}))", **_WORDS),
        read=_stated,
        source=_LAW,
        examples=(
            "Nombre de membres en exercice : [70]{70}",
            "Le nombre des Conseillers Municipaux en exercice est de [35]{35} (le quorum",
            "en exercice :     [11]{11}\n".replace("     ", " "),
            "Nombre de délégués en exercice : [quarante-quatre (44)]{44}",
        ),
        refuses=("la majorité des membres en exercice. 12 votants", "29 en exercice 24 présents"),
        cues=("en exercice", "en fonction"),
        reach=(10, 160),
    ),
    Rule(
        id="effectif.membres",
        within=HEADER,
        pattern=compile_(
            r"(?<![\d/.-])(?P<fait>\d{1,3})\s(?:{elus}\s)?(?:{quels}\s)?en\sexercice\b",
            **_WORDS,
        ),
        read=_counted,
        source=_LAW,
        examples=("[29]{29} conseillers municipaux en exercice", "[15]{15} en exercice, 12 présents"),
        refuses=("les membres en exercice", "Présents : 12 membres en exercice : 15"),
        cues=("en exercice",),
        reach=(100, 40),
    ),
)

PRESENT: tuple[Rule[int], ...] = (
    _row(
        "presents",
        ("presents",),
        ("present",),
        (
            "En exercice Présents Pouvoirs Votants\n23 [21]{21} 0 21",
            "27 [16]{16} 3 19 Nombre de Conseillers en exercice Présents Procurations Votants",
        ),
    ),
    Rule(
        id="effectif.presents",
        within=HEADER,
        pattern=compile_(
            r"""(?<!quorum\s)(?<![\w'])(?:(?:{elus}\s)?(?:{quels}\s)?(?:etaient\s)?{presents}{quand}?(?:{sep}(?P<fait>{n})|{sure}(?P<fait_b>{mots})))""",
            **_WORDS,
        ),
        read=_stated,
        source=_LAW,
        examples=(
            "Nombre de présents : [64]{64}",
            "Titulaires et suppléants présents : [27]{27} Procurations : 7",
            "en exercice : 33 Présents : [23]{23} Votants : 23",
            "Nombre de présents à 20h30 : [28]{28}",
            "Présents : [vingt et un]{21}\n",
            "Quorum : 6 Présents : [8]{8}",
        ),
        refuses=(
            "présents titulaires : 50",
            "Conseillers présents (y compris ceux ayant donné procuration) : 28",
            "Conseillers présents ou représentés : 38",
            "29 en exercice 24 présents 27 votants",
            "présents : 3 mai 2022",
            "Présents : Un tel",
        ),
        cues=("present",),
        reach=(100, 160),
    ),
    Rule(
        id="effectif.presents-devant",
        within=HEADER,
        pattern=compile_(
            r"""\bdont\s(?P<fait>{nombre})\s{presents}\b|(?<![\d/.-])\b(?P<fait_b>\d{1,3})\s(?:(?:elus|membres|conseillers|delegues|administrateurs)\s)?(?:{quels}\s)?{presents}\b
            (?!\s?(?:suppleants?|titulaires?|ou\srepresentes?|et\srepresentes?))""",
            **_WORDS,
        ),
        read=_counted,
        source=_LAW,
        examples=(
            "[44]{44} PRESENTS : MMES",
            "Votants : 27 dont [22]{22} Présents et 05 Procurations",
            "29 en exercice, [24]{24} présents",
        ),
        refuses=(
            "le quorum est de 18 membres présents)",
            "Effectif légal : 41 Conseillers présents ou représentés : 38",
            "en exercice : 33 Présents : 23",
            "n° 2023/009 Présents : Ida LILAS",
        ),
        cues=("present",),
        reach=(120, 60),
    ),
)

PROXIES: tuple[Rule[int], ...] = (
    _row(
        "pouvoirs",
        ("pouvoirs",),
        ("pouvoir", "procuration"),
        ("En exercice Présents Pouvoirs Votants\n23 21 [0]{0} 21",),
    ),
    Rule(
        id="effectif.pouvoirs",
        within=HEADER,
        pattern=compile_(
            r"""\b{nom}?{pouvoirs}(?:\sdonnee?s?|\sde\svote)?(?:{sep}(?P<fait>{n})|{sure}(?P<fait_b>{mots}(?=\s?(?:\n|[;,–]|votants|absents|excuses|date|secretaire))))""",
            **_WORDS,
        ),
        read=_stated,
        source=_LAW,
        examples=(
            "Nombre de pouvoirs : [1]{1}",
            "Ont donné procuration : [09]{9} Mme Ida LILAS à M. Paul ORME",
            "Procurations : [deux]{2}\n",
            "Pouvoir(s) : [3]{3}",
        ),
        refuses=("pouvoir à M. Paul ORME", "pouvoirs de police"),
        cues=("pouvoir", "procuration"),
        reach=(60, 160),
    ),
    Rule(
        id="effectif.pouvoirs-devant",
        within=HEADER,
        pattern=compile_(
            r"""\bdont\s(?P<fait>{nombre})\s{pouvoirs}(?![a-z])|(?<![\d/.-])\b(?P<fait_b>\d{1,2})\s(?:(?:absents?|excuses?)\s(?:excuses?\s)?(?:ayant\sdonne|avec)\s)?{pouvoirs}(?![a-z])""",
            **_WORDS,
        ),
        read=_counted,
        source=_LAW,
        examples=(
            "dont [3]{3} procurations",
            "[5]{5} ABSENTS AYANT DONNE POUVOIR :",
            "Votants : 23 dont [00]{0} pouvoirs",
        ),
        refuses=("Présents : 20 Pouvoirs : 3",),
        cues=("pouvoir", "procuration"),
        reach=(80, 40),
    ),
    Rule(
        id="effectif.representes",
        within=HEADER,
        pattern=compile_(
            r"\b{presents}{quand}?{sep}\d{1,3}\b[\s,;–|-]{1,3}(?:absents?{sep}\d{1,3}\b[\s,;–|-]{1,3})?(?:absents\s)?representes?{sep}(?P<fait>{n})",
            **_WORDS,
        ),
        read=_number,
        source="CGCT art. L2121-20",
        examples=("Nombre de présents : 14 Représentés : [1]{1}", "Présents : 23 Absents : 06 Représentés : [04]{4}"),
        refuses=("Conseillers présents ou représentés : 38",),
        cues=("represente",),
        reach=(200, 100),
    ),
)

VOTING: tuple[Rule[int], ...] = (
    _row(
        "votants", ("votants",), ("votant", "pris part"), ("En exercice Présents Pouvoirs Votants\n23 21 0 [21]{21}",)
    ),
    Rule(
        id="effectif.votants",
        within=HEADER,
        pattern=compile_(
            r"""\b(?:{nom}(?:{elus}\s)?(?:voix|votes|votants)|(?:{elus}\s)?(?:{quels}\s)?votants?|votes\scomptabilises|total\sdes\s(?:votes|voix)|{part})(?:\(s\))?
            (?:{sep}(?P<fait>{n})(?!\svoix|\spour)|{sure}(?P<fait_b>{mots}))""",
            **_WORDS,
        ),
        read=_stated,
        source=_LAW,
        examples=(
            "Nombre de voix : [65]{65}",
            "qui ont pris part à la délibération : [11]{11} dont 3",
            "Votants : [54]{54}",
            "Total des votes : [27]{27}",
            "Votants : [vingt-trois]{23}\n",
        ),
        refuses=("les votants ont décidé", "19 votants 12 pour"),
        cues=("votant", "voix", "pris part", "votes"),
        reach=(90, 160),
    ),
    Rule(
        id="effectif.votants-devant",
        within=HEADER,
        pattern=compile_(r"(?<![\d/.-])\b(?P<fait>\d{1,3})\s(?:{elus}\s)?votants?\b", **_WORDS),
        read=_counted,
        source=_LAW,
        examples=("soit [33]{33} votants", "24 présents, [27]{27} votants"),
        refuses=("Pouvoirs : 3 Votants : 27",),
        cues=("votant",),
        reach=(60, 40),
    ),
)
