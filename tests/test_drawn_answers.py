"""Answers as pictures: a mark a row in the order of the answer, gaps that stay gaps, words for what has no number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from registre.files import resource
from registre.publication.site.charts import Chart, chart_of
from registre.publication.site.closing import QueryCard, StaticAnswer
from registre.publication.site.figures import LANGUAGES, Language
from registre.publication.site.words import Words, read_words

TITLE: dict[Language, str] = {"fr": "Ce qui est donné", "en": "What is given"}
HOSTILE = "<script>\"&'"


def words(language: Language = "fr") -> Words:
    return read_words(resource("site") / "locales", language)


def said(name: str) -> tuple[str, str, Mapping[Language, str]]:
    return name, "string", {"fr": f"le {name}", "en": f"the {name}"}


def drawn(kind: str, rows: Sequence[tuple[str, str, str]], value: str = "total_eur", series: bool = True) -> Chart:
    """The chart of the rows (label, value, series)."""
    columns = ("place", value, "who")
    answer = StaticAnswer(columns, tuple(rows), frozenset(), "")
    told = {"kind": kind, "label": "place", "value": value} | ({"series": "who"} if series else {})
    found = chart_of(
        QueryCard("asked", TITLE, TITLE, "SELECT", columns=tuple(map(said, columns)), answer=answer, chart=told)
    )
    assert found is not None
    return found


def svg(chart: Chart, language: Language = "fr") -> ElementTree.Element:
    """The picture as browsers read it."""
    return ElementTree.fromstring(chart.picture.draw(words(language)))


def bars(chart: Chart) -> list[tuple[float, float]]:
    """Where each bar begins and how long it is, in percents of the width."""
    return [
        (float(one.get("x", "").removesuffix("%")), float(one.get("width", "").removesuffix("%")))
        for one in svg(chart).iter("rect")
    ]


def texts(chart: Chart, language: Language = "fr") -> list[str]:
    return ["".join(one.itertext()) for one in svg(chart, language).iter("text")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["bars", "lines", "flows"])
def test_a_drawing_has_the_title_of_its_question_and_is_told_in_words(kind: str, language: Language) -> None:
    chart = drawn(kind, [("2022", "1200.5", HOSTILE), ("2023", "300", "Méca-Valis")])
    picture = svg(chart, language)
    assert picture.findtext("title") == TITLE[language]
    told = picture.findtext("desc") or ""
    assert ("500" if kind == "flows" else "200") in told
    assert any(HOSTILE in text for text in texts(chart, language))
    assert [one[language] for one in chart.columns] == [
        f"{'le' if language == 'fr' else 'the'} {name}" for name in ("total_eur", "place", "who")
    ]


def test_bars_stand_in_the_order_of_the_answer_with_their_numbers() -> None:
    chart = drawn("bars", [("b", "2", ""), ("a", "1000", ""), ("", "", "")], "acts", series=False)
    assert texts(chart) == ["b", "2", "a", "1\u202f000", "non précisé", "aucun nombre"]
    wide = [width for _, width in bars(chart)]
    assert len(wide) == 2 and wide[1] / wide[0] == pytest.approx(500, rel=0.01)


def test_a_number_below_zero_goes_to_the_left() -> None:
    chart = drawn("bars", [("a", "-10", ""), ("b", "30", "")], "acts", series=False)
    left, right = bars(chart)
    assert left[0] + left[1] == pytest.approx(right[0])
    assert right[1] / left[1] == pytest.approx(3, rel=0.01)


def test_only_the_first_rows_are_drawn_and_that_is_said() -> None:
    chart = drawn("bars", [(f"n{n}", str(n), "") for n in range(1, 40)], "acts", series=False)
    assert (chart.drawn, chart.rows) == (25, 39)
    assert len(list(svg(chart).iter("rect"))) == 25


def test_a_year_that_is_missing_breaks_its_line() -> None:
    rows = [("2020", "1", "a"), ("2021", "2", "a"), ("2023", "3", "a"), ("2022", "5", "b"), ("", "9", "b")]
    chart = drawn("lines", rows, "acts")
    steps = [one.get("d", "") for one in svg(chart).iter("path") if "line line-" in one.get("class", "")]
    assert [one.count("M") for one in steps if "h40" not in one] == [2, 1]
    assert chart.drawn == 4, "a row without a place has no point"


def test_days_stand_where_the_calendar_puts_them() -> None:
    chart = drawn("lines", [("2023-01-01", "1", "a"), ("2023-01-02", "1", "a"), ("2023-01-11", "1", "a")], "acts")
    lines = [one.get("d", "") for one in svg(chart).iter("path") if one.get("class") == "line line-1"]
    (steps,) = (one for one in lines if "h40" not in one)
    places = [float(one.split(" ")[0]) for one in steps[1:].split("L")]
    assert (places[2] - places[0]) / (places[1] - places[0]) == pytest.approx(10, rel=0.01)


def test_percents_and_euros_are_written_with_their_unit() -> None:
    assert "45,2\u202f%" in texts(drawn("bars", [("a", "45.2", "")], "present_percent", series=False))
    assert "1\u202f200,50\u00a0€" in texts(drawn("bars", [("a", "1200.5", "")], series=False))
    assert any(one.endswith("· 3") for one in texts(drawn("flows", [("a", "3", "b")], "times")))


def test_nothing_is_drawn_without_a_number_or_without_being_asked() -> None:
    answer = StaticAnswer(("place", "acts"), (("a", ""),), frozenset(), "")
    assert chart_of(QueryCard("asked", TITLE, TITLE, "", answer=answer)) is None
    told = {"kind": "bars", "label": "place", "value": "acts"}
    assert chart_of(QueryCard("asked", TITLE, TITLE, "", answer=answer, chart=told)) is None
    assert chart_of(QueryCard("asked", TITLE, TITLE, "", chart=told)) is None


def test_money_of_the_same_two_names_is_one_band() -> None:
    chart = drawn("flows", [("a", "3", "b"), ("a", "4", "b"), ("a", "", "c")])
    bands = [one for one in svg(chart).iter("path") if one.get("class") == "band"]
    assert len(bands) == 1 and any("7" in one for one in texts(chart))
    assert Decimal(chart.drawn) == 2
