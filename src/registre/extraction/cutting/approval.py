"""The approval of the last minutes, voted before the first heading: an act that has no heading of its own."""

from __future__ import annotations

from registre.extraction.cutting.part import Part, strip_right, title_of
from registre.extraction.matching import find
from registre.extraction.rules.approval import APPROVAL
from registre.extraction.titles import OPENER


def with_approval(flow: str, folded: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """`parts` with the approval of the last minutes, when it is voted before the first heading."""
    first = next((part.start for part in parts if part.decided), len(flow))
    found = next(find(APPROVAL, flow, folded, 0, first), None)
    if not found or any(part.decided and part.start <= found.start < part.end for part in parts):
        return parts
    start, end = found.value.start, found.value.end
    if opener := OPENER.search(folded, start + 10, end):
        end = opener.start()
    title = title_of(flow, start, strip_right(flow, start, end), found.rule)
    stop = flow.find(".", found.end)
    stop = found.end if stop < 0 or stop > first else stop
    return (Part(found.start, max(found.end, min(stop, first)), None, title, found.start, True), *parts)
