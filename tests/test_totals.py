"""The total that a table of grants writes is taken with its rows, when every row above it was read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

import builders as make
from registre.extraction.commitments import read_gifts
from registre.extraction.deciding import Area
from registre.extraction.totals import read_totals
from registre.graph.iris import Minter
from registre.graph.mapping import sitting_pages
from registre.reading import Text
from registre.records import CommitmentTable, Fact, Record

LEAD = "Le conseil décide d'attribuer les subventions suivantes :\n"


def totals_of(words: str) -> list[tuple[int, list[int]]]:
    """Each total with the amounts of the rows between its first word and its last."""
    text = Text(words)
    end = len(text.flow)
    gifts = read_gifts(text, 0, Area(0, end), "Subventions")
    return [
        (
            int(found.value.total_eur),
            [int(gift.value.amount or 0) for gift in gifts if found.start <= gift.start and gift.end <= found.end],
        )
        for found in read_totals(text.folded, gifts, 0, end)
    ]


def table(*lines: str) -> str:
    return LEAD + "\n".join(lines) + "\n"


CELLS = ("Association", "Montant", "Club de voile", "1 200 €", "Amicale des Lilas", "300 €")
ROWS = ("Association   Montant", "Club de voile   1 200 €", "Amicale des Lilas   300 €")
LIST = ("- Club de voile : 1 200 €", "- Amicale des Lilas : 300 €")


@pytest.mark.parametrize(
    "words",
    [
        table(*CELLS, "Total", "1 500 €"),
        table(*CELLS, "TOTAL GÉNÉRAL", "1 500,00 €"),
        table(*ROWS, "Total   1 500 €"),
        table(*ROWS, "Total des subventions 2024 : 1 500 €"),
        table(
            "| Association | Montant |",
            "|---|---|",
            "| Club de voile | 1 200 € |",
            "| Lilas | 300 € |",
            "| Total | 1 500 € |",
        ),
        table(*LIST, "Soit un total de 1 500 €."),
        table(*LIST, "", "pour un montant total de 1 500 € ;"),
    ],
)
def test_a_total_stands_under_its_rows(words: str) -> None:
    assert totals_of(words) == [(1500, [1200, 300])]


def test_a_total_is_what_the_paper_writes_and_not_the_sum() -> None:
    assert totals_of(table(*ROWS, "Total   1 700 €")) == [(1700, [1200, 300])]


def test_each_table_has_its_own_total() -> None:
    sport = ("Association", "Montant", "Club de voile", "1 200 €", "Total", "1 200 €")
    school = (
        "Subventions aux écoles",
        "Association",
        "Montant",
        "Les Lilas",
        "300 €",
        "Les Iris",
        "200 €",
        "Total",
        "500 €",
    )
    assert totals_of(table(*sport, *school)) == [(1200, [1200]), (500, [300, 200])]


def test_a_total_goes_back_to_the_last_one_of_its_own_rank() -> None:
    sport = "- Club de voile : 1 200 €\n- Club de judo : 100 €\nSous-total : 1 300 €\n"
    others = "- Amicale des Lilas : 300 €\nSous-total : 300 €\nTotal : 1 600 €\n"
    assert totals_of("Le conseil attribue des subventions comme suit.\n" + sport + others) == [
        (1300, [1200, 100]),
        (300, [300]),
        (1600, [1200, 100, 300]),
    ]


def test_the_total_of_a_table_of_several_columns_is_that_of_the_column_given() -> None:
    head = "Association   Montant demandé   Montant accordé"
    rows = ("Club de voile   3 000 €   1 200 €", "Amicale des Lilas   900 €   300 €")
    assert totals_of(table(head, *rows, "Total   3 900 €   1 500 €")) == [(1500, [1200, 300])]
    assert totals_of(table(head, *rows, "Total   1 500 €")) == []  # of which column?


@pytest.mark.parametrize(
    "words",
    [
        table(*ROWS),  # no total
        table(*ROWS, "Le montant des travaux est de 1 500 €, au total."),
        table(*ROWS, "Les crédits sont inscrits au budget, total 90 000 €"),
        table(ROWS[0], "x   200 €", *ROWS[1:], "Total   1 700 €"),  # a row that is not read: first,
        table(*ROWS[:2], "x   200 €", ROWS[2], "Total   1 700 €"),  # in the middle,
        table(*ROWS, "x   200 €", "Total   1 700 €"),  # last
        "Le conseil attribue 1 200 € au Club de voile et 300 € à l'Amicale des Lilas. Total 1 500 €.",  # no table
    ],
)
def test_a_doubtful_total_is_left_alone(words: str) -> None:
    assert totals_of(words) == []


def with_table() -> Record:
    """The invented record, whose first two commitments are the rows of a table that writes its total."""
    one = make.record()
    (act,) = one.acts
    first, second = (gift.evidence for gift in act.commitments[:2])
    words = replace(first, end=second.end, raw=one.text[first.start : second.end])
    return replace(one, acts=(replace(act, tables=(Fact(CommitmentTable(Decimal("1550.50")), words),)),))


def stated(record: Record) -> set[tuple[str, str]]:
    """What is published of the first table of the act."""
    pages = sitting_pages(make.sitting(record), Minter("https://data.example.org/"))
    node = "<https://data.example.org/act/219900016/2024-03-11/2024-017#table-1>"
    said = {(p, o) for page in pages for s, p, o in page.triples if s == node}
    return {(p[1:-1].rpartition("#")[2], o.rpartition("#")[2].rstrip(">")) for p, o in said}


def test_a_table_is_published_with_its_total_and_its_rows() -> None:
    assert {"statedTotal", "inAct"} < {name for name, _ in stated(with_table())}
    assert {value for name, value in stated(with_table()) if name == "tableRow"} == {"grant-1", "grant-2"}


def test_a_grant_that_a_curator_takes_away_is_no_row_any_more() -> None:
    record = with_table()
    (act,) = record.acts
    without = replace(record, acts=(replace(act, commitments=act.commitments[1:]),))
    assert {value for name, value in stated(without) if name == "tableRow"} == {"grant-1"}
    assert stated(replace(record, acts=(replace(act, commitments=act.commitments[2:]),))) == set()
