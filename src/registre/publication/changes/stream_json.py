"""The pages of the stream a second time, in JSON-LD: for clients that read no Turtle.

TREE lets one stream have several views. That in JSON-LD has the same stream and the same versions; only its pages, and
the relations between them, have names of their own, so that who follows it never meets a page in Turtle.
Source: https://w3id.org/tree/specification, § on views.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph

from registre.graph.pages import Term, Triple
from registre.publication.documents import json_ld_of

TURTLE: Final = ".ttl"
JSON: Final = ".jsonld"


def beside(file: Path) -> Path:
    """Where the JSON-LD of a page in Turtle stands."""
    return file.with_suffix(JSON)


def as_json_ld(turtle: bytes, folder: str) -> bytes:
    """A page in Turtle as the page of the other view; `folder` is the address that both stand under."""
    return b"[\n" + b",\n".join(json_ld_of(_triples(turtle, folder))) + b"\n]\n"


def _triples(turtle: bytes, folder: str) -> Iterator[Triple]:
    known: dict[str, Term] = {}

    def named(address: str) -> Term:
        if address not in known:
            known[address] = Term(f"<{_renamed(address, folder)}>")
        return known[address]

    for one in pyoxigraph.parse(turtle, pyoxigraph.RdfFormat.TURTLE):
        assert isinstance(one.subject, pyoxigraph.NamedNode), "no blank node stands in a page of the stream"
        value = one.object
        shown = named(value.value) if isinstance(value, pyoxigraph.NamedNode) else Term(str(value))
        yield named(one.subject.value), Term(f"<{one.predicate.value}>"), shown


def _renamed(address: str, folder: str) -> str:
    """The name in the other view: of a page, and of a relation of the root; all others are those of the stream."""
    if not address.startswith(folder):
        return address
    page, mark, part = address.partition("#")
    if page.endswith(TURTLE) and (not mark or part.startswith("relation-")):
        return page.removesuffix(TURTLE) + JSON + mark + part
    return address
