"""What a page carries that is not part of its sentences: stamps of the préfecture, running headings.

They are recognised by their shape, never by exact repetition alone (each page's OCR differs), and a
line that holds an amount or a decision is never furniture. A stamp whose words are mixed with those
of the page stays in the text: cutting it would cut sentences.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

_MONTH = r"(?:janv|fevr?|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)[a-z]{0,7}\.?"
_DATE = rf"(?:\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?\d{{2,4}}|(?:\d{{1,2}}|1er)\s{{1,3}}{_MONTH}\s{{1,3}}\d{{4}})"
_ID = r"(?:99_[a-z]{2}-)?\d[\dab]\d-\d{9}-\d{8}-[a-z0-9_ ./-]{1,36}?(?:-[a-z]{2}\b|(?=\s{2}|\n|\Z))"
_S = r"\s{0,60}"

_STAMPS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (cue, re.compile(shape))
    for cue, shape in (
        (
            "envoye en prefecture",
            rf"envoye en prefecture le{_S}{_DATE}{_S}recu en prefecture le{_S}{_DATE}{_S}"
            rf"(?:publie|affiche) le{_S}(?:{_DATE})?{_S}(?:[|sl~]+)?[ ]?(?:id{_S}:{_S}{_ID})?",
        ),
        ("ar prefecture", rf"ar prefecture{_S}{_ID}{_S}recu le{_S}{_DATE}(?:{_S}publie le{_S}{_DATE})?"),
        (
            "accuse de reception en prefecture",
            rf"accuse de reception en prefecture{_S}{_ID}"
            rf"(?:{_S}date de (?:tele)?transmission{_S}:{_S}{_DATE})?"
            rf"(?:{_S}date de reception (?:en )?(?:prefecture)?{_S}:{_S}{_DATE})?",
        ),
        (
            "recu en prefecture",
            rf"recu en prefecture{_S}le{_S}{_DATE}{_S}via dotelec[^\n]{{0,30}}?{_S}{_ID}"
            rf"(?:{_S}date d'affichage{_S}:{_S}{_DATE})?",
        ),
        (
            "ministere de l'interieur",
            rf"accuse de reception[ ][-–][ ]ministere de l'interieur{_S}(?:acte certifie executoire)?{_S}"
            rf"envoi prefecture{_S}:{_S}reception (?:en|par le) pref[a-z]{{3,6}}{_S}:{_S}{_DATE}{_S}{_DATE}{_S}{_ID}",
        ),
        ("visa de la prefecture", rf"visa de la prefecture{_S}:{_S}{_ID}{_S}/{_S}{_DATE}"),
    )
)

_HEADING = re.compile(
    rf"""(?: (?P<before> \b\d{{1,3}}(?:/\d{{1,3}})? \s{{1,4}} ) | \b )
    (?:proces[ ]?-?\ ?verbal|pv|compte[- ]rendu|cr|conseil|bureau|seance|comite|cc[a-z]{{2,6}}\ [-–]\ pv)\b
    [^.;:!?€\n]{{0,70}}? {_DATE}
    (?P<after> \s{{1,4}} (?:[-–]\ )? (?:page\ )? \d{{1,3}} \b (?:\s?(?:/|sur)\s?\d{{1,3}}\b)?
               (?![/.,:°h€%]|\ (?:a|h|voix|€|euros)\b) )?""",
    re.VERBOSE,
)
_HEADING_WORDS = ("proces", "pv", "compte", "cr", "conseil", "bureau", "seance", "comite", "cc")
"""What a heading's own words begin with: an alternative more needs its first letters here."""
_BEFORE = 11
"""The most characters of the page number before them, with its spaces."""
_DIGIT = re.compile(r"\d")
_PAGE = re.compile(r"\bpage \d{1,3}(?: ?(?:/|sur) ?\d{1,3})?\b")
_LINE_OF_HEADING = re.compile(
    r"(?:mairie|commune|ville|departement|republique|communaute|pv|proces|compte|conseil|seance|page|bureau"
    r"|comite|du \d)\b"
)
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: ?/ ?\d{1,4})?|- \d{1,3} -")
_DECISION = re.compile(r"unanim|adopt|approuv|decid|€|:")
_TIMES = 3
_FIRST_PAGE = 400


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start`..`end` (end excluded) that are furniture, the gaps around them included."""

    start: int
    end: int


def find_furniture(text: str, folded: str) -> list[Stretch]:
    """The furniture of `text` in order, without overlap; `folded` is `text` folded (same length)."""
    found = [span for cue, shape in _STAMPS if cue in folded for span in _spans(shape, folded)]
    found += _repeated_headings(folded)
    if text.count("\n") > 40:
        found += _repeated_lines(folded)
    return _merged(sorted(_with_gaps(text, start, end) for start, end in found))


def _spans(shape: re.Pattern[str], folded: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in shape.finditer(folded))


def _repeated_headings(folded: str) -> list[tuple[int, int]]:
    """« Conseil du 3 mars 2023 – 4 »: the same words with another page number, three times or more.

    The first of them stays: it may be all that says which meeting this is.
    """
    by_words: dict[str, list[tuple[int, int]]] = defaultdict(list)
    spans = [found.span() for found in _PAGE.finditer(folded)] if "page" in folded else []
    if folded.count("20") <= _TIMES:
        return spans
    for found in _headings(folded):
        if "page" in found.group() and found.start() > _FIRST_PAGE:
            spans.append(found.span())
        elif found["before"] or found["after"]:
            by_words[re.sub(r"[\W\d]+", " ", found.group())].append(found.span())
    return spans + [span for same in by_words.values() if len(same) >= _TIMES for span in same[1:]]


def _headings(folded: str) -> Iterator[re.Match[str]]:
    """What `_HEADING.finditer(folded)` gives, tried only at its words and at the numbers before them."""
    places = sorted({place for word in _HEADING_WORDS for place in _places(word, folded)})
    done = 0
    for place in places:
        first = max(done, place - _BEFORE)
        numbered = first < place and _DIGIT.search(folded, first, place) is not None
        for start in range(first if numbered else max(done, place), place + 1):
            if found := _HEADING.match(folded, start):
                yield found
                done = found.end()
                break


def _places(word: str, folded: str) -> Iterator[int]:
    """Where `word` begins and no letter stands before it."""
    place = folded.find(word)
    while place >= 0:
        if not folded[place - 1 : place].isalnum():
            yield place
        place = folded.find(word, place + 1)


def _repeated_lines(folded: str) -> list[tuple[int, int]]:
    """Short lines of a heading that stand on several pages, with the page number beside them."""
    lines: list[tuple[int, int, str]] = []
    start = 0
    for line in folded.split("\n"):
        words = line.strip()
        if words:
            lines.append((start, start + len(line), words))
        start += len(line) + 1
    times: dict[str, int] = defaultdict(int)
    for _, _, words in lines:
        times[words] += 1
    seen: set[str] = set()
    furniture: set[int] = set()
    for index, (_, _, words) in enumerate(lines):
        if times[words] >= _TIMES and len(words) < 90 and _LINE_OF_HEADING.match(words) and not _DECISION.search(words):
            if words in seen:
                furniture.add(index)
            seen.add(words)
    for index, (_, _, words) in enumerate(lines):
        if _PAGE_NUMBER.fullmatch(words) and ({index - 1, index + 1} & furniture):
            furniture.add(index)
    return [(lines[index][0], lines[index][1]) for index in sorted(furniture)]


def _with_gaps(text: str, start: int, end: int) -> tuple[int, int]:
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return start, end


def _merged(spans: list[tuple[int, int]]) -> list[Stretch]:
    merged: list[Stretch] = []
    for start, end in spans:
        if merged and start <= merged[-1].end:
            merged[-1] = Stretch(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Stretch(start, end))
    return merged
