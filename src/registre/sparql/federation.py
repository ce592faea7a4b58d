"""Questions that also ask a public endpoint: Wikidata, INSEE. Only when the reader gives the network.

The .rq file holds one SERVICE block and means what SPARQL 1.1 Federated Query says; any engine that federates
runs it. Here it is asked in three steps, so that what leaves is known and small:

1. the values of the one variable that the head names, asked at home with the block left out;
2. the block, asked of the service for these values, a few hundred at a time;
3. the whole question at home, with what the service gave (`VALUES`) in the place of the block.

A row of the service that has a blank node is left out: it has no name elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph

from registre.errors import BadConfiguration, EndpointFailed
from registre.sparql.answer import Answer, answer_of
from registre.sparql.offline import TOKEN
from registre.sparql.query import Query

AT_ONCE = 200
"""Values in one request to a service."""

_BRACE = re.compile(f"{TOKEN.pattern} | (?P<brace>[{{}}])", re.VERBOSE | re.DOTALL)
_SERVICE = re.compile(r"\bSERVICE\s+<(?P<url>[^<>\s]+)>\s*(?=\{)")


class Asked(Protocol):
    """Whoever answers SPARQL: the dump, an endpoint."""

    def asked(self, name: str, text: str) -> object: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """A query around its SERVICE block: what stands before, the address, inside the braces, after."""

    before: str
    url: str
    block: str
    after: str


def cut(name: str, text: str) -> Parts:
    """The query `text` around its one SERVICE block. Raises `BadConfiguration` when there is not exactly one."""
    found = list(_SERVICE.finditer(text))
    if len(found) != 1:
        raise BadConfiguration(f"{name}: a question that asks another endpoint has one « SERVICE <address> {{ … }} ».")
    start, end = _group(text, found[0].end())
    return Parts(text[: found[0].start()], found[0]["url"], text[start:end], text[end + 1 :])


def _group(text: str, start: int) -> tuple[int, int]:
    """The places inside the braces of the first group at or after `start`."""
    depth, opened = 0, start
    for token in _BRACE.finditer(text, start):
        if token["brace"] == "{":
            depth += 1
            opened = token.end() if depth == 1 else opened
        elif token["brace"] == "}":
            depth -= 1
            if depth == 0:
                return opened, token.start()
    raise BadConfiguration("the query has a brace that is not closed.")


def ask_across(query: Query, text: str, home: Asked, service: Asked) -> Answer:
    """The answer to `query`, whose bound SPARQL is `text`, with what `service` gives for its SERVICE block."""
    assert query.service is not None
    parts, sent = cut(query.name, text), query.service.sent
    prefixes, start = text[: text.index("SELECT")], text.index("{", text.index("WHERE"))
    opened, closed = _group(without := f"{parts.before}{parts.after}", start)
    keys = _terms(home.asked(query.name, f"{prefixes}SELECT DISTINCT ?{sent} WHERE {{{without[opened:closed]}}}"))
    values = sorted({str(row[0]) for row in keys if row[0] is not None})
    names, rows = _of_service(query, prefixes, parts.block, values, service)
    table = " ".join(f"({' '.join(row)})" for row in sorted(rows))
    given = f"VALUES ({' '.join(f'?{one}' for one in names)}) {{ {table} }}"
    return answer_of(query, home.asked(query.name, f"{parts.before}{given}{parts.after}"))


def _of_service(
    query: Query, prefixes: str, block: str, values: Sequence[str], service: Asked
) -> tuple[list[str], set[tuple[str, ...]]]:
    """The variables of the block, and the rows that the service gives for `values`, as terms of SPARQL."""
    assert query.service is not None
    rows = set[tuple[str, ...]]()

    def request(some: Sequence[str]) -> str:
        sent = f"VALUES ?{query.service.sent if query.service else ''} {{ {' '.join(some)} }}"
        return f"{prefixes}SELECT * WHERE {{ {sent} {block} }}"

    empty = pyoxigraph.Store().query(request(values[:1]))
    assert isinstance(empty, pyoxigraph.QuerySolutions)
    names = sorted(one.value for one in empty.variables)
    for start in range(0, len(values), AT_ONCE):
        asked = service.asked(query.name, request(values[start : start + AT_ONCE]))
        if not isinstance(asked, pyoxigraph.QuerySolutions):
            raise EndpointFailed(f"{query.name}: the answer of {query.service.url} is not a table.")
        given = {one.value for one in asked.variables}
        for solution in asked:
            row = tuple(_written(solution[name]) if name in given else "UNDEF" for name in names)
            if all(row):
                rows.add(row)
    return names, rows


def _terms(asked: object) -> Iterator[tuple[object, ...]]:
    if not isinstance(asked, pyoxigraph.QuerySolutions):
        raise EndpointFailed("the answer is not a table.")
    for solution in asked:
        yield tuple(solution)


def _written(term: object) -> str:
    r"""A term as SPARQL writes it; "" for one that cannot be: a blank node, or a text that holds « \u »."""
    if term is None:
        return "UNDEF"
    written = str(term)
    return "" if isinstance(term, pyoxigraph.BlankNode) or re.search(r"\\[uU]", written) else written
