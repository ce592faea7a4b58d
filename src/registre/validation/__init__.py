"""Triples and shapes in, findings out: pyshacl is the judge, or the referee of a quicker one."""

from __future__ import annotations

from registre.validation.batches import read_graph, to_graph
from registre.validation.engines import Judge, choose_judge
from registre.validation.judging import validate, validate_graph
from registre.validation.rendering import render, write
from registre.validation.report import Finding, Gravity, Judged, Merging, Report, merge
from registre.validation.shapes import Shapes, check_focus
from registre.validation.terms import declared_terms, undeclared

__all__ = [
    "Finding",
    "Gravity",
    "Judge",
    "Judged",
    "Merging",
    "Report",
    "Shapes",
    "check_focus",
    "choose_judge",
    "declared_terms",
    "merge",
    "read_graph",
    "render",
    "to_graph",
    "undeclared",
    "validate",
    "validate_graph",
    "write",
]
