"""The budget line an act charges: accounts, chapters, functions, in any of their spellings."""

from __future__ import annotations

import re

from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Placed, Rule
from registre.records import BudgetCharge

DECISION = frozenset({"acte"})
_LAW = "Instructions budgétaires et comptables M14 and M57"

_CODE = re.compile(
    r"""(?P<mot>comptes?|chapitres?|chap\.|articles?|natures?|fonctions?|sous-fonctions?|lignes?(?:\sbudgetaires?)?
        |imputation(?:\sbudgetaire)?|code\sfonctionnel|programme|action|operation)
    \s?(?:comptables?\s)?(?:n\s?°\s?)?:?\s?(?P<code>[a-z]{2,6}/[a-z]{2,6}/\d\d\s?\d{3}
    |[a-z]{2,6}[/-][a-z]{2,6}(?:[/-][\da-z]{2,6})?|[a-z]{2,6}/\d{3,6}(?:/[a-z]{2,6})?
    |[a-z]{2}\s\d{3}-\d{3}(?:\s?\(\d{4,9}\))?|\d{1,9}(?:\s\d{3}\b)?(?:_\s?\w{2,8}){0,3})(?![\w]|[.,]\d|\s?(?:€|euros|%
    |du\scode|de\sla\sloi))""",
    re.VERBOSE,
)
_ACCOUNT = re.compile(r"(?:65|204|67|21|20|27|62|61|60|10|16|45)\d{2,6}")


def codes_of(code: str) -> list[str]:
    """The parts of a code: "SERV/65748/PROCE" is three, "65 748" is one, "SULFI-INUM" is one."""
    parts: list[str] = []
    for part in re.split(r"[/_]", code):
        bracket = re.fullmatch(r"(.+?)\s?\((\d+)\)", part.strip())
        for piece in bracket.groups() if bracket else (part,):
            piece = piece.strip()
            parts.append(re.sub(r"(?<=\d) (?=\d{3}\b)", "", piece) if re.fullmatch(r"[\d ]+", piece) else piece)
    return [part for part in parts if part]


def _charge(match: Match) -> Placed[BudgetCharge] | None:
    start = match.span[0]
    window_end = match.found.end()
    codes: list[str] = []
    chapter = account = None
    end = start
    for one in _CODE.finditer(match.found.string, start, window_end):
        for code in codes_of(match.flow[one.start("code") : one.end("code")]):
            if code not in codes:
                codes.append(code)
            if one["mot"].startswith("chap"):
                chapter = chapter or (code if len(code) <= 3 else None)  # « chapitre 21578 » names an account
            elif _ACCOUNT.fullmatch(code) and one["mot"].startswith(("compte", "article", "nature", "ligne", "imput")):
                account = account or code
        end = one.end("code")
    if not codes:
        return None
    year = re.search(r"(?:exercice|budget(?:\sprimitif)?)\s((?:19|20)\d\d)", match.found.group())
    text = " ".join(match.flow[start:end].split())
    return Placed(BudgetCharge(text, tuple(codes), chapter, account, int(year[1]) if year else None), start, end)


CHARGES: tuple[Rule[BudgetCharge], ...] = (
    Rule(
        id="budget.imputation",
        within=DECISION,
        pattern=compile_(
            r"""\b(?P<fait>(?:imputee?s?|impute|preleve[es]{0,2}|prelevees?|inscrit[es]{0,2}|inscrire|prevue?s?
                |disponible|depenses?|credits?|imputation|lignes?\sbudgetaires?|ligne)\b
            (?:[^.;\n]|\n(?!\n)){0,160}?(?:comptes?|chapitres?|articles?|natures?|fonctions?|lignes?|imputation
            |programme|action)\b(?:[^.;\n]|\n(?!\n)|\.(?=\d)){0,260})
            |\b(?P<fait_b>(?:imputation|ligne\sbudgetaire)\s?:?\s[\d_ ]{5,24})"""
        ),
        read=_charge,
        source=_LAW,
        examples=(
            "la [dépense correspondante sera imputée sur le budget de l'exercice 2022 sur le compte : ORME-INUM, "
            "chapitre 65]"
            "{ORME-INUM 65}.",
            "Les [crédits seront prélevés sur la ligne 1776, nature 6574, chapitre 924]{1776 6574 924}.",
            "la [dépense sera imputée au compte SERV/65748/LILAS]{SERV 65748 LILAS}.",
        ),
        refuses=("conformément à l'article L.2121-29",),
        cues=("imput", "prelev", "inscri", "prevu", "depense", "credit", "ligne", "disponible"),
    ),
)
