"""Many clients at once, slow ones, and those who ask for more than a publication: the server goes on."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from registre.publication.connections import PatientServer
from registre.publication.serving import make_server

LARGE = 32 << 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crowd")
    (folder / "index.html").write_text("<title>Registre</title>" + "x" * 20_000)
    (folder / "large.nq").write_bytes(b"x" * LARGE)
    return folder


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    with make_server(folder, port=0, quiet=True) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join(5)


def status_of(port: int, path: str = "/", method: str = "GET") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def trickling(port: int) -> socket.socket:
    """A client that has begun a request and does not end it."""
    client = socket.create_connection(("127.0.0.1", port), timeout=30)
    client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-")
    return client


def is_cut(client: socket.socket) -> bool:
    """Whether the server ends the connection within the time limit of the client."""
    try:
        return client.recv(1) == b""
    except ConnectionError:
        return True


def test_two_hundred_clients_at_once_are_all_answered(folder: Path) -> None:
    together = threading.Barrier(200)

    def ask(port: int) -> int:
        together.wait(60)
        return status_of(port)

    with serving(folder) as port, ThreadPoolExecutor(200) as crowd:
        assert list(crowd.map(ask, [port] * 200)) == [200] * 200


def test_clients_that_never_end_their_request_are_cut_and_others_are_answered(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PatientServer, "request_seconds", 1.0)
    with serving(folder) as port:
        slow = [trickling(port) for _ in range(100)]
        assert [status_of(port) for _ in range(10)] == [200] * 10
        for _ in range(3):
            for client in slow[:10]:
                client.send(b"a")  # a letter now and then does not help
            time.sleep(0.2)
        assert all(map(is_cut, slow))
        for client in slow:
            client.close()


def test_a_client_that_does_not_read_its_answer_is_cut(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PatientServer, "answer_seconds", 0.5)
    monkeypatch.setattr(PatientServer, "most_connections", 1)
    with serving(folder) as port:
        lazy = socket.create_connection(("127.0.0.1", port), timeout=30)
        lazy.sendall(b"GET /large.nq HTTP/1.1\r\nHost: a\r\n\r\n")
        assert eventually(lambda: status_of(port) == 200)  # there is room for one connection: it was given back
        lazy.close()


def test_one_connection_too_many_is_told_to_come_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PatientServer, "most_connections", 2)
    with serving(folder) as port:
        slow = [trickling(port), trickling(port)]
        assert eventually(lambda: status_of(port) == 503)
        for client in slow:
            client.close()
        assert eventually(lambda: status_of(port) == 200)


def eventually(holds: object) -> bool:
    """Whether it comes to hold within ten seconds; a connection that is cut counts as no."""
    assert callable(holds)
    for _ in range(100):
        try:
            if holds():
                return True
        except (http.client.HTTPException, OSError):
            pass
        time.sleep(0.1)
    return False


def test_a_client_that_goes_away_is_no_fault(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with serving(folder) as port:
        for _ in range(5):
            client = socket.create_connection(("127.0.0.1", port), timeout=30)
            client.sendall(b"GET /large.nq HTTP/1.1\r\nHost: a\r\n\r\n")
            client.recv(100)
            client.close()
        assert status_of(port) == 200
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("path", ["/sparql", "/query", "/update"])
def test_there_is_no_sparql_to_limit(folder: Path, path: str) -> None:
    asked = "?query=SELECT%20*%20%7B%20SERVICE%20%3Chttp%3A//127.0.0.1%3A9/%3E%20%7B%7D%20%7D"
    with serving(folder) as port:
        assert status_of(port, path + asked) == 404
        assert status_of(port, path, "POST") == 405
        assert status_of(port, f"{path}?update=LOAD%20%3Cfile%3A///etc/passwd%3E", "POST") == 405


@pytest.mark.parametrize(
    "request_line", [b"GET / HTTP/1.1\r\n" + b"X: " + b"a" * 70_000, b"GET /" + b"a" * 70_000, b"\x00\xff\r\n\r\n"]
)
def test_a_request_without_measure_is_refused(folder: Path, request_line: bytes) -> None:
    with serving(folder) as port:
        client = socket.create_connection(("127.0.0.1", port), timeout=30)
        client.sendall(request_line + b"\r\n\r\n")
        answer = client.recv(200)
        assert b"200 OK" not in answer
        client.close()
        assert status_of(port) == 200


def test_no_question_is_answered_by_the_server(folder: Path) -> None:
    """SPARQL runs in the reader's browser: here it has no time, memory or network to take."""
    asked = "/sparql?query=SELECT%20*%20WHERE%20%7B%20SERVICE%20%3Chttp%3A%2F%2F127.0.0.1%3A9%2F%3E%20%7B%7D%20%7D"
    with serving(folder) as port:
        assert status_of(port, asked) == status_of(port, "/sparql") == 404
        assert status_of(port, asked, "POST") == status_of(port, "/sparql", "POST") == 405
