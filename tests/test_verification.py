"""The verifier holds on a sound publication and finds each fault that is put into it."""

from __future__ import annotations

import ast
import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, run_registre
from registre.verification import PROMISES, check_promise, verify


def broken_promises(folder: Path) -> list[str]:
    return [check.name for check in verify(folder) if not check.holds]


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "public")


def test_a_sound_publication_keeps_every_promise(built: Path) -> None:
    checks = verify(built)
    assert {check.name: check.broken[:3] for check in checks if not check.holds} == {}
    assert sum(check.tried for check in checks) > 5_000


def test_the_verifier_imports_nothing_that_builds() -> None:
    """Nor do the modules that look for traces and read signatures: they know each other alone."""
    own = {path.stem for path in (ROOT / "src" / "registre").glob("verification*.py")} | {"traces"}
    assert len(own) == 5
    for name in own:
        tree = ast.parse((ROOT / "src" / "registre" / f"{name}.py").read_text("utf-8"))
        imported = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
        imported |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert {one for one in imported if one.startswith((".", "registre"))} <= {f"registre.{one}" for one in own}


def replace_in(name: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = next(iter(sorted(folder.glob(name))))
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return spoil


def append_to(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        with (folder / name).open("a") as stream:
            stream.write("\n")

    return spoil


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: next(iter(sorted(folder.glob(name)))).unlink()


def remove_all(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        for path in folder.glob(name):
            path.unlink()

    return spoil


def unzipped_and_back(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = next(iter(sorted(folder.glob(name))))
        path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(old, new, 1)))

    return spoil


def cut(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = next(iter(sorted(folder.glob(name))))
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    return spoil


def overwrite(path: Path) -> None:
    path.write_bytes(b"not packed at all")


def with_blank_node(folder: Path) -> None:
    with (folder / "dumps/latest/registre.nq").open("a") as dump:
        dump.write("_:b <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/registre/ns#Vote> .\n")


LATEST = "dumps/latest/"
HARMS: list[tuple[str, str, Callable[[Path], None]]] = [
    ("checksums", "a dump says something else", replace_in(LATEST + "registre.ttl", "Grant", "Prize")),
    ("checksums", "a dump is gone", remove(LATEST + "tables/*.csv")),
    ("checksums", "a file that no list knows", lambda folder: (folder / LATEST / "more.nq").touch()),
    ("checksums", "a dated version is cut", cut("dumps/2*/registre.nq.zst")),
    ("quotes", "a text says something else", replace_in("text/*.txt", "e", "a")),
    ("quotes", "a text is shorter", cut("text/*.txt")),
    ("quotes", "a quote says something else", replace_in(LATEST + "evidence.nq", '#exact> "', '#exact> "x')),
    ("quotes", "a quote stands elsewhere", replace_in(LATEST + "evidence.nq", '#start> "', '#start> "1')),
    ("quotes", "no evidence", remove_all(LATEST + "evidence.nq*")),
    ("same-graph", "Turtle says something else", replace_in(LATEST + "registre.ttl", "reg:Grant", "reg:Prize")),
    ("same-graph", "JSON-LD says something else", replace_in(LATEST + "registre.jsonld", "2023", "2024")),
    ("counts", "VoID counts wrongly", replace_in("void.ttl", "void:triples ", "void:triples 9")),
    ("counts", "the catalogue states another size", replace_in("dataset.ttl", 'byteSize "', 'byteSize "1')),
    ("counts", "the catalogue states another digest", replace_in("dataset.ttl", 'checksumValue "', 'checksumValue "0')),
    ("counts", "a table is longer than the catalogue says", append_to(LATEST + "tables/votes.csv")),
    (
        "shards",
        "the manifest counts wrongly",
        replace_in(LATEST + "shards/manifest.json", '"triples": ', '"triples": 1'),
    ),
    ("shards", "the manifest forgets a shard", replace_in(LATEST + "shards/manifest.json", '"file": "', '"file": "x')),
    ("shards", "a shard says something else", unzipped_and_back(LATEST + "shards/*.gz", b"2023", b"2024")),
    ("packed", "a packed dump says something else", unzipped_and_back(LATEST + "registre.nq.gz", b"2023", b"2024")),
    ("packed", "a packed dump is cut", cut(LATEST + "registre.nq.zst")),
    ("packed", "a packed dump is no such file", lambda folder: overwrite(folder / LATEST / "registre.nq.zst")),
    ("no-blank-nodes", "a blank node", with_blank_node),
    ("declared-terms", "a term that nobody declares", replace_in(LATEST + "registre.nq", "ns#Vote", "ns#Voet")),
    ("pages", "a page is gone", remove("act/*/*/*.html")),
    ("pages", "the data beside a page are gone", remove("person/*/*.jsonld")),
    ("page-data", "the data beside a page say something else", replace_in("act/*/*/*.ttl", "2023", "2024")),
    ("page-data", "a page is cut", cut("act/*/*/*.html")),
    ("links", "a page is gone", remove("act/*/*/*.html")),
    ("links", "the entrance is gone", remove("index.html")),
    ("links", "a place in a page is gone", replace_in("act/*/*/*.html", ' id="', ' data-id="')),
    ("changes", "a list of changes is gone", remove("changes/*.jsonl")),
    ("versions-of-acts", "the stream says something else", replace_in("ldes/1-1.ttl", "reg:Grant", "reg:Prize")),
    ("feeds", "a feed names an act that is not there", replace_in("feed.atom", "/act/", "/actx/")),
]
"""Promise, what breaks it, how."""


@pytest.mark.parametrize("promise", ["page-data", "packed", "shards", "same-graph"])
def test_a_dump_that_stands_packed_only_is_read_so(copy: Path, promise: str) -> None:
    for name in ("registre.nq", "registre.ttl", "registre.jsonld", "evidence.nq"):
        (copy / LATEST / name).unlink()
    check = check_promise(copy, promise)
    assert check.holds and check.tried


@pytest.mark.parametrize(("promise", "spoil"), [pytest.param(one, do, id=f"{one}: {what}") for one, what, do in HARMS])
def test_each_fault_breaks_its_own_promise(copy: Path, spoil: Callable[[Path], None], promise: str) -> None:
    spoil(copy)
    check = check_promise(copy, promise)
    assert not check.holds and check.broken


def test_every_promise_can_be_broken() -> None:
    assert {promise for promise, _, _ in HARMS} == set(PROMISES)


def test_an_empty_folder_keeps_no_promise(tmp_path: Path) -> None:
    assert len(broken_promises(tmp_path)) == len(verify(tmp_path)) > 0


def test_the_command_fails_closed_and_takes_no_site_for_dumps_alone(copy: Path) -> None:
    assert run_registre("verify", copy).returncode == 0
    remove("index.html")(copy)
    done = run_registre("verify", copy)
    assert done.returncode == 1
    assert "leads nowhere" in done.stdout
