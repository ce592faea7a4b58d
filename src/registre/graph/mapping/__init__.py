"""Sittings, identities and rules as the graphs of their pages: pure, in a fixed order, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from registre.graph.iris import Minter
from registre.graph.mapping.acts import act_address, act_page
from registre.graph.mapping.identities import identity_pages
from registre.graph.mapping.rules import rule_pages
from registre.graph.mapping.sessions import session_page
from registre.graph.mapping.texts import distinct_documents, text_page
from registre.graph.pages import PageGraph
from registre.linking.sittings import Sitting, slug_of

__all__ = ["KnownActs", "identity_pages", "known_acts", "rule_pages", "sitting_pages"]


KnownActs = Mapping[tuple[str, str], str]
"""Address of each act already published, by body key and slug of its number."""


def sitting_pages(sitting: Sitting, mint: Minter, known: KnownActs | None = None) -> Iterator[PageGraph]:
    """The pages of a sitting: its session, its acts in their order, its source texts.

    `known` gives the acts published before, which visas may cite; those of this sitting are known anyway.
    """
    own, before = known_acts(sitting, mint), known or {}

    def find(body: str, slug: str) -> str | None:
        return own.get((body, slug)) or before.get((body, slug))

    yield session_page(sitting, mint)
    for placed in sitting.acts:
        yield act_page(sitting, placed, mint, find)
    for linked in distinct_documents(sitting):
        yield text_page(linked, mint)


def known_acts(sitting: Sitting, mint: Minter) -> KnownActs:
    """Address of each act of a sitting by (body key, slug of its number): what later visas may cite."""
    return {
        (sitting.body.key, slug_of(placed.act.number.value)): act_address(sitting, placed, mint)
        for placed in sitting.acts
        if placed.act.number is not None
    }
