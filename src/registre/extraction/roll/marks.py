"""What stands between the names of a list and belongs to none: separators, towns, functions, page heads, remarks."""

from __future__ import annotations

import re

from registre.extraction.names import NOT_NAMES, OFFICES, Order
from registre.extraction.patterns import compile_
from registre.extraction.roll.item import Item
from registre.reading import fold

NOISE = compile_(r"{date}|{jour}\s{date}|\d{1,2}(?:er|e|eme|ere|nd|°)?\b|[•*·»«_=+\]\[\"]|\.{2,}|-\ ?\d|&")
SEPARATOR = re.compile(r"\s?[,;/|•&]\s?|\s[-–]{1,2}\s?|[-–]{1,2}\s|\set\s|[.:] ?(?=[,;])|\.(?=\s|\Z)|\)|\n\n?")
UNNAMED = re.compile(
    r"(?:le |la |un |une )?representante? (?:de |du |des |d')[^,;:.\n]{2,60}[,;]\s?"
)  # « M. le représentant de … »
SUBLABEL = re.compile(
    r"[\s•-]{0,4}(?:(?:mmes?|mm|ms|mrs?|mesdames|messieurs)\.? ?(?:et|,)? ?){0,3}(?:les )?"
    r"(?:delegue|vice|conseill|membre|titulaire|suppleant|adjoint|maire|elu|president|administrat|groupe"
    r"|college)[^:\n.;]{0,60}:"
)
NOBODY = re.compile(
    r"[\s:.•-]{0,4}(?:neante?s?|aucun(?:e|s)?(?: (?:membres?|conseillers?|elus?|excus\S{1,3}|absent\S{0,2}"
    r"|pouvoirs?|procurations?))?|personne|sans objet|ras|r\.a\.s|/{1,3}|x{2,3})(?=[\s.,;]|\Z)"
)
TABLE_HEAD = re.compile(
    r"[\s:|-]{0,4}(?:(?:communes?|membres|noms?|prenoms?|collectivites?|conseillers?|delegues?|titulaires?"
    r"|suppleants?|qualites?|fonctions?"
    r"|civilites?|signatures?|emargements?|ou|et|[/|])\s{1,2}){2,9}"
)
SECRETARY = re.compile(
    r"secretaires?(?: auxiliaire)?(?: de (?:la )?(?:seance|reunion))?\s?:|secretaires? (?:de (?:la )?seance|elue?"
    r"|designe|nomme)"
)
NAMED_SECRETARY = re.compile(r"\s?(?:est|a ete|sont|ont ete|assure|remplit)\b[^.;:]{0,90}?secreta")
MAY_FOLLOW = re.compile(
    r"\s?(?:formant|lesquels|ayant|et\b|absent|excuse|soit\b|arriv|depart|represente|suppleant|\(|procuration"
    r"|pouvoir|donn|qui\b|a donne|parti)"
)
PLURAL = re.compile(r"MM|Mmes|MMES|Mmc?s|Mlles|Mrs|MRS|Ms|Mess|MESS|Mesd|MESD")
STATUS = re.compile(
    r"\s?[-–:]\s?(?:present|absent|excuse)[e]?(?=[\s,;]|\Z)|"
    r"[ ,:–-]{0,4}(?:present[e]?s?|absent[e]?s?|excuse[e]?s?)(?:,? (?:et )?(?:non )?(?:excuse[e]?s?"
    r"|represente[e]?s?))?(?=\s?[,;)\n]|\.\s|\.?\Z| et | [-–] |\s(?:mm?\.|mme|pouvoir|procuration|donn|a donn|ayant))"
)
ASIDE = re.compile(
    r"[ ,:–-]{0,4}(?:(?:est |ayant |a )?(?:arrive|parti|sorti|entre)[e]?s?\b|quitt|(?:depart|arrivee|retour"
    r"|sortie)\b|a partir\b|a compter\b|jusqu|des (?=l|\d)"
    r"|en retard\b|present[e]?s? (?=a partir|a compter|jusqu|des |pour|uniquement|sauf)|absent[e]?s? (?=a partir"
    r"|a compter|jusqu|pour|lors|du |au |momentan)"
    r"|representant[e]? (?:de )?(?:la |le |les |l'|du )|sauf (?=pour|aux?|l|d)|(?:aux? |pour )(?:l'|les? "
    r"|la )?(?:points?|questions?|deliberations?|affaires?"
    r"|dossiers?|votes?)\b)"
    r"[^,;()\n]{0,90}?(?=\s?[,;)\n]|\.\s|\.?\Z| et m| [-–] )"
)
REMARK = re.compile(f"{STATUS.pattern}|{ASIDE.pattern}")
TORN = re.compile(
    r" ?[a-zà-ÿ]{2,9}(\s?[,;]|\s[-–])\s?(?=(?:M\.? |Mme |Mr )?(?:[A-ZÀ-Ý][\w'.-]{0,20} ){0,3}[A-ZÀ-Ý][\w'-]{0,20}\1)"
)
FOR_TOWN = re.compile(r"(?:pour|communes?|representants?|commune nouvelle) [^:,;.\n]{2,50}\s?: ?")
TOWN_CELL = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý' -]{1,40}(?=(?:M\.|Mme|Madame|Monsieur) [A-ZÀ-Ý])")
_TOWN = re.compile(
    r",?\s(?:de |d'|du |des |pour )(?=[A-ZÀ-Ý][a-zà-ÿ]|L[ae]s? [A-Z])[^,;.()\n]{2,45}?(?=\s?[,;(\n]|\.(?:\s|\Z)"
    r"|\s(?:qui|donn|pouvoir|procuration|represent)|\Z)"
)
_BEFORE_TOWN = re.compile("c+[pu]*u|i+u+")
PAGE_HEAD = re.compile(  # « Commune de Belcelle – Séance du 1er juin 2018 2 » between two pages of one list
    r"(?:commune|ville|mairie|communaute|syndicat|metropole|conseil|proces[- ]verbal) [^,;:.]{3,90}?"
    r"\b(?:seance|conseil|reunion)\b[^,;:.]{1,40}?\b\d{4}(?:[ /–-]{1,3}(?:page )?\d{1,3}(?: ?/ ?\d{1,3})?)?\s{1,2}"
)
STAMP = re.compile(
    r"(?:accuse (?:certifie|de reception)|recu en|envoye en|affiche le|publie le|ar pr|id ?:"
    r"|identifiant)[^;]{0,260}?\n\n"
)
NEXT_IN_LIST = re.compile(r"(?:M\.|Mme)? ?(?:[A-ZÀ-Ý][\wà-ÿ'-]+ ){0,2}[A-ZÀ-Ý][\wà-ÿ'-]+,")
_CAPITALS = re.compile(r"(?:[A-ZÀ-Ý'-]{2,} ){1,5}")
_SMALL = frozenset(("de", "du", "des", "la", "le", "les", "et"))


def fresh(flow: str, place: int) -> bool:
    return place == 0 or not (flow[place - 1].isalnum() or flow[place - 1] in "'’")


def town(item: Item, flow: str, place: int, end: int) -> re.Match[str] | None:
    """« Paul ORME de Saint-Marc sur Lilas ; »: after a family name in capitals, the town of the member."""
    found = _TOWN.match(flow, place, end)
    return found if found and _BEFORE_TOWN.fullmatch("".join(word.shape for word in item.words[:9])) else None


def other_column(flow: str, folded: str, place: int, end: int, order: Order) -> re.Match[str] | None:
    """Words in capitals of another column, inside a list: « DÉCISIONS DU » before « Jeanne ORME, »."""
    if order is not Order.given_first:
        return None
    found = _CAPITALS.match(flow, place, end)
    if not found or not all(fold(word) in NOT_NAMES | OFFICES | _SMALL for word in found.group().split()):
        return None
    return found if NEXT_IN_LIST.match(flow, found.end(), end) else None


_LOWER = re.compile(r"[a-z-]+")


def office_in_lower_case(folded: str, place: int, end: int) -> int:
    """Where a function in small letters ends, « adjointe »; 0 when there is none."""
    found = _LOWER.match(folded, place, end)
    return found.end() if found and found.group() in OFFICES | {"au", "aux", "et"} else 0
