"""Sittings, identities and rules as the graphs of their pages: pure, in a fixed order, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from registre.graph.iris import Minter
from registre.graph.mapping.acts import act_address, act_page, cited_numbers
from registre.graph.mapping.identities import identity_pages
from registre.graph.mapping.rules import rule_pages
from registre.graph.mapping.sessions import session_page
from registre.graph.mapping.texts import distinct_documents, text_page
from registre.graph.pages import PageGraph
from registre.linking.identities import Linked
from registre.linking.sittings import Sitting, number_slug
from registre.records import Act

__all__ = [
    "KnownActs",
    "act_numbers",
    "cited_acts",
    "identity_pages",
    "known_acts",
    "named_identities",
    "own_acts",
    "rule_pages",
    "sitting_pages",
]


KnownActs = Mapping[str, str]
"""Address of each act that a body took before, by the slug of its number."""


def sitting_pages(sitting: Sitting, mint: Minter, known: KnownActs | None = None) -> Iterator[PageGraph]:
    """The pages of a sitting: its session, its acts in their order, its source texts.

    `known` gives the acts published before, which visas may cite; those of this sitting are known anyway.
    """
    own, before = own_acts(sitting, mint), known or {}

    def find(slug: str) -> str | None:
        return own.get(slug) or before.get(slug)

    yield session_page(sitting, mint)
    for placed in sitting.acts:
        yield act_page(sitting, placed, mint, find)
    for linked in distinct_documents(sitting):
        yield text_page(linked, mint)


def own_acts(sitting: Sitting, mint: Minter) -> KnownActs:
    """Address of each act of a sitting by the slug of its number."""
    return {
        number_slug(placed.act.number.value): act_address(sitting, placed, mint)
        for placed in sitting.acts
        if placed.act.number is not None
    }


def act_numbers(acts: Iterable[Act]) -> tuple[str, ...]:
    """Slugs of the numbers that acts bear."""
    slugs = (number_slug(act.number.value) for act in acts if act.number is not None)
    return tuple(slug for slug in slugs if slug)


def cited_acts(acts: Iterable[Act]) -> tuple[str, ...]:
    """Slugs of the numbers that acts cite, each once, sorted."""
    return tuple(sorted({number_slug(number) for act in acts for number in cited_numbers(act)}))


def known_acts(body: str, day: date, numbers: Iterable[str], mint: Minter) -> KnownActs:
    """Address of each act that a body took on one day, by the slug of its number: what those of later days may cite.

    Of two that bear one number the first is meant: it has the address of that number.
    """
    return {slug: mint.act(body, day, slug) for slug in numbers}


def named_identities(linked: Linked, mint: Minter) -> Iterator[str]:
    """Addresses of everybody and everything that the names of a document stand for, its body and organ too."""
    yield mint.body(linked.body.key)
    yield mint.organ(linked.organ.body, linked.organ.slug)
    for person in linked.persons.values():
        yield mint.person(person.body, person.key)
    for organisation in linked.organisations.values():
        yield mint.organisation(organisation.scheme, organisation.key)
