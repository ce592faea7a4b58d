"""Builds that meet a disk that refuses, or end at any moment: what stands is whole. All of it: `make faults`."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
from bench.faults.injected import CACHE, OUTPUTS, SMALL, every_fault, refused_keeping, refused_outputs
from bench.faults.kills import killed_at_random
from bench.faults.plan import Kind
from bench.faults.trial import Tally, Trial, keeps_its_checksums, state_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="faults are told by /proc and put into forked builds")


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return Trial(tmp_path_factory.mktemp("faults"))


def test_a_refused_output_leaves_the_old_publication_and_names_the_path(trial: Trial) -> None:
    tally = refused_outputs(trial, SMALL)
    assert tally.lost == []
    assert tally.tried == len(SMALL) + 1


def test_a_full_disk_under_what_is_kept_misleads_no_later_build(trial: Trial) -> None:
    assert refused_keeping(trial, (Kind.full,), {"records kept": CACHE["records kept"]}).lost == []


def test_a_build_killed_at_any_moment_leaves_one_whole_publication(trial: Trial) -> None:
    """One that reads everything, one that reads what changed."""
    tally = killed_at_random(trial, 2)
    assert tally.lost == []
    assert tally.tried == 2


def test_each_output_and_each_kind_of_refusal_has_its_fault() -> None:
    faults = list(every_fault())
    assert len(faults) >= 42
    assert {kind for _, kind in SMALL} == {kind for _, kind in faults}
    assert all(name in OUTPUTS for name, _ in SMALL)


def test_what_is_lost_is_told() -> None:
    tally = Tally("trial")
    tally.judge("one", it_holds=True)
    tally.judge("other", it_holds=True, its_end_is_clean=False)
    assert tally.render() == "trial: tried 2, survived 1, lost 1\n    other: not so: its end is clean"


def test_a_torn_publication_does_not_keep_its_checksums(built: Path, tmp_path: Path) -> None:
    assert keeps_its_checksums(built)
    assert not keeps_its_checksums(tmp_path)
    assert state_of(tmp_path / "nowhere") == "absent"
    digest = "0" * 64
    (tmp_path / "SHA256SUMS").write_text(f"{digest}  a\n")
    (tmp_path / "a").write_text("a")
    assert not keeps_its_checksums(tmp_path)


def test_a_kill_is_told_apart_from_an_end(trial: Trial) -> None:
    done = trial.build(lambda _: signal.raise_signal(signal.SIGKILL))
    assert done.code == -signal.SIGKILL
