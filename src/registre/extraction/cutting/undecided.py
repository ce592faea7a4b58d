"""Which parts of a document are no act: what decides nothing, informations, questions, the item of the roll."""

from __future__ import annotations

import re
from dataclasses import replace

from registre.extraction.cutting.part import Cut, Part, stops_short

_NO_ACT = re.compile(
    r"(?i)(?:questions?\s(?:et\sinformations\s)?)?divers(?:es)?\b|informations?\b(?:\s(?:diverses|du|de)\b"
    r"|\s?$)|tour de table|communications?\b"
    r"|ordre du jour|points? divers|remerciements|agenda|calendrier"
)


def _is_no_act(part: Part) -> bool:
    """Informations, questions, what was decided by delegation: unless they carry a number of their own."""
    if part.title is None or (part.number and not part.number.value.isdigit()):
        return False
    return bool(_NO_ACT.match(part.title.value))


def only_decided(flow: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """`parts` that decide; the last one too when the document is cut in the middle of it."""
    kept = [part for part in parts if part.decided and not _is_no_act(part)]
    last_two = parts[-2:]
    if kept and len(last_two) == 2 and _breaks_off(flow, *last_two):
        kept.append(last_two[1])
    return tuple(kept)


def _breaks_off(flow: str, before: Part, last: Part) -> bool:
    return before.decided and not last.decided and not _is_no_act(last) and stops_short(flow)


def without_no_acts(cut: Cut, roll_end: int) -> Cut:
    """`cut` where what can be no act decides nothing: informations, or the item that the roll interrupts."""
    return replace(cut, parts=tuple(_sobered(part, roll_end) for part in cut.parts))


def _sobered(part: Part, roll_end: int) -> Part:
    interrupted = part.start < roll_end - 60 < roll_end < part.end
    return replace(part, decided=False) if interrupted or _is_no_act(part) else part
