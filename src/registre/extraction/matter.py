"""The subject of an act: its ACTES matter of level 2, or none when the words leave a doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from registre.extraction.matching import find, find_first
from registre.extraction.rule import Found, Rule
from registre.extraction.rules.matter import MATTERS, RANKS, STATED, TITLE_AND_ARTICLES
from registre.records import Article

_IN_ARTICLES = tuple(rule for rule in MATTERS if rule.within == TITLE_AND_ARTICLES)
_TITLE, _OPENING = 220, 240
"""How many characters of a title and of an article are read: what they are about stands first."""


def find_matter(
    flow: str,
    folded: str,
    title: Found[str] | None,
    articles: Sequence[Found[Article]] = (),
    start: int = 0,
    end: int = 0,
) -> Found[str] | None:
    """The matter of the act at `start`..`end`, with the words that decide it.

    A code that the act states wins; then the words of its title; then, when the title says nothing, the
    openings of its operative articles, if all that speak agree. Two matters of the same rank are a
    doubt, and a doubt is None.
    """
    if end > start and (stated := find_first((STATED,), flow, folded, start, end)):
        return stated
    if title:
        found = _matters(MATTERS, flow, folded, title.start, min(title.end, title.start + _TITLE))
        if found:
            return _decided(found)
    said = [
        one
        for article in articles
        for one in _matters(_IN_ARTICLES, flow, folded, article.start, _sentence_end(flow, article.start, article.end))
    ]
    return _decided(said) if len({one.value for one in said}) == 1 else None


def _sentence_end(flow: str, start: int, end: int) -> int:
    """The end of the first sentence: minutes that lost their layout glue the debate to the last article."""
    end = min(end, start + _OPENING)
    stop = flow.find(". ", start, end)
    return end if stop < 0 else stop


def _matters(rules: Iterable[Rule[str]], flow: str, folded: str, start: int, end: int) -> list[Found[str]]:
    """The first words that each rule finds, those of the lowest rank only."""
    found = [one for rule in rules if (one := next(find(rule, flow, folded, start, end), None))]
    lowest = min((RANKS[one.rule] for one in found), default=0)
    return [one for one in found if RANKS[one.rule] == lowest]


def _decided(found: Sequence[Found[str]]) -> Found[str] | None:
    """The first of `found` when all are of one matter."""
    if len({one.value for one in found}) != 1:
        return None
    return min(found, key=lambda one: (one.start, one.end, one.rule))
