"""A page's triples as files: Turtle to read, JSON-LD to embed, N-Quads to gather.

All three come from the same terms. Subjects stand with the page's own thing first, so that a reader meets
it before its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_LITERAL = re.compile(r'("(?:[^"\\]|\\.)*")(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)


def turtle(page: PageGraph) -> bytes:
    """The facts of a page in Turtle, with the prefixes of the house."""
    return HEADER + b"\n" + turtle_body(page)


def turtle_body(page: PageGraph) -> bytes:
    """The same without the prefixes: what a dump repeats page after page."""
    return turtle_of(_subjects_first(page))


def turtle_of(triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Triples in Turtle, in the order given, without the lines that declare `prefixes` (`HEADER`)."""
    lines = "".join([f"{s} {p} {o} .\n" for s, p, o in triples])
    parsed = pyoxigraph.parse(lines, pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)
    written = pyoxigraph.serialize(parsed, format=pyoxigraph.RdfFormat.TURTLE, prefixes=dict(prefixes))
    assert written is not None
    return written.split(b"\n", len(prefixes))[-1]  # its own prefix lines have no fixed order


def json_ld(page: PageGraph) -> bytes:
    """The facts of a page in expanded JSON-LD: absolute IRIs, no context to fetch, safe inside a <script>."""
    return b"[\n" + b",\n".join(json_ld_nodes(page)) + b"\n]\n"


def json_ld_nodes(page: PageGraph) -> Iterator[bytes]:
    """One JSON object a subject, without line break."""
    return json_ld_of(_subjects_first(page))


def json_ld_of(triples: Iterable[Triple]) -> Iterator[bytes]:
    """The same of triples in the order given: those of one subject and property that stand together are one value."""
    for subject, stated in groupby(triples, key=itemgetter(0)):
        yield _node(subject, list(stated))


def _node(subject: Term, triples: Sequence[Triple]) -> bytes:
    members = [f'"@id":"{subject[1:-1]}"']
    for predicate, group in groupby(triples, key=itemgetter(1)):
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
    found = _LITERAL.fullmatch(term)
    assert found is not None, term
    quoted, language, datatype = found.groups()
    if language is not None:
        return f'{{"@language":"{language}","@value":{quoted}}}'
    if datatype is not None:
        return f'{{"@type":"{datatype}","@value":{quoted}}}'
    return f'{{"@value":{quoted}}}'


def n_quads(triples: Iterable[Triple], graph: Term) -> str:
    """Triples of one named graph, one a line."""
    tail = f" {graph} .\n"
    return "".join([f"{s} {p} {o}{tail}" for s, p, o in triples])


def _subjects_first(page: PageGraph) -> list[Triple]:
    """The page's thing, then its parts by name and number; of each its classes, then its properties."""
    thing = f"<{page.iri}>"
    return sorted(page.triples, key=lambda one: (one[0] != thing, _natural(one[0]), one[1] != Rdf.type, one[1:]))


def _natural(term: Term) -> tuple[str, int]:
    """ "…#grant-2" before "…#grant-10"."""
    head, _, number = term[:-1].rpartition("-")
    return (head, int(number)) if number.isdecimal() and len(number) < 10 else (term, 0)
