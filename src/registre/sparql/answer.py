"""An answer: rows of plain values, the same whoever gave them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph

from registre.errors import EndpointFailed
from registre.sparql.query import Query

Cell = str | int | Decimal | bool | None
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave. Rows keep the query's order; a cell without a value is None.

    Dates, years and IRIs are strings; an amount is a `Decimal` without trailing zeros.
    """

    query: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def answer_of(query: Query, asked: object) -> Answer:
    """The solutions `asked` as an answer to `query`. Raises `EndpointFailed` when they are no such thing."""
    columns = tuple(column.name for column in query.columns)
    if not isinstance(asked, pyoxigraph.QuerySolutions):
        raise EndpointFailed(f"{query.name}: the answer is not a table.")
    given = tuple(variable.value for variable in asked.variables)
    if set(given) - set(columns):
        raise EndpointFailed(f"{query.name}: the answer has columns {', '.join(given)}; it should have {columns}.")
    return Answer(query.name, columns, tuple(_rows(columns, given, asked)))


def _rows(
    columns: tuple[str, ...], given: tuple[str, ...], asked: pyoxigraph.QuerySolutions
) -> Iterator[tuple[Cell, ...]]:
    for solution in asked:
        yield tuple(cell_of(solution[name]) if name in given else None for name in columns)


def cell_of(term: object) -> Cell:
    """A term as a plain value: numbers as numbers, everything else as it is written."""
    if term is None:
        return None
    if not isinstance(term, pyoxigraph.Literal):
        return str(getattr(term, "value", term))
    try:
        match term.datatype.value.removeprefix(_XSD):
            case "integer":
                return int(term.value)
            case "decimal":
                return _shortest(Decimal(term.value))
            case "boolean":
                return term.value in ("true", "1")
    except (ValueError, ArithmeticError):
        return term.value
    return term.value


def _shortest(amount: Decimal) -> Decimal:
    """80000.00 and 80000 are one amount, and 8E+4 is no way to write it."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()
