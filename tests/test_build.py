"""The whole journey, run as a user runs it, on the examples and on folders broken on purpose."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pyoxigraph
import pytest
import rdflib
from bench.sameness import Setting, built_under
from rdflib.compare import isomorphic

from conftest import ROOT, UNCOUNTED, run_registre
from registre.build import build
from registre.config import Config
from registre.errors import ExitCode

BASE = Config().base


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_give_the_same_bytes(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in UNCOUNTED.items():
        monkeypatch.setenv(name, value)
    again = built_under(Setting("7", 3, 4, "Pacific/Auckland", "C", 0o077), ROOT / "examples", tmp_path)
    ours, theirs = digests(built), digests(again)
    ours.pop("summary.json"), theirs.pop("summary.json")  # it names the place asked for
    assert ours == theirs


def test_the_broken_example_is_quarantined_with_a_reason_and_nothing_else_is_lost(built: Path) -> None:
    quarantined = [json.loads(line) for line in (built / "quarantine.jsonl").read_text("utf-8").splitlines()]
    summary = json.loads((built / "summary.json").read_text("utf-8"))
    errors = [one for one in quarantined if one["severity"] == "error"]
    assert [one["code"] for one in errors] == ["source.binary"]
    assert all(one["reason_fr"] and one["reason_en"] for one in quarantined)
    assert summary["documents"] == summary["read"] + len(quarantined)


@pytest.mark.parametrize("dump", ["registre.nq", "registre.ttl", "registre.jsonld", "evidence.nq", "ontology.ttl"])
def test_both_engines_read_every_dump_alike(built: Path, dump: str) -> None:
    path = built / "dumps" / "latest" / dump
    ox = pyoxigraph.Store()
    ox.bulk_load(path=str(path))
    one = rdflib.Dataset(default_union=True)
    one.parse(path, format={"nq": "nquads", "ttl": "turtle", "jsonld": "json-ld"}[path.suffix[1:]])
    distinct = {(quad.subject, quad.predicate, quad.object) for quad in ox}
    assert len(distinct) == len({triple[:3] for triple in one.quads()}) > 0
    assert not any(isinstance(term, pyoxigraph.BlankNode) for triple in distinct for term in triple)


def test_all_dumps_hold_the_same_graph(built: Path) -> None:
    def triples(name: str) -> set[tuple[object, object, object]]:
        store = pyoxigraph.Store()
        store.bulk_load(path=str(built / "dumps" / "latest" / name))
        return {(quad.subject, quad.predicate, quad.object) for quad in store}

    assert triples("registre.nq") == triples("registre.ttl") == triples("registre.jsonld")


def test_checksums_hold(built: Path) -> None:
    done = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=built, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_every_iri_of_ours_in_the_dumps_has_a_page_and_data_beside_it(built: Path) -> None:
    pages = set[str]()
    for name in ("registre.nq", "evidence.nq"):
        store = pyoxigraph.Store()
        store.bulk_load(path=str(built / "dumps" / "latest" / name))
        for quad in store:
            for term in (quad.subject, quad.predicate, quad.object):
                if isinstance(term, pyoxigraph.NamedNode) and term.value.startswith(BASE):
                    pages.add(urldefrag(term.value).url.removeprefix(BASE))
    missing = [page for page in sorted(pages) if not (built / f"{page}.html").is_file()]
    assert missing == []
    without_data = [page for page in sorted(pages) if not (built / f"{page}.ttl").is_file()]
    assert without_data == []


def test_every_page_holds_the_same_data_three_times(built: Path) -> None:
    for html in sorted((built / "act").rglob("*.html"))[:6]:
        turtle, json_ld, embedded = rdflib.Graph(), rdflib.Graph(), rdflib.Graph()
        turtle.parse(html.with_suffix(".ttl"))
        json_ld.parse(html.with_suffix(".jsonld"))
        embedded.parse(data=_embedded(html), format="json-ld")
        assert isomorphic(turtle, json_ld), html
        assert isomorphic(turtle, embedded), html


def _embedded(page: Path) -> str:
    """The data block of a page, as a browser would give it to a script."""
    opening = '<script type="application/ld+json">'
    return page.read_text("utf-8").split(opening)[1].split("</script>")[0]


def test_all_internal_links_resolve(built: Path) -> None:
    broken, seen = [], 0
    ids = dict[Path, set[str]]()
    for page in sorted(built.rglob("*.html")):
        links, ids[page] = _links_and_ids(page)
        for link in links:
            seen += 1
            inside = (built / link.lstrip("/")).as_uri() if link.startswith("/") else link
            target, fragment = urldefrag(urljoin(page.as_uri(), inside))
            path = Path(unquote(target.removeprefix("file://").partition("?")[0]))
            if not path.is_file():
                broken.append((page.relative_to(built).as_posix(), link))
            elif fragment and path.suffix == ".html":
                if path not in ids:
                    ids[path] = _links_and_ids(path)[1]
                if unquote(fragment) not in ids[path]:
                    broken.append((page.relative_to(built).as_posix(), link))
    assert seen > 1000
    assert broken == []


def _links_and_ids(page: Path) -> tuple[list[str], set[str]]:
    from html.parser import HTMLParser

    links, ids = list[str](), set[str]()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            for name, value in attrs:
                if name == "id" and value:
                    ids.add(value)
                if name in ("href", "src") and value and not value.startswith(("http:", "https:", "mailto:")):
                    links.append(value)

    Reader().feed(page.read_text("utf-8"))
    return links, ids


def test_a_folder_without_any_session_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Une recette de tarte aux pommes, sans séance.\n" * 20)
    out = tmp_path / "public"
    out.mkdir()
    (out / "index.html").write_text("old")
    done = run_registre("build", tmp_path / "in", "--out", out)
    assert done.returncode == ExitCode.findings
    assert (out / "index.html").read_text() == "old"
    assert "nothing to publish" in done.stdout


def test_a_missing_folder_is_a_clear_error(tmp_path: Path) -> None:
    done = run_registre("build", tmp_path / "nowhere", "--out", tmp_path / "public")
    assert done.returncode == ExitCode.input
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_output_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run_registre("build", ROOT / "examples", "--out", tmp_path / "file" / "public")
    assert done.returncode == ExitCode.output
    assert "file" in done.stderr


def test_a_copied_document_is_published_once(tmp_path: Path) -> None:
    document = next(path for path in sorted((ROOT / "examples").rglob("*.txt")) if b"DELIBERATION" in path.read_bytes())
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        shutil.copy(document, tmp_path / "in" / name)
    done = run_registre("build", tmp_path / "in", "--out", tmp_path / "public", "--json")
    summary = json.loads(done.stdout)
    assert (summary["read"], summary["set_aside"], summary["sittings"]) == (1, 1, 1)
    assert summary["published"] is True and done.stderr == "", "a summary for machines is JSON and nothing else"


def test_who_watches_a_build_sees_every_document_go_by(tmp_path: Path) -> None:
    """Three extracts of two sessions: publishing counts them as reading does."""
    seen: list[tuple[int, int]] = []

    def watch(steps: Iterable[Any], _title: str, total: int) -> Iterator[Any]:
        every = list(steps)
        seen.append((len(every), total))
        yield from every

    build(ROOT / "examples/documents/aubrelle-metropole", tmp_path / "public", Config(pages="none"), watch=watch)
    assert seen == [(3, 3), (3, 3)]


def test_the_five_founding_documents_are_published(seeds_built: Path) -> None:
    summary = json.loads((seeds_built / "summary.json").read_text("utf-8"))
    assert (summary["documents"], summary["read"], summary["acts"]) == (5, 5, 5)
    assert (summary["quarantined"], summary["violations"]) == (0, 0)
