"""Values enter a query as terms, whatever they hold; a query never leaves the dump; answers are rendered alike."""

from __future__ import annotations

import csv
import io
import json
import shutil
import unicodedata
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre.errors import BadConfiguration, ExitCode, RegistreError
from registre.exports.graph import read_published
from registre.publication.compressed import write_gzip, write_zstd
from registre.sparql import Answer, render, run_query
from registre.sparql.answer import cell_of
from registre.sparql.binding import bind, term_of
from registre.sparql.library import find_query
from registre.sparql.local import LocalStore
from registre.sparql.offline import check_offline
from registre.sparql.query import Kind
from sparql_fixture import write_fixture
from sparql_injections import INJECTIONS


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture(tmp_path_factory.mktemp("sparql"))


@pytest.mark.parametrize("hostile", INJECTIONS)
def test_a_hostile_value_stays_a_value(dump: Path, hostile: str) -> None:
    query = find_query("grants-of-organisation")
    try:
        text = bind(query, {"organisation": hostile})
    except BadConfiguration:
        return
    check_offline(query.name, text)
    assert text.count("\n") == query.body.count("\n")
    assert all(hostile.lower() in str(row).lower() for row in LocalStore(dump).ask(query, text).rows)


def test_enough_hostile_values_are_tried() -> None:
    assert len(set(INJECTIONS)) >= 30


@given(st.text(max_size=40))
def test_any_text_is_refused_or_read_back_as_it_is(value: str) -> None:
    try:
        term = term_of(Kind.string, value)
    except BadConfiguration:
        return
    (triple,) = pyoxigraph.parse(f"<urn:s> <urn:p> {term} .", format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert triple.object == pyoxigraph.Literal(unicodedata.normalize("NFC", value))


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (
            Kind.iri,
            "https://data.example.org/act/1",
            ["act/1", "javascript:alert(1)", "file:///etc/passwd", "https://a/> ?x"],
        ),
        (Kind.date, "2022-05-05", ["05/05/2022", "2022-02-30", "2022-5-5", "2022-05-05T00:00:00", "２022-05-05", ""]),
        (Kind.year, "2022", ["22", "20222", "2022 ", "0000", "année"]),
        (Kind.integer, "-12", ["1.0", "1e3", "+1", "", "1" * 19]),
        (Kind.decimal, "12.50", ["12,50", "1e3", "NaN", "inf", ".5", "1."]),
        (Kind.boolean, "true", ["yes", "1", "TRUE"]),
    ],
)
def test_a_value_is_of_its_kind_or_refused(kind: Kind, good: str, bad: list[str]) -> None:
    assert term_of(kind, good)
    for value in bad:
        with pytest.raises(BadConfiguration, match=kind):
            term_of(kind, value)


def test_an_unknown_question_names_those_that_resemble_it(dump: Path) -> None:
    with pytest.raises(BadConfiguration, match="grants-by-beneficiary"):
        run_query("grant-by-beneficiary", {}, dump=dump)


def test_an_unknown_or_missing_parameter_is_said(dump: Path) -> None:
    with pytest.raises(BadConfiguration, match=r"no parameter « jahr »\. Its parameters: search, year"):
        run_query("grants-by-beneficiary", {"jahr": "2022"}, dump=dump)
    with pytest.raises(BadConfiguration, match="« year » is missing"):
        run_query("acts-of-year", {}, dump=dump)


@pytest.mark.parametrize("left", [".gz", ".zst"])
def test_a_dump_that_stands_packed_only_is_asked_and_exported_alike(dump: Path, tmp_path: Path, left: str) -> None:
    place = shutil.copyfile(dump, tmp_path / "registre.nq")
    wanted, exported = run_query("coverage", {}, dump=place), len(read_published(place))
    for packed in (write_gzip(place), write_zstd(place)):
        if packed.suffix != left:
            packed.unlink()
    place.unlink()
    assert wanted.rows and exported
    for named in (place, place.with_name(place.name + left)):
        assert run_query("coverage", {}, dump=named) == wanted
    assert len(read_published(place.with_name(place.name + left))) == exported
    data = place.with_name(place.name + left)
    data.write_bytes(data.read_bytes()[:-9])
    with pytest.raises(RegistreError, match=rf"registre\.nq\{left}: cannot be read as N-Quads"):
        LocalStore(place)


def test_a_dump_that_is_not_there_or_no_dump_is_said(tmp_path: Path) -> None:
    with pytest.raises(RegistreError, match="registre build") as missing:
        LocalStore(tmp_path / "none.nq")
    assert missing.value.exit_code == ExitCode.input
    (tmp_path / "bad.nq").write_text("this is no quad", "utf-8")
    with pytest.raises(RegistreError, match="cannot be read as N-Quads"):
        LocalStore(tmp_path / "bad.nq")
    with pytest.raises(BadConfiguration, match="a dump or an endpoint"):
        run_query("coverage", {}, dump=None)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent ?where { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
        "SELECT * from named <http://127.0.0.1:9/> WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "INSERT DATA { <http://a/> <http://a/> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * WHERE { ?s ?p '''it's''' . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * WHERE { ?s ?p "\\" " . SERVICE <http://127.0.0.1:9/> { ?s ?p " " } }',
        "SELECT * WHERE { # quiet '\n SERVICE <http://127.0.0.1:9/#> { ?s ?p ?o } # '\n }",
        "SELECT * WHERE { S\\u0045RVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * WHERE { ?s ?p "\\u0022" . ?s ?q "x" }',
    ],
)
def test_a_query_that_leaves_the_dump_is_refused_before_it_runs(dump: Path, text: str) -> None:
    with pytest.raises(BadConfiguration, match="not allowed"):
        LocalStore(dump).ask(find_query("coverage"), text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service WHERE { ?service ?from 'LOAD FROM SERVICE' }",
        "PREFIX service: <http://a/> SELECT * WHERE { ?s service:load service:from }",
        "SELECT * WHERE { ?s <http://example.org/SERVICE> ?o } # FROM here on",
        'SELECT * WHERE { ?s ?p """a "quoted" SERVICE""" }',
    ],
)
def test_words_in_names_texts_and_comments_are_free(text: str) -> None:
    check_offline("asked", text)


ANSWER = Answer(
    "asked",
    ("name", "amount_eur", "reached", "thing"),
    (
        ("Asso « L'été », n° 1", Decimal("1500.50"), True, "https://data.example.org/organisation/local/" + "a" * 60),
        ('dit "le Phare"\n\x1b[31mrouge', Decimal(80000), None, "https://data.example.org/x"),
        ("t" * 100, None, False, None),
    ),
)


def test_the_table_is_aligned_visible_and_counted() -> None:
    assert render(Answer("asked", ("name", "n"), (("é", 5), ("abc", 12))), "table") == (
        "name  n\n────  ──\né      5\nabc   12\n(2)\n"
    )
    shown = render(ANSWER, "table")
    assert "\x1b" not in shown
    assert "a" * 60 in shown
    assert "t" * 79 + "…" in shown


def test_csv_is_quoted_as_it_must_be() -> None:
    rows = list(csv.reader(io.StringIO(render(ANSWER, "csv"), newline="")))
    assert rows[0] == list(ANSWER.columns)
    assert rows[1][1:3] == ["1500.50", "true"]
    assert rows[2][0] == 'dit "le Phare"\n\x1b[31mrouge'
    assert rows[3][1:] == ["", "false", ""]


def test_json_keeps_every_digit() -> None:
    whole = json.loads(render(ANSWER, "json"), parse_float=Decimal)
    assert whole["query"] == "asked"
    assert whole["rows"][0]["amount_eur"] == Decimal("1500.50")
    assert whole["rows"][2] == {"name": "t" * 100, "amount_eur": None, "reached": False, "thing": None}


@pytest.mark.parametrize(
    ("lexical", "datatype", "cell"),
    [
        ("80000.00", "decimal", Decimal(80000)),
        ("0.50", "decimal", Decimal("0.5")),
        ("007", "integer", 7),
        ("1", "boolean", True),
        ("2022-05-05", "date", "2022-05-05"),
        ("many", "integer", "many"),
    ],
)
def test_a_number_is_one_whatever_its_spelling(lexical: str, datatype: str, cell: object) -> None:
    term = pyoxigraph.Literal(lexical, datatype=pyoxigraph.NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))
    given_back = cell_of(term)
    assert given_back == cell
    assert type(given_back) is type(cell)
    assert "E" not in str(given_back)
