"""What many tests share: the publication of the examples, built once, and the real corpus when it is there."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from sealed import Sealed, run_sealed

pytest_plugins = ("visiting", "hostile_site")

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


def pytest_configure() -> None:
    """Ctrl-C counts even in a run that a shell put into the background: children inherit what is ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


LONGEST = (
    "test_decisions_build.py",
    "test_rebuilding.py",
    "test_faults.py",
    "test_stores.py",
    "test_interrupted.py",
    "test_verification.py",
    "test_watching.py",
    "test_engine_cluster.py",
    "test_engines.py",
)
"""Files of tests that take longest: begun first, so that no core waits at the end for the last of them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path.name, len(ranks)))


UNCOUNTED = {"COVERAGE_PROCESS_CONFIG": ""}
"""The environment of a build whose lines another one counts: counting takes as long again."""


def run_registre(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, in its own process."""
    return subprocess.run(
        [sys.executable, "-m", "registre", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "REGISTRE_LANG": "en", **environment},
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication of the examples, built without network where the system lets us, once for all workers of a run.

    REGISTRE_BUILT names one that is built already, to try the same tests again.
    """
    if given := os.environ.get("REGISTRE_BUILT"):
        return Path(given)
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "built"
    folder.mkdir(exist_ok=True)
    out = folder / "public"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / SEALED).is_file():
            command = [sys.executable, "-m", "registre", "build", str(ROOT / "examples"), "--out", str(out)]
            done = run_sealed(command, {**os.environ, "REGISTRE_LANG": "en"})
            assert done.code == 1, done.out + done.error  # one example is broken on purpose
            (folder / SEALED).write_text(json.dumps(asdict(done)))
    return out


SEALED = "sealed.json"


def built_sealed(built: Path) -> Sealed | None:
    """How the publication of the examples was built; None when it stood before the tests."""
    told = built.with_name(SEALED)
    return Sealed(**json.loads(told.read_text())) if told.is_file() else None


@pytest.fixture(scope="session")
def seeds_built(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication of the five founding documents."""
    out = tmp_path_factory.mktemp("seeds") / "public"
    done = run_registre("build", seeds, "--out", out)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five founding documents; tests that need it say when it is not there."""
    folder = CORPUS / "seeds"
    if not folder.is_dir():
        pytest.skip("the real documents are not beside this checkout (../shared/corpus/seeds)")
    return folder
