"""Organisations that an act names, and agreements that it allows to sign."""

from __future__ import annotations

from registre.extraction.deciding import Area
from registre.extraction.matching import find_all
from registre.extraction.rule import Found
from registre.extraction.rules.mentions import AGREEMENTS, MENTIONS
from registre.records import Agreement, Mention


def read_mentions(flow: str, folded: str, start: int, end: int) -> list[Found[Mention]]:
    """Organisations named in the recitals, each once; an alias that the text states is kept."""
    chosen: dict[str, Found[Mention]] = {}
    for one in find_all(MENTIONS, flow, folded, start, end):
        key = one.value.name.casefold()
        if key not in chosen or (one.value.alias and not chosen[key].value.alias):
            chosen[key] = one
    return sorted(chosen.values(), key=lambda one: one.start)


def read_agreements(flow: str, folded: str, area: Area) -> list[Found[Agreement]]:
    """Conventions and avenants that the dispositif approves or allows to sign, each once."""
    chosen: dict[tuple[str, ...], Found[Agreement]] = {}
    for one in find_all(AGREEMENTS, flow, folded, area.start, area.end):
        key = (*sorted(party.casefold() for party in one.value.parties), str(one.value.amendment))
        if key not in chosen:
            chosen[key] = one
    return list(chosen.values())
