"""Lists of deliberations (CGCT art. L2121-25): every item is an act, with or without its result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from registre.extraction.cutting.part import Part, strip_right, title_of
from registre.extraction.cutting.rows import has_mixed_cells, untangled
from registre.extraction.cutting.ways import cut_by_headings, cut_by_series
from registre.extraction.matching import find
from registre.extraction.patterns import compile_
from registre.extraction.rules.vote import LISTED
from registre.extraction.series import label_start
from registre.extraction.titles import trimmed_start


def cut_list(flow: str, folded: str, roll_end: int) -> tuple[Part, ...]:
    """The acts of a list of deliberations: every item is one, with or without its result."""
    formulas = [one.end - 1 for one in find(LISTED, flow, folded)]
    cuts = [cut_by_series(flow, folded, formulas), *cut_by_headings(flow, folded, formulas, roll_end)]
    cuts = [cut for cut in cuts if cut.parts]
    numbered = [cut for cut in cuts if all(part.number for part in cut.parts)]
    if not numbered and not any(cut.decided for cut in cuts):
        return _titles_alone(flow, folded)
    best = max(numbered or cuts, key=lambda cut: (cut.decided, len(cut.parts)))
    parts = best.parts if best in numbered else tuple(part for part in best.parts if part.decided)
    mixed = has_mixed_cells(folded)
    return tuple((untangled(flow, part) if mixed else None) or _listed_title(flow, folded, part) for part in parts)


_LEAD = re.compile(r"examin\w+\s(?:le|en)\s[^–-]{6,30}?\s?[–-]\s?")
_RESULT = re.compile(
    r"[\s.:;,|–-]+(?:votee?\s?:\s?)?\b(?:(?:approuv|adopt|rejet|report|ajourn|retir|valid|refus)ee?s?\b"
    r"|a?\s?l?'?\s?unanim|(?:a\sla\s)?majorite\b"
    r"|(?:il\sest\s)?pris(?:e)?\s(?:d')?acte\b|prend\sacte\b|\d{1,3}\s(?:voix\s)?pour\b|pour\s?:\s?\d)"
)


def _listed_title(flow: str, folded: str, part: Part) -> Part:
    """`part` with its title up to its result, so that the vote is read from what follows."""
    if part.title is None:
        return part
    start, end = part.title.start, part.title.end
    if lead := _LEAD.match(folded, start, end):
        start = lead.end()
    limit = min(label_start(folded, part.end), start + 500)
    result = _RESULT.search(folded, start + 6, limit)
    if result and "\n\n" not in flow[start : result.start()]:
        end = result.start()
    else:
        end, result = min(end, max(limit, start + 4)), None
    title = title_of(flow, start, strip_right(flow, start, end), part.title.rule)
    return replace(part, title=title or part.title, body=end if result else part.body)


_VOTED = compile_(
    r"\bdeliberations\s(?:votees|adoptees|approuvees|prises)\b[^\n]{0,90}\n{1,3}(?:[^\n]{0,90}\d{4}\s?\n{1,3})?"
)
_NOT_LISTED = re.compile(
    r"affiche|publie|mise?\s+en\s+ligne|fait\s+a|le\s+(?:maire|president)|secretaire|signature|page\b|\d{1,3}$"
)


_BULLET = re.compile(r"\s*([-•–*>➢▪●◦✓\ue000-\uf8ff])(?:\s|$)")  # a symbol font's bullet is of the private use area
_FULL_LINE = 60  # characters of a line that may go on with the next one


def _titles_alone(flow: str, folded: str) -> tuple[Part, ...]:
    """One title an item, under a heading that says that they were voted."""
    head = _VOTED.search(folded)
    if not head:
        return ()
    parts: list[Part] = []
    for start, end in _items(flow, head.end()):
        begin = trimmed_start(flow, start, end)
        if _NOT_LISTED.match(folded, begin, end) or not flow[begin : begin + 1].isupper():
            break
        if title := title_of(flow, begin, strip_right(flow, begin, end), "acte.titre-liste"):
            parts.append(Part(start, end, None, title, end, False))
    return tuple(parts)


def _items(flow: str, start: int) -> Iterator[tuple[int, int]]:
    """The items of a list: with bullets, from one to the next; else one a line, which may go on in small letters."""
    lines = [(start + one.start(), start + one.end()) for one in re.finditer(r"[^\n]+", flow[start:])]
    first = _BULLET.match(flow, *lines[0]) if lines else None
    item: tuple[int, int] | None = None
    for begin, end in lines:
        mark = _BULLET.match(flow, begin, end)
        if first and mark and mark[1] == first[1]:
            opens = True
        elif item is None:
            opens = not first
        else:
            blank = "\n\n" in flow[item[1] : begin]
            full = item[1] - (flow.rfind("\n", 0, item[1]) + 1) >= _FULL_LINE
            opens = blank or not (first or (full and flow[begin:end].lstrip()[:1].islower()))
            if first and opens:
                break
        if opens and item:
            yield item
        item = ((mark.end() if first and mark else begin), end) if opens else (item[0], end) if item else None
    if item:
        yield item
