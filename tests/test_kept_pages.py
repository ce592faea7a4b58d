"""Pages that leave memory: the same pages in the same order, found by address, and no file left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.errors import OutputFailed
from registre.graph.pages import PageGraph, Term, Triple
from registre.graph.terms import iri, text
from registre.graph.vocabulary import Org, Skos
from registre.publication.kept_pages import KeptPages
from registre.publication.neighbours import Neighbours

BASE = "https://d.example/"


def _page(kind: str, key: str, *triples: Triple) -> PageGraph:
    address = f"{BASE}{kind}/{key}"
    return PageGraph(address, kind, ((iri(address), Skos.prefLabel, text(f"« {key} »", "fr")), *triples))


PAGES = [_page("organ", "b/x", (iri(f"{BASE}organ/b/x"), Org.unitOf, iri(f"{BASE}body/b"))), _page("body", "b")]


def test_pages_come_back_as_they_were_given_and_leave_no_name(tmp_path: Path) -> None:
    kept = KeptPages(tmp_path, PAGES)
    assert list(kept) == list(kept) == PAGES
    assert [kept.find(page.iri) for page in PAGES] == PAGES
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_kept_is_not_found(tmp_path: Path) -> None:
    kept = KeptPages(tmp_path, PAGES)
    assert kept.find(f"{BASE}body/c") is kept.find(f"{BASE}act/b/1") is kept.find("") is None
    assert KeptPages(tmp_path, []).find(f"{BASE}body/b") is None


def test_a_thing_has_the_name_of_its_page(tmp_path: Path) -> None:
    kept = KeptPages(tmp_path, PAGES)
    assert kept.label(iri(f"{BASE}body/b")) == "« b »"
    assert kept.label(Term(f"<{BASE}body/c>")) is None


def test_neighbours_are_found_on_disk_as_in_memory(tmp_path: Path) -> None:
    act = _page("act", "1", (iri(f"{BASE}act/1"), Org.organization, iri(f"{BASE}organ/b/x")))
    around = list(Neighbours(KeptPages(tmp_path, PAGES)).around([act]))
    assert around == list(Neighbours(PAGES).around([act])) == [act, *PAGES]


def test_a_disk_that_refuses_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(OutputFailed, match="unchanged"):
        KeptPages(tmp_path / "missing", PAGES)
