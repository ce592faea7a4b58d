"""Terms of every vocabulary as pages name them: with a prefix, in both languages and with a page when ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from registre.graph.vocabulary import PREFIXES
from registre.publication.site.figures import LANGUAGES, Language
from registre.publication.site.vocables import KINDS, NS, term_path
from registre.validation.shapes import SHAPES

Texts = Mapping[Language, str]

_PREFIXES: Final = PREFIXES | {
    "locn": "http://www.w3.org/ns/locn#",
    "m8g": "http://data.europa.eu/m8g/",
    "regsh": SHAPES,
    "sh": str(SH),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A term: `name` with its prefix, its labels when it is ours, and the page that tells more of it."""

    name: str
    labels: Texts
    path: str | None = None


def named(term: Node, ontology: Graph) -> Named:
    """`term` as pages name it; a node without a name is "…"."""
    if not isinstance(term, URIRef):
        return Named("…", {})
    prefix, space = max(
        ((name, one) for name, one in _PREFIXES.items() if term.startswith(one)),
        key=lambda pair: len(pair[1]),
        default=("", ""),
    )
    name = f"{prefix}:{term.removeprefix(space)}" if prefix else str(term)
    kind = next((kind for kind, type_ in KINDS if (term, RDF.type, type_) in ontology), None)
    path = term_path(kind, term.removeprefix(NS)) if kind is not None and term.startswith(NS) else None
    return Named(name, texts(ontology, term, RDFS.label) or texts(ontology, term, SKOS.prefLabel), path)


def texts(graph: Graph, subject: Node, predicate: Node) -> dict[Language, str]:
    """The texts of a property, one a language: the last in the order of texts."""
    found = sorted(one for one in graph.objects(subject, predicate) if isinstance(one, Literal))
    return {language: str(one) for language in LANGUAGES for one in found if one.language == language}
