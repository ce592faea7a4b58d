"""What each rule of matching says to a reader, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from sys import intern

from registre.linking.identities import IdentityLink
from registre.linking.matching_rules import Matching

SENTENCES: Mapping[str, tuple[str, str]] = {
    "letters": (
        "Mêmes lettres, casse, accents et traits d'union mis à part",
        "Same letters, case, accents and hyphens apart",
    ),
    "words": (
        "Même nom que « {other} », sans les mots qui disent seulement ce que c'est (association …) ou dans quel lieu",
        "Same name as « {other} », without the words that only say what it is (association, pôle …) or in which town",
    ),
    "order": (
        "Mêmes mots que « {other} », dans un autre ordre",
        "Same words as « {other} », in another order",
    ),
    "plural": (
        "Même nom que « {other} », à un pluriel ou une lettre double près",
        "Same name as « {other} », but for a plural or a doubled letter",
    ),
    "characters": (
        "Même nom que « {other} », à des caractères que la reconnaissance confond",
        "Same name as « {other} », but for characters that recognition confuses",
    ),
    "abbreviated": (
        "Même nom que « {other} », en abrégé",
        "Same name as « {other} », abbreviated",
    ),
    "slip": (
        "Même nom que « {other} », à une faute de frappe près",
        "Same name as « {other} », but for a typing slip",
    ),
    "cut": (
        "Début du nom « {other} », coupé",
        "Beginning of the name « {other} », cut short",
    ),
    "initials": (
        "Initiales du seul nom d'ici qui les donne : « {other} »",
        "Initials of the only name here that gives them: « {other} »",
    ),
    "same-siren": ("Même SIREN que « {other} » : {words}", "Same SIREN as « {other} »: {words}"),
    "same-rna": ("Même numéro RNA que « {other} » : {words}", "Same RNA number as « {other} »: {words}"),
    "public-body": (
        "Nom complet d'une collectivité connue, SIREN {words}",
        "Full name of a known public body, SIREN {words}",
    ),
    "stated-acronym": (
        "Le texte donne le sigle et le nom ensemble : « {words} »",
        "The text gives acronym and name together: « {words} »",
    ),
    "stated-former-name": (
        "Le texte donne l'ancien nom : « {words} »",
        "The text gives the former name: « {words} »",
    ),
    "decided": ("Décidé par {by} : {words}", "Decided by {by}: {words_en}"),
}


def sentences(rule: str, *, other: str = "", words: str = "", words_en: str = "", by: str = "") -> tuple[str, str]:
    """Why, in French and in English; the same sentence is one object, for most names have the same reason."""
    french, english = SENTENCES[rule]
    parts = {"other": other.strip(), "words": words, "words_en": words_en or words, "by": by}
    return intern(french.format(**parts)), intern(english.format(**parts))


def link(
    spelling: str, rule: str, confidence: Decimal, matching: Matching, *, other: str = "", words: str = ""
) -> IdentityLink:
    """A link that a rule of the software accepts."""
    reason, reason_en = sentences(rule, other=other, words=words)
    method, by = matching.methods[rule], intern(f"rule:{rule}")
    return IdentityLink(spelling, method, confidence, reason, reason_en, by, words or other.strip())
