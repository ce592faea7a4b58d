"""Real SPARQL servers on this machine, for tests: started empty, given data over HTTP, ended by their own process."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

OXIGRAPH = Path(sys.executable).with_name("oxigraph")


VIRTUOSO_SETTINGS = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{own}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
"""


@contextmanager
def served(place: Path, data: bytes, media_type: str, *, pages_of_others: bool = False) -> Iterator[str]:
    """The address of an oxigraph server that holds `data`, seen as one graph; does it answer pages of other sites?"""
    with oxigraph(place, *(["--cors"] if pages_of_others else [])) as root:
        _load(f"{root}/store?default", data, media_type)
        yield f"{root}/query"


@contextmanager
def oxigraph(place: Path, *options: str) -> Iterator[str]:
    """The address of an empty oxigraph server whose default graph is the union of all."""
    port = free_port()
    command = [str(OXIGRAPH), "serve", "--location", str(place), "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    with _running([*command, *options], place, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(place: Path) -> Iterator[str]:
    """The address of an empty Virtuoso, whose user dba has the password dba. Skips, aloud, where none is installed."""
    if not (program := shutil.which("virtuoso-t")):
        pytest.skip("no Virtuoso here: apt-get install virtuoso-opensource-7-bin")
    port, own = free_port(), free_port()
    settings = place / "virtuoso.ini"
    settings.write_text(VIRTUOSO_SETTINGS.format(own=own, http=port), "utf-8")
    with _running([program, "+foreground", "+configfile", str(settings)], place, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], place: Path, port: int) -> Iterator[None]:
    with subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield
        finally:
            process.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(2400):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not start in two minutes")


def _load(store: str, data: bytes, media_type: str) -> None:
    address = store if media_type == "text/turtle" else store.removesuffix("?default")
    request = urllib.request.Request(address, data, {"Content-Type": media_type}, method="POST")
    with urllib.request.urlopen(request, timeout=10) as response:
        assert response.status in (200, 201, 204)
