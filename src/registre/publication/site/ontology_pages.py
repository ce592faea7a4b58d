"""The ontology as pages: one document of all terms (`ns`), whose anchors are their local names, and a page a term."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from registre.publication.site.figures import LANGUAGES, Language
from registre.publication.site.rendering import Page
from registre.publication.site.term_uses import Sighting, queries_naming, shapes_naming

NS = "https://w3id.org/registre/ns#"
SCHEMA = Namespace("http://schema.org/")
DCT = Namespace("http://purl.org/dc/terms/")

KINDS: tuple[tuple[str, URIRef], ...] = (
    ("class", OWL.Class),
    ("property", OWL.ObjectProperty),
    ("property", OWL.DatatypeProperty),
    ("scheme", SKOS.ConceptScheme),
    ("concept", SKOS.Concept),
)
_RELATIONS: tuple[tuple[str, tuple[URIRef, ...]], ...] = (
    ("broader_classes", (RDFS.subClassOf,)),
    ("broader_properties", (RDFS.subPropertyOf,)),
    ("domain", (RDFS.domain, SCHEMA.domainIncludes)),
    ("range", (RDFS.range, SCHEMA.rangeIncludes)),
    ("disjoint", (OWL.disjointWith,)),
    ("inverse", (OWL.inverseOf,)),
    ("scheme", (SKOS.inScheme,)),
    ("broader", (SKOS.broader,)),
    ("source", (DCT.source,)),
    ("same", (OWL.equivalentClass, OWL.equivalentProperty, SKOS.exactMatch)),
    ("close", (SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)),
    ("see", (RDFS.seeAlso,)),
)
_LABELS = (RDFS.label, SKOS.prefLabel)
_COMMENTS = (RDFS.comment, SKOS.definition)


@dataclass(frozen=True, slots=True)
class Related:
    """A term named by another: `path` is its page when it is one of ours, `href` its address when it is not."""

    name: str
    path: str | None
    href: str | None


@dataclass(frozen=True, slots=True)
class Vocable:
    """A term of the ontology, in both languages."""

    name: str
    kind: str
    labels: Mapping[Language, str]
    comments: Mapping[Language, str]
    examples: tuple[str, ...]
    notation: str | None
    relations: tuple[tuple[str, tuple[Related, ...]], ...]
    used_by: tuple[tuple[str, tuple[Related, ...]], ...]
    """Terms that name this one: narrower, members, properties of a class."""

    @property
    def iri(self) -> str:
        return NS + self.name

    @property
    def path(self) -> str:
        return term_path(self.kind, self.name)


def term_path(kind: str, name: str) -> str:
    """Classes and properties stand in folders of their own: Vote and vote are one name on some disks."""
    return f"term/{kind}/{name}"


ALIGNMENTS = "alignments.ttl"


def read_ontology(folder: Path, *, alignments: bool = True) -> Graph:
    """Every Turtle file of the ontology but its examples, in one graph; without what ties it to others when asked."""
    graph = Graph()
    for path in sorted((*folder.glob("*.ttl"), *(folder / "schemes").glob("*.ttl"))):
        if alignments or path.name != ALIGNMENTS:
            graph.parse(path, format="turtle")
    return graph


def ontology_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What a machine gets at the namespace: the terms in one file, and apart what ties them to other vocabularies."""
    yield "ns.ttl", read_ontology(folder, alignments=False).serialize(format="turtle").encode()
    yield f"ns-{ALIGNMENTS}", (folder / ALIGNMENTS).read_bytes()


def concepts(graph: Graph) -> frozenset[str]:
    """Local names of the concepts: pages may link to these."""
    return frozenset(_local(one) for one, kind in _kinds(graph).items() if kind == "concept")


def vocables(graph: Graph) -> list[Vocable]:
    """All terms: classes, properties, schemes, concepts; each group in the order of its names."""
    kinds = _kinds(graph)
    order = ["class", "property", "scheme", "concept"]
    found = [_vocable(graph, subject, kind, kinds) for subject, kind in kinds.items()]
    return sorted(found, key=lambda one: (order.index(one.kind), one.name))


def _kinds(graph: Graph) -> dict[URIRef, str]:
    kinds: dict[URIRef, str] = {}
    for kind, type_ in KINDS:
        for subject in graph.subjects(RDF.type, type_):
            if isinstance(subject, URIRef) and subject.startswith(NS):
                kinds.setdefault(subject, kind)
    return kinds


def _vocable(graph: Graph, subject: URIRef, kind: str, kinds: Mapping[URIRef, str]) -> Vocable:
    relations = ((name, _objects(graph, subject, properties, kinds)) for name, properties in _RELATIONS)
    used_by = ((name, _subjects(graph, subject, properties, kinds)) for name, properties in _inverse(kind))
    return Vocable(
        name=_local(subject),
        kind=kind,
        labels=_texts(graph, subject, _LABELS),
        comments=_texts(graph, subject, _COMMENTS),
        examples=tuple(sorted(str(one) for one in graph.objects(subject, SKOS.example))),
        notation=next((str(one) for one in graph.objects(subject, SKOS.notation)), None),
        relations=tuple((name, found) for name, found in relations if found),
        used_by=tuple((name, found) for name, found in used_by if found),
    )


def _inverse(kind: str) -> Sequence[tuple[str, tuple[URIRef, ...]]]:
    if kind == "class":
        return (
            ("narrower_classes", (RDFS.subClassOf,)),
            ("domain_of", (RDFS.domain, SCHEMA.domainIncludes)),
            ("range_of", (RDFS.range, SCHEMA.rangeIncludes)),
        )
    if kind == "property":
        return (("narrower_properties", (RDFS.subPropertyOf,)),)
    if kind == "scheme":
        return (("members", (SKOS.inScheme,)),)
    return (("narrower", (SKOS.broader,)), ("cited_by", (DCT.source,)))


def _objects(
    graph: Graph, subject: URIRef, properties: Sequence[URIRef], kinds: Mapping[URIRef, str]
) -> tuple[Related, ...]:
    return _related({one for name in properties for one in graph.objects(subject, name)}, graph, kinds)


def _subjects(
    graph: Graph, subject: URIRef, properties: Sequence[URIRef], kinds: Mapping[URIRef, str]
) -> tuple[Related, ...]:
    return _related({one for name in properties for one in graph.subjects(name, subject)}, graph, kinds)


def _related(nodes: set[Node], graph: Graph, kinds: Mapping[URIRef, str]) -> tuple[Related, ...]:
    found = []
    for node in sorted(str(node) for node in nodes if not isinstance(node, BNode)):
        iri = URIRef(node)
        if iri in kinds:
            found.append(Related(_local(iri), term_path(kinds[iri], _local(iri)), None))
        else:
            web = node.startswith(("https://", "http://"))
            found.append(Related(_short(graph, node) if web else node, None, node if web else None))
    return tuple(found)


def _short(graph: Graph, iri: str) -> str:
    """`org:Role` for the IRI of another vocabulary; the IRI itself when it has no prefix here."""
    for prefix, namespace in sorted(graph.namespaces(), key=lambda one: (-len(one[1]), one[0])):
        if prefix and iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _texts(graph: Graph, subject: URIRef, properties: Sequence[URIRef]) -> dict[Language, str]:
    texts: dict[Language, str] = {}
    for name in properties:
        found = [one for one in graph.objects(subject, name) if isinstance(one, Literal)]
        for language in LANGUAGES:
            for text in sorted(str(one) for one in found if one.language == language):
                texts.setdefault(language, text)
    return texts


def _local(iri: URIRef) -> str:
    return iri.removeprefix(NS)


def ontology_pages(
    graph: Graph,
    uses: Mapping[str, int],
    seen: Mapping[str, Sighting] = MappingProxyType({}),
    queries: Collection[str] = (),
) -> Iterator[Page]:
    """`ns` and the page of each term.

    `uses` counts the triples that use a term and `seen` gives the first of them, by local name; `queries` are the
    names of the questions that have a page.
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
            "seen": seen.get(one.name),
            "shapes": shapes_naming().get(one.name, ()),
            "queries": [name for name in queries_naming().get(one.name, ()) if name in queries],
        }
        yield Page(one.path, "term.html", shown, iri=one.iri)
