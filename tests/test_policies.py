"""Only pages that compute run compiled code, only the page that asks an endpoint may reach another host."""

from __future__ import annotations

import pytest

from registre.publication.policies import ASKING, COMPUTING, READING, policy_of


@pytest.mark.parametrize(
    "path", ["search.html", "en/sparql.html", "pagefind/pagefind-worker.js", "static/browser/worker.js"]
)
def test_pages_that_compute_have_their_policy(path: str) -> None:
    assert policy_of(path) == COMPUTING


@pytest.mark.parametrize("path", ["endpoint.html", "en/endpoint.html"])
def test_the_page_that_asks_an_endpoint_runs_no_compiled_code(path: str) -> None:
    assert policy_of(path) == ASKING
    assert "wasm" not in ASKING and "worker" not in ASKING


@pytest.mark.parametrize(
    "path",
    ["index.html", "act/1/sparql.html", "act/1/endpoint.html", "fr/search.html", "static/browser.html", "404.html"],
)
def test_all_others_only_read(path: str) -> None:
    assert policy_of(path) == READING


def test_no_policy_names_another_host_or_makes_scripts_of_text() -> None:
    for policy in (READING, COMPUTING):
        assert "http" not in policy
    for policy in (READING, COMPUTING, ASKING):
        assert "'unsafe-eval'" not in policy and "inline" not in policy and "script-src 'self'" in policy


def test_an_endpoint_is_asked_encrypted_or_on_the_own_machine() -> None:
    reached = ASKING.partition("connect-src ")[2].split()
    assert reached == ["'self'", "https:", "http://localhost:*", "http://127.0.0.1:*"]
