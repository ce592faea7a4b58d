"""What a build remembers on disk: names once, and rows."""

from __future__ import annotations

import sqlite3
import tracemalloc
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre.errors import OutputFailed
from registre.kept import KeptNames, KeptRows

TEXTS = st.text(max_size=4)


@dataclass(frozen=True, slots=True)
class Line:
    """What a row of the site is made of."""

    town: str
    guild: str | None
    day: date
    amount_eur: Decimal | None = None
    key: tuple[str, str] | None = None


LINES = st.lists(
    st.builds(
        Line,
        town=st.sampled_from(["", "a", "A", "é", "\uffee", "😀"]),
        guild=st.sampled_from([None, "", "x", "x' OR '1"]),
        day=st.dates(),
        amount_eur=st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=2),
        key=st.none() | st.tuples(TEXTS, TEXTS),
    )
)


def kept_lines(lines: list[Line]) -> KeptRows[Line]:
    kept = KeptRows(
        Line,
        lambda one: (one.day.isoformat(), one.town),
        town=lambda one: one.town,
        guild=lambda one: one.guild,
    )
    for one in lines:
        kept.add(one)
    return kept


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_a_name_keeps_the_value_that_it_had_first(pairs: list[tuple[str, str]]) -> None:
    kept, known = KeptNames(), dict[str, str]()
    for name, value in pairs:
        assert kept.add(name, value) == (name not in known)
        known.setdefault(name, value)
    assert len(kept) == len(known)
    assert {name: kept.find(name) for name in known} == known
    assert "another name" not in kept and kept.find("another name") is None


@given(LINES)
def test_rows_come_back_equal_in_the_order_they_were_given(lines: list[Line]) -> None:
    kept = kept_lines(lines)
    assert list(kept) == lines and len(kept) == len(lines)
    assert list(kept.earliest()) == sorted(lines, key=lambda one: (one.day, one.town))
    assert [str(one.amount_eur) for one in kept] == [str(one.amount_eur) for one in lines], "cents that are 0 are kept"


@given(LINES)
def test_rows_are_found_by_what_they_are_known_by_as_python_would_sort_them(lines: list[Line]) -> None:
    kept = kept_lines(lines)
    place = {id(one): (one.day, one.town) for one in lines}
    for guild in ("", "x", "x' OR '1", "nobody"):
        found = [one for one in lines if one.guild == guild]
        assert list(kept.of(guild=guild)) == found and kept.count(guild=guild) == len(found)
        assert list(kept.latest(guild=guild)) == sorted(found, key=lambda one: place[id(one)], reverse=True)
        assert list(kept.names("town", guild=guild)) == sorted({one.town for one in found})
    several = [one for one in lines if one.town in ("a", "é") and one.guild == "x"]
    assert list(kept.of(town=["a", "é"], guild="x")) == several and not list(kept.of(town=[]))
    assert list(kept.earliest(town=("a", "é"), guild="x")) == sorted(several, key=lambda one: place[id(one)])


def test_many_rows_lie_on_the_disk_and_not_in_memory() -> None:
    tracemalloc.start()
    kept = kept_lines([])
    for number in range(5000):
        kept.add(Line(f"town {number % 50}", "x" * 200, date(2024, 1, 1 + number % 28), Decimal(number)))
    assert sum(1 for _ in kept.latest(town="town 7")) == 100
    assert tracemalloc.get_traced_memory()[1] < 300_000, "5,000 rows of some 600 bytes"
    tracemalloc.stop()


def test_a_disk_that_refuses_rows_is_told() -> None:
    kept = kept_lines([])
    kept._kept.execute("DROP TABLE kept")
    with pytest.raises(OutputFailed) as told:
        kept.add(Line("a", None, date(2024, 1, 1)))
    assert isinstance(told.value.__cause__, sqlite3.Error)
    with pytest.raises(OutputFailed):
        list(kept)
