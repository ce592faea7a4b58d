"""A question of the library: what it asks, what it may be used for, and the SPARQL that answers it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from registre.messages import Language


class Kind(StrEnum):
    """The kind of a parameter or of a column."""

    iri = "iri"
    string = "string"
    date = "date"
    year = "year"
    integer = "integer"
    decimal = "decimal"
    boolean = "boolean"


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    fr: str
    en: str

    def in_(self, language: Language) -> str:
        return self.en if language == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a reader may choose. `default` is None when nothing is chosen for them."""

    name: str
    kind: Kind
    required: bool
    default: str | None
    meaning: Words


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer."""

    name: str
    kind: Kind
    meaning: Words


class ChartKind(StrEnum):
    """How an answer is drawn: a bar a row, points joined in the order of their label, or a band from one to another."""

    bars = "bars"
    lines = "lines"
    flows = "flows"


@dataclass(frozen=True, slots=True)
class Chart:
    """What a drawing of the answer shows, by names of columns. One mark a row: a drawing adds nothing up.

    `value` is a column of numbers. `series` tells rows of one label apart; in flows, `label` is where a band starts
    and `series` where it ends.
    """

    kind: ChartKind
    label: str
    value: str
    series: str | None


@dataclass(frozen=True, slots=True)
class Service:
    """A public endpoint that a question also asks, only when its reader gives the network."""

    url: str
    sent: str
    """The one variable whose values are sent there: everything else stays here."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question. `body` is SPARQL without its head; `marked` is its line that holds the parameters."""

    name: str
    title: Words
    description: Words
    use: Words
    limits: Words
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    body: str
    marked: str | None
    service: Service | None = None
    chart: Chart | None = None
    """None when a drawing would say more than the answer may be used for."""
