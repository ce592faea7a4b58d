"""A cluster between three folders of a bucket, some of its workers killed: the bytes are those of two local folders.

`make cluster-test` installs what it needs, apart; REGISTRE_DOCUMENTS says how many documents (`make scale-test`: 200).
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("s3fs", reason="no library for s3://: run « make cluster-test »")
pytest.importorskip("moto.server", reason="no store of files: run « make cluster-test »")
psutil = pytest.importorskip("psutil")

from bench.faults.trial import state_of  # noqa: E402
from bench.growth import write_documents  # noqa: E402

from registre.addresses import MANIFEST, Store  # noqa: E402

DOCUMENTS = int(os.environ.get("REGISTRE_DOCUMENTS", "24"))
SETTINGS = 'languages = "fr"\npages = "none"\n'


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of an empty bucket; fsspec reaches it by the environment."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "invented")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        try:
            _wait_for(port)
            import fsspec

            fsspec.filesystem("s3").mkdir("acts")
            yield "s3://acts"
        finally:
            server.kill()
            server.wait(60)


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the store did not start")


def build(*words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "registre", "--lang", "en", "build", "--quiet", "--jobs", "2", *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def done(process: subprocess.Popen[str]) -> None:
    """Of many documents one may be set aside, which is told by an exit code of 1."""
    _, said = process.communicate(timeout=1800)
    assert process.returncode in (0, 1) and not said, said


def kill_a_worker(process: subprocess.Popen[str], store: Store, more_than: int) -> None:
    """End a worker of the cluster as soon as the store holds more partitions than so many."""
    while process.poll() is None:
        if len(store.names()) > more_than:
            workers = [one for one in psutil.Process(process.pid).children() if "spawn_main" in " ".join(one.cmdline())]
            workers[0].kill()
            return
        time.sleep(0.05)
    raise AssertionError("the build was over before a worker could be killed")


def test_a_cluster_with_killed_workers_goes_from_a_bucket_to_a_bucket(bucket: str, tmp_path: Path) -> None:
    documents = tmp_path / "in"
    documents.mkdir()
    write_documents(documents, DOCUMENTS, 8000)
    (documents / "registre.toml").write_text(SETTINGS)
    for path in (one for one in documents.rglob("*") if one.is_file()):
        Store(f"{bucket}/in").write(path.relative_to(documents).as_posix(), path.read_bytes())
    done(build(str(documents), "--out", str(tmp_path / "here")))
    assert (tmp_path / "here").is_dir()

    spool = Store(f"{bucket}/spool")
    words = (f"{bucket}/in", "--out", f"{bucket}/out", "--engine", "dask", "--spool", f"{bucket}/spool")
    process = build(*words)
    kill_a_worker(process, spool, more_than=0)
    done(process)
    assert len(spool.names()) >= DOCUMENTS // 16
    _compare(bucket, tmp_path)
    before = spool.names()
    done(build(*words))
    assert spool.names() == before
    _compare(bucket, tmp_path)


def _compare(bucket: str, place: Path) -> None:
    """What stands in the bucket is what stands here."""
    there, sent = place / "there", Store(f"{bucket}/out")
    shutil.rmtree(there, ignore_errors=True)
    names = sent.names()
    assert MANIFEST in names
    sent.fetch((name for name in names if name != MANIFEST), there)
    assert state_of(there) == state_of(place / "here")


def test_a_bucket_that_is_not_there_is_told(bucket: str, tmp_path: Path) -> None:
    process = build("s3://nowhere-at-all/in", "--out", str(tmp_path / "out"))
    _, said = process.communicate(timeout=120)
    assert process.returncode == 3 and "s3://nowhere-at-all" in said and "Traceback" not in said
