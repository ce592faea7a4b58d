"""Which tables there are, with the words that document their columns (`tables.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from registre.graph.pages import Term
from registre.graph.terms import iri
from registre.graph.vocabulary import PREFIXES

JOINT: Final = " | "
"""Between several values of one cell."""

_SCHEMA_TYPES: Final = {"integer": "integer", "amount": "number", "date": "date", "boolean": "boolean", "year": "year"}
_SQL_TYPES: Final = {
    "integer": "BIGINT",
    "amount": "DECIMAL(18,4)",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "year": "INTEGER",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called, where its values stand in the graph, and what they mean."""

    name: str
    path: tuple[Term, ...]
    """Properties from the row's thing to the value; none: the thing itself."""
    of_page: bool
    """The value is the thing whose page the row's thing stands on."""
    type: str
    """text | integer | amount | date | boolean | year | iri | code | label; texts, iris, codes, labels for several."""
    fr: str
    en: str

    kind: str
    """The type, in the singular."""
    several: bool
    is_text: bool
    """A cell that a spreadsheet might take for a formula."""

    @property
    def sql_type(self) -> str:
        return _SQL_TYPES.get(self.type, "VARCHAR")


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a row for each thing of `classes` on the pages of kind `page`. The first column is the key."""

    name: str
    page: str
    classes: frozenset[Term]
    columns: tuple[Column, ...]
    fr: str
    en: str

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]

    def schema(self) -> dict[str, Any]:
        """The Table Schema of the CSV, documented in French, the English beside it."""
        return {"fields": [_field(column) for column in self.columns], "primaryKey": self.columns[0].name}


def _field(column: Column) -> dict[str, Any]:
    kind = _SCHEMA_TYPES.get(column.type, "string")
    field: dict[str, Any] = {"name": column.name, "type": kind, "description": column.fr, "description_en": column.en}
    if column.type == "iri":
        field["format"] = "uri"
    if column.type == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.path == () and not column.of_page:
        field["constraints"] = {"required": True, "unique": True}
    return field


@cache
def tables() -> tuple[Table, ...]:
    """All tables, in the order of the file."""
    read = tomllib.loads(Path(__file__).with_name("tables.toml").read_text("utf-8"))
    return tuple(_table(one) for one in read["table"])


def _table(read: dict[str, Any]) -> Table:
    classes = read["class"] if isinstance(read["class"], list) else [read["class"]]
    columns = tuple(_column(one) for one in read["columns"])
    return Table(read["name"], read["page"], frozenset(map(_term, classes)), columns, read["fr"], read["en"])


def _column(read: dict[str, str]) -> Column:
    of_page = read["path"] == "page"
    path = () if of_page or read["path"] == "." else tuple(_term(one) for one in read["path"].split("/"))
    several, is_text = read["type"].endswith("s"), read["type"] not in _SCHEMA_TYPES
    kind = read["type"].removesuffix("s")
    return Column(read["name"], path, of_page, read["type"], read["fr"], read["en"], kind, several, is_text)


def _term(name: str) -> Term:
    prefix, local = name.split(":")
    return iri(PREFIXES[prefix] + local)
