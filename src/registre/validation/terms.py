"""The terms that the ontology declares: what data, shapes and queries may say."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import RDFS

from registre.files import resource

NAMESPACE = "https://w3id.org/registre/ns#"
ONTOLOGY = URIRef("https://w3id.org/registre/ns")


def ontology_files() -> tuple[Path, ...]:
    """registre.ttl, then the concept schemes in the order of their names. Alignments are not among them."""
    folder = resource("ontology")
    return (folder / "registre.ttl", *sorted((folder / "schemes").glob("*.ttl")))


def read_ontology() -> Graph:
    """The ontology and its concept schemes in one new graph."""
    graph = Graph(bind_namespaces="none")
    for path in ontology_files():
        graph.parse(path, format="turtle")
    return graph


@cache
def declared_terms() -> frozenset[str]:
    """IRIs of every class, property, concept scheme and concept that the ontology defines."""
    return frozenset(str(term) for term in read_ontology().subjects(RDFS.isDefinedBy, ONTOLOGY))


def undeclared(iris: frozenset[str]) -> list[str]:
    """Those of `iris` that stand in our namespace and are no term of the ontology, sorted."""
    return sorted(iri for iri in iris if iri.startswith(NAMESPACE) and iri not in declared_terms())
