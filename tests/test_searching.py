"""The index of words: the same pages give the same bytes, whatever order Pagefind wrote in; amounts have their band."""

from __future__ import annotations

import gzip
from decimal import Decimal
from pathlib import Path

import pytest

from registre.publication.site.searching import band, can_index, facets, index_pages

PAGE = '<!doctype html><html lang="fr"><body><main {facets}><h1>Acte {n}</h1><p>Le conseil décide {n}.</p></main>'


def pages(folder: Path) -> Path:
    for n in range(60):
        said = facets("act", f"Commune {n % 7}", granted_eur=Decimal(10**n if n < 6 else 5), voted=n % 2 == 0)
        place = folder / f"act/{n % 7}/{n}.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(PAGE.format(facets=said, n=n), "utf-8")
    return folder


@pytest.mark.skipif(not can_index(), reason="Pagefind is not installed (the extra « search »): no index")
def test_the_same_pages_give_the_same_index(tmp_path: Path) -> None:
    trees = []
    for name in ("one", "two", "three"):
        folder = pages(tmp_path / name)
        assert index_pages(folder)
        files = sorted(path for path in (folder / "pagefind").rglob("*") if path.is_file())
        trees.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
    assert trees[0] == trees[1] == trees[2]
    assert sum(name.endswith(".pf_filter") for name in trees[0]) == 4


@pytest.mark.skipif(not can_index(), reason="Pagefind is not installed (the extra « search »): no index")
def test_above_the_limit_only_what_was_read_is_indexed(tmp_path: Path) -> None:
    for name, most in (("whole", 1), ("short", 0)):
        place = tmp_path / name / "act/1/1.html"
        place.parent.mkdir(parents=True)
        body = PAGE.format(facets=facets("act"), n=1).replace("<p>", '<p class="quoted">')
        place.write_text(body, "utf-8")
        index_pages(tmp_path / name, most_whole=most)
        texts = [gzip.decompress(one.read_bytes()) for one in (tmp_path / name).rglob("*.pf_fragment")]
        assert (b"conseil" in b"".join(texts)) == (name == "whole")


@pytest.mark.parametrize(
    ("amount", "name"), [("999.99", "1"), ("1000", "2"), ("9999", "2"), ("10000", "3"), ("1e6", "4")]
)
def test_an_amount_is_in_one_band(amount: str, name: str) -> None:
    assert band(Decimal(amount)) == name


def test_what_readers_choose_by_is_escaped() -> None:
    assert 'data-body="&#34;&gt;&lt;script&gt;"' in facets("act", '"><script>')
