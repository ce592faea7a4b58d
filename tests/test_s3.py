"""A bucket of an S3 store, filled by the script of `registre hosts` (`make bucket-test` installs it, apart)."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT
from invented_site import ACT, CONFIG
from registre.publication.hosts import write_hosts
from registre.publication.lookup import TYPES, media_type
from test_resolution import GONE, KEPT, MERGED, publish

PROGRAMS = Path(os.environ.get("REGISTRE_S3_PROGRAMS", ROOT / ".venv-s3" / "bin"))
BUCKET = "town"

pytestmark = pytest.mark.skipif(
    not (PROGRAMS / "aws").is_file(), reason="no AWS command line and no store: run « make bucket-test »"
)


@pytest.fixture(scope="module")
def store() -> Iterator[dict[str, str]]:
    """The environment in which `aws` reaches a store of this machine, with an empty bucket."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    environment = {
        **os.environ,
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "invented",
        "AWS_SECRET_ACCESS_KEY": "invented",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    server = subprocess.Popen(
        [PROGRAMS / "moto_server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        aws(environment, "s3", "mb", f"s3://{BUCKET}")
        yield environment
    finally:
        server.terminate()
        server.wait(10)


def aws(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(["aws", *words], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def upload(environment: dict[str, str], root: Path, out: Path) -> None:
    write_hosts(root, CONFIG.base, out)
    script = ["sh", str(out / "s3" / "upload.sh"), str(root), f"s3://{BUCKET}", "--acl", "public-read"]
    done = subprocess.run(script, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def keys(environment: dict[str, str]) -> set[str]:
    listed = json.loads(aws(environment, "s3api", "list-objects-v2", "--bucket", BUCKET, "--query", "Contents[].Key"))
    return set(listed)


def head(environment: dict[str, str], key: str) -> http.client.HTTPMessage:
    """What anybody is told of a key."""
    connection = http.client.HTTPConnection(environment["AWS_ENDPOINT_URL"].partition("://")[2], timeout=30)
    try:
        connection.request("HEAD", f"/{BUCKET}/{key}")
        answer = connection.getresponse()
        assert answer.status == 200, key
        return answer.headers
    finally:
        connection.close()


def test_each_key_has_the_type_of_its_file_and_each_thing_a_page_at_its_identifier(
    store: dict[str, str], tmp_path: Path
) -> None:
    root = tmp_path / "public"
    publish(root)
    (root / ".secret").unlink()
    upload(store, root, tmp_path / "hosts")
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    things = {path.removesuffix(".ttl") for path in files if path.endswith(".ttl")}
    things = {one for one in things if f"{one}.html" in files}
    assert ACT in things and keys(store) == files | things
    asked = {Path(path).suffix or path: path for path in sorted(files)}  # one file of each type
    for path in asked.values():
        found = head(store, path)
        assert (found["Content-Type"], found["Cache-Control"]) == (media_type(root / path), "no-cache"), path
    for thing in (ACT, GONE):
        assert head(store, thing)["Content-Type"] == TYPES[".html"]
    assert head(store, MERGED)["x-amz-website-redirect-location"] == CONFIG.base + KEPT

    shutil.rmtree(root / "act")
    (root / "dumps" / "latest" / "registre.nq.gz").unlink()
    upload(store, root, tmp_path / "hosts")
    left = keys(store)
    assert not [key for key in left if key.startswith("act/")] and "dumps/latest/registre.nq.gz" not in left
    assert {GONE, "SHA256SUMS", ".well-known/void"} <= left


def test_a_folder_that_holds_no_site_is_not_put(store: dict[str, str], tmp_path: Path) -> None:
    publish(tmp_path / "public")
    write_hosts(tmp_path / "public", CONFIG.base, tmp_path / "hosts")
    before = keys(store)
    script = ["sh", str(tmp_path / "hosts" / "s3" / "upload.sh"), str(tmp_path), f"s3://{BUCKET}"]
    done = subprocess.run(script, env=store, capture_output=True, text=True, check=False)
    assert done.returncode == 3 and "no site" in done.stderr and keys(store) == before
