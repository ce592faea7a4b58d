"""Numbers of acts that go up by one through the document: « DEL2018_135 », « DEL2018_136 », …

Nobody can list the ways in which towns number their acts. But acts of one session follow each other,
so their numbers differ in one figure alone, and that figure goes up: this is how they are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from registre.extraction.rule import Found
from registre.extraction.rules.headings import Heading

RULE = "acte.numeros"
_LONGEST_GAP = 3
_NUMBER = re.compile(
    r"""(?<![\w./,-])(?<![^n]°)
    (?P<numero> (?:[a-z]{1,6}(?:\.[a-z]{1,4})?[-_./\s]?)? \d{1,8} (?:(?:\s?[-/]\s?|[_.])(?:\d{1,8}
    |[a-z]{1,5}(?=[-_/.]\d)))
                (?:(?:[-_/.]|\s/\s)(?:\d{1,8}|[a-z]{1,5}(?=[-_/.]\d|[\s:]))){0,4}
              | [a-z]{1,6}[-_./]?\d{4,12}(?:[-_./]\d{1,6}){0,3} | [a-z]{2,6}\s?\d{2}-\d{1,4} )
    (?![\w€%]|\s?[€%]|\s?euros?\b|[.,/-]\d)""",
    re.VERBOSE,
)
_LABEL = re.compile(
    r"(?:deliberations?\s?)?(?:\bn\s?[°ºo]|\bnumero)\s?:?\s?(?:\d{1,3}\s)?$|\bdeliberations?\s?(?:n°\s?)?$"
)
_AFTER = re.compile(r"(?:\s?\(?du\s\d{1,2}[^\n:–]{4,22}\)?)?\s{0,2}(?:[:–|.-]{1,3}|_)?\s{0,2}")
_CITED = re.compile(
    r"""\b(?:(?:par|la|sa|cette|une|notre|des|les|vu|leur|chaque|apres|avant)\s(?:deliberations?|decisions?)|articles?|decrets?
        |loi|arretes?|marche|avenant
        |ordonnance|circulaire|dossier|parcelles?|reglement)\s(?:n\s?[°ºo]\s?|du\s.{4,20}\s)?$""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Seen:
    start: int
    end: int
    value: int


def find_series(flow: str, folded: str, least: int = 3) -> list[Found[Heading]]:
    """The headings that the longest series of numbers makes, each place where one of its numbers stands."""
    by_shape: dict[str, list[_Seen]] = {}
    for found in _NUMBER.finditer(folded):
        start, end = found.span("numero")
        if _CITED.search(folded, max(0, start - 60), start):
            continue
        for shape, value in _shapes(found["numero"]):
            by_shape.setdefault(shape, []).append(_Seen(start, end, value))
    best: list[_Seen] = []
    of = ""
    for shape, seen in by_shape.items():
        run = _longest(seen)
        if len({one.value for one in run}) >= max(least, 1 + len({one.value for one in best})):
            best, of = run, shape
    return [_heading(flow, folded, one) for one in (_respelt(folded, of, best) if best else [])]


_SEPARATOR = r"[\s_./-]{0,3}"


def _respelt(folded: str, shape: str, run: list[_Seen]) -> list[_Seen]:
    """`run` and its numbers as they stand elsewhere with other separators: « D2023_014 » is « D2023 014 » too."""
    tokens = re.findall(r"[a-z]+|\d+|#", shape)
    if len(tokens) < 3 and not tokens[0].isalpha():
        return run  # « 2023-14 » is too little: so are written years and numbers that follow them
    low, high = min(one.value for one in run), max(one.value for one in run)
    values = "|".join(str(value) for value in range(high, low - 1, -1))
    number = _SEPARATOR.join(f"0{{0,3}}(?P<valeur>{values})" if token == "#" else token for token in tokens)
    known = {one.start for one in run}
    found = re.finditer(rf"(?<![\w/-])(?P<numero>{number})(?!\d)", folded)
    more = [_Seen(*one.span("numero"), int(one["valeur"])) for one in found if one.start() not in known]
    more = [one for one in more if not _CITED.search(folded, max(0, one.start - 60), one.start)]
    return sorted([*run, *more], key=lambda one: one.start)


def _shapes(number: str) -> list[tuple[str, int]]:
    """`number` without its last figure, then without its first one; each with that figure's value."""
    figures = list(re.finditer(r"\d+", number))
    places = [figures[-1]] if len(figures) == 1 else [figures[-1], figures[0]]
    shapes = []
    for place in places:
        digits = place.group()
        if len(digits) > 4 and len(figures) == 1:  # « D20180135 »: the last three count
            shapes.append((f"{number[: place.end() - 3]}#{number[place.end() :]}", int(digits[-3:])))
        elif len(digits) <= 5:
            rest = re.sub(r"\s", "", f"{number[: place.start()]}#{number[place.end() :]}")
            if place is figures[-1] or re.search(r"[a-z]|(?:19|20)\d\d$", rest):  # « 3/17 » is a page
                shapes.append((rest, int(digits)))
    return shapes


def _longest(seen: list[_Seen]) -> list[_Seen]:
    """The numbers of the longest run of values that follow each other."""
    values = sorted({one.value for one in seen})
    best: list[int] = []
    run: list[int] = []
    for value in values:
        run = [*run, value] if run and value - run[-1] <= _LONGEST_GAP else [value]
        if len(run) > len(best):
            best = run
    if not best or best[-1] - best[0] >= 2 * len(best):
        return []
    chosen = set(best)
    return [one for one in seen if one.value in chosen]


def _heading(flow: str, folded: str, one: _Seen) -> Found[Heading]:
    number = " ".join(flow[one.start : one.end].split())
    after = _AFTER.match(folded, one.end)
    return Found(Heading(number, None, after.end() if after else one.end), one.start, one.end, RULE)


def label_start(folded: str, start: int) -> int:
    """Where the words « Délibération n° » before the number at `start` begin."""
    label = _LABEL.search(folded, max(0, start - 30), start)
    return label.start() if label else start


def stands(flow: str, folded: str, start: int) -> bool:
    """Whether the number at `start` begins something: a line, or what follows the end of a sentence."""
    begin = label_start(folded, start)
    if re.match(r"\S+(?:\s[/-]\s\S+)?\s{1,3}nomenclature", folded[start : start + 60]):
        return False
    before = flow[max(0, begin - 2) : begin]
    return before[-1:] in ("", "\n") or before.strip()[-1:] in ".;:!?)»€*" or (begin < start and flow[begin].isupper())
