"""Folders at an address: what stands there comes here as it is, and what is sent is whole or known not to be."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import IO, Any

import pytest

from conftest import run_registre
from registre.addresses import MANIFEST, Store, UnreachableAddress, fetch_one, is_address, manifest, send_tree
from registre.documents import documents_among, find_documents
from registre.errors import BadConfiguration, OutputFailed

pytest.importorskip("fsspec", reason="the libraries of a cluster are not installed: pip install registre[cluster]")


def written(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_an_address_is_known_by_two_slashes_after_a_colon() -> None:
    assert is_address("s3://bucket/folder") and is_address("file:///srv/acts")
    assert not is_address("acts/s3:/bucket") and not is_address(Path("s3://bucket"))


def test_a_store_lists_and_gives_what_stands_below_an_address(tmp_path: Path) -> None:
    store = Store(written(tmp_path / "in", a="1", b__c="2").as_uri())
    assert store.names() == ["a", "b/c"]
    assert (store.read("b/c"), store.read("d")) == (b"2", None)
    store.fetch(["b/c"], tmp_path / "here")
    assert (tmp_path / "here" / "b" / "c").read_text() == "2"
    with pytest.raises(UnreachableAddress, match="Try again"):
        store.fetch(["d"], tmp_path / "here")


@pytest.mark.parametrize("name", ["../b", "a/../../b", "/etc/b", "..\\b", "a\0b"])
def test_no_file_is_brought_out_of_its_folder(tmp_path: Path, name: str) -> None:
    store = Store(f"file://{tmp_path}/there")
    store.write("b", b"1")
    with pytest.raises(UnreachableAddress, match="leads out of its folder"):
        store.fetch([name], tmp_path / "deep" / "here")
    assert not (tmp_path / "deep").exists()


def test_one_file_is_fetched_and_none_is_left_when_there_is_none(tmp_path: Path) -> None:
    address = written(tmp_path / "in", a="1").as_uri()
    fetch_one(f"{address}/a", tmp_path / "a")
    fetch_one(f"{address}/b", tmp_path / "b")
    assert (tmp_path / "a").read_text() == "1" and not (tmp_path / "b").exists()


def test_an_address_that_nothing_reaches_is_told_with_what_to_install() -> None:
    with pytest.raises(BadConfiguration, match=r"registre\[cluster,s3\]"):
        Store("carrierpigeon://loft")


def test_a_tree_is_sent_by_what_changed_and_the_manifest_comes_last(tmp_path: Path) -> None:
    tree, place = written(tmp_path / "out", a="1", b__c="2"), tmp_path / "there"
    assert send_tree(tree, place.as_uri()) == 2
    assert send_tree(tree, place.as_uri()) == 0
    (tree / "a").unlink()
    written(tree, b__c="3", d="4")
    assert send_tree(tree, place.as_uri()) == 2
    assert Store(place.as_uri()).names() == sorted(["b/c", "d", MANIFEST])
    assert list(manifest((place / MANIFEST).read_bytes())) == ["b/c", "d"]


def test_a_tree_that_was_cut_has_no_manifest_and_is_whole_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree, place = written(tmp_path / "out", a="1", b="2"), tmp_path / "there"
    send_tree(tree, place.as_uri())
    written(tree, a="3", b="4")
    write = Store.write

    def cut(store: Store, name: str, data: bytes | IO[bytes]) -> None:
        if name == "b":
            raise UnreachableAddress("the line is down.")
        write(store, name, data)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "write", cut)
        with pytest.raises(OutputFailed, match="Build again"):
            send_tree(tree, place.as_uri())
    assert not (place / MANIFEST).exists()
    assert send_tree(tree, place.as_uri()) == 2
    assert (place / "a").read_text() == "3" and (place / "b").read_text() == "4" and (place / MANIFEST).exists()


def test_what_breaks_on_the_way_here_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(written(tmp_path / "in", a="1").as_uri())

    def broken(place: str, path: str, **_: Any) -> None:
        Path(path).write_text("half")
        raise ConnectionError("the line is down")

    monkeypatch.setattr(store._files, "get_file", broken)
    with pytest.raises(UnreachableAddress, match="the line is down"):
        store.fetch(["a"], tmp_path / "here")
    assert not (tmp_path / "here" / "a").exists()


def test_files_travel_in_pieces(tmp_path: Path) -> None:
    size = 30_000_000
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "large").write_bytes(b"x" * size)
    tracemalloc.start()
    try:
        send_tree(tmp_path / "out", (tmp_path / "there").as_uri())
        Store((tmp_path / "there").as_uri()).fetch(["large"], tmp_path / "here")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "here" / "large").stat().st_size == size
    assert most < size / 3


def test_the_same_files_are_documents_here_and_at_an_address(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        **{"registre.toml": "", "README.md": "", ".hidden": "", "a.txt": "", "b__c.pdf": "", "decisions__d.yaml": ""},
        **{"public__quarantine.jsonl": "", "public__summary.json": "", "public__act__e.html": "", "f.gold.json": ""},
    )
    here = [relative for _, relative in find_documents(folder)]
    assert here == ["a.txt", "b/c.pdf"]
    assert documents_among(Store(folder.as_uri()).names()) == here


def test_a_folder_at_an_address_that_holds_nothing_is_told(tmp_path: Path) -> None:
    done = run_registre("--lang", "en", "build", (tmp_path / "nowhere").as_uri(), "--out", str(tmp_path / "out"))
    assert done.returncode == 3 and "no file stands there" in done.stderr


@pytest.mark.parametrize("option", ["--scheduler", "--spool"])
def test_what_is_for_a_cluster_is_refused_without_one(option: str, tmp_path: Path) -> None:
    done = run_registre("build", str(tmp_path), option, "tcp://127.0.0.1:8786")
    assert done.returncode == 2 and "--engine dask" in done.stderr


def test_an_address_cannot_be_watched(tmp_path: Path) -> None:
    done = run_registre("build", tmp_path.as_uri(), "--watch")
    assert done.returncode == 2 and "--watch" in done.stderr
