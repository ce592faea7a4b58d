"""Rows of the tables, read from the graph of a page: what a table says is what the graph says."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from registre.graph.pages import PageGraph, Term
from registre.graph.vocabulary import Rdf, Rdfs, Skos
from registre.publication.tables.definitions import JOINT, Column, Table

_Index = Mapping[Term, Mapping[Term, list[Term]]]
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


def rows_of(page: PageGraph, table: Table, labels: Mapping[Term, str]) -> Iterator[list[str]]:
    """The rows of `table` that stand on `page`, a cell a column; an absent value is an empty cell.

    In the order of the page's triples. `labels` names what other pages are about.
    """
    index = _index(page)
    for subject, properties in index.items():
        if not set(table.classes).isdisjoint(properties.get(Rdf.type, ())):
            yield [_cell(column, subject, page, index, labels) for column in table.columns]


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
    found = _QUOTED.match(term)
    assert found is not None, term
    return str(json.loads(found.group()))


def _index(page: PageGraph) -> _Index:
    index: defaultdict[Term, dict[Term, list[Term]]] = defaultdict(dict)
    for subject, predicate, value in page.triples:
        index[subject].setdefault(predicate, []).append(value)
    return index


def _cell(column: Column, subject: Term, page: PageGraph, index: _Index, labels: Mapping[Term, str]) -> str:
    values = [Term(f"<{page.iri}>")] if column.of_page else [subject]
    for step in column.path:
        values = [value for one in values for value in index.get(one, {}).get(step, ())]
    shown = [_shown(column, value, labels) for value in values]
    return JOINT.join(filter(None, shown)) if column.several else next(iter(shown), "")


def _shown(column: Column, value: Term, labels: Mapping[Term, str]) -> str:
    match column.type.removesuffix("s"):
        case "label":
            return labels.get(value, "")
        case "code":
            return lexical(value).rsplit("#", 1)[-1].split("-", 1)[-1]
        case _:
            return lexical(value)
