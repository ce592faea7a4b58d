"""What SPARQL's expressions say of terms, where that is beyond doubt; `UNKNOWN` everywhere else.

A value is a term in N-Triples syntax (an IRI, or a plain text without escapes), a number, a truth or a day. An error is
unknown too: whoever asks here wants to know what is surely false.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import Any, Final, TypeAlias

Value: TypeAlias = Any
"""A term (str), int, Fraction, bool, date, None (not bound) or `UNKNOWN`."""
_XSD = "http://www.w3.org/2001/XMLSchema#"


class _Unknown:
    """Its truth is neither."""


UNKNOWN: Final = _Unknown()
_LITERAL = re.compile(r'"([^"\\]*)"(?:@[A-Za-z0-9-]+|\^\^<([^>]*)>)?')
_INTEGER, _DECIMAL = re.compile(r"-?[0-9]{1,15}"), re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_CANONICAL = re.compile(r"-?[1-9][0-9]{0,11}(?:\.[0-9]{0,5}[1-9])?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN_PATTERN = re.compile(r"\^?(?:[\w .,/:#-]|\[\^?[\w./#-]+\]|\{[0-9,]+\}|[()|+*?](?!\?))*\$?", re.ASCII)
"""Patterns that mean the same to every engine."""


@lru_cache(maxsize=1 << 12)
def value_of(term: str) -> Value:
    """The value of a term of the data or of a query."""
    if term.startswith("<"):
        return term
    found = _LITERAL.fullmatch(term)
    if found is None:
        return UNKNOWN
    words, datatype = found.groups()
    if datatype is None:
        return term if term.endswith('"') else UNKNOWN
    return _typed(words, datatype.removeprefix(_XSD))


def _typed(words: str, kind: str) -> Value:
    if kind == "integer" and _INTEGER.fullmatch(words):
        return int(words)
    if kind == "decimal" and _DECIMAL.fullmatch(words):
        return Fraction(words)
    if kind == "boolean" and words in ("true", "false"):
        return words == "true"
    if kind == "date" and _DAY.fullmatch(words):
        try:
            return date.fromisoformat(words)
        except ValueError:
            return UNKNOWN
    return UNKNOWN


def text_of(value: Value) -> Value:
    """STR: the words of a term, as a text."""
    if type(value) is int:
        return f'"{value}"'
    if type(value) is not str:
        return UNKNOWN
    if value[0] == "<":
        return f'"{value[1:-1]}"'
    found = _LITERAL.fullmatch(value)
    if found is None or (found[2] and not _is_canonical(found[1], found[2].removeprefix(_XSD))):
        return UNKNOWN
    return f'"{found[1]}"'


def _is_canonical(words: str, kind: str) -> bool:
    """Whether a store, which keeps numbers and not their spelling, gives these words back."""
    if kind == "date":
        return _typed(words, kind) is not UNKNOWN
    return kind in ("integer", "decimal") and _CANONICAL.fullmatch(words) is not None


_ORDERS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def compare(sign: str, one: Value, other: Value) -> Value:
    """Numbers with numbers, days with days; IRIs and texts are only the same or not."""
    if isinstance(one, str) and isinstance(other, str):
        alike = one[0] == other[0] and sign in ("=", "!=")
        return _ORDERS[sign](one, other) if alike else UNKNOWN
    if (_is_number(one) and _is_number(other)) or (type(one) is type(other) and type(one) in (bool, date)):
        return _ORDERS[sign](one, other)
    return UNKNOWN


def _is_number(value: Value) -> bool:
    return type(value) is int or type(value) is Fraction


_SUMS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def calculate(sign: str, one: Value, other: Value) -> Value:
    """A sum, a difference, a product or a quotient of numbers, exact."""
    if not (_is_number(one) and _is_number(other)):
        return UNKNOWN
    if sign == "/":
        return Fraction(one, other) if other else UNKNOWN
    return _SUMS[sign](one, other)


def _is_text(value: Value) -> bool:
    return type(value) is str and value[0] == '"' == value[-1]


def _of_texts(work: Callable[..., Value]) -> Callable[..., Value]:
    """A function of the words of texts; unknown when one is none."""

    def function(*values: Value) -> Value:
        for one in values:
            if not _is_text(one):
                return UNKNOWN
        return work(*[one[1:-1] for one in values])

    return function


def _part(text: Value, start: Value, length: Value) -> Value:
    if not _is_text(text) or type(start) is not int or type(length) is not int or start < 1:
        return UNKNOWN
    return f'"{text[start : start + length] if start + length < len(text) else text[start:-1]}"'


def _matches(words: str, pattern: str) -> Value:
    found = plain_pattern(pattern)
    return UNKNOWN if found is None else found.search(words) is not None


def _replaced(words: str, pattern: str, by: str) -> Value:
    found = plain_pattern(pattern)
    return UNKNOWN if found is None or "$" in by else f'"{found.sub(by, words)}"'


@lru_cache(maxsize=256)
def plain_pattern(pattern: str) -> re.Pattern[str] | None:
    """A pattern of SPARQL and SHACL that means the same here; None for any other."""
    if _PLAIN_PATTERN.fullmatch(pattern) is None:
        return None
    return re.compile(pattern.removesuffix("$") + (r"\Z" if pattern.endswith("$") else ""), re.ASCII)


def _whole(value: Value) -> Value:
    """xsd:integer of a number or of digits."""
    if _is_number(value):
        return int(value)
    return int(value[1:-1]) if _is_text(value) and _INTEGER.fullmatch(value[1:-1]) else UNKNOWN


def _decimal(value: Value) -> Value:
    """xsd:decimal of a number or of digits."""
    if _is_number(value):
        return value
    return Fraction(value[1:-1]) if _is_text(value) and _DECIMAL.fullmatch(value[1:-1]) else UNKNOWN


FUNCTIONS: Final[Mapping[str, Callable[..., Value]]] = {
    "STRSTARTS": _of_texts(lambda words, start: words.startswith(start)),
    "STRBEFORE": _of_texts(lambda words, mark: f'"{words.partition(mark)[0] if mark in words else ""}"'),
    "CONCAT": _of_texts(lambda *words: f'"{"".join(words)}"'),
    "REGEX": _of_texts(_matches),
    "REPLACE": _of_texts(_replaced),
    "SUBSTR": _part,
    "IRI": _of_texts(lambda words: f"<{words}>" if words.startswith("http") else UNKNOWN),
    "isIRI": lambda value: UNKNOWN if value is UNKNOWN else isinstance(value, str) and value.startswith("<"),
    "FLOOR": lambda value: floor(value) if _is_number(value) else UNKNOWN,
    "CEIL": lambda value: ceil(value) if _is_number(value) else UNKNOWN,
    _XSD + "integer": _whole,
    _XSD + "decimal": _decimal,
}
"""Builtins by their names, casts by their IRIs; what is not here is unknown."""
