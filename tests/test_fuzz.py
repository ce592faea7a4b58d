"""Harmed files and texts that nobody would write are read or refused with a reason. All of it: `make fuzz`."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from bench.fuzz import reading
from bench.fuzz.mutating import HARMS, mutated
from bench.fuzz.reading import fuzz
from bench.fuzz.seeds import seeds
from bench.fuzz.texts import generated

from conftest import run_registre
from registre.errors import RegistreError


def test_a_hundred_harmed_files_are_read_or_refused_with_a_reason(tmp_path: Path) -> None:
    result = fuzz("harmed", mutated(Random(7), seeds(1), 100), tmp_path)
    assert result.lost == []
    assert result.tried == 100 == result.read + result.refused.total()
    assert result.read > 20 and result.published > 10 and result.refused.total() > 10


def test_generated_texts_are_read_or_refused_with_a_reason(tmp_path: Path) -> None:
    result = fuzz("generated", generated(Random(7), 150), tmp_path)
    assert result.lost == []
    assert result.read > 75


def test_a_folder_of_harmed_files_is_published_with_its_quarantine(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "registre.toml").write_text('languages = "fr"\n')
    for name, data in mutated(Random(11), seeds(1), 24):
        (folder / name).write_bytes(data)
    done = run_registre("build", folder, "--out", tmp_path / "public")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "public" / "index.html").is_file()
    assert (tmp_path / "public" / "quarantine.jsonl").read_text("utf-8").count("\n") > 2


def test_the_same_seed_gives_the_same_files_and_each_harm_is_done() -> None:
    files = list(mutated(Random(3), seeds(1), 60))
    assert files == list(mutated(Random(3), seeds(1), 60))
    assert all(any(harm in name for name, _ in files) for harm in HARMS)
    assert {Path(name).suffix for name, _ in files} == {".txt", ".html", ".pdf", ".docx"}


@pytest.mark.parametrize("fault", [ValueError("x"), RecursionError("x"), RegistreError("x")])
def test_a_fault_of_the_program_is_lost_not_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fails(path: Path, reference: object) -> bool:
        raise fault

    monkeypatch.setattr(reading, "_journey", fails)
    result = fuzz("one", [("a.txt", b"a")], tmp_path, tmp_path / "kept")
    assert len(result.lost) == 1
    assert (tmp_path / "kept" / "a.txt").read_bytes() == b"a"
