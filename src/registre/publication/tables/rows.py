"""Rows of the tables, read from the graph of a page: what a table says is what the graph says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from registre.graph.pages import PageGraph, Term
from registre.graph.vocabulary import Rdf, Rdfs, Skos
from registre.publication.tables.definitions import JOINT, Column, Table

_Things = Mapping[Term, Mapping[Term, Sequence[Term]]]
Labels = Callable[[Term], str | None]
"""The French name of what an address stands for, when it has one."""
_NOTHING: Mapping[Term, Sequence[Term]] = {}


def rows_of(page: PageGraph, tables: Iterable[Table], labels: Labels) -> Iterator[tuple[Table, list[str]]]:
    """The rows of `tables` that stand on `page`, a cell a column; an absent value is an empty cell.

    In the order of the page's triples. `labels` names what other pages are about.
    """
    things, here = _things(page), Term(f"<{page.iri}>")
    for subject, properties in things.items():
        classes = properties.get(Rdf.type, ())
        for table in tables:
            if not table.classes.isdisjoint(classes):
                yield table, [_cell(column, subject, here, things, labels) for column in table.columns]


def labels_of(pages: Iterable[PageGraph]) -> dict[Term, str]:
    """The French name of the thing of each page that has one."""
    labels: dict[Term, str] = {}
    for page in pages:
        thing = Term(f"<{page.iri}>")
        for subject, predicate, value in page.triples:
            if subject == thing and predicate in (Skos.prefLabel, Rdfs.label) and not value.endswith("@en"):
                labels.setdefault(thing, lexical(value))
    return labels


def lexical(term: Term) -> str:
    """The characters of an IRI or a literal. The escapes of `graph.terms` are those of JSON."""
    if term.startswith("<"):
        return term[1:-1]
    quoted = term[: term.rindex('"') + 1]  # neither a language nor a datatype holds a quotation mark
    return str(json.loads(quoted)) if "\\" in quoted else quoted[1:-1]


def _things(page: PageGraph) -> _Things:
    """Subject → property → values."""
    things: dict[Term, dict[Term, list[Term]]] = {}
    for subject, predicate, value in page.triples:
        things.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return things


def _cell(column: Column, subject: Term, page: Term, things: _Things, labels: Labels) -> str:
    values: Sequence[Term] = (page if column.of_page else subject,)
    for step in column.path:
        found = [things.get(one, _NOTHING).get(step, ()) for one in values]
        values = found[0] if len(found) == 1 else list(chain.from_iterable(found))
    if column.several:
        return JOINT.join(filter(None, [_shown(column, value, labels) for value in values]))
    return _shown(column, values[0], labels) if values else ""


def _shown(column: Column, value: Term, labels: Labels) -> str:
    match column.kind:
        case "label":
            return labels(value) or ""
        case "code":
            return lexical(value).rsplit("#", 1)[-1].split("-", 1)[-1]
        case _:
            return lexical(value)
