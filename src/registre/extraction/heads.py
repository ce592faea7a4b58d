"""The head of an extract: its number and its title, wherever the page has put them."""

from __future__ import annotations

import re
from collections import Counter

from registre.extraction.matching import find
from registre.extraction.patterns import compile_
from registre.extraction.rule import Found
from registre.extraction.rules.headings import CODE, DELIBERATION, NUMBER, NUMERO, Heading
from registre.extraction.titles import OPENER, first_opener, title_end, trimmed_start

_OBJECT = compile_(r"(?<![a-z'])(?P<fait>(?:objet|obiet|biet|obj)\s?:)\s{0,2}")
_BARE = compile_(
    r"(?<![\w/.-])(?P<fait>20\d{2}\s?[/-]\s?\d{2,4}|\d{1,3}/\d{2}-\d{2}-\d{2}/[a-z])(?![\w/-])", numero=NUMERO
)
_TITLE_ENDS = compile_(
    r"""(?<![a-z])(?:n\s?°\s?[\w/ ._-]{3,24}(?=\s|$)|le\snombre\sdes?|nombre\s(?:de|des)\b|deliberation\sn
        |(?<!de\sla\s)(?<!cette\s)seance\sdu|date\sde|delibere|nombre\slegal|rapporteure?\b
    |assemblee\srapporteur|secretaire\b|conseillers\s(?:municipaux|en)|presents?\s?:|etaient\spresents|quorum
    |l'an\sdeux|membres\s(?:en|presents))"""
)


_NO_TITLE = re.compile(
    r"(?i)extrait\b|r[ée]publique|d[ée]partement|registre|d[ée]lib[ée]rations? du|conseil municipal\W*$|s[ée]ance"
)


def read_head(
    flow: str, folded: str, start: int, end: int, roll: tuple[int, int] | None, secretary: int = 0
) -> tuple[Found[str] | None, Found[str] | None, int]:
    """The number and the title of the extract in `flow[start:end]`, and where its body begins."""
    number = _number(flow, folded, start, end)
    after = max(start, roll[1]) if roll and roll[0] >= start and roll[1] <= end else start
    if after < secretary < after + 900:
        after = secretary
    body = _body_start(flow, folded, after, end)
    title = (
        _after_object(flow, folded, start, end)
        or _after_number(flow, folded, number, end)
        or _before_body(flow, folded, after, body)
    )
    return number, title, max(body, title.end if title and title.start >= after else body)


def _number(flow: str, folded: str, start: int, end: int) -> Found[str] | None:
    for rule in (DELIBERATION, NUMBER, CODE):
        for one in find(rule, flow, folded, start, end if rule is not CODE else min(end, start + 1500)):
            if one.value.number and not _is_cited(folded, one):
                return Found(one.value.number, one.start, one.end, one.rule)
    found = Counter(match["fait"] for match in _BARE.finditer(folded, start, end))
    if not found:
        return None
    best = max(found.items(), key=lambda one: one[1])[0]
    if any(
        re.search(r"(?:loi|decret|ordonnance)\s?(?:n\s?°)?\s?$", folded[max(0, one.start() - 14) : one.start()])
        for one in _BARE.finditer(folded, start, end)
        if one["fait"] == best
    ):
        return None
    match = next(match for match in _BARE.finditer(folded, start, end) if match["fait"] == best)
    before = folded[max(0, match.start() - 40) : match.start()]
    if found[best] < 2 and (
        match.start() - start > 700
        or re.search(r"(?:loi|decret|deliberation|arrete|n\s?°)\s?\S{0,3}\s?$|annees?\s$|exercices?\s$", before)
    ):
        return None
    return Found(
        " ".join(flow[match.start("fait") : match.end("fait")].split()), *match.span("fait"), "acte.numero-seul"
    )


def _is_cited(folded: str, one: Found[Heading]) -> bool:
    before = folded[max(0, one.start - 60) : one.start]
    return bool(re.search(r"\bvu\b[^.;]{0,50}$|\b(?:par|la|sa|cette) deliberation\s?(?:n\s?°)?\s?$", before))


def _after_object(flow: str, folded: str, start: int, end: int) -> Found[str] | None:
    for label in _OBJECT.finditer(folded, start, end):
        begin = trimmed_start(flow, label.end(), end)
        if OPENER.match(folded, begin) or _TITLE_ENDS.match(folded, begin) or begin - label.end() > 4:
            continue
        stop = title_end(flow, folded, begin, end)
        after = trimmed_start(flow, stop, end)
        if "\n\n" not in flow[stop:after] and not OPENER.match(folded, after) and not _TITLE_ENDS.match(folded, after):
            longer = title_end(flow, folded, after, end)  # a theme in capitals, then the object itself
            stop = longer if longer - begin < 420 else stop
        if cut := _TITLE_ENDS.search(folded, begin + 5, stop):
            stop = _rstrip(flow, begin, cut.start())
        words = " ".join(flow[begin:stop].split())
        if len(words) >= 8:
            return Found(words, begin, stop, "acte.objet")
    return None


def _after_number(flow: str, folded: str, number: Found[str] | None, end: int) -> Found[str] | None:
    if number is None:
        return None
    for rule in (DELIBERATION, NUMBER, CODE):
        for one in find(rule, flow, folded, number.start - 20 if number.start > 20 else 0, end):
            if one.value.number != number.value:
                continue
            begin = trimmed_start(flow, one.value.title or one.end, end)
            if OPENER.match(folded, begin) or _TITLE_ENDS.match(folded, begin):
                continue
            stop = title_end(flow, folded, begin, end)
            if cut := _TITLE_ENDS.search(folded, begin + 5, stop):
                stop = _rstrip(flow, begin, cut.start())
            words = " ".join(flow[begin:stop].split())
            if (
                len(words) >= 12
                and flow[begin].isupper()
                and not re.match(
                    r"(?:page|conseil|seance|bureau|commune|ville|extrait|registre|republique|departement)\b",
                    folded[begin:stop],
                )
            ):
                return Found(words, begin, stop, one.rule)
    return None


def _before_body(flow: str, folded: str, start: int, body: int) -> Found[str] | None:
    """The words between the roll and the body: the last paragraph, or the run of capitals."""
    text = flow[start:body].rstrip()
    paragraphs = list(re.finditer(r"[^\n](?:[^\n]|\n(?!\n)){6,400}", text))
    if "\n\n" in text and paragraphs:
        last = paragraphs[-1]
        if not re.search(r"(?i)pr[ée]sents|absents|secr[ée]taire|pouvoir", last.group()) and not _NO_TITLE.match(
            last.group().strip()
        ):
            first = start + last.start() + len(last.group()) - len(last.group().lstrip())
            words = " ".join(last.group().split())
            return Found(words, first, start + last.start() + len(last.group().rstrip()), "acte.titre-avant")
    runs = [
        run
        for run in re.finditer(r"[A-ZÀ-Ý][A-ZÀ-Ý0-9'’«»():,./–\" -]{14,300}[A-ZÀ-Ý0-9)»](?![a-zà-ÿ])", text)
        if len(run.group().split()) >= 3
    ]
    runs = [run for run in runs if not _NO_TITLE.match(run.group())]
    if runs:
        run = runs[-1]
        return Found(" ".join(run.group().split()), start + run.start(), start + run.end(), "acte.titre-capitales")
    tail = re.search(r"(?P<titre>[A-ZÀ-Ý][^.:;\n]{12,200}?)\s?(?:N\s?°\s?[\w/._-]{3,20})?$", text)
    if tail:
        words = " ".join(tail["titre"].split())
        words = re.sub(r"^.*\b(?:S[ée]ance|s[ée]ance)\s?:\s?\S+\s[A-ZÀ-Ý-]+\s", "", words)
        first = start + tail.start("titre") + tail["titre"].find(words.split()[0])
        return Found(words, first, start + tail.end("titre"), "acte.titre-avant")
    return None


def _opener(flow: str, folded: str, start: int, end: int) -> re.Match[str] | None:
    place = first_opener(flow, folded, start, end)
    return OPENER.match(folded, place, end) if place >= 0 else None


def _body_start(flow: str, folded: str, start: int, end: int) -> int:
    found = _opener(flow, folded, start, end)
    while found and re.match(
        r"nombre|en exercice|etaient|presents|date|seance|secretaire|extrait|l'an|rapporteur|deliberation"
        r"|le proces|pour",
        found.group(),
    ):
        found = _opener(flow, folded, found.end(), end)
    return found.start() if found else min(end, start + 400)


def _rstrip(flow: str, start: int, end: int) -> int:
    while end > start and flow[end - 1] in " \n\t.:;,–-|":
        end -= 1
    return end
