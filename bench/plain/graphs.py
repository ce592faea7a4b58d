"""Pages as rdflib graphs, written by rdflib: no text is put together here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rdflib import Dataset, Graph, Literal, URIRef

from registre.graph.pages import PageGraph, Term, Triple
from registre.graph.vocabulary import PREFIXES

_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|(.))", re.DOTALL)
_NAMED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def node(term: Term) -> URIRef | Literal:
    """One of our terms as rdflib's; its digits stay as they are."""
    if term.startswith("<"):
        return URIRef(term[1:-1])
    found = _LITERAL.fullmatch(term)
    assert found is not None, term
    quoted, language, datatype = found.groups()
    words = _ESCAPE.sub(lambda one: chr(int(one[1], 16)) if one[1] else _NAMED.get(one[2], one[2]), quoted)
    return Literal(words, lang=language, datatype=datatype and URIRef(datatype), normalize=False)


def graph_of(triples: Iterable[Triple]) -> Graph:
    graph = Graph()
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space)
    for subject, predicate, value in triples:
        graph.add((node(subject), node(predicate), node(value)))
    return graph


def dataset_of(pages: Iterable[PageGraph]) -> Dataset:
    """A named graph a page, and one for its evidence."""
    dataset = Dataset()
    for page in pages:
        for name, triples in ((page.iri, page.triples), (f"{page.iri}#evidence", page.evidence)):
            if triples:
                graph = dataset.graph(URIRef(name))
                for subject, predicate, value in triples:
                    graph.add((node(subject), node(predicate), node(value)))
    return dataset


def turtle(page: PageGraph) -> bytes:
    return graph_of(page.triples).serialize(format="turtle", encoding="utf-8")


def n_quads(dataset: Dataset) -> bytes:
    return dataset.serialize(format="nquads", encoding="utf-8")
