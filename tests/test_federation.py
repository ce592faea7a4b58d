"""Questions that also ask Wikidata or INSEE, here asked of a local server with invented data of the same shape."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from conftest import run_registre
from registre.errors import BadConfiguration, EndpointFailed
from registre.sparql import federation, list_queries, run_query
from registre.sparql.library import network_library, read_query
from registre.sparql.query import Query
from servers import served
from sparql_fixture import HERE, write_fixture

THEIRS = """
@prefix wdt:  <http://www.wikidata.org/prop/direct/> .
@prefix wd:   <http://www.wikidata.org/entity/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix igeo: <http://rdf.insee.fr/def/geo#> .
@prefix xsd:  <http://www.w3.org/2001/XMLSchema#> .
wd:Q900001 wdt:P1616 "200000008" ; rdfs:label "Val \\"noir\\""@fr , "Black valley"@en ;
  wdt:P856 <https://val-noir.example/> .
wd:Q900002 wdt:P1616 "200000008" .
wd:Q900003 wdt:P1616 "123456789" ; rdfs:label "Nobody of ours"@fr .
<http://id.insee.fr/geo/commune/0a1b> a igeo:Commune ; igeo:codeINSEE "99003"^^xsd:token ; igeo:nom "Brévent" .
<http://id.insee.fr/geo/commune/9z> a igeo:Commune ; igeo:codeINSEE "99004"^^xsd:token ; igeo:nom "Ailleurs" .
"""


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("theirs"), THEIRS.encode(), "text/turtle") as url:
        yield url


@pytest.fixture(scope="module")
def ours(dump: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("ours"), dump.read_bytes(), "application/n-quads") as url:
        yield url


def test_an_organisation_is_found_in_wikidata_by_its_siren(dump: Path, theirs: str) -> None:
    rows = run_query("wikidata-organisations", {}, dump=dump, network=True, service=theirs).rows
    body = "https://data.example.org/body/val-noir"
    name = "Communauté de communes du Val-Noir"
    assert rows == (
        (name, "200000008", 'Val "noir"', "https://val-noir.example/", "http://www.wikidata.org/entity/Q900001", body),
        (name, "200000008", None, None, "http://www.wikidata.org/entity/Q900002", body),
    )
    chosen = {"search": "hautes-combes"}
    assert run_query("wikidata-organisations", chosen, dump=dump, network=True, service=theirs).rows == ()


def test_a_commune_is_found_at_insee_whatever_the_type_of_its_code(dump: Path, theirs: str) -> None:
    (row,) = run_query("insee-communes", {}, dump=dump, network=True, service=theirs).rows
    assert row[:5] == ("99003", "Brévent", "Brévent", True, "http://id.insee.fr/geo/commune/0a1b")


@pytest.mark.parametrize("query", network_library(), ids=lambda one: one.name)
def test_an_endpoint_gives_the_same_answer_as_the_dump(query: Query, dump: Path, ours: str, theirs: str) -> None:
    here = run_query(query.name, {}, dump=dump, network=True, service=theirs)
    assert here.rows
    assert run_query(query.name, {}, dump=None, endpoint=ours, network=True, service=theirs) == here


@pytest.mark.parametrize("query", network_library(), ids=lambda one: one.name)
def test_nothing_is_asked_without_the_network(query: Query, dump: Path) -> None:
    with pytest.raises(BadConfiguration, match="Nothing was sent") as fault:
        run_query(query.name, {}, dump=dump, service="http://127.0.0.1:9/query")
    assert query.service is not None
    assert query.service.url in str(fault.value)
    assert "Rien n'a été envoyé" in str(fault.value)
    done = run_registre("query", query.name, "--dump", dump)
    assert done.returncode == fault.value.exit_code
    assert "--network" in done.stderr


def test_nobody_at_the_service_is_said(dump: Path) -> None:
    with pytest.raises(EndpointFailed, match="cannot be reached"):
        run_query("insee-communes", {}, dump=dump, network=True, service="http://127.0.0.1:9/query")


@pytest.fixture
def listening() -> Iterator[tuple[str, list[str]]]:
    """A service that knows nothing, and what it was asked."""
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["query"][0])
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(b'{"head":{"vars":["siren"]},"results":{"bindings":[]}}')

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", heard
    server.shutdown()
    server.server_close()


def test_only_the_numbers_are_sent(dump: Path, listening: tuple[str, list[str]]) -> None:
    url, heard = listening
    assert run_query("wikidata-organisations", {"search": "val"}, dump=dump, network=True, service=url).rows == ()
    assert len(heard) == 1
    assert '"200000008"' in heard[0]
    assert not any(word in heard[0] for word in ("data.example.org", "Val-Noir", "search"))


def test_many_numbers_are_asked_a_few_at_a_time(
    dump: Path, theirs: str, monkeypatch: pytest.MonkeyPatch, listening: tuple[str, list[str]]
) -> None:
    url, heard = listening
    monkeypatch.setattr(federation, "AT_ONCE", 1)
    run_query("insee-communes", {}, dump=dump, network=True, service=url)
    assert len(heard) == 2
    assert run_query("insee-communes", {}, dump=dump, network=True, service=theirs).rows


GOOD = (HERE.parent / "queries" / "network" / "insee-communes.rq").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# network: http://rdf.insee.fr/sparql sends written\n", "", "SERVICE is not allowed"),
        ("sends written", "written", "« network » is written"),
        ("# network: http://rdf.insee.fr", "# network: http://elsewhere.example", "its head says"),
        ("  SERVICE <http://rdf", "  SERVICE <http://rdf.insee.fr/sparql> { }\n  SERVICE <http://rdf", "has one"),
        ("igeo:nom ?insee_name", "igeo:nom ?insee_name . SERVICE ?x { }", "SERVICE is not allowed"),
        ("SELECT ?code", "SELECT ?code # SERVICE <x> {", "has one"),
    ],
)
def test_a_file_that_asks_more_than_its_head_says_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert GOOD.count(old) == 1
    path = tmp_path / "asked.rq"
    path.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(BadConfiguration, match=said):
        read_query(path)


def test_the_list_says_which_questions_need_the_network() -> None:
    needing = [line.split()[0] for line in list_queries("en").splitlines() if line.endswith("--network")]
    assert needing == [query.name for query in network_library()] == ["insee-communes", "wikidata-organisations"]


@pytest.mark.parametrize("query", network_library(), ids=lambda one: one.name)
def test_the_site_explains_what_needs_the_network_and_asks_nobody(query: Query, built: Path) -> None:
    assert query.service is not None
    for folder, said in ((built, "A besoin du réseau"), (built / "en", "Needs the network")):
        page = (folder / "query" / f"{query.name}.html").read_text("utf-8")
        assert page.count(said) == 1
        assert f"<code>{query.service.url}</code>" in page
        assert f"<code>?{query.service.sent}</code>" in page
        assert f"registre query {query.name} --network" in page
        assert "sparql.html?query=" not in page, "the store of the browser asks no endpoint"
        listed = (folder / "list" / "queries.html").read_text("utf-8")
        assert listed.count(said) == len(network_library())
    assert (built / "query" / f"{query.name}.rq").is_file()
    assert not (built / "query" / f"{query.name}.csv").exists(), "a build asks nothing of the network"
