"""A reader's values enter a query here, and nowhere else: checked, serialised as terms, read back.

Every .rq file holds its parameters on one marked line and runs as it is, with nothing chosen:

    VALUES (?year ?search) { (UNDEF UNDEF) }  # parameters

To bind is to write that line again, so that the embedded store and any endpoint are asked the same text.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pyoxigraph

from registre.errors import BadConfiguration, RegistreError
from registre.graph import terms
from registre.sparql.query import Kind, Parameter, Query

MARK = "# parameters"
_LONGEST = 1000
_FORMS = {
    Kind.date: (re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), "YYYY-MM-DD"),
    Kind.year: (re.compile(r"[12]\d{3}", re.ASCII), "YYYY"),
    Kind.integer: (re.compile(r"-?\d{1,18}", re.ASCII), "12"),
    Kind.decimal: (re.compile(r"-?\d{1,18}(\.\d{1,6})?", re.ASCII), "12.50"),
    Kind.boolean: (re.compile("true|false"), "true, false"),
}


def bind(query: Query, values: Mapping[str, str]) -> str:
    """The SPARQL of `query` with `values` in place.

    Raises `BadConfiguration` for a parameter that the query has not, one that is missing, or a value
    that is not of its kind.
    """
    known = {one.name for one in query.parameters}
    if unknown := sorted(set(values) - known):
        offered = ", ".join(sorted(known)) or "none"
        raise BadConfiguration(f"{query.name}: no parameter « {unknown[0]} ». Its parameters: {offered}.")
    if query.marked is None:
        return query.body
    chosen = [_term(query, one, values.get(one.name, one.default)) for one in query.parameters]
    return query.body.replace(query.marked, values_line([one.name for one in query.parameters], chosen), 1)


def values_line(names: Sequence[str], chosen: Sequence[str | None]) -> str:
    """The marked line that gives each name its term (N-Triples syntax), or UNDEF.

    What is written is read back by a SPARQL parser and must give the same terms.
    """
    variables = " ".join(f"?{name}" for name in names)
    row = " ".join(term or "UNDEF" for term in chosen)
    line = f"VALUES ({variables}) {{ ({row}) }}"
    _read_back(line, names, chosen)
    return f"{line}  {MARK}"


def _read_back(line: str, names: Sequence[str], chosen: Sequence[str | None]) -> None:
    asked = pyoxigraph.Store().query(f"SELECT * WHERE {{ {line} }}")
    assert isinstance(asked, pyoxigraph.QuerySolutions)
    rows = list(asked)
    wanted = [None if term is None else _parsed(term) for term in chosen]
    if len(rows) != 1 or [rows[0][name] for name in names] != wanted:
        raise RegistreError("a value changed on its way into the query: nothing was asked. Please report it.")


def _parsed(term: str) -> object:
    """The term that an N-Triples parser reads: another parser than SPARQL's."""
    line = f"<urn:s> <urn:p> {term} ."
    (triple,) = pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return triple.object


def _term(query: Query, parameter: Parameter, value: str | None) -> str | None:
    if value is None:
        if parameter.required:
            raise BadConfiguration(f"{query.name}: « {parameter.name} » is missing. Add --param {parameter.name}=…")
        return None
    return term_of(parameter.kind, value, f"{query.name}: « {parameter.name} »")


def term_of(kind: Kind, value: str, where: str = "value") -> str:
    """`value` as a term of `kind`. Raises `BadConfiguration` that starts with `where`."""
    if kind is Kind.string:
        return terms.text(_plain(value, where))
    try:
        return terms.iri(value) if kind is Kind.iri else _typed(kind, value)
    except (ValueError, RegistreError) as fault:
        wanted = "an http(s) address" if kind is Kind.iri else f"written {_FORMS[kind][1]}"
        raise BadConfiguration(f"{where} is {kind}, {wanted}: {value[:80]!a} is not.") from fault


def _plain(value: str, where: str) -> str:
    r"""A line of text. No backslash: some engines read \u0022 before they read strings."""
    if len(value) > _LONGEST or "\\" in value or not _is_visible(value):
        raise BadConfiguration(f"{where} is one line of at most {_LONGEST} visible characters, without backslash.")
    return unicodedata.normalize("NFC", value)


def _is_visible(value: str) -> bool:
    """No control, direction, private or half character, and no end of line."""
    return not any(category[0] == "C" or category in ("Zl", "Zp") for category in map(unicodedata.category, value))


def _typed(kind: Kind, value: str) -> str:
    if not _FORMS[kind][0].fullmatch(value):
        raise ValueError(value)
    match kind:
        case Kind.date:
            return terms.typed(dt.date.fromisoformat(value))
        case Kind.year:
            return terms.year(int(value))
        case Kind.integer:
            return terms.typed(int(value))
        case Kind.decimal:
            return terms.typed(Decimal(value))
        case _:
            return terms.typed(value == "true")
