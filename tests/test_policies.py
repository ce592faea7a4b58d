"""Only the two pages that compute, and the scripts of their workers, may run compiled code and read files."""

from __future__ import annotations

import pytest

from registre.publication.policies import COMPUTING, READING, policy_of


@pytest.mark.parametrize(
    "path", ["search.html", "en/sparql.html", "pagefind/pagefind-worker.js", "static/browser/worker.js"]
)
def test_pages_that_compute_have_their_policy(path: str) -> None:
    assert policy_of(path) == COMPUTING


@pytest.mark.parametrize(
    "path", ["index.html", "act/1/sparql.html", "fr/search.html", "static/browser.html", "404.html"]
)
def test_all_others_only_read(path: str) -> None:
    assert policy_of(path) == READING


def test_no_policy_names_another_host_or_makes_scripts_of_text() -> None:
    for policy in (READING, COMPUTING):
        assert "http" not in policy and "*" not in policy and "'unsafe-eval'" not in policy and "inline" not in policy
