"""Rows of a table in a text: three spaces, a tab or bars part their cells."""

from __future__ import annotations

import pytest

from registre.reading.cells import find_rows
from registre.reading.text import Text


def rows_of(raw: str) -> list[list[str]]:
    text = Text(raw)
    return [[text.flow[start:end] for start, end in row] for row in find_rows(text)]


@pytest.mark.parametrize(
    ("raw", "rows"),
    [
        ("Club de voile   1 200 €", [["Club de voile", "1 200 €"]]),
        ("Club de voile\t1 200 €\nComité   fête   450 €", [["Club de voile", "1 200 €"], ["Comité", "fête", "450 €"]]),
        ("Le conseil décide\nd'attribuer  deux subventions", []),  # two spaces are a slip of the typist
        ("| Nom | Montant |\n|---|---:|\n| Club | 450 € |", [["Nom", "Montant"], ["Club", "450 €"]]),
        ("par 12 voix | 3 contre", []),  # one bar alone makes no table
        ("Association muni-\ncipale   450 €", [["Association municipale", "450 €"]]),
        ("   Retrait de début   450 €   ", [["Retrait de début", "450 €"]]),
        ("Montant\u00a0: 1\u00a0200\u00a0€", []),  # a no-break space inside an amount is no gap
        ("", []),
    ],
)
def test_a_row_is_its_cells(raw: str, rows: list[list[str]]) -> None:
    assert rows_of(raw) == rows


def test_only_the_lines_asked_for_are_read() -> None:
    text = Text("a   b\nc   d\ne   f")
    start = text.flow.index("c")
    assert [text.flow[row[0][0]] for row in find_rows(text, start, start + 3)] == ["c"]
