"""Who is named in a vote: against, abstaining, taking no part."""

from __future__ import annotations

import re

from registre.extraction.deciding import Area
from registre.extraction.matching import find_all
from registre.extraction.names import Order
from registre.extraction.names_beside import name_before, tells_a_private_person
from registre.extraction.roll import list_of_names
from registre.extraction.rules.vote import NAMED, NAMED_BEFORE, NOT_VOTING, Side, Voice


def named_voters(
    flow: str, folded: str, area: Area, order: Order, by_voice: dict[Voice, int | None]
) -> dict[Voice, tuple[str, ...]]:
    """Who is against and who abstains; never more names than voices."""
    names: dict[Voice, tuple[str, ...]] = {Voice.against: (), Voice.abstention: ()}
    for one in find_all(NAMED, flow, folded, area.start, area.end):
        stop = _end_of_names(flow, folded, one.end, min(area.end, one.end + 900))
        found = [_LAST_WORD.sub("", name) for name in list_of_names(flow, folded, one.end, stop, order)]
        if found and not names[one.value] and not tells_a_private_person(flow, one.end, stop):
            names[one.value] = tuple(found)
    for one in find_all(NAMED_BEFORE, flow, folded, area.start, area.end):
        if not names[one.value] and (found := _subjects(flow, folded, one.start, area.start, order)):
            names[one.value] = tuple(found)
    for voice in names:
        if (count := by_voice.get(voice)) and len(names[voice]) > count:
            names[voice] = names[voice][:count]
    return names


_LAST_WORD = re.compile(r"\s(?:Le|La|Les|L'|Il|Elle|Ils|Ce|En|Et|Au|Pour|Vu)$")
"""A word that begins the next sentence of a text without lines."""
_STOP = re.compile(
    r"\)|;|\n\n|(?<![\s.(-][a-z])(?<!\bm)(?<!\bmm)(?<!\bmme)(?<!\bmmes)(?<!\bmlle)(?<!\bmr)(?<!\bmrs)\.(?=\s|$)"
    r"|\b(?:pour|contre|abstentions?|absten\w{2,4}|votes?|voix|ne prend|ne prennent|n'ont pas|nppv|adopte"
    r"|approuve|fait et|pour extrait|le conseil|le comite|le bureau)\b|€"
)


def _end_of_names(flow: str, folded: str, start: int, end: int) -> int:
    """Where a list of names ends: its bracket, its sentence, the next option."""
    opened = flow[start - 1 : start] == "(" or flow[start - 2 : start - 1] == "("
    for stop in _STOP.finditer(folded, start, end):
        if stop.group() == ")" and not opened and "(" in flow[start : stop.start()]:
            continue
        if opened and stop.group() not in (")", "\n\n"):
            continue
        return stop.start()
    line = flow.find("\n", start, end)
    if line > 0 and flow[start:line].strip() and not flow[start:line].rstrip().endswith((",", " et", "-", "–")):
        return line
    return end


def not_voting(flow: str, folded: str, area: Area, order: Order, start: int) -> tuple[str, ...]:
    found: list[str] = []
    for one in find_all(NOT_VOTING, flow, folded, max(start, area.start - 1200), area.end):
        if one.value is Side.before:
            found += _subjects(flow, folded, one.start, max(start, one.start - 400), order)
        else:
            stop = _end_of_names(flow, folded, one.end, min(area.end, one.end + 600))
            found += list_of_names(flow, folded, one.end, stop, order)
    return tuple(dict.fromkeys(found))


_TIE = re.compile(
    r",\s(?:interess|concern|membre|president|vice|elue?s?\b|directement|personnellement|en\s(?:sa|leur|tant"
    r"|qualite|raison)|au\stitre|representant|administrat|adherent|salarie|conjoint|tresori|secretaire|etant"
    r"|ayant|adjoint|conseill|maire|rapporteur)"
)


def _subjects(flow: str, folded: str, end: int, floor: int, order: Order) -> list[str]:
    """The names before `end`; between them and their verb may stand why (« X, membre du bureau, … »)."""
    while end > floor and flow[end - 1] in " ,\n":
        end -= 1
    for tie in _TIE.finditer(folded, max(floor, end - 190), end):
        if not re.search(r"[.;]\s|\n\n", flow[tie.start() : end]) and (
            names := names_before(flow, folded, tie.start(), floor, order)
        ):
            return names
    return names_before(flow, folded, end, floor, order)


def names_before(flow: str, folded: str, end: int, floor: int, order: Order) -> list[str]:
    """The names that end at `end`: « M. ORME, Mme LILAS ne prennent pas part »."""
    names: list[str] = []
    while end > floor and (name := name_before(flow, end, order)):
        names.insert(0, name[2])
        lead = re.search(
            r"(?:\b(?:MM?|Mmes?|Monsieur|Madame|Messieurs|Mesdames)\.?\s{1,2})?$",
            flow[max(floor, name[0] - 12) : name[0]],
        )
        end = name[0] - (len(lead.group()) if lead else 0)
        link = re.search(r"(?:,| et| -| –)\s{0,2}$", flow[max(floor, end - 5) : end])
        if not link:
            break
        end -= len(link.group())
    return names
