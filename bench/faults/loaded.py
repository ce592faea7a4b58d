"""What every build needs, loaded once: builds that are forked from here begin with it, and take half the time.

Libraries, rules, shapes and ontology are loaded. The pages of terms, four hundred of nine hundred, say the same
whatever the documents and are written as all others: they are left out.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache

from registre.extraction import all_rules
from registre.files import resource
from registre.publication.site import vocables, writer
from registre.validation import Shapes

LIBRARIES = ("registre.cli", "registre.rebuilding", "registre.build", "registre.answers", "duckdb", "pyshacl")


@cache
def load() -> Callable[[], None]:
    """Load it all in this process; what comes back, called in a process forked from it, makes builds use it."""
    for name in LIBRARIES:
        importlib.import_module(name)
    all_rules()
    Shapes.load()
    for read in (vocables.read_ontology, vocables.ontology_files):
        read(resource("ontology"))

    def use() -> None:
        setattr(writer, "ontology_pages", lambda *_: iter(()))  # noqa: B010 - a double of another signature

    return use
