"""A build that is stopped leaves the old publication whole, and the next one completes."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT, UNCOUNTED, run_registre
from registre.errors import ExitCode


def start_build(out: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "registre", "build", str(ROOT / "examples"), "--out", str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_for_work(out: Path, build: subprocess.Popen[bytes]) -> None:
    """Until the build has begun to write, or ended."""
    for _ in range(3000):  # a busy machine takes its time to import
        if any((out.parent / f".{out.name}.building").glob("public/dumps/latest/*")) or build.poll() is not None:
            return
        time.sleep(0.02)


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, ExitCode.interrupted), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_stopped_build_leaves_the_old_publication_and_the_next_completes(
    built: Path, tmp_path: Path, stop: signal.Signals, code: int
) -> None:
    out = tmp_path / "public"
    out.mkdir()
    (out / "index.html").write_text("old")
    build = start_build(out)
    wait_for_work(out, build)
    build.send_signal(stop)
    assert build.wait(timeout=60) == code
    assert [path.name for path in out.iterdir()] == ["index.html"]
    assert (out / "index.html").read_text() == "old"
    run_registre("build", ROOT / "examples", "--out", out, **UNCOUNTED)
    assert (out / "SHA256SUMS").read_bytes() == (built / "SHA256SUMS").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".public.lock", "public", "public.cache"]
