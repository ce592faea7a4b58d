"""No build, verification or question asks the network: each runs where there is none, and does not even try."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from conftest import built_sealed
from sealed import can_seal, run_sealed

pytestmark = pytest.mark.skipif(not can_seal(), reason="this system permits no network namespace: nothing was sealed")
REGISTRE = [sys.executable, "-m", "registre", "--lang", "en"]


def test_the_examples_are_built_without_a_network_and_without_trying_to_reach_one(built: Path) -> None:
    done = built_sealed(built)
    if done is None:
        pytest.skip("REGISTRE_BUILT names a publication that was built before: how is not known")
    assert done.code == 1  # one example is broken on purpose
    assert done.attempts == 0


@pytest.mark.parametrize("arguments", [("query", "grants-by-beneficiary"), ("query", "--list"), ("doctor",)])
def test_commands_do_not_try_to_reach_a_network(built: Path, arguments: tuple[str, ...]) -> None:
    dump = (
        ("--dump", str(built / "dumps" / "latest" / "registre.nq"))
        if len(arguments) == 2 and arguments[1][0] != "-"
        else ()
    )
    done = run_sealed([*REGISTRE, *arguments, *dump])
    assert (done.code, done.attempts) == (0, 0), done.error


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('192.0.2.1', 80), 2)",
        "import socket; socket.getaddrinfo('registre.example', 80)",
        "import urllib.request; urllib.request.urlopen('http://192.0.2.1/', timeout=2)",
        "import pyoxigraph; list(pyoxigraph.Store().query('SELECT * { SERVICE <http://192.0.2.1/> { ?s ?p ?o } }'))",
    ],
)
def test_an_attempt_is_seen_whoever_makes_it(attempt: str) -> None:
    done = run_sealed([sys.executable, "-c", attempt])
    assert done.code != 0
    assert done.attempts
