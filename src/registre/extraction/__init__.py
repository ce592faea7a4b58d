"""Text becomes a record: sections, tables of rules, and one assembler that chooses."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from registre.records import Record, Source

if TYPE_CHECKING:
    from registre.extraction.rule import AnyRule


def extract(source: Source, raw: str) -> Record:
    """The record of the document whose decoded text is `raw`. Pure; never raises for any text."""
    from registre.extraction.assemble import assemble_record  # compiles the rules: not for those who name a doubt

    return assemble_record(source, raw)


def all_rules() -> tuple[AnyRule, ...]:
    """Every rule of every table, sorted by id."""
    from registre.extraction import rules as _rules
    from registre.extraction.rule import Rule

    found: dict[str, AnyRule] = {}
    for module in pkgutil.iter_modules(_rules.__path__):
        for value in vars(importlib.import_module(f"{_rules.__name__}.{module.name}")).values():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Rule):
                    found[one.id] = one
    return tuple(found[name] for name in sorted(found))


def rule_sources() -> tuple[tuple[str, str], ...]:
    """Id and source of everything that finds facts, rules and procedures, sorted by id."""
    from registre.extraction.procedures import PROCEDURES

    return tuple(sorted({**PROCEDURES, **{rule.id: rule.source for rule in all_rules()}}.items()))


__all__ = ["all_rules", "extract", "rule_sources"]
