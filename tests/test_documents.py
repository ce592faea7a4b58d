"""Which files of a folder are documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.documents import find_documents
from registre.errors import RegistreError


def names(folder: Path) -> list[str]:
    return [relative for _, relative in find_documents(folder)]


def test_documents_come_sorted_with_relative_paths(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.md", "b/1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == ["a.md", "b/1.txt", "b/2.txt"]


def test_settings_hidden_files_and_gold_records_are_no_documents(tmp_path: Path) -> None:
    for name in ("registre.toml", "README.md", ".hidden", "a.gold.json", ".git/config", "a.txt", "strange.xyz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == ["a.txt", "strange.xyz"]


def test_a_link_that_leaves_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret")
    assert names(tmp_path / "in") == []


def test_a_single_file_is_a_folder_of_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert names(tmp_path / "a.txt") == ["a.txt"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistreError, match="nowhere"):
        names(tmp_path / "nowhere")


def test_the_yaml_of_decisions_is_no_document_and_a_mayor_s_decisions_are(tmp_path: Path) -> None:
    for name in ("decisions/2024-05-02.yaml", "decisions/a.YML", "decisions/2024-12.txt", "2024/decisions/b.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == ["2024/decisions/b.yaml", "decisions/2024-12.txt"]


def test_what_a_build_left_beside_the_documents_is_no_document_of_the_next_one(tmp_path: Path) -> None:
    left = ("public", "public.rejected")
    marks = [f"{folder}/{name}" for folder in left for name in ("quarantine.jsonl", "summary.json", "act/x.html")]
    for name in (*marks, "public.cache/CACHEDIR.TAG", "public.cache/records/ab/abc", "2024/summary.json", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == ["2024/summary.json", "a.txt"]
