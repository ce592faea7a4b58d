"""What one act gives without paying money: from its dispositif, else from the title that it adopts."""

from __future__ import annotations

import re

from registre.extraction.deciding import Area
from registre.extraction.matching import find_all
from registre.extraction.rule import Found
from registre.extraction.rules.in_kind import ADVANTAGES, Advantage
from registre.reading import fold
from registre.records import Article, InKindAid

_NO_GIFT = re.compile(r"\b(?:demande|resiliation|fin|retrait|tarif|refus)")  # of a title: nothing is given
_YEAR = re.compile(r"\b(20\d\d)\b")


def read_in_kind(
    flow: str, folded: str, area: Area, title: Found[str] | None, articles: list[Found[Article]], body: str | None
) -> list[Found[InKindAid]]:
    """The advantages that the act gives to others than its own `body`, in reading order, each once."""
    found = _once(find_all(ADVANTAGES, flow, folded, area.start, area.end), body)
    if not found and title and not _NO_GIFT.search(folded, title.start, title.end):
        found = _once(find_all(ADVANTAGES, flow, folded, title.start, title.end), body)
    said = _YEAR.search(title.value) if title else None
    return [_aid(one, articles, int(said[1]) if said else None) for one in found]


def _once(found: list[Found[Advantage]], body: str | None) -> list[Found[Advantage]]:
    """Without what goes to the body itself, and without the same advantage said twice."""
    kept: list[Found[Advantage]] = []
    for one in found:
        again = any(
            one.start < other.end
            or (one.value.beneficiary, one.value.private) == (other.value.beneficiary, other.value.private)
            for other in kept
        )
        if not again and not _is_own(one.value.beneficiary, body):
            kept.append(one)
    return kept


def _is_own(name: str | None, body: str | None) -> bool:
    return bool(name and body) and _words(name) <= _words(body)


def _words(name: str | None) -> set[str]:
    return {
        word for word in re.findall(r"\w+", fold(name or "")) if word not in ("de", "la", "le", "l", "d", "du", "des")
    }


def _aid(one: Found[Advantage], articles: list[Found[Article]], year: int | None) -> Found[InKindAid]:
    inside = next((index for index, article in enumerate(articles) if article.start <= one.start < article.end), None)
    given = one.value
    value = InKindAid(given.beneficiary, given.purpose, given.value_eur, year, given.private, inside)
    return Found(value, one.start, one.end, one.rule)
