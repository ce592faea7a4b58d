"""The reading, measured on a few invented documents of every layout, does not fall below its floors.

The floors stand a little under what is measured: they catch a regression, they are no goal. The large
measure is `make corpus`.
"""

from __future__ import annotations

import pytest
from bench.synthesis.layouts import LAYOUTS
from bench.synthesis.measure import Measure, measure, read_with_registre, render_cells

from registre.evaluation import render, render_errors

SEEDS = range(1, 5)
NOISES = (0, 2)

FLOOR_BY_NOISE = {0: 0.86, 2: 0.83}
FLOOR_BY_FIELD = {
    "act": 0.70,
    "attendance": 0.95,
    "body": 0.92,
    "budget_code": 0.76,
    "count.present": 0.95,
    "date": 0.93,
    "grant": 0.70,
    "organ": 0.95,
    "president": 0.86,
    "proxy_to": 0.92,
    "secretary": 0.90,
    "teletransmission_id": 0.87,
    "vote.outcome": 0.67,
}
FLOOR_PRECISION = 0.95


@pytest.fixture(scope="module")
def measured() -> Measure:
    return measure(SEEDS, LAYOUTS, NOISES, read_with_registre)


def test_every_layout_was_measured(measured: Measure) -> None:
    assert len(measured.cells) == len(LAYOUTS) * len(NOISES)
    assert all(cell.documents == len(SEEDS) for cell in measured.cells.values())


@pytest.mark.parametrize("noise", NOISES)
def test_all_facts_stay_above_their_floor(measured: Measure, noise: int) -> None:
    assert measured.at_noise(noise).total.f1 >= FLOOR_BY_NOISE[noise], render_cells(measured)


def test_precision_comes_before_recall(measured: Measure) -> None:
    assert measured.at_noise(0).total.precision >= FLOOR_PRECISION, render_cells(measured)


@pytest.mark.parametrize("field", sorted(FLOOR_BY_FIELD))
def test_a_field_stays_above_its_floor(measured: Measure, field: str) -> None:
    assert measured.whole.fields[field].f1 >= FLOOR_BY_FIELD[field], render(measured.whole, "en")


def test_nothing_is_read_where_there_is_no_session(measured: Measure) -> None:
    for noise in NOISES:
        cell = measured.cells["not-a-session", noise]
        assert cell.total.wrong == 0, render_errors(cell, "en")
