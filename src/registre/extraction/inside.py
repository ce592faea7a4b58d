"""The parts inside an act: visas, recitals, operative measures."""

from __future__ import annotations

import re

from registre.extraction.deciding import Area
from registre.extraction.matching import find, find_all
from registre.extraction.patterns import compile_
from registre.extraction.rule import Found
from registre.extraction.rules.headings import NUMERO
from registre.extraction.rules.parts import MEASURES, PARTS, PartKind
from registre.records import Article, Visa

_CITED = compile_(r"deliberations?\s(?:du\s{assemblee}\s)?(?:n\s?[°ºo]\s?)(?P<numero>{numero})", numero=NUMERO)
_ITEM = re.compile(r"(?:^|\n)\s?(?P<puce>[-•–‐*>o]|\d{1,2}[.)-])\s{1,2}|(?<=[;,.:])\s?[-•–]\s(?=[A-Za-zÀ-ÿ])")
_LONGEST = 1500


Marks = list[Found[PartKind]]


def read_marks(flow: str, folded: str, start: int, end: int) -> Marks:
    """Where the parts of an act begin: visas, recitals, articles, the foot."""
    return find_all(PARTS, flow, folded, start, end)


def read_visas(flow: str, folded: str, marks: Marks, end: int) -> list[Found[Visa]]:
    """The visas of the act, each up to the next part or the end of its sentence."""
    return [
        Found(Visa(words, _cited(flow, folded, first, last)), first, last, rule)
        for kind, first, last, rule, words in _spans(flow, marks, end)
        if kind is PartKind.visa
    ]


def read_recitals(flow: str, marks: Marks, end: int) -> list[Found[str]]:
    """The recitals « Considérant… » of the act."""
    return [
        Found(words, first, last, rule)
        for kind, first, last, rule, words in _spans(flow, marks, end)
        if kind is PartKind.recital
    ]


def _spans(flow: str, marks: Marks, end: int) -> list[tuple[PartKind, int, int, str, str]]:
    spans: list[tuple[PartKind, int, int, str, str]] = []
    for index, mark in enumerate(marks):
        if mark.value not in (PartKind.visa, PartKind.recital):
            continue
        stop = marks[index + 1].start if index + 1 < len(marks) else end
        stop = min(stop, mark.start + _LONGEST)
        closing = re.search(r"\n\n|[;.](?=\s*$)|\.\s(?=[A-ZÀ-Ý][a-zà-ÿ]+ )|;\s?(?=\n)", flow[mark.end : stop])
        last = mark.end + closing.start() if closing and (index + 1 == len(marks) or closing.group() != ".") else stop
        while last > mark.end and flow[last - 1] in " \n;,.":
            last -= 1
        words = " ".join(flow[mark.start : last].split())
        if len(words) > 8:
            spans.append((mark.value, mark.start, last, mark.rule, words))
    return spans


def _cited(flow: str, folded: str, start: int, end: int) -> str | None:
    found = _CITED.search(folded, start, end)
    if not found:
        return None
    return " ".join(flow[found.start("numero") : found.end("numero")].split()).strip(" .-/")


def read_articles(flow: str, folded: str, marks: Marks, area: Area) -> list[Found[Article]]:
    """The operative measures: « Article 1 », bullets, or verbs in capitals, each with its verb."""
    end = area.end
    foot = next((mark for mark in marks if mark.value is PartKind.foot and mark.start >= area.start), None)
    if foot:
        end = foot.start
    starts = [
        (mark.start, folded[mark.start + 8 : mark.end].strip())
        for mark in marks
        if mark.value is PartKind.article and area.start <= mark.start < end
    ]
    if not starts:
        starts = [(item.end(), "") for item in _ITEM.finditer(flow, area.start, end)]
        starts = [(at, number) for at, number in starts if _first_verb(flow, folded, at, min(end, at + 90))]
    if not starts:
        starts = [
            (one.start, "")
            for one in find(MEASURES, flow, folded, area.start, end)
            if _is_loud(flow[one.start : one.end])
        ]
    if not starts:
        one = next((one for one in find(MEASURES, flow, folded, area.start, end) if one.value != "décider"), None)
        starts = [(one.start, "")] if one else []
    return _articles(flow, folded, starts, end)


def _articles(flow: str, folded: str, starts: list[tuple[int, str]], end: int) -> list[Found[Article]]:
    articles = []
    for index, (first, number) in enumerate(starts):
        stop = starts[index + 1][0] if index + 1 < len(starts) else end
        if index + 1 == len(starts) and (blank := flow.find("\n\n", first, stop)) > 0:
            stop = blank
        stop = min(stop, first + _LONGEST)
        words = re.sub(r"\s?[-•–‐*>]?\s*$", "", flow[first:stop])
        words = re.sub(r"\s?\b(?:ARTICLE|Article)\s*$", "", words).rstrip(" ;,.\n")
        if len(words) < 6:
            continue
        verb = _first_verb(flow, folded, first, min(stop, first + 120))
        articles.append(
            Found(Article(" ".join(words.split()), verb, number or None), first, first + len(words), "partie.mesure")
        )
    return articles


def _first_verb(flow: str, folded: str, start: int, end: int) -> str | None:
    one = next(find(MEASURES, flow, folded, start, end), None)
    return one.value if one else None


def _is_loud(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) * 4 >= len(letters) * 3
