"""The files of the dataset: packed, cut in shards, kept in dated versions."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import signal
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
import zstandard

from conftest import ROOT
from registre.build import build
from registre.config import Config
from registre.errors import OutputFailed
from registre.publication.compressed import write_gzip, write_zstd
from registre.publication.dataset import DatasetWriter
from registre.publication.distributions import COMPRESSED
from registre.publication.shards import IDENTITIES, MANIFEST, ShardWriter
from registre.publication.versions import REMOVED, keep_versions
from registre.publication.written import PageCounts, WrittenPage, written
from registre.verification import verify
from test_dumps import pages

LATEST = Path("dumps") / "latest"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dataset") / "public"
    build(ROOT / "examples", out, Config())
    return out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here is always full: /dev/full is Linux's")
@pytest.mark.parametrize(
    "full",
    [
        ("registre.nq",),
        ("records.jsonl",),
        ("registre.nq", "evidence.nq"),
        ("records.jsonl", "registre.jsonld", "tables/seances.csv"),
    ],
)
def test_disks_that_refuse_several_files_at_once_end_the_build_and_never_hang_it(
    tmp_path: Path, full: tuple[str, ...]
) -> None:
    """Exceptions that named each other as their context made the closing of the files go round for ever."""
    (tmp_path / LATEST / "tables").mkdir(parents=True)
    for name in full:
        (tmp_path / LATEST / f"{name}.writing").symlink_to("/dev/full")

    def give_up(*_: object) -> None:
        pytest.fail("the files are never closed")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(60)
    try:
        with pytest.raises(OutputFailed, match="No space left"), ExitStack() as stack:
            writer = stack.enter_context(DatasetWriter(tmp_path, Config()))
            writer.add(written(pages()), {})
            writer.add_record(b"x" * 300_000)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    assert not list(tmp_path.rglob("*.writing"))


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


@pytest.mark.parametrize("name", COMPRESSED)
def test_a_packed_file_holds_the_plain_one(public: Path, name: str) -> None:
    plain = (public / LATEST / name).read_bytes()
    assert gzip.decompress((public / LATEST / f"{name}.gz").read_bytes()) == plain
    packed = (public / LATEST / f"{name}.zst").read_bytes()
    assert zstandard.ZstdDecompressor().decompressobj().decompress(packed) == plain


def test_a_packed_file_holds_neither_clock_nor_name(tmp_path: Path) -> None:
    for folder, name in (("a", "x.nq"), ("b", "another.nq")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(b"the same\n" * 100)
        write_gzip(tmp_path / folder / name)
        write_zstd(tmp_path / folder / name)
    for suffix in (".gz", ".zst"):
        assert (tmp_path / "a" / f"x.nq{suffix}").read_bytes() == (tmp_path / "b" / f"another.nq{suffix}").read_bytes()


def test_the_shards_together_are_the_graph(public: Path) -> None:
    shards = public / LATEST / "shards"
    manifest = json.loads((shards / "manifest.json").read_bytes())["shards"]
    found = []
    for one in manifest:
        lines = _lines(gzip.decompress((shards / one["file"]).read_bytes()))
        assert len(lines) == one["triples"]
        assert (shards / one["file"]).stat().st_size == one["size_bytes"]
        if one["body"] is not None:
            assert {f"/{one['body']}/".encode() in line for line in lines if b"/act/" in line.split()[0]} <= {True}
        found += lines
    assert sorted(found) == sorted(_lines((public / LATEST / "registre.nq").read_bytes()))
    assert {one["file"] for one in manifest} == {path.name for path in shards.glob("*.nq.gz")}
    assert sum(one["body"] is None for one in manifest) == 1


def test_each_shard_says_the_same_in_every_form(public: Path) -> None:
    shards = public / LATEST / "shards"
    manifest = json.loads((shards / "manifest.json").read_bytes())["shards"]
    for one in manifest:
        files = {name: (shards / name).read_bytes() for name in (one["file"], *(form["file"] for form in one["forms"]))}
        assert [name.split(".", 1)[1] for name in files] == ["nq.gz", "nq.zst", "ttl.gz", "ttl.zst"]
        told = {form["file"]: (form["size_bytes"], form["sha256"]) for form in (one, *one["forms"])}
        assert told == {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()}
        quads, quads_too, turtle, turtle_too = (_unpacked(data) for data in files.values())
        assert quads == quads_too and turtle == turtle_too
        stated = {(quad.subject, quad.predicate, quad.object) for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS)}
        assert stated == {
            (one.subject, one.predicate, one.object) for one in ox.parse(turtle, format=ox.RdfFormat.TURTLE)
        }
    listed = {one["file"] for shard in manifest for one in (shard, *shard["forms"])}
    assert listed | {"manifest.json"} == {path.name for path in shards.iterdir()}


def _unpacked(data: bytes) -> bytes:
    if data.startswith(b"\x1f\x8b"):
        return gzip.decompress(data)
    return zstandard.ZstdDecompressor().decompressobj().decompress(data)


def _of(triples: int) -> WrittenPage:
    """A page of so many triples."""
    counts = PageCounts(triples, 1, {}, {}, (), (), 0)
    return WrittenPage("https://data.example.org/act/x", "act", b"a page\n", b"", b"the same\n", b"", counts)


def test_a_shard_is_never_larger_than_was_said_but_for_one_large_page(tmp_path: Path) -> None:
    with ShardWriter(tmp_path, most=10) as writer:
        for size in (6, 4, 1, 30, 2):
            writer.add(_of(size), "b", 2024)
        writer.add(_of(3))
    manifest = (tmp_path / MANIFEST).read_bytes()
    told = json.loads(manifest)
    assert manifest == (json.dumps(told, indent=1) + "\n").encode()
    assert [(one["file"], one["triples"]) for one in told["shards"]] == [
        ("b-2024.nq.gz", 10),
        ("b-2024-2.nq.gz", 1),
        ("b-2024-3.nq.gz", 30),
        ("b-2024-4.nq.gz", 2),
        (f"{IDENTITIES}.nq.gz", 3),
    ]


def _publication(folder: Path, content: bytes) -> Path:
    (folder / LATEST).mkdir(parents=True)
    (folder / LATEST / "registre.nq.zst").write_bytes(content)
    (folder / LATEST / "registre.nq").write_bytes(content)
    return folder


def _listed(folder: Path) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads((folder / "dumps" / "versions.json").read_bytes())
    return listed


def test_a_version_never_changes_once_it_is_published(tmp_path: Path) -> None:
    first, second, third = (_publication(tmp_path / name, name.encode()) for name in ("one", "two", "three"))
    assert keep_versions(first, None, date(2024, 1, 5)) == ("2024-01-05",)
    assert keep_versions(second, first, date(2024, 1, 5)) == ("2024-01-05", "2024-01-05-2")
    assert keep_versions(third, second, date(2024, 2, 1)) == ("2024-01-05", "2024-01-05-2", "2024-02-01")
    held = [(third / "dumps" / name / "registre.nq.zst").read_bytes() for name in ("2024-01-05", "2024-01-05-2")]
    assert held == [b"one", b"two"]
    assert not (third / "dumps" / "2024-02-01" / "registre.nq").exists()


def test_the_same_content_on_the_same_day_is_one_version(tmp_path: Path) -> None:
    first, again = (_publication(tmp_path / name, b"same") for name in ("one", "two"))
    keep_versions(first, None, date(2024, 1, 5))
    assert keep_versions(again, first, date(2024, 1, 5)) == ("2024-01-05",)


def test_what_is_withdrawn_leaves_the_old_versions_too(tmp_path: Path) -> None:
    first, second, third = (_publication(tmp_path / name, name.encode()) for name in ("one", "two", "three"))
    keep_versions(first, None, date(2024, 1, 5))
    assert keep_versions(second, first, date(2024, 2, 1), ["k1"]) == ("2024-02-01",)
    assert keep_versions(third, second, date(2024, 3, 1), ["k1"]) == ("2024-02-01", "2024-03-01")
    assert b"one" not in b"".join(path.read_bytes() for path in (third / "dumps").rglob("*.zst"))
    assert {"version": "2024-01-05", "removed": REMOVED} in _listed(third)


def test_verify_sees_a_version_that_was_touched(public: Path, tmp_path: Path) -> None:
    out = shutil.copytree(public, tmp_path / "public")
    version = next(path for path in (out / "dumps").iterdir() if path.is_dir() and path.name != "latest")
    assert all(check.holds for check in verify(out))
    touched = version / "ontology.ttl"
    data = touched.read_bytes()
    touched.unlink()  # it may be a link to the newest file
    touched.write_bytes(data + b"# later\n")
    (broken,) = [check for check in verify(out) if not check.holds]
    assert broken.name == "checksums"
