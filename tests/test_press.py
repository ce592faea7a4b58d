"""Pages written by workers are the pages written here, and a disk that refuses is an error, not a missing page."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.config import Config
from registre.engine.limits import Limits
from registre.errors import OutputFailed
from registre.publication.site import press
from registre.publication.site.press import BATCH, Press
from registre.publication.site.rendering import Page, Renderer

PAGES = [Page(f"folder-{number % 3}/page-{number}", "404.html", anywhere=True) for number in range(2 * BATCH + 3)]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("here")
    renderer = Renderer(folder, Config())
    for page in PAGES:
        renderer.write(page)
    return files(folder)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_workers_write_what_is_written_here(jobs: int, here: dict[str, bytes], tmp_path: Path) -> None:
    one = Press(tmp_path, Config(), frozenset(), jobs)
    for page in PAGES:
        one.write(page)
    one.close()
    assert files(tmp_path) == here and len(here) == 2 * len(PAGES)
    assert (one.written.pages, one.written.size_bytes) == (len(here), sum(map(len, here.values())))


def test_what_costs_its_worker_is_written_here(
    here: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "LIMITS", Limits(memory_bytes=4 << 30, answer_bytes=1, may_write=True))
    one = Press(tmp_path, Config(), frozenset(), 2)
    for page in PAGES:
        one.write(page)
    one.close()
    assert files(tmp_path) == here


def test_a_disk_that_refuses_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "folder-0").write_text("a file where a folder should be", "utf-8")
    one = Press(tmp_path, Config(), frozenset(), 2)
    with pytest.raises(OutputFailed, match="folder-0"):
        for page in PAGES:
            one.write(page)
        one.close()
    one.abandon()


def test_nobody_writes_after_the_press_was_abandoned(tmp_path: Path) -> None:
    one = Press(tmp_path, Config(), frozenset(), 2)
    for page in PAGES:
        one.write(page)
    one.abandon()
    before = files(tmp_path)
    one.abandon()
    assert files(tmp_path) == before
