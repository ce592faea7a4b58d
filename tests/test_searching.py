"""The index of words: the same pages give the same bytes, whatever order Pagefind wrote in; amounts have their band."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterable
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from registre.errors import OutputFailed
from registre.publication.site import settling
from registre.publication.site.searching import band, can_index, facets, index_pages
from registre.publication.site.settling import _read, settle

PAGE = '<!doctype html><html lang="fr"><body><main {facets}><h1>Acte {n}</h1><p>Des décisions, décide {n}.</p></main>'


LISTED_AS_WRITTEN = Path("/dev/shm")
"""A disk that lists files in the order of their writing, or the reverse; others go by a digest of their names."""


def pages(folder: Path, numbers: Iterable[int] = range(60)) -> Path:
    for n in numbers:
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
        assert index_pages(folder, 100)
        files = sorted(path for path in (folder / "pagefind").rglob("*") if path.is_file())
        trees.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
    assert trees[0] == trees[1] == trees[2]
    assert sum(name.endswith(".pf_filter") for name in trees[0]) == 4


@pytest.mark.skipif(not can_index(), reason="Pagefind is not installed (the extra « search »): no index")
@pytest.mark.skipif(not LISTED_AS_WRITTEN.is_dir(), reason="no disk here lists files as they were written")
def test_the_order_in_which_a_disk_lists_the_pages_changes_nothing(tmp_path: Path) -> None:
    trees = []
    for numbers in (range(60), range(59, -1, -1)):
        with tempfile.TemporaryDirectory(dir=LISTED_AS_WRITTEN) as place:
            index_pages(pages(Path(place), numbers), 100)
            files = sorted(path for path in Path(place, "pagefind").rglob("*") if path.is_file())
            trees.append({path.relative_to(place).as_posix(): path.read_bytes() for path in files})
    assert trees[0] == trees[1]


def said_of_pages(folder: Path) -> dict[str, set[str]]:
    """Each word, spelling and value of a filter, with all that the index says of it, pages told by their digests."""
    (meta,) = (_read(path) for path in folder.glob("*.pf_meta"))
    digests, found = [digest for digest, _ in meta[1]], dict[str, set[str]]()

    def say(key: str, pages: list[Any]) -> None:
        numbers = accumulate(page[0] for page in pages)
        found[key] = {f"{digests[n]} {rest}" for n, (_, *rest) in zip(numbers, pages, strict=True)}

    for _, _, name in meta[2]:
        for word, pages_, spellings in _read(folder / "index" / f"{name}.pf_index")[0]:
            say(word, pages_)
            for spelling, where in spellings:
                say(f"{word}/{spelling}", where)
    for title, name in meta[3]:
        for value, pages_ in _read(folder / "filter" / f"{name}.pf_filter")[1]:
            found[f"{title}={value}"] = {digests[n] for n in pages_}
    return found


@pytest.mark.skipif(not can_index(), reason="Pagefind is not installed (the extra « search »): no index")
def test_an_index_that_is_put_in_order_says_the_same_of_each_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "settle", lambda *_: None)
    index_pages(pages(tmp_path), 100)
    before = said_of_pages(tmp_path / "pagefind")
    settle(tmp_path / "pagefind", jobs=2)
    assert said_of_pages(tmp_path / "pagefind") == before
    assert any("/" in key for key in before) and any("=" in key for key in before)


@pytest.mark.parametrize("value", [b"", b"\x01", b"\x80\x80", b"\x83\x01", b"\x9f\x01", b"\xff", b"\x1c", b"\x81\xf6"])
def test_an_index_of_another_kind_is_refused(tmp_path: Path, value: bytes) -> None:
    """Nothing, a number, two values, lists that are cut, an end without a list, no CBOR, a list of nothing."""
    (tmp_path / "pagefind-entry.json").write_text('{"languages": {"fr": {"hash": "fr_1"}}}')
    (tmp_path / "pagefind.fr_1.pf_meta").write_bytes(gzip.compress(b"pagefind_dcd" + value))
    with pytest.raises(OutputFailed, match=r"not written as Pagefind 1\.5"):
        settle(tmp_path)


@pytest.mark.skipif(not can_index(), reason="Pagefind is not installed (the extra « search »): no index")
@pytest.mark.parametrize(("most_mb", "made", "quoted"), [(1, True, True), (0.2, True, False), (0.05, False, False)])
def test_what_would_take_too_much_memory_is_indexed_shorter_or_not_at_all(
    tmp_path: Path, most_mb: float, made: bool, quoted: bool
) -> None:
    place = tmp_path / "act/1/1.html"
    place.parent.mkdir(parents=True)
    body = PAGE.format(facets=facets("act"), n=1).replace("<p>", '<p class="quoted">')
    place.write_text(body, "utf-8")
    assert index_pages(tmp_path, most_mb) is made is (tmp_path / "pagefind").is_dir()
    texts = [gzip.decompress(one.read_bytes()) for one in tmp_path.rglob("*.pf_fragment")]
    assert (b"cisions" in b"".join(texts)) is quoted


@pytest.mark.parametrize(
    ("amount", "name"), [("999.99", "1"), ("1000", "2"), ("9999", "2"), ("10000", "3"), ("1e6", "4")]
)
def test_an_amount_is_in_one_band(amount: str, name: str) -> None:
    assert band(Decimal(amount)) == name


def test_what_readers_choose_by_is_escaped() -> None:
    assert 'data-body="&#34;&gt;&lt;script&gt;"' in facets("act", '"><script>')
