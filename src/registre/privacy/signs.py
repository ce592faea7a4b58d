"""What gives a private person away in a text: the patterns, and the reason that each of them is.

Bounded repetition only. Word lists (given names, words that end a name) are files of `linking/words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from registre.extraction.words import words
from registre.linking.words import read_words


class Reason(StrEnum):
    """Why words are masked. Listed with their sources in docs/privacy.md."""

    named = "person.named"
    kin = "person.kin"
    again = "person.named-again"
    birth = "person.birth"
    address = "person.address"
    nir = "person.nir"
    email = "contact.email"
    phone = "contact.phone"
    iban = "bank.iban"
    private_commitment = "commitment.private"


@dataclass(frozen=True, slots=True, order=True)
class Mask:
    """Characters `start`..`end` (end excluded) of a text that must not be published."""

    start: int
    end: int
    reason: Reason


_U = "A-ZÀ-ÖØ-ÞŒ"
_WORD = rf"[{_U}][\w'’]*(?:[-‑][\w'’]+)*"
_PARTICLE = r"(?:(?i:de la|de|du|des|le|la|van der|van|von|ben|bin|el|al|da|dos|di|del) |(?i:de l['’]|d['’]|l['’]))"
_INITIALS = rf"[{_U}]\.(?:[ -]?[{_U}]\.)?"
_GAP = r"[ \t]{1,3}\n?[ \t]{0,3}|\n[ \t]{0,3}"
_MONTHS = "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
_DATE = rf"\d{{1,2}}(?:er)?[ ./-](?:{_MONTHS}|\d{{1,2}})[ ./-]\d{{2,4}}"

_MANY = (
    r"M\.?|essieurs|esdames|mes?\.?(?=\s+et\s+M)|mes\.?|MES|lles\.?|ESSIEURS|ESDAMES"
    r"|\.? (?:et|ou) Mme\.?|onsieur (?:et|ou) Madame|me\.? (?:et|ou) M\.|adame (?:et|ou) Monsieur"
)
"""« MM. », « Messieurs », « M. et Mme »… after their first letter."""
_ONE = r"\.|(?=[ ][A-ZÀ-Ý]['’A-ZÀ-Ýa-zà-ÿ])|r\.?|me\.?|ME\.?|lle\.?|onsieur|adame|ademoiselle|ONSIEUR|ADAME|a[iî]tre|e"
TITLE = re.compile(rf"(?:M(?<![\w'’.-]M)(?:(?P<many>{_MANY})|{_ONE})|D(?<![\w'’.-]D)(?:r\.?|octeur))(?![\w'’-])")

COUPLE = re.compile(r"M(?:\.?|onsieur) (?:et|ou) M(?:me\.?|adame)|M(?:me\.?|adame) (?:et|ou) M(?:\.|onsieur)")
"""Two people who share a name: a home, not a seat."""


def _begun(words: str) -> str:
    """One of `words` (alternatives that begin with a letter each) where a word begins.

    The letter comes first and what stands before it is asked then: the engine finds letters at a glance.
    """
    by_letter: dict[str, list[str]] = {}
    for word in words.split("|"):
        by_letter.setdefault(word[0], []).append(word[1:])
    return "|".join(rf"{letter}(?<![\w'’-]{letter})(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


_KIN = _begun(
    "consorts|époux|epoux|épouse|epouse|veuve|veuf|née|nee|famille|héritiers|heritiers|hoirs|hoirie|indivision"
    "|succession|conjoints?|legs|consorts?|CONSORTS|EPOUX|VEUVE|FAMILLE|INDIVISION|SUCCESSION"
)
KIN = re.compile(rf"(?:{_KIN})(?:\s+(?:de|des|du|d['’]))?(?![\w'’-])")
BETWEEN_NAMES = frozenset({"née", "né", "nee", "veuve", "épouse", "epouse", "époux", "epoux"})
NAMES_BEFORE = re.compile(rf"(?<![\w-]){_WORD}(?:[ ]{_WORD}){{0,2}}[ ]$")
SALE = re.compile(
    rf"\bvente\s+(?P<names>[{_U}][{_U}'’ -]{{2,40}}\s?/\s?[{_U}][{_U}'’ -]{{2,40}}?)(?=[),.;\n]|\s[a-zà-ÿ(]|$)",
    re.IGNORECASE,
)
NAME_WORD = re.compile(rf"(?:{_PARTICLE})?(?:{_INITIALS}|{_WORD})")
FIRST_WORD = re.compile(rf"[{_U}](?<![\w'’-][{_U}])[\w'’]*(?:[-‑][\w'’]+)*")
OFFICE_AFTER = re.compile(r"\s{0,4}(?:l[ea]s?\s|l['’])")
SPACE = re.compile(r"\s{0,4}")
GAP = re.compile(_GAP)
AND = re.compile(r"\s*(?:,|;|–|—|/|-|\bet\b)\s*")
PLACES = (
    "rue|avenue|av\\.|bd|boulevard|place|all[ée]e|impasse|chemin|cours|quai|square|passage|route|voie|pont|parc"
    "|[ée]coles?|coll[èe]ge|lyc[ée]e|groupe scolaire|gymnase|stade|salle|espace|centre|maison|r[ée]sidence"
    "|th[ée][âa]tre|piscine|h[ôo]pital|cit[ée]|fondation|institut|amphith[ée][âa]tre|m[ée]diath[èe]que|biblioth[èe]que|mus[ée]e|cr[èe]che"
    "|universit[ée]|quartier|lotissement|complexe|march[ée]|prix|challenge|tournoi|m[ée]morial|loi|amendement|plan"
    "|st|ste|saint|sainte"
)
LINKS = (
    "de|du|des|la|le|d['’]|omnisports?|sporti(?:f|ve)|culturel|[ée]l[ée]mentaire|maternelle|primaire|priv[ée]e|publique"
)
PLACE_BEFORE = re.compile(rf"(?<![\w-])(?:{PLACES})s?(?:\s+(?:{LINKS})){{0,3}}\s*$", re.IGNORECASE)
"""A place or a thing that bears somebody's name: « école Jules Ferry » names no private person."""
_NATIONAL = r"33\s?(?:\(0\)\s?)?[1-9]"
SURE: tuple[tuple[Reason, re.Pattern[str], tuple[str, ...]], ...] = (
    (Reason.email, re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"), ("@",)),
    (
        Reason.phone,
        re.compile(
            rf"(?:\+(?<![\w.,/-]\+){_NATIONAL}|0(?<![\w.,/-]0)(?:0{_NATIONAL}|[1-9]))"
            r"(?:[ .\u00a0-]?\d{2}){4}(?![\w-]*\d)"
        ),
        (),
    ),
    (
        Reason.iban,
        re.compile(r"[A-Z](?<!\w[A-Z])[A-Z]\d{2}(?:[ \u00a0]?[0-9A-Z]{4}){3,7}(?:[ \u00a0]?[0-9A-Z]{1,3})?\b"),
        (),
    ),
    (
        Reason.birth,
        re.compile(rf"n(?<!\wn)[ée]{{1,2}}e?s?\s+(?:le\s+)?(?P<what>{_DATE}(?:,?\s+[àa]\s+{_WORD}(?:\s+\(\w+\))?)?)"),
        (),
    ),
    (
        Reason.address,
        re.compile(
            r"(?:(?:demeurant|domicili[ée]{1,2}s?|r[ée]sidant|habitant|adresse (?:personnelle|du demandeur)\s?:?)\s+"
            r"(?:au\s|à\s|a\s)?|(?:locataire|propri[ée]taire|occupant|log[ée]{1,2}|h[ée]berg[ée]{1,2})e?s?\s+(?:au|du)\s(?=\d))"
            rf"(?P<what>(?:[^.;\n]|\n(?!\s*\n)){{0,80}}?\b\d{{5}}\s{_WORD}(?:\s{_WORD}){{0,3}}"
            r"|(?:[^.;\n]|\n(?!\s*\n)){3,120}?(?=[.;)]|\n\s*\n|,\s(?:a|ont|pour|qui|et|n[ée]e?|est|sollicite|demande)\b|$)"
            r"|(?:[^.;,\n]|\n(?!\s*\n)){3,120}\b)"
        ),
        ("demeurant", "domicili", "sidant", "habitant", "adresse ", "locataire", "propri", "occupant", "log", "berg"),
    ),
)
"""Reason, pattern, and strings of which the text holds one when the pattern fits (none: always tried)."""
NIR = re.compile(
    r"[12](?<!\d[12])\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?(?P<key>\d{2}))?(?!\d)"
)
NIR_CONTEXT = re.compile(r"s[ée]curit[ée] sociale|\bNIR\b|n° ?s[ée]cu", re.IGNORECASE)
NOT_IN_NAMES = read_words("not_in_names") | words("offices") | words("not_names")
"""Words that end a name: offices, headings, first words of the next sentence."""
