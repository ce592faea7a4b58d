"""The budget line an act charges: accounts, chapters, functions, in any of their spellings."""

from __future__ import annotations

import re

from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Placed, Rule
from registre.records import BudgetCharge

DECISION = frozenset({"acte"})
_LAW = "Instructions budgétaires et comptables M14 and M57"

_LETTERS = r"[a-z]{2,8}"
_CHAIN = rf"""(?:{_LETTERS}(?=\s?[/_-]\s?[\da-z])(?:[/-]{_LETTERS}){{0,2}}(?:\s?[/_-]\s?(?:\d\d\s\d{{3}}
    |[\da-z]{{2,8}})){{0,3}}|\d{{1,9}}(?:\s\d{{3}}\b)?(?:\s?[/_]\s?[\da-z]{{2,8}}|-\d{{2,6}}){{1,4}})"""
_CODE = re.compile(
    rf"""(?:(?P<mot>chapitres?|chap\.?|fonctions?|fonct\.|sous-fonctions?|rubriques?
        |lignes?(?:\s(?:budgetaires?|de\scredits?))?
        |imputation(?:\s(?:budgetaire|comptable))?|codes?\s(?:fonctionnel|budgetaire)|programme|action
        |operation|enveloppe)
        \s?(?:comptables?\s|budgetaires?\s)?(?:n\s?[°o]\s?)?:?\s{{0,2}}
        (?P<code>[a-z]{{2}}\s\d{{3}}-\d{{3}}(?:\s?\(\d{{4,9}}\))?|{_CHAIN}|\d{{1,9}}(?:\s\d{{3}}\b)?)
    |(?P<mot_b>comptes?|cpte|c\s?/|articles?|art\.|natures?)\s?(?:comptables?\s
    |budgetaires?\s)?(?:n\s?[°o]\s?)?:?\s{{0,2}}
        (?P<code_b>{_CHAIN}|\d{{3,9}}(?:\s\d{{3}}\b)?|\d\d\s\d{{3}}\b))
    (?:\s(?:et|ou)\s(?P<autre>\d{{4,6}}))?
    (?![\w]|[.,]\d|\s?(?:€|euros|%|du\scode|du\scgct|de\sla\sloi|du\sdecret|de\sl'ordonnance|du\sreglement
    |de\sla\spresente|de\sla\sconvention))""",
    re.VERBOSE,
)
_ACCOUNT = re.compile(r"(?:65|204|67|21|20|27|62|61|60|10|16|45)\d{2,6}")


def codes_of(code: str) -> list[str]:
    """The parts of a code: "SERV/65748/PROCE" is three, "65 748" is one, "SULFI-INUM" is one."""
    parts: list[str] = []
    for part in re.split(r"[/_]|(?<=[A-Za-z])-(?=\d)" + r"|-" * bool(re.fullmatch(r"[\d/_-]+", code)), code):
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
        group = "code" if one["code"] else "code_b"
        written = match.flow[one.start(group) : one.end(group)]
        if re.match(r"[a-z]{2,8}", one[group]) and not written.split("/")[0].split("_")[0].isupper():
            continue
        word = one["mot"] or one["mot_b"]
        before = match.found.string[max(0, one.start() - 8) : one.start()]
        if word == "compte" and not re.search(r"(?:\b(?:au|le|du|ce|de|et|par|sur)|[:,;(–/-]|\d|^)\s{0,2}$", before):
            continue  # « l'association compte 166 adhérents »
        for code in codes_of(written) + ([one["autre"]] if one["autre"] else []):
            if code not in codes:
                codes.append(code)
            if word.startswith("chap"):
                chapter = chapter or (code if len(code) <= 3 else None)  # « chapitre 21578 » names an account
            elif _ACCOUNT.fullmatch(code):
                account = account or code
        end = one.end("autre") if one["autre"] else one.end(group)
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
            r"""\b(?P<fait>(?:imputee?s?|imputer|impute|preleve[es]{0,2}|prelever|inscrit[es]{0,2}|inscrire
                |inscription|prevue?s?|ouverte?s?|mandatee?s?|(?<=est\s)financee?|(?<=sera\s)financee?
                |(?<=seront\s)finance(?:e?s)?|(?<=sont\s)finance(?:e?s)?|reglee?s?
                |disponibles?|depenses?|credits?|imputation|lignes?\sbudgetaires?|ligne)\b
            (?:[^.;\n]|\n(?!\n)|\n\n(?=comptes?\s|chapitre\s|nature\s)|(?<=art)\.
            |(?<=chap)\.){0,160}?(?:\b(?:comptes?|cpte|chapitres?|chap|articles?|art|natures?|fonctions?
            |lignes?|imputation
            |programme|action)\b|\bc\s?/\s?\d)(?:[^.;\n]|\n(?!\n)|\n\n(?=comptes?\s|chapitre\s|nature\s)
            |\.(?=\d)|(?<=art)\.|(?<=chap)\.){0,260})
            |\b(?P<fait_b>(?:imputation(?:\s(?:budgetaire|comptable))?|ligne\sbudgetaire
            |code\sbudgetaire)\s?(?:n\s?°\s?)?:?\s{0,2}(?:\d[\d_/ -]{3,24}|[a-z]{2,8}[/-][\da-z/_-]{2,24}))"""
        ),
        read=_charge,
        source=_LAW,
        examples=(
            "la [dépense correspondante sera imputée sur le budget de l'exercice 2022 sur le compte : ORME-INUM, "
            "chapitre 65]"
            "{ORME-INUM 65}.",
            "Les [crédits seront prélevés sur la ligne 1776, nature 6574, chapitre 924]{1776 6574 924}.",
            "la [dépense sera imputée au compte SERV/65748/LILAS]{SERV 65748 LILAS}.",
            "[Imputation budgétaire : 65748-020]{65748 020}\n",
            "([imputation 65_65548_833]{65 65548 833})",
            "la [dépense sera imputée sur la ligne budgétaire ORME-VIE/65748/311]{ORME-VIE 65748 311}.",
            "les [crédits sont ouverts au c/6574]{6574} du budget",
            "[imputée au chapitre 65, art. 6574 et 65748]{65 6574 65748}.",
        ),
        refuses=(
            "conformément à l'article L.2121-29",
            "les crédits sont inscrits au budget Article 2 : autorise",
            "dépense prévue à l'article 2321 du Code civil",
            "la ligne de bus n'est pas prévue",
            "la loi de finances et son article 2331",
            "crédits : l'association compte 166 adhérents",
        ),
        cues=(
            "imput",
            "prelev",
            "inscri",
            "prevu",
            "depense",
            "credit",
            "ligne",
            "disponible",
            "mandat",
            "financ",
            "regle",
            "ouvert",
            "code budg",
        ),
    ),
)
