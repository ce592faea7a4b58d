"""Grants in tables whose rows stand on one line: the head names the columns, a doubtful row gives nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from registre.extraction.tables import read_table_gifts
from registre.reading.text import Text


def gifts_of(*rows: str) -> list[tuple[str | None, Decimal | None]]:
    text = Text("\n".join(rows))
    return [(found.value.beneficiary, found.value.amount) for found in read_table_gifts(text, 0, len(text.flow))]


CLUB = ("Club de voile", Decimal(1200))


@pytest.mark.parametrize(
    "rows",
    [
        ("Association   Montant", "Club de voile   1 200 €"),
        ("Code   Structure   Nature   Montant", "31   Club de voile   F   1 200,00 €"),
        ("Code   Structure   Nature   Montant", "31   Club de voile   1 200 €"),  # an empty cell before the last
        ("Association   Montant demandé   Montant accordé", "Club de voile   3 000 €   1 200 €"),
        ("Association   Subvention 2023 pour mémoire   Subvention 2024", "Club de voile   900 €   1 200 €"),
        ("Bénéficiaires   Subventions (en €)", "Club de voile   1 200"),
        ("| Association | Montant |", "|---|---|", "| Club de voile | 1 200 € |"),
        ("Association\tMontant", "Club de voile\t1 200 €", "Total\t1 200 €"),
    ],
)
def test_a_row_gives_its_beneficiary_and_its_amount(rows: tuple[str, ...]) -> None:
    assert [(str(name), amount) for name, amount in gifts_of(*rows)] == [CLUB]


@pytest.mark.parametrize(
    "rows",
    [
        ("Club de voile   1 200 €",),  # no head: who knows what the columns are
        ("Association   Montant demandé", "Club de voile   1 200 €"),  # asked for, not given
        ("Association   Montant   Subvention", "Club de voile   1 200 €   900 €"),  # which of the two?
        ("Association   Montant   Objet", "Club de voile   1 200 €"),  # which cell is empty?
        ("Association   Montant", "Total   1 200 €"),
        ("Association   Montant", "Club de voile   voir annexe"),
        ("Association   Montant", "x" * 300, "Ville   1 200 €"),  # another table, far away
    ],
)
def test_a_doubtful_row_gives_nothing(rows: tuple[str, ...]) -> None:
    assert gifts_of(*rows) == []
