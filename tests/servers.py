"""A real SPARQL server on this machine, for tests: started empty, given data over HTTP, ended by its own process."""

from __future__ import annotations

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


@contextmanager
def served(place: Path, data: bytes, media_type: str) -> Iterator[str]:
    """The address of an oxigraph server that holds `data`, seen as one graph."""
    port = free_port()
    command = [str(OXIGRAPH), "serve", "--location", str(place), "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            _load(f"http://127.0.0.1:{port}/store?default", data, media_type)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the oxigraph server did not start in 10 s")


def _load(store: str, data: bytes, media_type: str) -> None:
    address = store if media_type == "text/turtle" else store.removesuffix("?default")
    request = urllib.request.Request(address, data, {"Content-Type": media_type}, method="POST")
    with urllib.request.urlopen(request, timeout=10) as response:
        assert response.status in (200, 201, 204)
