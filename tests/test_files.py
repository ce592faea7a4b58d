"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from registre import files
from registre.errors import OutputFailed
from registre.files import recover_directory, resource, sha256_of, swap_directory, write_atomically, written_atomically


def test_a_written_file_holds_its_bytes_and_leaves_no_temporary(tmp_path: Path) -> None:
    write_atomically(tmp_path / "deep" / "a.txt", b"bonjour")
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["a.txt"]
    assert (tmp_path / "deep" / "a.txt").read_bytes() == b"bonjour"


def test_a_fault_in_the_middle_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_atomically(path, b"old")
    with pytest.raises(ValueError, match="boom"), written_atomically(path) as stream:
        stream.write(b"half of the n")
        raise ValueError("boom")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_a_disk_that_refuses_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OutputFailed, match="file"):
        write_atomically(tmp_path / "file" / "a.txt", b"x")


def test_a_swap_replaces_the_whole_tree(tmp_path: Path) -> None:
    new, place = tmp_path / "new", tmp_path / "public"
    for folder, name in ((new, "b"), (place, "a")):
        folder.mkdir()
        (folder / name).write_text(name)
    swap_directory(new, place)
    assert [path.name for path in place.iterdir()] == ["b"]
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_a_swap_cut_in_the_middle_is_undone(tmp_path: Path) -> None:
    (tmp_path / "public.old").mkdir()
    recover_directory(tmp_path / "public")
    assert (tmp_path / "public").is_dir()


def test_a_system_that_cannot_exchange_names_swaps_by_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "exchange", lambda one, other: False)
    test_a_swap_replaces_the_whole_tree(tmp_path)


@pytest.mark.parametrize("whole", [True, False], ids=["by syncfs", "file by file"])
def test_a_tree_is_on_the_disk_before_it_has_its_name_and_its_name_before_the_old_tree_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    new, place, steps = tmp_path / "new", tmp_path / "public", list[str]()
    for folder in (new / "deep", place):
        folder.mkdir(parents=True)
        (folder / "a").write_text("a")

    def noted(name: str, step: Callable[[Path], str]) -> None:
        done = getattr(files, name)

        def run(path: Path, *others: Path) -> object:
            steps.append(step(path))
            return done(path, *others)

        monkeypatch.setattr(files, name, run)

    noted("synchronise_tree", lambda path: "whole tree")
    noted("synchronise", lambda path: path.name)
    noted("exchange", lambda path: "swap")
    if not whole:
        monkeypatch.setattr(sys, "platform", "other")
    swap_directory(new, place)
    parts = [] if whole else ["new", "a", "deep"]
    assert steps == ["whole tree", *parts, "swap", tmp_path.name]


def test_a_disk_that_lost_what_was_written_leaves_the_old_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("new", "public"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text(name)

    def lost(path: Path) -> None:
        raise OSError(errno.EIO, "Input/output error", str(path))

    monkeypatch.setattr(files, "synchronise_tree", lost)
    with pytest.raises(OutputFailed, match="public: cannot be replaced"):
        swap_directory(tmp_path / "new", tmp_path / "public")
    assert [path.name for path in (tmp_path / "public").iterdir()] == ["public"]


@pytest.mark.parametrize("exchanged", [True, False])
@pytest.mark.parametrize("stood", [True, False])
def test_a_name_that_does_not_reach_the_disk_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanged: bool, stood: bool
) -> None:
    for name in ("new", "public") if stood else ("new",):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text(name)

    def lost(path: Path) -> None:
        raise OSError(errno.EIO, "Input/output error", str(path))

    monkeypatch.setattr(files, "synchronise", lost)
    if not exchanged:
        monkeypatch.setattr(files, "exchange", lambda new, old: False)
    with pytest.raises(OutputFailed, match="public: cannot be replaced"):
        swap_directory(tmp_path / "new", tmp_path / "public")
    assert sorted(path.name for path in tmp_path.iterdir()) == (["new", "public"] if stood else ["new"])
    assert [path.name for folder in tmp_path.iterdir() for path in folder.iterdir() if path.name != folder.name] == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two names in one step")
def test_two_folders_change_names_in_one_step(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text(name)
    assert files.exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a" / "b").is_file() and (tmp_path / "b" / "a").is_file()
    assert not files.exchange(tmp_path / "missing", tmp_path / "b")
    assert (tmp_path / "b" / "a").is_file()


def test_a_failed_swap_leaves_the_old_tree(tmp_path: Path) -> None:
    place = tmp_path / "public"
    place.mkdir()
    (place / "a").write_text("a")
    with pytest.raises(OutputFailed, match="public"):
        swap_directory(tmp_path / "missing", place)
    assert (place / "a").read_text() == "a"


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256_of(tmp_path / "a").startswith("ba7816bf")


@pytest.mark.parametrize("folder", ["ontology", "shapes", "queries", "site", "examples"])
def test_the_packages_own_folders_are_found(folder: str) -> None:
    assert resource(folder).is_dir()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here is always full: /dev/full is Linux's")
def test_of_several_open_files_the_one_that_is_refused_is_named(tmp_path: Path) -> None:
    (tmp_path / "first.writing").symlink_to("/dev/full")
    with (
        pytest.raises(OutputFailed, match=re.escape(f"{tmp_path / 'first'}: cannot be written (No space left")),
        written_atomically(tmp_path / "first") as first,
        written_atomically(tmp_path / "second"),
    ):
        first.write(b"x" * 100_000)
    assert list(tmp_path.iterdir()) == []
