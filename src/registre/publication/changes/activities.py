"""Changes in RDF: an activity of ActivityStreams 2.0 a page, and the statements that it ended and began, in PROV.

Why these: Create, Update, Delete and Move over the address of a thing are what consumers of changes of collections read
(ActivityStreams, a W3C recommendation; the change lists of libraries are made of it). It has no word for one fact:
`prov:invalidated` and `prov:generated` lead to the statement before and after (`rdf:Statement`). Nothing of our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from registre.graph.pages import Term, Triple
from registre.graph.terms import iri, midnight, text
from registre.graph.vocabulary import PREFIXES, Prov, Rdf
from registre.publication.changes.change import Change, Happened

AS: Final = "https://www.w3.org/ns/activitystreams#"
NAMESPACES: Final = {**PREFIXES, "as": AS}
_PROV: Final = PREFIXES["prov"]
_RDF: Final = PREFIXES["rdf"]
_KINDS: Final = {
    Happened.added: iri(AS + "Create"),
    Happened.changed: iri(AS + "Update"),
    Happened.withdrawn: iri(AS + "Delete"),
    Happened.merged: iri(AS + "Move"),
}
_STATEMENT: Final = (iri(_RDF + "subject"), iri(_RDF + "predicate"), iri(_RDF + "object"))

Name = Callable[[Change], str]
"""The address of the activity of a change."""


def activity(change: Change, name: Name, day: date | None) -> Iterator[Triple]:
    """The triples of one change that happened on a `day`, when it is known."""
    node = iri(name(change))
    yield node, Rdf.type, _KINDS[change.happened]
    yield node, Rdf.type, Prov.Activity
    yield node, iri(AS + "object"), iri(change.iri)
    if day is not None:
        yield node, iri(AS + "published"), midnight(day)
    if change.label is not None:
        yield node, iri(AS + "name"), text(change.label, "fr")
    for other in change.replaced_by:
        yield node, iri(AS + "target"), iri(other)
    ended, begun = (_statements(change, node, end) for end in ("was", "is"))
    for link, statements in ((iri(_PROV + "invalidated"), ended), (iri(_PROV + "generated"), begun)):
        yield from ((node, link, statement) for statement, _ in statements)
    for statement, triple in (*ended, *begun):
        yield statement, Rdf.type, iri(_RDF + "Statement")
        yield from ((statement, predicate, value) for predicate, value in zip(_STATEMENT, triple, strict=True))


def _statements(change: Change, node: Term, end: str) -> list[tuple[Term, Triple]]:
    """What stood only before ("was") or stands only now ("is"), each under a name of its own."""
    said = [
        (fact.subject, fact.predicate, value)
        for fact in change.facts
        for value in _without(fact.old or (), fact.new, end)
    ]
    return [(iri(f"{node[1:-1]}/{end}-{number}"), triple) for number, triple in enumerate(said, 1)]


def _without(old: tuple[Term, ...], new: tuple[Term, ...], end: str) -> list[Term]:
    """The values that only one side has."""
    one, other = (old, new) if end == "was" else (new, old)
    return [value for value in one if value not in other]
