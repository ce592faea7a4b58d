"""The laws and codes that a citation names: « Vu la loi n° 2015-991 du 7 août 2015 », « l'article L2121-29 du CGCT ».

Laws, ordinances and decrees have an ELI, made of their kind, date and number; codes and their articles have none, so
that the concepts of `reg:LawScheme` stand for them. No article is given an identifier that is not in the ontology.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from registre.files import resource
from registre.reading.text import fold

MONTHS: Final = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
WRITTEN_MONTHS: Final = {"fevrier": "février", "aout": "août", "decembre": "décembre"}
ELI: Final = "https://www.legifrance.gouv.fr/eli"
FIRST_ELI: Final = date(2002, 1, 1)
"""Texts of the Journal officiel before this day may have no ELI: they are named, and no address is made."""
KINDS: Final = {"loi": "Loi", "ordonnance": "Ordonnance", "decret": "Décret"}

CODES: Final = (
    ("cgct", "CGCT", r"code general des collectivites territoriales|c\.?g\.?c\.?t\b"),
    ("crpa", "CRPA", r"code des relations entre le public et l.administration|crpa\b"),
    ("cgppp", "CGPPP", r"code general de la propriete des personnes publiques|cg(?:3p|ppp)\b"),
    ("cgfp", "CGFP", r"code general de la fonction publique|cgfp\b"),
    ("cch", "CCH", r"code de la construction et de l.habitation"),
    ("ccp", "Code de la commande publique", r"code de la commande publique"),
    ("casf", "CASF", r"code de l.action sociale et des familles"),
    ("cgi", "CGI", r"code general des impots"),
    ("cja", "Code de justice administrative", r"code de justice administrative"),
    ("csi", "Code de la sécurité intérieure", r"code de la securite interieure"),
    ("csp", "Code de la santé publique", r"code de la sante publique"),
    ("cmf", "Code monétaire et financier", r"code monetaire et financier"),
    ("cjf", "Code des juridictions financières", r"code des juridictions financieres"),
    ("crpm", "Code rural et de la pêche maritime", r"code rural(?: et de la peche maritime)?"),
    ("education", "Code de l’éducation", r"code de l.education"),
    ("electoral", "Code électoral", r"code electoral"),
    ("energie", "Code de l’énergie", r"code de l.energie"),
    ("environnement", "Code de l’environnement", r"code de l.environnement"),
    ("forestier", "Code forestier", r"code forestier"),
    ("patrimoine", "Code du patrimoine", r"code du patrimoine"),
    ("route", "Code de la route", r"code de la route"),
    ("sport", "Code du sport", r"code du sport"),
    ("tourisme", "Code du tourisme", r"code du tourisme"),
    ("transports", "Code des transports", r"code des transports"),
    ("travail", "Code du travail", r"code du travail"),
    ("urbanisme", "Code de l’urbanisme", r"code de l.urbanisme"),
    ("voirie-routiere", "Code de la voirie routière", r"code de la voirie routiere"),
    ("assurances", "Code des assurances", r"code des assurances"),
    ("civil", "Code civil", r"code civil"),
    ("mutualite", "Code de la mutualité", r"code de la mutualite"),
    ("securite-sociale", "Code de la sécurité sociale", r"code de la securite sociale"),
)
"""Code of the concept, short name, how it is written (folded)."""

_LAW = re.compile(
    r"\b(?P<kind>loi|ordonnance|decret)(?P<organic> organique)?(?: modifiee?)? ?n ?[°ºo] ?"
    r"(?P<first>\d{4}|\d{2}) ?[-–] ?(?P<rank>\d{1,4})(?!\d)"
    r"(?:,? ?(?:modifiee? )?du (?P<day>\d{1,2})(?: ?er)?[ /.]"
    rf"(?P<month>{'|'.join(MONTHS)}|\d{{2}})[ /.](?P<year>\d{{4}}))?"
)
_CODE = re.compile("|".join(rf"(?P<c{place}>\b(?:{written}))" for place, (_, _, written) in enumerate(CODES)))
_ARTICLE = re.compile(r"\b(?P<part>[lrd])\.? ?\*?(?P<number>\d{3,4}(?: ?[-.] ?\d{1,3}){1,4})\b")
_JOINED = re.compile(r"[^.;:]{0,30}? (?:du|de) (?:meme |present |dit )?$")
_SPACES = re.compile(r"[\s\u00a0\u202f]")


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A law, an ordinance or a decree: its name in a constant form, its ELI when it surely has one."""

    name: str
    eli: str | None


@dataclass(frozen=True, slots=True)
class CitedRule:
    """A code or one of its articles: the concept that stands for the nearest of the two, the article's name if any."""

    concept: str
    """Code of a concept of reg:LawScheme: "cgct-l2121-29", "cgct" when the scheme lacks the article."""
    article: str | None


def cited_laws(text: str) -> tuple[CitedLaw, ...]:
    """Laws, ordinances and decrees that `text` names with their number, each once, in reading order."""
    return tuple(dict.fromkeys(_law(match) for match in _LAW.finditer(_flat(text))))


def _law(match: re.Match[str]) -> CitedLaw:
    kind, number = match["kind"], f"{match['first']}-{match['rank']}"
    day = _day(match)
    written = f" du {_written(day)}" if day is not None else ""
    name = f"{KINDS[kind]} n° {number}{written}"
    sure = day is not None and day >= FIRST_ELI and match["first"] == str(day.year) and not match["organic"]
    if day is None or not sure:
        return CitedLaw(name, None)
    return CitedLaw(name, f"{ELI}/{kind}/{day.year}/{day.month}/{day.day}/{number}/jo/texte")


def _day(match: re.Match[str]) -> date | None:
    if match["day"] is None:
        return None
    month = match["month"]
    try:
        return date(int(match["year"]), MONTHS.index(month) + 1 if month in MONTHS else int(month), int(match["day"]))
    except ValueError:
        return None


def _written(day: date) -> str:
    month = MONTHS[day.month - 1]
    return f"{'1er' if day.day == 1 else day.day} {WRITTEN_MONTHS.get(month, month)} {day.year}"


def cited_rules(text: str) -> tuple[CitedRule, ...]:
    """Codes and articles of codes that `text` names, each once. An article of no named code is left out."""
    flat = _flat(text)
    codes = [(match, *_key(match)) for match in _CODE.finditer(flat)]
    found: list[CitedRule] = []
    with_articles: set[str] = set()
    for article in _ARTICLE.finditer(flat):
        code = _code_of(article, codes, flat)
        if code is not None:
            with_articles.add(code[1])
            found.append(_rule(code[1], code[2], article))
    alone = (CitedRule(key, None) for _, key, _ in codes if key not in with_articles)
    return tuple(dict.fromkeys((*found, *alone)))


_Named = tuple[re.Match[str], str, str]
"""Where a code is named, the concept and the short name."""


def _code_of(article: re.Match[str], codes: list[_Named], flat: str) -> _Named | None:
    """The only code named; of several, the one that follows (« l'article L1 du code … »), else the one before."""
    if len({key for _, key, _ in codes}) == 1:
        return codes[0]
    after = next((one for one in codes if one[0].start() >= article.end()), None)
    if after is not None and _JOINED.fullmatch(flat, article.end(), after[0].start()):
        return after
    before = [one for one in codes if one[0].end() <= article.start()]
    return before[-1] if before else None


def _key(code: re.Match[str]) -> tuple[str, str]:
    """Concept and short name of the code that matched."""
    assert code.lastgroup is not None
    key, name, _ = CODES[int(code.lastgroup[1:])]
    return key, name


def _rule(code: str, name: str, article: re.Match[str]) -> CitedRule:
    number = re.sub(r" ?[-.] ?", "-", article["number"])
    concept = f"{code}-{article['part']}{number}"
    return CitedRule(concept if concept in known_rules() else code, f"{name}, art. {article['part'].upper()}{number}")


@cache
def known_rules() -> frozenset[str]:
    """Codes of the concepts of reg:LawScheme."""
    scheme = (resource("ontology") / "schemes" / "law.ttl").read_text("utf-8")
    return frozenset(_concepts(scheme))


def _concepts(scheme: str) -> Iterator[str]:
    for match in re.finditer(r"^reg:law-(\S+)$", scheme, re.MULTILINE):
        yield match[1]


def _flat(text: str) -> str:
    """Folded, with simple spaces and hyphens: places do not matter here."""
    return fold(_SPACES.sub(" ", text)).replace("’", "'").replace("\u2011", "-")
