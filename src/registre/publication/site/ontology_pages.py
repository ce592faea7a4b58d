"""The ontology as pages: one document of all terms (`ns`), whose anchors are their local names, and a page a term."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from rdflib import OWL, Graph, URIRef

from registre.publication.site.pictures.term import TermPicture
from registre.publication.site.rendering import Page
from registre.publication.site.term_uses import Sighting, invented, queries_naming, shapes_naming
from registre.publication.site.vocables import NS, Vocable, vocables


def ontology_pages(
    graph: Graph,
    uses: Mapping[str, int],
    seen: Mapping[str, Sighting] = MappingProxyType({}),
    queries: Collection[str] = (),
) -> Iterator[Page]:
    """`ns` and the page of each term.

    `uses` counts the triples that use a term and `seen` gives the first of them, by local name; a term that this
    publication does not use is seen in the invented examples of the ontology. `queries` are the names of the questions
    that have a page.
    """
    terms = vocables(graph)
    groups = [(kind, [one for one in terms if one.kind == kind]) for kind in ("class", "property", "scheme")]
    concepts = {one.name: one for one in terms if one.kind == "concept"}
    members = {
        one.name: [concepts[related.name] for name, found in one.used_by if name == "members" for related in found]
        for one in terms
        if one.kind == "scheme"
    }
    version = next((str(one) for one in graph.objects(URIRef(NS[:-1]), OWL.versionInfo)), None)
    values = {"groups": groups, "members": members, "uses": uses, "version": version, "namespace": NS}
    yield Page("ns", "ns.html", values, iri=NS[:-1])
    for one in terms:
        shown: dict[str, object] = {
            "term": one,
            "uses": uses.get(one.name),
            "seen": seen.get(one.name) or invented().get(one.name),
            "picture": _picture(one),
            "shapes_naming": shapes_naming().get(one.name, ()),
            "queries": [name for name in queries_naming().get(one.name, ()) if name in queries],
        }
        yield Page(one.path, "term.html", shown, iri=one.iri)


def _picture(term: Vocable) -> TermPicture | None:
    """The term among those that it is tied to; None when it is tied to none."""
    if not term.before and not term.after:
        return None
    return TermPicture(f"reg:{term.name}", term.before, term.after)
