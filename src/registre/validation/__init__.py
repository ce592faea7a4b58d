"""Triples and shapes in, findings out: pyshacl is the judge."""

from __future__ import annotations

from registre.validation.judging import validate
from registre.validation.report import Finding, Gravity, Report, merge
from registre.validation.shapes import Shapes, check_focus
from registre.validation.terms import declared_terms, undeclared

validate_graph = validate

__all__ = [
    "Finding",
    "Gravity",
    "Report",
    "Shapes",
    "check_focus",
    "declared_terms",
    "merge",
    "undeclared",
    "validate",
    "validate_graph",
]
