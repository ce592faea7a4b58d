"""Coverage as data: what is counted a year, what is not measured, and what a reader is told."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF

from builders import DAY, VALBRUME, Known
from html_reading import Html, read_file
from invented_site import CONFIG, sittings, write_site
from registre.graph.iris import Minter
from registre.graph.mapping import sitting_pages
from registre.linking.identities import Body
from registre.publication.coverage import (
    METRICS,
    BodyCoverage,
    Coverage,
    YearCoverage,
    count_sitting,
    counter_of,
    coverage_graphs,
    gaps,
)
from registre.publication.documents import json_ld
from registre.publication.site.coverage_pages import coverage_pages
from registre.publication.site.hubs import Hubs
from registre.publication.site.places import Places
from registre.publication.site.rendering import Renderer
from registre.publication.site.rows import Rows
from registre.validation import Finding, Gravity, Shapes, validate_graph

MINT = Minter(CONFIG.base)
DQV = rdflib.Namespace("http://www.w3.org/ns/dqv#")
REG = rdflib.Namespace("https://w3id.org/registre/ns#")
SHAPE = "https://w3id.org/registre/shapes#vote-stated"
PAGE = f"coverage/{VALBRUME.key}"


def finding(focus: str) -> Finding:
    return Finding(Gravity.info, SHAPE, focus, None, None, "Aucun vote.", "No vote.", "MinCount")


@pytest.fixture(scope="module")
def covered() -> tuple[BodyCoverage, ...]:
    coverage, acts = Coverage(), dict[str, str]()
    for meeting in sittings():
        coverage.add(count_sitting(meeting, list(sitting_pages(meeting, MINT, acts))))
    act = MINT.act(VALBRUME.key, DAY, "2024-017")
    return coverage.close([finding(f"{act}#vote"), finding(act), finding("https://elsewhere.example/x")])


@pytest.fixture(scope="module")
def graph(covered: tuple[BodyCoverage, ...]) -> rdflib.Graph:
    found = rdflib.Graph()
    for page in coverage_graphs(covered, MINT):
        found.parse(data=json_ld(page), format="json-ld")
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("covered")
    write_site(folder)
    return folder


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("2024-017", ("2024-#", 17)),
        ("DEL 2024/03/07", ("del 2024/03/#", 7)),
        ("7/2024", ("#/2024", 7)),  # the year closes the number
        ("2024007", ("2024#", 7)),  # the year is glued to the counter
        ("12", ("#", 12)),
        ("2024", None),  # the year alone counts nothing
        ("A", None),
        ("20240101123456", None),  # a stamp, not a counter
    ],
)
def test_the_counter_of_a_number_is_found(number: str, place: tuple[str, int] | None) -> None:
    assert counter_of(number, 2024) == place


def test_gaps_are_counted_between_the_first_and_the_last_of_a_series() -> None:
    assert gaps([{3, 4, 6, 9, 10}]) == 3
    assert gaps([{1, 2, 3, 4, 5}, {7, 9, 10, 11, 12}]) == 1


def test_few_or_scattered_numbers_make_no_series_and_no_series_is_not_zero_gaps() -> None:
    assert gaps([]) is None
    assert gaps([{1, 3, 5, 7}]) is None
    assert gaps([{1, 2, 3, 4, 90_000}]) is None


def test_a_year_counts_its_sessions_acts_votes_and_beneficiaries(covered: tuple[BodyCoverage, ...]) -> None:
    (body,) = covered
    (year,) = body.years
    assert (year.year, year.sessions, year.acts, year.votes, year.evidence) == (DAY.year, 2, 2, 2, 2)
    assert year.identified <= year.beneficiaries
    assert year.gaps is None
    assert year.findings == ((SHAPE, 2),)


def test_each_count_is_a_measurement_of_a_declared_metric_without_blank_nodes(graph: rdflib.Graph) -> None:
    measured = set(graph.subjects(RDF.type, DQV.QualityMeasurement))
    metrics = {str(one).rpartition("-")[2] for one in graph.objects(None, DQV.isMeasurementOf)}
    assert metrics == {*METRICS, "findings"} - {"gaps"}
    assert len(measured) == len(METRICS)  # the findings of one shape take the place of the gaps
    assert {graph.value(one, DQV.computedOn) for one in measured} == {rdflib.URIRef(f"{CONFIG.base}{PAGE}#year-2024")}
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)
    ((counted, shape),) = graph.subject_objects(REG.countedShape)
    assert str(shape) == SHAPE and int(str(graph.value(counted, DQV.value))) == 2


def test_the_shapes_accept_the_measurements_and_refuse_a_negative_one(graph: rdflib.Graph) -> None:
    def faults() -> Iterator[str]:
        yield from (
            one.shape for one in validate_graph(graph, Shapes.load()).findings if one.focus.startswith(CONFIG.base)
        )

    assert not [one for one in faults() if "measured" in one or "covered" in one]
    one = next(iter(graph.subjects(RDF.type, DQV.QualityMeasurement)))
    graph.set((one, DQV.value, rdflib.Literal(-1)))
    assert any(shape.endswith("#measured-value") for shape in faults())


def test_the_pages_warn_against_wrong_conclusions_in_both_languages(site: Path) -> None:
    for path, said in (
        ("coverage", ("ne veut pas dire zéro", "présences relevées", "Aucune de ces mesures n’est une note")),
        (PAGE, ("pas de série", "non qu’aucune ne s’est tenue", "ne veut pas dire zéro")),
        ("en/coverage", ("does not mean zero", "attendance as recorded")),
    ):
        text = " ".join(read_file(site / f"{path}.html").text.split())
        assert not [words for words in said if words not in text], path


def test_the_table_the_csv_and_the_graph_say_the_same(site: Path) -> None:
    page: Html = read_file(site / f"{PAGE}.html")
    rows = list(csv.DictReader((site / f"{PAGE}.csv").open(encoding="utf-8", newline="")))
    graph = rdflib.Graph().parse(site / f"{PAGE}.jsonld", format="json-ld")
    stated = {str(one): str(value) for one, value in graph.subject_objects(DQV.value)}
    assert {row["address"]: row["value"] for row in rows} == stated and len(stated) > 5
    assert {address.partition("#")[2] for address in stated} <= set(page.ids)


def test_every_page_leads_to_the_coverage_and_the_body_to_its_own(site: Path) -> None:
    assert "../coverage.html" in read_file(site / f"body/{VALBRUME.key}.html").links
    assert f"../{PAGE}.html" in read_file(site / f"body/{VALBRUME.key}.html").links


def test_the_coverage_of_1500_bodies_stands_on_pages_that_stay_light(tmp_path: Path) -> None:
    bodies = [Body(f"2{n:08}", f"Commune de Bourg-{n:04}", f"2{n:08}", "commune") for n in range(1500)]
    year = YearCoverage(2024, 2, 12, 11, 12, 3, 1, None)
    covered = tuple(BodyCoverage(one.key, one.name, (year,)) for one in bodies[:1400])
    renderer = Renderer(tmp_path, CONFIG)
    pages = list(coverage_pages(Hubs(Rows(), Known(bodies=tuple(bodies)), Places(MINT, CONFIG.base)), covered))
    lists = [page for page in pages if page.template == "coverage.html"]
    for page in lists:
        renderer.write(page)
    assert [page.path for page in lists] == ["coverage", *(f"coverage-{number}" for number in range(2, 9))]
    assert len(pages) - len(lists) == len(covered)
    listed = list[str]()
    for page in lists:
        for folder in ("", "en/"):
            assert (tmp_path / f"{folder}{page.path}.html").stat().st_size < 100_000
        html = read_file(tmp_path / f"{page.path}.html")
        assert "coverage.csv" in html.links
        listed += [link for link in html.links if link.startswith(("coverage/", "body/"))]
    assert len(set(listed)) == len(listed) == len(bodies), "every body on one page alone"
    assert "coverage-3.html" in read_file(tmp_path / "coverage-2.html").links
    rows = list(csv.DictReader((tmp_path / "coverage.csv").open(encoding="utf-8", newline="")))
    assert len({row["body"] for row in rows}) == len(covered)
    assert not (tmp_path / "coverage-2.csv").exists()
