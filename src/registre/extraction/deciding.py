"""Where an act decides: from its words of decision to its foot."""

from __future__ import annotations

import re
from dataclasses import dataclass

from registre.extraction.matching import find, last_of
from registre.extraction.rules.vote import FORMULA

_PROPOSAL = re.compile(r"\bil est (?:donc )?(?:propose|demande) (?:au|a l'|a la|aux membres du) [^.;:]{0,60}:")


@dataclass(frozen=True, slots=True)
class Area:
    """Where an act decides: from its words of decision to its foot."""

    start: int
    end: int


def decision_area(flow: str, folded: str, start: int, end: int) -> Area | None:
    """The dispositif of the act in `flow[start:end]`, or None when nothing is decided."""
    formulas = list(find(FORMULA, flow, folded, start, end))
    if not formulas:
        return None
    proposal = last_of(_PROPOSAL.finditer(folded, start, formulas[-1].start))
    if proposal and formulas[0].start > proposal.end() and formulas[-1].start - proposal.start() < 6000:
        adopted = re.match(r"(?:[^.;]{0,60})\badopte", folded[formulas[0].start : formulas[0].end + 40])
        if adopted and not re.search(r"deliber", folded[formulas[0].start : formulas[0].end]):
            return Area(proposal.start(), end)
    strong = [one for one in formulas if re.search(r"deliber|debattu", folded[one.start : one.end])]
    return Area((strong or formulas)[0].start, end)
