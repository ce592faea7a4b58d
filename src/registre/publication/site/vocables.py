"""The ontology as values: each term in both languages, with the terms that it names and those that name it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from registre.graph.vocabulary import PREFIXES
from registre.publication.site.figures import LANGUAGES, Language

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
_DOMAINS = (RDFS.domain, SCHEMA.domainIncludes)
_RANGES = (RDFS.range, SCHEMA.rangeIncludes)
_RELATIONS: tuple[tuple[str, tuple[URIRef, ...]], ...] = (
    ("broader_classes", (RDFS.subClassOf,)),
    ("broader_properties", (RDFS.subPropertyOf,)),
    ("domain", _DOMAINS),
    ("range", _RANGES),
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
class Edge:
    """A property between a term and another; it has no name when the term is the property itself."""

    property: str | None
    end: str


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
    before: tuple[Edge, ...] = ()
    """Of a class, the properties that lead to it; of a property, the classes that it leaves."""
    after: tuple[Edge, ...] = ()
    """Of a class, its properties; of a property, what it leads to."""

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


@cache
def read_ontology(folder: Path, *, alignments: bool = True) -> Graph:
    """Every Turtle file of the ontology but its examples, in one graph; without what ties it to others when asked.

    Read once a process: nobody writes into it.
    """
    graph = Graph()
    for path in sorted((*folder.glob("*.ttl"), *(folder / "schemes").glob("*.ttl"))):
        if alignments or path.name != ALIGNMENTS:
            graph.parse(path, format="turtle")
    return graph


@cache
def ontology_files(folder: Path) -> tuple[tuple[str, bytes], ...]:
    """What a machine gets at the namespace: the terms in one file, and apart what ties them to other vocabularies."""
    terms = read_ontology(folder, alignments=False).serialize(format="turtle").encode()
    return ("ns.ttl", terms), (f"ns-{ALIGNMENTS}", (folder / ALIGNMENTS).read_bytes())


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
        before=tuple(_edges(graph, subject, kind, _DOMAINS, _RANGES)),
        after=tuple(_edges(graph, subject, kind, _RANGES, _DOMAINS)),
    )


def _edges(
    graph: Graph, subject: URIRef, kind: str, ends: Sequence[URIRef], starts: Sequence[URIRef]
) -> Iterator[Edge]:
    """The `ends` of a property; of a class, the ends of all that has it, or a broader class of ours, at its start."""
    if kind == "property":
        yield from (Edge(None, one) for one in _ends(graph, subject, ends))
    elif kind == "class":
        classes = _with_broader(graph, subject)
        named = {name for one in classes for start in starts for name in graph.subjects(start, one)}
        for name in sorted(str(one) for one in named):
            yield from (Edge(_short(graph, name), end) for end in _ends(graph, URIRef(name), ends) or ("…",))


def _ends(graph: Graph, subject: URIRef, ends: Sequence[URIRef]) -> list[str]:
    return sorted(_short(graph, str(one)) for end in ends for one in graph.objects(subject, end))


def _inverse(kind: str) -> Sequence[tuple[str, tuple[URIRef, ...]]]:
    if kind == "class":
        return (
            ("narrower_classes", (RDFS.subClassOf,)),
            ("domain_of", _DOMAINS),
            ("range_of", _RANGES),
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
    """Who names the term; what has a class at one end, also by a broader class."""
    named = _with_broader(graph, subject) if properties in (_DOMAINS, _RANGES) else [subject]
    return _related({one for name in properties for term in named for one in graph.subjects(name, term)}, graph, kinds)


def _with_broader(graph: Graph, subject: URIRef) -> list[Node]:
    """A class and the broader classes of ours: what these have, it has."""
    return [subject, *(one for one in graph.objects(subject, RDFS.subClassOf) if str(one).startswith(NS))]


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
    """`org:Role` for the IRI of another vocabulary; the IRI itself when it has no prefix here or in the files."""
    spaces = {str(space): prefix for prefix, space in graph.namespaces()} | {
        space: one for one, space in PREFIXES.items()
    }
    for space, prefix in sorted(spaces.items(), key=lambda one: (-len(one[0]), one[1])):
        if prefix and iri.startswith(space) and len(iri) > len(space):
            return f"{prefix}:{iri[len(space) :]}"
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
