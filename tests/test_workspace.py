"""A publication is the old one or the new one, never a mixture."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.workspace import Busy, workspace


def test_publishing_swaps_and_leaves_nothing_behind(tmp_path: Path) -> None:
    out = tmp_path / "public"
    with workspace(out) as space:
        (space.public / "index.html").write_text("new")
        space.publish()
    assert (out / "index.html").read_text() == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".public.lock", "public"]


def test_a_build_that_fails_leaves_the_old_publication(tmp_path: Path) -> None:
    out = tmp_path / "public"
    out.mkdir()
    (out / "index.html").write_text("old")
    with pytest.raises(RuntimeError), workspace(out) as space:
        (space.public / "index.html").write_text("new")
        raise RuntimeError
    assert (out / "index.html").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".public.lock", "public"]


def test_what_is_refused_is_kept_apart_until_the_next_success(tmp_path: Path) -> None:
    out = tmp_path / "public"
    with workspace(out) as space:
        (space.public / "report.txt").write_text("why")
        space.reject()
    assert not out.exists()
    assert (tmp_path / "public.rejected" / "report.txt").read_text() == "why"
    with workspace(out) as space:
        space.publish()
    assert not (tmp_path / "public.rejected").exists()


def test_two_builds_do_not_meet(tmp_path: Path) -> None:
    with workspace(tmp_path / "public"), pytest.raises(Busy), workspace(tmp_path / "public"):
        pass


def test_what_a_killed_build_left_is_swept(tmp_path: Path) -> None:
    stray = tmp_path / ".public.building" / "public"
    stray.mkdir(parents=True)
    (stray / "half.html").write_text("half")
    with workspace(tmp_path / "public") as space:
        assert list(space.public.iterdir()) == []
        space.publish()
