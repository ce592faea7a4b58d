"""What SHACL does not see: words that nobody declared, and things that no shape looks at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib.namespace import RDF

from registre.validation.report import Finding, Gravity
from registre.validation.shapes import SHAPES, Shapes
from registre.validation.terms import undeclared
from registre.validation.things import Things, name_of_term

_DECLARED: Final = SHAPES + "DeclaredTerms"
JUDGED: Final = SHAPES + "JudgedThings"


def undeclared_terms(things: Things) -> Iterator[Finding]:
    """One finding for each use of a property or a class of ours that the ontology does not declare."""
    for iri in undeclared(frozenset(map(name_of_term, things.used))):
        for subject, predicate in things.uses(f"<{iri}>"):
            yield Finding(
                Gravity.violation,
                _DECLARED,
                name_of_term(subject),
                name_of_term(predicate),
                iri,
                f"Le terme {iri} n’existe pas dans l’ontologie.",
                f"The term {iri} does not exist in the ontology.",
                "DeclaredTerms",
            )


def unjudged_things(things: Things, shapes: Shapes) -> Iterator[Finding]:
    """One finding for each subject that has no class that a shape targets: SHACL would not look at it."""
    for subject in things.subjects - things.found_by(shapes.classes):
        yield Finding(
            Gravity.violation,
            JUDGED,
            name_of_term(subject),
            str(RDF.type),
            None,
            "Aucune forme ne juge cette chose : sa classe manque ou n’est pas de celles que l’on publie.",
            "No shape judges this thing: its class is missing or is none of those that are published.",
            "JudgedThings",
        )
