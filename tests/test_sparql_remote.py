"""The same questions asked of a real SPARQL server, and of servers that misbehave."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from registre.errors import BadConfiguration, EndpointFailed, ExitCode
from registre.sparql import RemoteEndpoint, remote, run_query
from registre.sparql.library import find_query, library
from registre.sparql.query import Query
from servers import free_port, served
from sparql_fixture import CHOSEN, write_fixture
from sparql_injections import INJECTIONS


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture(tmp_path_factory.mktemp("remote"))


@pytest.fixture(scope="module")
def server(dump: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an oxigraph server that was given the dump over HTTP."""
    with served(tmp_path_factory.mktemp("oxigraph"), dump.read_bytes(), "application/n-quads") as url:
        yield url


@pytest.mark.parametrize("query", library(), ids=lambda one: one.name)
def test_a_server_and_the_dump_give_the_same_answer(query: Query, server: str, dump: Path) -> None:
    values = CHOSEN.get(query.name, {})
    here = run_query(query.name, values, dump=dump)
    assert here.rows
    assert run_query(query.name, values, dump=None, endpoint=server) == here


def test_hostile_values_change_nothing_on_a_server(server: str, dump: Path) -> None:
    asked = 0
    for hostile in INJECTIONS:
        try:
            there = run_query("grants-of-organisation", {"organisation": hostile}, dump=None, endpoint=server)
        except BadConfiguration:
            continue
        asked += 1
        assert there == run_query("grants-of-organisation", {"organisation": hostile}, dump=dump)
    assert asked >= 25
    assert run_query("safe-sums", {}, dump=None, endpoint=server) == run_query("safe-sums", {}, dump=dump)


def test_a_query_that_the_server_refuses_is_said(server: str) -> None:
    with pytest.raises(EndpointFailed, match="refused the query"):
        RemoteEndpoint(server).ask(find_query("coverage"), "SELECT nothing sensible")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/", "127.0.0.1:80", "http://", ""])
def test_an_endpoint_is_an_http_address(url: str) -> None:
    with pytest.raises(BadConfiguration, match="http"):
        RemoteEndpoint(url)


def test_nobody_at_the_address_is_said() -> None:
    with pytest.raises(EndpointFailed, match="cannot be reached") as fault:
        run_query("coverage", {}, dump=None, endpoint=f"http://127.0.0.1:{free_port()}/query")
    assert fault.value.exit_code == ExitCode.input


Behaviour = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture
def misbehaving() -> Iterator[Callable[[Behaviour], str]]:
    """Starts a server that answers every query as it is told."""
    servers: list[HTTPServer] = []

    def start(behave: Behaviour) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                behave(self)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/sparql"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def _says(status: int, kind: str, body: bytes, length: int | None = None) -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


_JSON = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("behave", "said"),
    [
        (_says(404, "text/plain", b"nothing here"), "refused the query"),
        (_says(500, "text/plain", b"out of memory"), "refused the query"),
        (_says(401, "text/plain", b"who are you"), "refused the query"),
        (_says(503, "text/plain", b"later"), "answered 503"),
        (_says(302, "text/plain", b""), "answered 302"),
        (_says(200, "text/html", b"<html>Welcome</html>"), "not SPARQL results in JSON"),
        (_says(200, _JSON, b'{"head": {"vars": ["body_name"]}, "results": {"bindings": [{'), "not SPARQL results"),
        (_says(200, _JSON, b'{"head": {}, "boolean": true}'), "not a table"),
        (_says(200, _JSON, b'{"head": {"vars": ["x"]}, "results": {"bindings": []}}'), "has columns x"),
        (_says(200, _JSON, b"{}", length=100), "cannot be reached|not SPARQL results"),
        (_says(200, _JSON, b" " * 2000), "larger than"),
    ],
)
def test_a_server_that_misbehaves_gives_one_kind_of_error(
    behave: Behaviour, said: str, misbehaving: Callable[[Behaviour], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "LARGEST_BYTES", 1000)
    with pytest.raises(EndpointFailed, match=said):
        RemoteEndpoint(misbehaving(behave)).ask(find_query("coverage"), "SELECT * WHERE { ?s ?p ?o }")


def test_a_server_that_is_too_slow_is_left(misbehaving: Callable[[Behaviour], str]) -> None:
    slow = misbehaving(lambda handler: time.sleep(1.5))
    with pytest.raises(EndpointFailed, match="cannot be reached"):
        RemoteEndpoint(slow, timeout_s=1).ask(find_query("coverage"), "SELECT * WHERE { ?s ?p ?o }")
