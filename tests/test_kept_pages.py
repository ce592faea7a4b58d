"""Pages that leave memory: the same pages in the same order, found by address, and no file left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.errors import OutputFailed
from registre.graph.pages import PageGraph, Term, Triple
from registre.graph.terms import iri, text
from registre.graph.vocabulary import Org, Skos
from registre.publication import kept_pages
from registre.publication.kept_pages import KeptPages, read_page
from registre.publication.neighbours import Neighbours
from registre.publication.tasks import batches

BASE = "https://d.example/"


def _page(kind: str, key: str, *triples: Triple) -> PageGraph:
    address = f"{BASE}{kind}/{key}"
    return PageGraph(address, kind, ((iri(address), Skos.prefLabel, text(f"« {key} »", "fr")), *triples))


PAGES = [_page("organ", "b/x", (iri(f"{BASE}organ/b/x"), Org.unitOf, iri(f"{BASE}body/b"))), _page("body", "b")]


def read(kept: KeptPages, *addresses: str) -> list[PageGraph]:
    return list(map(read_page, kept.reached(addresses)))


def test_pages_come_back_as_they_were_given_and_leave_no_name(tmp_path: Path) -> None:
    kept = KeptPages(tmp_path, PAGES)
    assert list(kept) == list(kept) == PAGES
    assert list(tmp_path.iterdir()) == []


def test_a_page_is_reached_with_all_that_it_leads_to_in_the_order_of_addresses(tmp_path: Path) -> None:
    organ, body = PAGES
    kept = KeptPages(tmp_path, PAGES)
    assert read(kept, organ.iri) == read(kept, organ.iri, body.iri) == [body, organ]
    assert read(kept, body.iri) == [body]


def test_what_is_not_kept_is_not_reached(tmp_path: Path) -> None:
    kept = KeptPages(tmp_path, PAGES)
    assert kept.reached([f"{BASE}body/c", f"{BASE}act/b/1", ""]) == ()
    assert KeptPages(tmp_path, []).reached([f"{BASE}body/b"]) == ()


def test_pages_that_do_not_stay_at_hand_are_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "AT_HAND", 1)
    organ, body = PAGES
    kept = KeptPages(tmp_path, [*PAGES, *(_page("body", f"c{number}") for number in range(3))])
    for _ in range(2):
        assert read(kept, organ.iri, f"{BASE}body/absent") == [body, organ]
        assert len(read(kept, *(f"{BASE}body/c{number}" for number in range(3)))) == 3


def test_a_thing_has_the_name_of_its_page() -> None:
    near = Neighbours(PAGES)
    assert near.label(iri(f"{BASE}body/b")) == "« b »"
    assert near.label(Term(f"<{BASE}body/c>")) is None


def test_neighbours_are_all_that_can_be_reached() -> None:
    act = _page("act", "1", (iri(f"{BASE}act/1"), Org.organization, iri(f"{BASE}organ/b/x")))
    assert list(Neighbours(PAGES).around([act])) == [act, *PAGES]


def test_neighbours_that_were_kept_are_those_that_were_given(tmp_path: Path) -> None:
    kept = KeptPages(tmp_path, PAGES)
    near = Neighbours((), kept.reached([PAGES[0].iri]))
    assert near.label(iri(PAGES[1].iri)) == "« b »"
    assert list(near.around([PAGES[0]])) == PAGES


def test_a_disk_that_refuses_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(OutputFailed, match="unchanged"):
        KeptPages(tmp_path / "missing", PAGES)


def test_pages_of_no_sitting_come_a_hundred_at_a_time_and_few_triples() -> None:
    small = [_page("organ", f"b/{number}") for number in range(250)]
    assert [len(batch) for batch in batches(small)] == [100, 100, 50]
    large = [_page("coverage", f"{number}", *_values(1500)) for number in range(5)]
    larger = _page("coverage", "whole", *_values(9000))
    assert [len(batch) for batch in batches([*large, larger, *small])] == [2, 2, 1, 1, 100, 100, 50]
    assert [page for batch in batches([*large, larger, *small]) for page in batch] == [*large, larger, *small]
    assert list(batches([])) == []


def _values(count: int) -> tuple[Triple, ...]:
    return tuple((iri(f"{BASE}x"), Skos.prefLabel, text(f"{number}", "fr")) for number in range(count))
