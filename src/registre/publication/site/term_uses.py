"""Where a term of the ontology is at work: a statement of this publication, shapes and questions that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import Graph

from registre.files import resource
from registre.graph.pages import Term, Triple
from registre.graph.vocabulary import PREFIXES

OURS: Final = f"<{PREFIXES['reg']}"
_BASE: Final = "https://data.example.org/"
_LONGEST: Final = 160
_NAMED = re.compile(r"(?<![\w:/])reg:([A-Za-z][\w.-]*\w)")
_SHAPE = re.compile(r"^regsh:([\w-]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Statements about one thing that use a term, as people write them, and where they can be read."""

    subject: str
    statements: tuple[tuple[str, str], ...]
    """Property and value: all that is said of the first thing of a class, else one statement."""
    path: str | None
    """Of the page, below the publication, without extension; None in an invented example."""


def sightings(seen: Mapping[Term, tuple[Triple, ...]], base: str) -> Mapping[str, Sighting]:
    """By local name, the first statements that use each term of ours."""
    return {
        term[len(OURS) : -1]: _sighting(triples, base, triples[0][0][1:-1].removeprefix(base).partition("#")[0])
        for term, triples in seen.items()
        if term.startswith(OURS)
    }


def _sighting(triples: tuple[Triple, ...], base: str, path: str | None) -> Sighting:
    pairs = [(_short(predicate, base), _short(value, base)) for _, predicate, value in triples]
    pairs.sort(key=lambda pair: pair[0] != "rdf:type")
    return Sighting(_short(triples[0][0], base), tuple(_told(pairs)), path)


def _told(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each property with its first value, shortened, and a mark when it has more: a session has hundreds."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    for name, (value, *more) in values.items():
        shown = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
        yield name, f"{shown} , …" if more else shown


@cache
def invented() -> Mapping[str, Sighting]:
    """By local name, the first statements of the examples beside the ontology that use each term of ours."""
    graph = Graph()
    for path in sorted((resource("ontology") / "examples").glob("*.ttl")):
        graph.parse(path)
    triples = sorted((Term(s.n3()), Term(p.n3()), Term(o.n3())) for s, p, o in graph)
    seen: dict[Term, tuple[Triple, ...]] = {}
    for triple in triples:
        for term in (one for one in triple[1:] if one.startswith(OURS) and one not in seen):
            whole = _short(triple[1], _BASE) == "rdf:type"
            seen[term] = tuple(one for one in triples if one[0] == triple[0]) if whole else (triple,)
    return {term[len(OURS) : -1]: _sighting(found, _BASE, None) for term, found in seen.items()}


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
    for _, blocks in _files():
        for shape, text in blocks:
            for term in _NAMED.findall(text):
                found.setdefault(term, set()).add(shape)
    return {term: tuple(sorted(names)) for term, names in found.items()}


@cache
def shape_files() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The files of shapes, without extension, and the names of what each describes, in its order."""
    return tuple((file, tuple(name for name, _ in blocks)) for file, blocks in _files())


@cache
def shape_names() -> frozenset[str]:
    """Names of shapes, rules and periods: the page of the shapes has a place for each."""
    return frozenset(name for _, names in shape_files() for name in names)


def _files() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for path in sorted(resource("shapes").glob("*.ttl")):
        yield path.stem, list(_blocks(path.read_text("utf-8")))


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
