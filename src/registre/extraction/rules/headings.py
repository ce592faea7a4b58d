"""The headings under which acts stand, and the numbers they carry.

A heading begins with a capital in the flow (a cited « délibération n° » does not). Each rule is one
way of numbering; `acts` tries them and keeps the one whose parts decide something.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from registre.extraction.numbers import read_number
from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Placed, Rule

ANYWHERE = frozenset({"acte"})
_OBSERVED = "layouts observed 2024-2026"

# « 2022.00201 », « DEL2023_001 », « 14/25-02-20/C », « CP 2023-024 », « 2014 / 184 », « 230214 001 »
NUMERO = r"""(?:[a-z]{1,6}_\d{4}\s\d{2}\s[a-z]{2,4}\s\d{2,3}|\d{2}\s\d{2}_\d{1,3}
    |(?:[a-z]{1,6}[._-]?\s?)?(?:\d{1,8})(?:(?:\s?[/._–-]\s?\d{1,6}|[/._-][a-z]{1,5})(?![a-z]))+(?:\s(?:\d{2}|(?!du|le
    |en|de|et|au)[a-z]{2,4})\s\d{2,3}\b|[/_]\w{1,4})?
    |[a-z]{2,6}[._-]?\s?\d{2,8}(?:[._/-]\d{1,5}){0,3}|\d{6}\s\d{3}|20\d{2}\s\d{1,3}\s\d{1,3}|20\d{2}[._/-]\d{2,6})"""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the number it carries, its rank in a series, where its title begins (or None)."""

    number: str | None
    rank: int | None
    title: int | None

    def __str__(self) -> str:
        return self.number or str(self.rank)


def _numbered(match: Match) -> Placed[Heading] | None:
    """A heading with a number: the words are the number, the title follows the match."""
    start, end = match.found.span("numero")
    written = (
        match.flow[match.found.start("mot") : match.found.start("mot") + 1]
        if "mot" in match.found.re.groupindex
        else "N"
    )
    follows = match.flow[match.found.end() : match.found.end() + 1]
    titled = match.found.group().rstrip().endswith(("-", "–", ":")) and follows.isupper()
    before = match.flow[max(0, match.found.start() - 2) : match.found.start()].strip()
    if follows and follows.isalpha() and follows.islower():
        return None
    bare = match.folded("mot").startswith("n")
    listed = bare and before[-1:] in (":", ".", "(", "»") and (follows.isupper() or before[-1:] == "(")
    if not (written.isupper() or _own_line(match) or titled or listed or "ordre" in match.folded("mot")):
        return None
    number = " ".join(match.flow[start:end].split()).strip(" .-–_/")
    return Placed(Heading(number, None, match.found.end()), start, start + len(match.flow[start:end].rstrip(" .-–_/")))


def _own_line(match: Match) -> bool:
    start = match.found.start()
    return start == 0 or match.flow[start - 1] == "\n"


def _ranked(capital: bool) -> Callable[[Match], Placed[Heading] | None]:
    def read(match: Match) -> Placed[Heading] | None:
        first = (
            match.flow[match.found.start("mot") : match.found.start("mot") + 1]
            if "mot" in match.found.re.groupindex
            else ""
        )
        if first and not first.isupper():
            return None
        follows = match.flow[match.found.end() : match.found.end() + 1]
        if match.found.group().rstrip().endswith((":", "-", "–")) and "ordre du jour" in match.found.group():
            follows = "A"
        if capital and not follows.isupper() and follows not in '«"':
            return None
        rank = read_number(match.folded("rang"))
        if rank is None:
            return None
        return Placed(Heading(None, rank, match.found.end()), match.found.start(), match.found.end())

    return read


DELIBERATION: Rule[Heading] = Rule(
    id="acte.deliberation-n",
    within=ANYWHERE,
    pattern=compile_(
        r"""(?<!la\s)(?<!sa\s)(?<!les\s)(?<!par\s)(?<!cette\s)(?<!des\s)(?<!une\s)(?<!d'une\s)(?<!presente\s)
        \b(?P<mot>de?l[it]?ib?[ei]ration|deltberation|deliberation)(?:\s(?:n\s?[°ºo]\s?:?|n°d'ordre\s?:)\s?
        |\s(?=[a-z]{2,5}_?\d|\d{4}[-_/]))(?P<numero>{numero})
        (?:\sdu\s{date})?\s?(?:[:–|-]{1,3}|_|\.)?\s?""",
        numero=NUMERO,
    ),
    read=_numbered,
    source=_OBSERVED,
    examples=(
        "DELIBERATION N°[2022.00201]{2022.00201}\n\nSOUTIEN",
        "Délibération n° [2023-02-10/01]{2023-02-10/01} : Décision modificative",
        "DÉLIBÉRATION [BC_2023_008]{BC_2023_008} - Signature",
        "Délibération n° [01-02]{01-02} du 26 janvier 2023 PARKING",
    ),
    refuses=("Vu la délibération n° 2021-12 du 3 mai", "par délibération n° 2021-12"),
    cues=("ration",),
    reach=(24, 150),
)

NUMBER: Rule[Heading] = Rule(
    id="acte.numero",
    within=ANYWHERE,
    pattern=compile_(
        r"""(?<!loi\s)(?<!decret\s)(?<!article\s)(?<!arrete\s)(?<!section\s)(?<!lot\s)(?<!avenant\s)(?<!ration\s)
            (?<!rations\s)(?<!ordonnance\s)
        (?<!rcs\s)(?<!marche\s)(?<!decision\s)(?<!circulaire\s)(?<!budget\s)(?<!dossier\s)(?<!parcelle\s)
        (?<!rapport\s)(?<!ds\s)(?<!avis\s)(?<!reglement\s)
        (?<![a-z°])(?P<mot>n\s?°(?:\s?d'ordre\s?:)?)\s?(?P<numero>{numero})(?![/.-]?\d)\s?(?:[:–-]{1,2}\s|\s|\Z)""",
        numero=NUMERO,
    ),
    read=_numbered,
    source=_OBSERVED,
    examples=(
        "N°[230214 001]{230214 001} - DÉSIGNATION",
        "\nn° [2014 / 184]{2014 / 184} \n",
        "N° [CS2021-15]{CS2021-15}\n",
    ),
    refuses=("la loi n° 2010-788 du 12 juillet", "Loi n°2015-992 du 17 août"),
    cues=("n°", "n °"),
    reach=(2, 110),
)

AFFAIR: Rule[Heading] = Rule(
    id="acte.affaire-n",
    within=ANYWHERE,
    pattern=compile_(
        r"""(?<!au\s)(?<!l')\b(?P<mot>affaire|point|question|dossier|rapport
            |deliberation)\s{1,2}(?:n\s?[°ºo]\s?)?(?P<rang>\d{1,3}|{lettres})
        (?![\w/.]|\s?(?:a|et|à)\s\d)\s{0,2}(?:de\sl'ordre\sdu\sjour\s?)?[:–-]?\s{0,2}""",
        lettres="un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf|vingt",
    ),
    read=_ranked(capital=True),
    source=_OBSERVED,
    examples=("[Affaire n° 2 : ]{2}Tarif des salles", "[POINT 3 – ]{3}Achat", "[Point n°4 ]{4}Compte rendu"),
    refuses=("le point 3 de l'ordre du jour", "jusqu'au point 3"),
    cues=("affaire", "point", "question", "dossier", "rapport", "deliberation"),
    reach=(2, 60),
)

ORDINAL: Rule[Heading] = Rule(
    id="acte.rang",
    within=ANYWHERE,
    pattern=compile_(
        r"(?<![\w/.,°€-])(?<!article\s)(?<!n°\s)(?P<rang>\d{1,2})\s{0,2}(?:[–-]{1,2}|\)|°\)|/|\.|\.-)\s{0,2}"
        r"(?=[a-z«\"])"
    ),
    read=_ranked(capital=True),
    source=_OBSERVED,
    examples=("[1 - ]{1}Création des commissions", "[2) ]{2}Délibération n° 2023-01", "[10– ]{10}Produits"),
    refuses=("12 - 3 voix", "le 3 - mai".replace("- mai", "mai")),
)

LINE_ORDINAL: Rule[Heading] = Rule(
    id="acte.rang-ligne",
    within=ANYWHERE,
    pattern=compile_(r"(?<=\n)(?P<rang>\d{1,2})(?:\.(?P<sous>\d{1,2}))?\s(?=[a-z«\"])"),
    read=_ranked(capital=True),
    source=_OBSERVED,
    examples=("\n[1 ]{1}Subventions aux associations",),
    refuses=("\n12 voix pour",),
)

DECIMAL: Rule[Heading] = Rule(
    id="acte.rang-decimal",
    within=ANYWHERE,
    pattern=compile_(
        r"(?<![\w.,/°€-])(?<!article\s)(?<!n°\s)(?P<numero>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)\.?\s{0,1}"
        r"(?:[-–:]\s)?(?=[a-z«])(?!€|euros|%|m²|km|ha\b)"
    ),
    read=lambda match: _decimal(match),
    source=_OBSERVED,
    examples=("finances [2.1.]{2.1} Débat d'orientations", "des membres [1.2]{1.2} Modification du nombre"),
    refuses=("le taux de 3.5 points", "L.2121-29"),
)

OBJECT: Rule[Heading] = Rule(
    id="acte.objet-repete",
    within=ANYWHERE,
    pattern=compile_(r"(?<![\w'])(?:deliberation\s)?(?P<mot>objet)\s?:\s{1,2}(?=[a-z«])"),
    read=lambda match: (
        Placed(Heading(None, None, match.found.end()), *match.found.span()) if match["mot"][:1].isupper() else None
    ),
    source=_OBSERVED,
    examples=("***** [DELIBERATION OBJET : ]{None}Modification du tableau des effectifs",),
    refuses=("cette avance a pour objet : payer",),
    cues=("objet",),
)

BULLET: Rule[Heading] = Rule(
    id="acte.puce",
    within=ANYWHERE,
    pattern=compile_(r"(?<=\s)(?:•|(?<=[.!?»]\s)e|(?<=unanimite\s)e)\s(?=[a-z])"),
    read=lambda match: (
        Placed(Heading(None, None, match.found.end()), *match.found.span())
        if match.flow[match.found.end() : match.found.end() + 1].isupper()
        else None
    ),
    source=_OBSERVED,
    examples=("à l'unanimité [• ]{None}Subvention aux marchés. Afin de",),
    refuses=("elle e de",),
)

LINE_BULLET: Rule[Heading] = Rule(
    id="acte.puce-ligne",
    within=ANYWHERE,
    pattern=compile_(
        r"(?<=\n)[•>e-]\s(?!(?:avis\sfav|article|approuv|autoris|decid|adopt|dit\b|fixe|donne|accord|prend|charge|vote"
        r"|m\.|mme|monsieur|madame))(?=[a-z«\"])"
    ),
    read=lambda match: (
        Placed(Heading(None, None, match.found.end()), *match.found.span())
        if match.flow[match.found.end() : match.found.end() + 1].isupper()
        else None
    ),
    source=_OBSERVED,
    examples=("\n[• ]{None}Tarif des salles\nLe tarif", "\n[e ]{None}Achat d'un terrain"),
    refuses=("\n- d'approuver", "\n> Avis favorable de la commission", "\n- Approuve la convention"),
)

ELECTED: Rule[str] = Rule(
    id="acte.election",
    within=ANYWHERE,
    pattern=compile_(
        r"""\b(?:(?:ayant|a|ont)\sobtenu\s[^.;\n]{0,80}?\b(?:proclamee?s?|elue?s?)\b
        |(?:est|sont|a\sete|ont\sete)\s(?:donc\s|ainsi\s)?(?:proclamee?s?\s)?elue?s?\b)(?!\s(?:secretaire|depuis
        |local))"""
    ),
    read=lambda match: "election",
    source="CGCT art. L2122-7",
    examples=(
        "M. ORME, [ayant obtenu 12 voix, est élu]{election} adjoint",
        "Ida LILAS [est proclamée élue]{election}.",
    ),
    refuses=("Ida LILAS est élue secrétaire de séance", "les élus"),
    cues=("elu",),
    reach=(130, 12),
)

ROMAN: Rule[Heading] = Rule(
    id="acte.rang-romain",
    within=ANYWHERE,
    pattern=compile_(r"(?<![\w'.-])(?P<numero>[ivx]{1,5}|11|1i)\s?[-–.)/]{1,2}\s(?=[a-z«])"),
    read=lambda match: _roman(match),
    source=_OBSERVED,
    examples=("[II – ]{2}ÉTUDE DES SUBVENTIONS",),
    refuses=("i - la suite",),
)

BARE_ORDINAL: Rule[Heading] = Rule(
    id="acte.rang-nu",
    within=ANYWHERE,
    pattern=compile_(r"(?<=[.)…]\s)(?P<rang>\d{1,3})\s(?=[a-z«])"),
    read=_ranked(capital=True),
    source=_OBSERVED,
    examples=("(détails en annexe) [2 ]{2}Nœud des Forges",),
    refuses=("le 2 mai",),
)

CODE: Rule[Heading] = Rule(
    id="acte.code",
    within=ANYWHERE,
    pattern=compile_(
        r"""(?<![\w/-])(?P<numero>[a-z]{2,4}\d{1,4}_(?:20)?\d{2,4}
            |(?:20\d{2}-){1}\d{2}-\d{2}-[a-z]{3}-\d{2,3}|[a-z]{2,5}/\d{1,3}-20\d{2}
            |[a-z]{1,3}\.?[a-z]{2,5}/20\d{2}/\d{1,3}|20\d{2}-[a-z]{2}/\d{2,4}|d20\d{2}_\d{2,4}
            |dcm[- ]\d{2}[.,]\d[.,]\d{1,3}|d[o0]?\d[\ds]?)(?![\w])
        \s?(?:[|:–-]{1,2})?\s?"""
    ),
    read=lambda match: _coded(match),
    source=_OBSERVED,
    examples=("[CC02_2023]{CC02_2023} FINANCES CRTE", "[2025-10-30-DCM-01]{2025-10-30-DCM-01} Nomenclature"),
    refuses=("l'article L2121-29",),
)

SECTION_LETTER: Rule[Heading] = Rule(
    id="acte.lettre",
    within=ANYWHERE,
    pattern=compile_(r"(?<![\w'-])(?P<lettre>[a-h])\s?[–-]{1,2}\s?(?=[a-z])"),
    read=lambda match: _lettered(match),
    source=_OBSERVED,
    examples=("Finances : [a-]{1}Approbation des comptes",),
    refuses=("qu'a - t - il",),
)


def _decimal(match: Match) -> Placed[Heading] | None:
    if not match.flow[match.found.end() : match.found.end() + 1].isupper():
        return None
    start, end = match.found.span("numero")
    stop = end + 1 if match.flow[end : end + 1] == "." else end
    return Placed(Heading(match.flow[start:end], None, match.found.end()), start, stop)


_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_ROMANS = {"11": 2, "1i": 2} | {numeral: rank for rank, numeral in enumerate(_NUMERALS.split(), start=1)}


def _roman(match: Match) -> Placed[Heading] | None:
    rank = _ROMANS.get(match.folded("numero"))
    written = match["numero"]
    if (
        rank is None
        or not (written.isupper() or written.isdigit())
        or not match.flow[match.found.end() : match.found.end() + 1].isupper()
    ):
        return None
    return Placed(Heading(None, rank, match.found.end()), *match.found.span())


def _coded(match: Match) -> Placed[Heading] | None:
    start, end = match.found.span("numero")
    if not match.flow[start:end][:1].isupper() and not match.flow[start : start + 1].isdigit():
        return None
    return Placed(Heading(match.flow[start:end], None, match.found.end()), start, end)


def _lettered(match: Match) -> Placed[Heading] | None:
    if not match.flow[match.found.end() : match.found.end() + 1].isupper() or match["lettre"].isupper():
        return None
    return Placed(Heading(None, ord(match["lettre"]) - 96, match.found.end()), *match.found.span())


HEADINGS: tuple[Rule[Heading], ...] = (
    DELIBERATION,
    NUMBER,
    AFFAIR,
    OBJECT,
    BULLET,
    LINE_BULLET,
    ORDINAL,
    DECIMAL,
    ROMAN,
    LINE_ORDINAL,
    BARE_ORDINAL,
    CODE,
    SECTION_LETTER,
)
