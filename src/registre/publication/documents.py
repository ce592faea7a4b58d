"""A page's triples as files: Turtle to read, JSON-LD to embed, N-Quads to gather.

All three come from the same terms. Subjects stand with the page's own thing first, so that a reader meets
it before its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Final

import pyoxigraph

from registre.graph.pages import PageGraph, Term, Triple
from registre.graph.vocabulary import PREFIXES, Rdf


def header(prefixes: Mapping[str, str]) -> bytes:
    """The lines that open a Turtle file."""
    return "".join(f"@prefix {name}: <{space}> .\n" for name, space in sorted(prefixes.items())).encode()


HEADER: Final = header(PREFIXES)
_SUBJECT, _PREDICATE = itemgetter(0), itemgetter(1)
_CUT: Final = "<urn:cut> <urn:cut> <urn:cut> .\n"
"""A line between two graphs that are written together. No term of ours is so called, and no text holds a line break."""


def turtle(page: PageGraph) -> bytes:
    """The facts of a page in Turtle, with the prefixes of the house."""
    return HEADER + b"\n" + turtle_of(subjects_first(page))


def turtle_of(triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Triples in Turtle, in the order given, without the lines that declare `prefixes` (`HEADER`)."""
    return turtles_of([triples], prefixes)[0]


def turtles_of(graphs: Iterable[Iterable[Triple]], prefixes: Mapping[str, str] = PREFIXES) -> list[bytes]:
    """The same for each of `graphs`, written in one go: what a writer costs to start is paid once."""
    parts = ["".join([f"{s} {p} {o} .\n" for s, p, o in triples]) for triples in graphs]
    parsed = pyoxigraph.parse(_CUT.join(parts), pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)
    written = pyoxigraph.serialize(parsed, format=pyoxigraph.RdfFormat.TURTLE, prefixes=dict(prefixes))
    assert written is not None
    body = written.split(b"\n", len(prefixes))[-1]  # its own prefix lines have no fixed order
    cut = body.split(_CUT.encode())
    assert len(cut) == len(parts), "a page of facts was cut"
    return cut


def json_ld(page: PageGraph) -> bytes:
    """The facts of a page in expanded JSON-LD: absolute IRIs, no context to fetch, safe inside a <script>."""
    return b"[\n" + b",\n".join(json_ld_of(subjects_first(page))) + b"\n]\n"


def json_ld_of(triples: Iterable[Triple]) -> Iterator[bytes]:
    """One JSON object a subject, without line break, in the order given.

    Triples of one subject and property that stand together are one value.
    """
    for subject, stated in groupby(triples, key=_SUBJECT):
        yield _node(subject, stated)


def _node(subject: Term, triples: Iterable[Triple]) -> bytes:
    members = [f'"@id":"{subject[1:-1]}"']
    for predicate, group in groupby(triples, key=_PREDICATE):
        if predicate == Rdf.type:
            classes = ",".join([f'"{value[1:-1]}"' for _, _, value in group])
            members.append(f'"@type":[{classes}]')
        else:
            values = ",".join([_value(value) for _, _, value in group])
            members.append(f'"{predicate[1:-1]}":[{values}]')
    return f"{{{','.join(members)}}}".replace("<", "\\u003c").encode()


def _value(term: Term) -> str:
    """N-Triples escapes, as `graph.terms` writes them, are JSON escapes too: the quoted text passes as it is."""
    if term.startswith("<"):
        return f'{{"@id":"{term[1:-1]}"}}'
    end = term.rindex('"') + 1  # neither a language nor a datatype holds a quotation mark
    quoted, tail = term[:end], term[end:]
    if tail.startswith("@"):
        return f'{{"@language":"{tail[1:]}","@value":{quoted}}}'
    if tail:
        return f'{{"@type":"{tail[3:-1]}","@value":{quoted}}}'
    return f'{{"@value":{quoted}}}'


def n_quads(triples: Iterable[Triple], graph: Term) -> str:
    """Triples of one named graph, one a line."""
    tail = f" {graph} .\n"
    return "".join([f"{s} {p} {o}{tail}" for s, p, o in triples])


def subjects_first(page: PageGraph) -> list[Triple]:
    """The page's thing, then its parts by name and number; of each its classes, then its properties."""
    thing = f"<{page.iri}>"
    parts = [(subject, list(group)) for subject, group in groupby(sorted(page.triples), key=_SUBJECT)]
    parts.sort(key=lambda part: (part[0] != thing, _natural(part[0])))
    return [triple for _, triples in parts for triple in _classes_first(triples)]


def _classes_first(triples: list[Triple]) -> list[Triple]:
    return sorted(triples, key=lambda one: one[1] != Rdf.type)


def _natural(term: Term) -> tuple[str, int]:
    """ "…#grant-2" before "…#grant-10"."""
    head, _, number = term[:-1].rpartition("-")
    return (head, int(number)) if number.isdecimal() and len(number) < 10 else (term, 0)
