"""Rows of a list whose cells the text has mixed: « Objet | Rapporteur | Vote », each cell over several lines.

The first line of a row holds the beginnings of its cells, the next lines go on with all of them: so the name of the
rapporteur and the result stand in the middle of the title. They are known by their forms, and what is left is the
title. Where it is not sure what belongs to which cell (a count with names), the row has no title.
"""

from __future__ import annotations

import re
from dataclasses import replace

from registre.extraction.cutting.part import Part, strip_right
from registre.extraction.rule import Found

RULE = "acte.rangee"
_HEAD = re.compile(
    r"\b(?:objet|intitule|titre|libelle)s?\W{1,5}(?:rapporteure?s?\W{1,4})?(?:(?:sens\sdu\s)?votes?|resultats?|decisions?)\b"
)
_RESULT = r"(?:Approuv|Adopt|Rejet|Report|Retir|Vot|Valid|APPROUV|ADOPT|REJET)[eéEÉ]{1,2}s?"
_REPORTER = re.compile(
    r"(?:\s|\|)+(?:(?:M\.|Mme|Monsieur|Madame)\s)?[A-ZÀ-Ý][a-zà-ÿ]+(?:[ -][A-ZÀ-Ý][a-zà-ÿ]+)?\s[A-ZÀ-Ý][A-ZÀ-Ý'’-]{2,}"
    rf"(?:[ -][A-ZÀ-Ý]{{2,}})*\s(?P<resultat>{_RESULT}|Majorité|Unanimité|MAJORITE|UNANIMITE)(?!\w)"
)
_AGREED = r"\s(?:à|a)\s(?:l['’]?\s?[Uu]nanimité|la\s[Mm]ajorité)(?!\w)"
_HOW = re.compile(_AGREED)
_TWO_LINES = re.compile(rf"(?:\s|\|)+(?P<resultat>{_RESULT})(?!\w)(?!{_AGREED})(?=[^|]{{3,200}}?{_AGREED})")
"""« … taux d'emploi Approuvée d'un poste d'adjoint à l'unanimité »: the result over two lines, without a rapporteur."""
_NEXT_ROW = re.compile(r"(?:\s[A-Z]{1,3}[0-9OSIl]{0,2}\s?\|)?\s(?=[A-ZÀ-Ý]{4,}(?:[ '’-][A-ZÀ-Ý]{2,}){0,3}\s?[-–]\s)")
_NO_CELL = re.compile(r"@|\bT[ée]l\b|\b(?:pour|contre|abstentions?)\s?:|\bMajorité|€|\d{5}")
_LONGEST = 360


def has_mixed_cells(folded: str) -> bool:
    """Whether the list is a table that names its columns so."""
    return bool(_HEAD.search(folded))


def untangled(flow: str, part: Part) -> Part | None:
    """`part` with its title put together, without one when that is not sure; None when its cells are not mixed."""
    if part.title is None:
        return None
    start = part.title.start
    limit = min(part.end, start + _LONGEST)
    found = _REPORTER.search(flow, start + 3, limit) or _TWO_LINES.search(flow, start + 3, limit)
    if found is None:
        return None
    following = _NEXT_ROW.search(flow, found.end(), part.end)
    end = following.start() if following else part.end
    pieces = [(start, found.start()), *_after(flow, found, end)]
    words = " ".join(" ".join(flow[begin:stop] for begin, stop in pieces).split()).strip(" .;,|-–")
    part = replace(part, end=end, body=found.start("resultat"))
    if found["resultat"].lower().startswith("major") or _NO_CELL.search(words) or len(words) > _LONGEST:
        return replace(part, title=None)
    return replace(part, title=Found(words, start, strip_right(flow, start, pieces[-1][1]), RULE))


def _after(flow: str, found: re.Match[str], end: int) -> list[tuple[int, int]]:
    """What stands of the title after the first line: around « à l'unanimité », when that stands there."""
    how = _HOW.search(flow, found.end(), end)
    if how is None:
        return [(found.end(), end)]
    between = (found.end(), how.start())
    goes_on = found.re is _REPORTER or re.match(r"\s[a-zà-ÿ(]", flow[how.end() : end])
    return [between, (how.end(), end)] if goes_on else [between]
