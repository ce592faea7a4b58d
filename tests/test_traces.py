"""What was withdrawn is found wherever it is left, however it is written; and nothing is found where nothing is."""

from __future__ import annotations

import ast
import gzip
import hashlib
import json
from pathlib import Path
from urllib.parse import quote

import pytest
import zstandard

from conftest import ROOT
from registre.decisions.words import digest_of, fold_word, tokens
from registre.traces import _digest, _tokens, verify_privacy

NAME = "Éloïse d’ŒUVREBOIS"
DOCUMENT = (
    "Délibération : aide accordée à Éloïse d’ŒUVREBOIS pour son permis, sur proposition de la commission sociale."
)
SHA256 = hashlib.sha256(DOCUMENT.encode()).hexdigest()
WHY = "  reason: demande\n  date: 2024-05-02\n  by: service\n"


def decision(*, digest: bool = True) -> str:
    start = DOCUMENT.index(NAME)
    words = [word for word, _, _ in tokens(NAME)]
    said = f"  words: {len(words)}\n  digest: {digest_of(words, SHA256)}\n" if digest else ""
    return (
        f"- decision: suppress\n  document: {SHA256}\n  text: {SHA256}\n  start: {start}\n"
        f"  end: {start + len(NAME)}\n{said}{WHY}"
    )


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    folder = tmp_path / "decisions"
    folder.mkdir()
    (folder / "a.yaml").write_text(decision(), "utf-8")
    return folder


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "public"
    (folder / "text").mkdir(parents=True)
    start = DOCUMENT.index(NAME)
    black = DOCUMENT[:start] + "█" * len(NAME) + DOCUMENT[start + len(NAME) :]
    (folder / "text" / f"{SHA256[:16]}.txt").write_text(black, "utf-8")
    (folder / "index.html").write_text("<p>Une aide accordée à ██████, Éloïse ailleurs.</p>", "utf-8")
    return folder


def broken(tree: Path, decisions: Path, documents: Path | None = None) -> dict[str, list[str]]:
    return {check.name: check.broken for check in verify_privacy(tree, decisions, documents) if not check.holds}


def test_the_module_imports_nothing_that_builds() -> None:
    nodes = ast.walk(ast.parse((ROOT / "src" / "registre" / "traces.py").read_text("utf-8")))
    modules = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name for name in modules if (name or "").startswith("registre")} == {"registre.verification"}


def test_it_reads_words_as_the_builder_does() -> None:
    words = [fold_word(word) for word in ("ÉLOÏSE", "d", "Œuvrebois")]
    assert _tokens("Œuvrebois, d' ÉLOÏSE ███") == [words[2], words[1], words[0], "█"]
    assert _digest(tuple(words), "sel") == digest_of(words, "sel")


def test_a_tree_without_a_trace_holds(tree: Path, decisions: Path) -> None:
    checks = verify_privacy(tree, decisions)
    assert all(check.holds for check in checks) and {check.name for check in checks} == {"hidden-words", "black-places"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("raw.txt", NAME),
        ("upper.txt", "d’œuvrebois,\nÉLOÏSE"),
        ("plain.csv", '"Eloise";"d\'OEUVREBOIS"'),
        ("percent.html", f'<a href="?q={quote(NAME)}">'),
        ("entities.html", "&Eacute;lo&iuml;se d&#8217;&OElig;UVREBOIS"),
        ("tags.html", "<b>Éloïse</b> d’<mark>ŒUVRE</mark>BOIS"),
        ("json.jsonl", json.dumps({"nom": NAME})),
        ("parts.jsonld", json.dumps([{"family": "d’ŒUVREBOIS", "given": "Éloïse"}])),
        ("turtle.ttl", '<a> <b> "\\u00C9lo\\u00EFse d\\U00002019\\u0152UVREBOIS" .'),
        ("parts.ttl", '<a> foaf:familyName "d’ŒUVREBOIS" ; foaf:givenName "Éloïse" .'),
        ("eloise-d-oeuvrebois.html", "son nom est dans le chemin"),
        ("list.html", quote("Éloïse&nbsp;d’ŒUVREBOIS")),
    ],
)
def test_a_trace_is_found_however_it_is_written(tree: Path, decisions: Path, name: str, content: str) -> None:
    (tree / name).write_text(content, "utf-8")
    assert [found.partition(":")[0] for found in broken(tree, decisions)["hidden-words"]] == [name]


def test_a_trace_is_found_in_packed_files_and_in_columns(tree: Path, decisions: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="parquet files are read by DuckDB, which is not installed")
    (tree / "a.nq.gz").write_bytes(gzip.compress(f'<a> <b> "{NAME}" .'.encode()))
    (tree / "b.nq.zst").write_bytes(zstandard.ZstdCompressor().compress(f'<a> <b> "{NAME}" .'.encode()))
    sql = f"COPY (SELECT 'Éloïse' AS prenom, 'd’ŒUVREBOIS' AS nom) TO '{tree / 'c.parquet'}' (FORMAT parquet)"
    duckdb.connect().execute(sql)
    assert [found.partition(":")[0] for found in broken(tree, decisions)["hidden-words"]] == [
        "a.nq.gz", "b.nq.zst", "c.parquet",
    ]  # fmt: skip


def test_what_cannot_be_read_counts_as_a_trace(tree: Path, decisions: Path) -> None:
    (tree / "a.nq.gz").write_bytes(b"not packed")
    assert "cannot be read" in broken(tree, decisions)["hidden-words"][0]


def test_a_place_that_is_not_black_is_told(tree: Path, decisions: Path) -> None:
    path = tree / "text" / f"{SHA256[:16]}.txt"
    path.write_text(path.read_text("utf-8").replace("█", "x"), "utf-8")
    assert "not black" in broken(tree, decisions)["black-places"][0]


def test_a_suppression_without_digest_needs_its_document(tree: Path, decisions: Path, tmp_path: Path) -> None:
    (decisions / "a.yaml").write_text(decision(digest=False), "utf-8")
    assert "no digest" in broken(tree, decisions)["hidden-words"][0]
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text(DOCUMENT, "utf-8")
    assert broken(tree, decisions, documents) == {}


def test_a_withdrawn_document_is_searched_by_its_digest_and_by_its_words(tree: Path, tmp_path: Path) -> None:
    decisions, documents = tmp_path / "decisions", tmp_path / "documents"
    decisions.mkdir()
    documents.mkdir()
    (decisions / "a.yaml").write_text(f"- decision: withdraw-document\n  document: {SHA256}\n{WHY}", "utf-8")
    (documents / "a.txt").write_text(DOCUMENT, "utf-8")
    assert set(broken(tree, decisions, documents)) == {"withdrawn", "withdrawn-texts"}, "its text is there, in black"
    (tree / "text" / f"{SHA256[:16]}.txt").unlink()
    (tree / "index.html").write_text("Rien d'elle.", "utf-8")
    assert broken(tree, decisions, documents) == {}
    (tree / "act.html").write_text(f"<p>{DOCUMENT}</p><p>{SHA256}</p>", "utf-8")
    assert set(broken(tree, decisions, documents)) == {"withdrawn", "withdrawn-texts"}
    (documents / "b.txt").write_text(DOCUMENT + "!", "utf-8")
    assert set(broken(tree, decisions, documents)) == {"withdrawn"}, "another document says the same"


@pytest.mark.parametrize("content", ["- a", "decision: x", "- [", "- decision: suppress\n  document: x"])
def test_decisions_that_cannot_be_read_prove_nothing(tree: Path, decisions: Path, content: str) -> None:
    (decisions / "b.yaml").write_text(content, "utf-8")
    assert broken(tree, decisions) != {}


def test_a_folder_that_is_not_there_proves_nothing(tree: Path, tmp_path: Path) -> None:
    assert broken(tree, tmp_path / "nowhere") != {}
