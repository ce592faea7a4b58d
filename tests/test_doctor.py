"""What `registre doctor` says of this machine and of a bare one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from registre import doctor
from registre.messages import Language
from registre.reading import scans


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without any program."""
    monkeypatch.setenv("PATH", "")
    scans.ocr_command.cache_clear()
    yield
    scans.ocr_command.cache_clear()


def part(name: str) -> doctor.Part:
    return next(one for chapter in doctor.examine() for one in chapter.parts if name in one.name[1])


@pytest.mark.parametrize("library", ["pypdfium2", "selectolax", "defusedxml", "pyoxigraph"])
def test_the_locked_libraries_are_found_with_their_version(library: str) -> None:
    found = part(library).found
    assert found and found[0].isdigit()


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("name", ["OCRmyPDF", "Tesseract", "Chromium", "Node"])
def test_a_missing_program_comes_with_what_to_type(name: str) -> None:
    missing = part(name)
    assert missing.found is None
    assert missing.install.startswith("apt-get install")


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("language", "words"), [("fr", "Pour en disposer : apt-get"), ("en", "To have it: apt-get")])
def test_the_report_says_it_in_both_languages(language: Language, words: str) -> None:
    said = doctor.report(language)
    assert words in said
    assert "✘" in said and "✔" in said


def test_every_part_says_what_it_gives_in_both_languages() -> None:
    parts = [one for chapter in doctor.examine() for one in chapter.parts]
    assert len(parts) >= 10
    assert all(all(one.name) and all(one.gives) for one in parts)


def test_a_program_that_does_not_run_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chromium").write_text("no program")
    (tmp_path / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert part("Chromium").found is None


def test_tesseract_without_french_counts_as_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tesseract").write_text("#!/bin/sh\necho 'languages:'\necho eng\n")
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert part("Tesseract").found is None
