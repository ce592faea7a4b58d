"""What SHACL does not see: words that nobody declared, and things that no shape looks at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from registre.validation.report import Finding, Gravity
from registre.validation.shapes import SHAPES, Shapes
from registre.validation.terms import undeclared

_DECLARED: Final = SHAPES + "DeclaredTerms"
JUDGED: Final = SHAPES + "JudgedThings"


def undeclared_terms(data: Graph) -> Iterator[Finding]:
    """One finding for each use of a property or a class of ours that the ontology does not declare."""
    used = {*data.predicates(unique=True), *data.objects(None, RDF.type, unique=True)}
    for iri in map(URIRef, undeclared(frozenset(map(str, used)))):
        uses = [*data.triples((None, iri, None)), *data.triples((None, RDF.type, iri))]
        for subject, predicate, _ in uses:
            yield Finding(
                Gravity.violation,
                _DECLARED,
                name_of(subject),
                str(predicate),
                str(iri),
                f"Le terme {iri} n’existe pas dans l’ontologie.",
                f"The term {iri} does not exist in the ontology.",
                "DeclaredTerms",
            )


def unjudged_things(data: Graph, shapes: Shapes) -> Iterator[Finding]:
    """One finding for each subject that has no class that a shape targets: SHACL would not look at it."""
    targeted = {target for pairs in shapes.targets.values() for kind, target in pairs if kind == SH.targetClass}
    looked_at = {subject for target in targeted for subject in data.subjects(RDF.type, target)}
    for subject in set(data.subjects(unique=True)) - looked_at:
        yield Finding(
            Gravity.violation,
            JUDGED,
            name_of(subject),
            str(RDF.type),
            None,
            "Aucune forme ne juge cette chose : sa classe manque ou n’est pas de celles que l’on publie.",
            "No shape judges this thing: its class is missing or is none of those that are published.",
            "JudgedThings",
        )


def name_of(node: Node | None) -> str:
    """The IRI, the lexical form, or "_:…" for a blank node."""
    return f"_:{node}" if isinstance(node, BNode) else str(node)
