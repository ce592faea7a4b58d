"""SPARQL's expressions as functions of a row, out of parts that are such functions themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from registre.validation.engines.values import FUNCTIONS, UNKNOWN, Value, calculate, compare

Row: TypeAlias = list[Any]
"""What each variable is bound to, by its place: a term, a value, or None."""
Expression: TypeAlias = Callable[[Row], Value]


def operation(name: str, parts: Sequence[Expression]) -> Expression:
    """What an operator or a function gives; an unknown one gives `UNKNOWN`."""
    match name:
        case "&&" | "||":
            return _logical(parts, ends=name == "||")
        case "!":
            return lambda row: UNKNOWN if type(said := parts[0](row)) is not bool else not said
        case "IN" | "NOT IN":
            return _among(parts[0], parts[1:], wanted=name == "IN")
        case "=" | "!=" | "<" | ">" | "<=" | ">=":
            return lambda row: compare(name, parts[0](row), parts[1](row))
        case "+" | "-" | "*" | "/":
            return lambda row: calculate(name, parts[0](row), parts[1](row))
        case "IF":
            return lambda row: _chosen(row, *parts)
        case "COALESCE":
            return lambda row: next((value for one in parts if (value := one(row)) is not None), UNKNOWN)
    function = FUNCTIONS.get(name)
    return (lambda row: UNKNOWN) if function is None else _applied(function, parts)


def _applied(function: Callable[..., Value], parts: Sequence[Expression]) -> Expression:
    """Nearly all functions have one argument or two: no list is made of these for each row."""
    match parts:
        case [one]:
            return lambda row: function(one(row))
        case [one, other]:
            return lambda row: function(one(row), other(row))
    return lambda row: function(*[one(row) for one in parts])


def _logical(parts: Sequence[Expression], *, ends: bool) -> Expression:
    """« or » ends with the first that is true, « and » with the first that is false: no error beside it counts then."""

    def holds(row: Row) -> Value:
        result: Value = not ends
        for one in parts:
            said = one(row)
            if said is ends:
                return ends
            if type(said) is not bool:
                result = UNKNOWN
        return result

    return holds


def _among(value: Expression, others: Sequence[Expression], *, wanted: bool) -> Expression:
    same = _logical([_equal(value, other) for other in others], ends=True)

    def holds(row: Row) -> Value:
        said = same(row)
        return said is wanted if type(said) is bool else UNKNOWN

    return holds


def _equal(one: Expression, other: Expression) -> Expression:
    return lambda row: compare("=", one(row), other(row))


def _chosen(row: Row, condition: Expression, one: Expression, other: Expression) -> Value:
    said = condition(row)
    return UNKNOWN if type(said) is not bool else one(row) if said else other(row)
