"""The addresses that documents give: what has a page, told by its document.

A thing is told by where it stands, ("act", sha256, "1295") for the act that begins there, so that the same thing is
known again when its address has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from registre.graph.iris import Minter
from registre.graph.mapping.acts import act_address
from registre.graph.mapping.sessions import session_address
from registre.linking.identify import Identities
from registre.linking.identities import LinkedRecord
from registre.linking.sittings import Sitting, gather_sittings, sort_key
from registre.records import Record

Thing = tuple[str, ...]
"""Kind, digest of the document, and what tells it there."""


def addresses(
    read: Callable[[int], Record], places: Iterable[int], identities: Identities, mint: Minter
) -> Iterator[tuple[Thing, str]]:
    """Every thing of the documents with the address of its page."""
    keyed = []
    for place in places:
        linked = identities.link(read(place))
        if linked is not None:
            keyed.append((sort_key(linked), place))
            yield from _of_document(linked, mint)

    def in_order() -> Iterator[LinkedRecord]:
        for _, place in sorted(keyed):
            linked = identities.link(read(place))
            assert linked is not None
            yield linked

    for sitting in gather_sittings(in_order()):
        yield from _of_sitting(sitting, mint)


def _of_document(linked: LinkedRecord, mint: Minter) -> Iterator[tuple[Thing, str]]:
    sha256 = linked.record.source.sha256
    yield ("text", sha256), mint.text(sha256)
    yield ("body", sha256), mint.body(linked.body.key)
    yield ("organ", sha256), mint.organ(linked.organ.body, linked.organ.slug)
    for name, person in linked.persons.items():
        yield ("person", sha256, name), mint.person(person.body, person.key)
    for name, one in linked.organisations.items():
        yield ("organisation", sha256, name), mint.organisation(one.scheme, one.key)


def _of_sitting(sitting: Sitting, mint: Minter) -> Iterator[tuple[Thing, str]]:
    for linked in sitting.documents:
        yield ("session", linked.record.source.sha256), session_address(sitting, mint)
    for placed in (*sitting.acts, *sitting.repeated):
        sha256 = placed.linked.record.source.sha256
        yield ("act", sha256, str(placed.act.start)), act_address(sitting, placed, mint)
