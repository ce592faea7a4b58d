"""The library: each .rq file of `queries/` read as a question that can be asked."""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path

import pyoxigraph

from registre.errors import BadConfiguration
from registre.files import resource
from registre.sparql.binding import MARK, term_of, values_line
from registre.sparql.federation import cut
from registre.sparql.head import Head, read_head
from registre.sparql.offline import check_offline
from registre.sparql.query import Query


@cache
def library() -> tuple[Query, ...]:
    """Every question of this installation, by name."""
    return read_library(resource("queries"))


@cache
def network_library() -> tuple[Query, ...]:
    """The questions that also ask a public endpoint, by name."""
    return read_library(resource("queries") / "network")


def read_library(folder: Path) -> tuple[Query, ...]:
    """The questions of `folder`, by name. Raises `BadConfiguration` when one is malformed."""
    return tuple(read_query(path) for path in sorted(folder.glob("*.rq")))


def find_query(name: str) -> Query:
    """The question `name`. Raises `BadConfiguration`, with the names that resemble it."""
    queries = {query.name: query for query in (*library(), *network_library())}
    if name not in queries:
        near = difflib.get_close_matches(name, queries, n=3) or sorted(queries)
        raise BadConfiguration(
            f"no query « {name} ». There are: {', '.join(near)}. « registre query --list » shows all."
        )
    return queries[name]


def read_query(path: Path) -> Query:
    """One .rq file, checked: its head, its marked line, its columns, and that it stays at home.

    Raises `BadConfiguration` naming the file and, for the head, the line.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise BadConfiguration(f"{path}: cannot be read ({fault}).") from fault
    length = next((place for place, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head, body = read_head(str(path), lines[:length]), "\n".join(lines[length:]).strip() + "\n"
    _check_network(path, head, body)
    marked = _marked(path, head, body)
    _check_columns(path, head, body)
    texts = head.texts
    return Query(
        path.stem,
        texts["title"],
        texts["description"],
        texts["use"],
        texts["limits"],
        head.parameters,
        head.columns,
        body,
        marked,
        head.service,
        head.chart,
    )


def _check_network(path: Path, head: Head, body: str) -> None:
    """Nothing leaves the dataset, but one SERVICE block to the address that the head names."""
    if head.service is None:
        check_offline(str(path), body)
        return
    parts = cut(str(path), body)
    if parts.url != head.service.url:
        raise BadConfiguration(f"{path}: the query asks {parts.url}; its head says {head.service.url}.")
    check_offline(str(path), parts.before + parts.after)
    check_offline(str(path), parts.block)


def _marked(path: Path, head: Head, body: str) -> str | None:
    """The line of the parameters: there is one if and only if the head has parameters, and they agree."""
    found = [line.strip() for line in body.splitlines() if line.rstrip().endswith(MARK)]
    if not head.parameters:
        if found:
            raise BadConfiguration(f"{path}: the head says that there is no parameter, the query has « {found[0]} ».")
        return None
    defaults = [one.default and term_of(one.kind, one.default, f"{path}: « {one.name} »") for one in head.parameters]
    wanted = values_line([one.name for one in head.parameters], defaults)
    if found != [wanted]:
        raise BadConfiguration(f"{path}: the query must hold this line once, as its head says:\n    {wanted}")
    return wanted


def _check_columns(path: Path, head: Head, body: str) -> None:
    try:
        asked = pyoxigraph.Store().query(body)
    except SyntaxError as fault:
        raise BadConfiguration(f"{path}: the query cannot be parsed ({fault}).") from fault
    if not isinstance(asked, pyoxigraph.QuerySolutions):
        raise BadConfiguration(f"{path}: a query of the library is a SELECT.")
    selected, said = [one.value for one in asked.variables], [column.name for column in head.columns]
    if selected != said:
        raise BadConfiguration(f"{path}: the query selects {', '.join(selected)}; its head says {', '.join(said)}.")
