"""Acts whose number stands after them: « … adopté. N° 2024-12 … »: something is decided before the first number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from registre.extraction.cutting.part import Cut, Part, decides, title_of
from registre.extraction.rule import Found
from registre.extraction.rules.headings import Heading
from registre.extraction.titles import title_end, trimmed_start

_THEME = re.compile(r"[A-ZÀ-Ý]{4,}(?: [A-ZÀ-Ý'’]{2,}){0,4} [-–] (?=[A-ZÀ-Ý«\"])")


def cut_before_numbers(
    flow: str, folded: str, found: Sequence[Found[Heading]], formulas: list[int], roll_end: int
) -> Cut | None:
    """Acts whose number stands at their end: something is decided before the first number."""
    labels = [one for one in found if one.start > roll_end]
    if len(labels) < 2:
        return None
    before = [one for one in formulas if roll_end + 200 <= one < labels[0].start]
    if not before or labels[0].start - max(before) > 4000 or decides(formulas, labels[0].start, labels[0].end + 200):
        return None
    theme = _THEME.search(flow, roll_end, labels[0].start)
    if not theme:
        return None
    starts = [theme.start(), *(one.value.title or one.end for one in labels)]
    parts = []
    for index, start in enumerate(starts):
        end = labels[index].start if index < len(labels) else len(flow)
        begin = trimmed_start(flow, start, end)
        if lead := _THEME.match(flow, begin):
            begin = lead.end()
        stop = title_end(flow, folded, begin, end)
        number = None
        if index < len(labels):
            number = Found(labels[index].value.number or "", labels[index].start, labels[index].end, labels[index].rule)
            end = labels[index].end
        title = title_of(flow, begin, stop, "acte.numero-apres")
        parts.append(Part(start, end, number, title, stop, decides(formulas, stop, end)))
    return Cut("acte.numero-apres", tuple(parts))
