"""Where a term of the ontology is at work: a statement of this publication, shapes and questions that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from registre.files import resource
from registre.graph.pages import Term, Triple
from registre.graph.vocabulary import PREFIXES

OURS: Final = f"<{PREFIXES['reg']}"
_NAMED = re.compile(r"(?<![\w:/])reg:([A-Za-z][\w.-]*\w)")
_SHAPE = re.compile(r"^regsh:([\w-]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A published statement that uses a term: its parts as people write them, and where it can be read."""

    path: str
    """Of the page, below the publication, without extension."""
    subject: str
    predicate: str
    value: str


def sightings(seen: Mapping[Term, Triple], base: str) -> Mapping[str, Sighting]:
    """By local name, the first statement that uses each term of ours."""
    return {
        term[len(OURS) : -1]: Sighting(
            path=triple[0][1:-1].removeprefix(base).partition("#")[0],
            subject=_short(triple[0], base),
            predicate=_short(triple[1], base),
            value=_short(triple[2], base),
        )
        for term, triple in seen.items()
        if term.startswith(OURS)
    }


def _short(term: str, base: str) -> str:
    """`reg:Grant`, `act/…#vote`, `"350"^^xsd:decimal`: the term as Turtle would have it with our prefixes."""
    literal, mark, datatype = term.rpartition("^^<") if term.startswith('"') else ("", "", "")
    if mark:
        return f"{literal}^^{_short('<' + datatype, base)}"
    if not term.startswith("<"):
        return term
    address = term[1:-1]
    if address.startswith(base):
        return address.removeprefix(base)
    found = ((name, space) for name, space in PREFIXES.items() if address.startswith(space))
    return next((f"{name}:{address[len(space) :]}" for name, space in found), address)


@cache
def shapes_naming() -> Mapping[str, tuple[str, ...]]:
    """Names of the shapes and constraints that name each term."""
    found: dict[str, set[str]] = {}
    for path in sorted(resource("shapes").glob("*.ttl")):
        for shape, text in _blocks(path.read_text("utf-8")):
            for term in _NAMED.findall(text):
                found.setdefault(term, set()).add(shape)
    return {term: tuple(sorted(names)) for term, names in found.items()}


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Each block that begins at the margin with its name: `regsh:voices`."""
    heads = list(_SHAPE.finditer(text))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        yield head[1], text[head.end() : following.start() if following is not None else len(text)]


@cache
def queries_naming() -> Mapping[str, tuple[str, ...]]:
    """Names of the questions that name each term."""
    found: dict[str, set[str]] = {}
    for path in sorted(resource("queries").glob("*.rq")):
        for term in _NAMED.findall(path.read_text("utf-8")):
            found.setdefault(term, set()).add(path.stem)
    return {term: tuple(sorted(names)) for term, names in found.items()}
