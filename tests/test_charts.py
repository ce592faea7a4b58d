"""The drawing that a question may ask for: read strictly, and one mark a row on what is stored."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from registre.errors import BadConfiguration
from registre.publication.site.sparql_page import library_for_scripts
from registre.questions import question_cards
from registre.sparql.library import library, read_query
from registre.sparql.query import Chart, ChartKind, Query

STORED = Path(__file__).parent / "queries"
DRAWN = tuple(query for query in library() if query.chart is not None)
GOOD = """\
# title_fr: Titre
# title_en: Title
# description_fr: Une description.
# description_en: A description.
# use_fr: Usage.
# use_en: Use.
# limits_fr: Limites.
# limits_en: Limits.
# parameters: none
# columns:
#   name: string: le nom | the name
#   acts: integer: les actes | the acts
#   thing: iri: la chose | the thing
# chart: bars name acts

SELECT ?name (1 AS ?acts) ?thing WHERE { ?thing ?with ?name }
"""


def read(folder: Path, old: str, new: str) -> Query:
    assert GOOD.count(old) == 1
    path = folder / "asked.rq"
    path.write_text(GOOD.replace(old, new), "utf-8")
    return read_query(path)


def test_a_chart_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    assert read(tmp_path, "# chart: bars name acts\n", "").chart is None
    assert read(tmp_path, "bars name acts", "lines name acts").chart == Chart(ChartKind.lines, "name", "acts", None)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("# chart: pie name acts", "« pie » is no chart; charts are bars, lines, flows"),
        ("# chart: bars name", "a chart is « kind label value series »"),
        ("# chart: flows name acts", "a chart is « kind label value series »"),
        ("# chart: bars other acts", "the chart names « other », which is no column"),
        ("# chart: bars acts acts", "the chart names one column twice"),
        ("# chart: bars acts name", "« name » is no column of numbers"),
        ("# chart: bars thing acts", "« thing » holds addresses"),
        ("# chart: flows name acts thing", "« thing » holds addresses"),
        ("# chart:", "« chart » says nothing"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused_with_its_place(tmp_path: Path, new: str, said: str) -> None:
    with pytest.raises(BadConfiguration, match=r"asked\.rq, line 14: ") as fault:
        read(tmp_path, "# chart: bars name acts", new)
    assert said in str(fault.value)


def test_a_chart_is_named_once(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="line 15: « chart » is said twice"):
        read(tmp_path, "# chart: bars name acts", "# chart: bars name acts\n# chart: bars name acts")


@pytest.mark.parametrize("query", DRAWN, ids=lambda one: one.name)
def test_a_line_has_one_point_a_place(query: Query) -> None:
    """Bars and bands stand one a row, homonyms side by side; two points in one place would hide each other."""
    chart = query.chart
    assert chart is not None
    rows = list(csv.DictReader((STORED / f"{query.name}.csv").open(encoding="utf-8", newline="")))
    assert any(row[chart.value] for row in rows)
    if chart.kind is ChartKind.lines:
        places = Counter((row[chart.label], row[chart.series] if chart.series else "") for row in rows)
        assert [place for place, times in places.items() if times > 1] == []


def test_what_may_not_be_ranked_or_added_is_not_drawn_in_bars() -> None:
    assert len(DRAWN) >= 10
    ranked = {query.name for query in DRAWN if query.chart and query.chart.kind is ChartKind.bars}
    assert not [name for name in ranked if "attendance" in name or "prox" in name]
    assert "safe-sums" not in {query.name for query in DRAWN}, "its rows are of kinds that do not compare"


def test_pages_and_scripts_are_told_the_chart() -> None:
    charts = {card.name: card.chart for card in question_cards()}
    assert charts["common-beneficiaries"] == {
        "kind": "flows",
        "label": "body_name",
        "value": "total_eur",
        "series": "beneficiary_name",
    }
    assert charts["grants-by-beneficiary"] == {"kind": "bars", "label": "beneficiary_name", "value": "total_eur"}
    assert charts["safe-sums"] == {}
    told = json.loads(library_for_scripts(question_cards()))
    assert {one["name"]: one["chart"] for one in told} == {query.name: charts[query.name] for query in library()}
