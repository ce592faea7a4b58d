"""The drawing that the head of a question asks for its answer, by names of columns.

    # chart: bars beneficiary_name total_eur
    # chart: lines budget_year total_eur body_name
    # chart: flows body_name total_eur beneficiary_name     from whom, how much, to whom

A question whose rows may not be ranked or compared names none.
"""

from __future__ import annotations

from collections.abc import Sequence

from registre.sparql.query import Chart, ChartKind, Column, Kind


def read_chart(words: str, columns: Sequence[Column]) -> Chart:
    """The chart that `words` ask for. Raises `ValueError` with what is wrong, in words that follow a place."""
    kind, *names = words.split(" ")
    if kind not in ChartKind.__members__:
        raise ValueError(f"« {kind} » is no chart; charts are {', '.join(ChartKind)}")
    if len(names) != 3 and (len(names) != 2 or kind == ChartKind.flows):
        raise ValueError("a chart is « kind label value series »; only bars and lines go without series")
    label, value, series = names[0], names[1], names[2] if len(names) == 3 else None
    _check(columns, [name for name in (label, series) if name is not None], value)
    return Chart(ChartKind(kind), label, value, series)


def _check(columns: Sequence[Column], named: Sequence[str], value: str) -> None:
    """Columns that exist, are different, and are what a reader can see: words, dates and numbers."""
    kinds = {column.name: column.kind for column in columns}
    if unknown := sorted({*named, value} - set(kinds)):
        raise ValueError(f"the chart names « {unknown[0]} », which is no column")
    if len({*named, value}) <= len(named):
        raise ValueError("the chart names one column twice")
    if kinds[value] not in (Kind.integer, Kind.decimal):
        raise ValueError(f"« {value} » is no column of numbers")
    if address := [name for name in named if kinds[name] is Kind.iri]:
        raise ValueError(f"« {address[0]} » holds addresses: a chart shows names")
