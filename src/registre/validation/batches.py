"""Pages and files as the graphs that are judged. Lexical forms stay as written; nothing is fetched."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from registre.errors import UnreadableSource
from registre.graph.pages import PageGraph, Triple

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".n3": ox.RdfFormat.N3,
}


@contextmanager
def quiet_rdflib() -> Iterator[None]:
    """rdflib logs a stack for each literal that is not of its datatype; here a shape says so, with words."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def to_graph(pages: Iterable[PageGraph], evidence: bool = False) -> Graph:
    """The triples of these pages in one graph, and with `evidence` what leads them to their words."""
    batch = list(pages)
    triples = {triple for page in batch for triple in page.triples}
    if evidence:
        triples.update(triple for page in batch for triple in page.evidence)
    return parse_ntriples(_as_ntriples(triples))


def parse_ntriples(text: bytes) -> Graph:
    return _graph(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))


def read_graph(paths: Iterable[Path]) -> Graph:
    """All triples of these RDF files in one graph, whatever named graph they stand in; the suffix tells the format.

    No context, import or service is fetched. Raises `UnreadableSource` naming the file.
    """
    graph = Graph(bind_namespaces="none")
    for path in paths:
        try:
            _graph(ox.parse(path=str(path), format=_format_of(path), base_iri=path.resolve().as_uri()), graph)
        except (SyntaxError, ValueError, OSError) as fault:
            advice = "Correct the file, or check that its suffix tells its format"
            raise UnreadableSource(
                str(path), "rdf.unreadable", f"this is not the RDF it says ({fault})", advice
            ) from fault
    return graph


def _format_of(path: Path) -> ox.RdfFormat:
    if path.suffix.lower() not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise UnreadableSource(
            str(path), "rdf.unknown-format", f"« {path.suffix} » is no RDF format known here", f"Give one of {known}"
        )
    return _FORMATS[path.suffix.lower()]


def _as_ntriples(triples: Iterable[Triple]) -> bytes:
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples).encode()


def _graph(quads: Iterable[ox.Quad], into: Graph | None = None) -> Graph:
    """Quads as an rdflib graph; each distinct term is converted once."""
    graph = Graph(bind_namespaces="none") if into is None else into
    terms: dict[object, Node] = {}

    def term(given: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
        known = terms.get(given)
        if known is None:
            known = terms[given] = _term(given)
        return known

    store = graph.store
    with quiet_rdflib():
        for quad in quads:
            store.add((term(quad.subject), term(quad.predicate), term(quad.object)), graph)
    return graph


def _term(given: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    match given:
        case ox.NamedNode():
            return URIRef(given.value)
        case ox.BlankNode():
            return BNode(given.value)
        case ox.Literal() if given.language is not None:
            return Literal(given.value, lang=given.language)
        case ox.Literal() if given.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
            return Literal(given.value)
        case ox.Literal():
            return Literal(given.value, datatype=URIRef(given.datatype.value), normalize=False)
    raise ValueError("a triple about a triple (RDF 1.2) cannot be judged")
