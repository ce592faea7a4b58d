"""Triples and shapes in, findings out: pyshacl is the judge."""

from __future__ import annotations

from registre.validation.terms import declared_terms, undeclared

__all__ = ["declared_terms", "undeclared"]
