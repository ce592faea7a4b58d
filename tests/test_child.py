"""The child process that reads foreign files: what attacks it costs one child, never the build."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from reportlab.pdfgen.canvas import Canvas

import bombs
from registre.errors import UnreadableSource
from registre.reading import child, sources
from registre.reading.sources import read_document

SECONDS = 25
GROWTH_BYTES = 50 << 20
PAGE = "<!DOCTYPE html><html><body><p>Le conseil décide</p></body></html>"


def memory_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


linux = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the limits are those of Linux")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@linux
@pytest.mark.parametrize("name", bombs.BOMBS)
def test_a_bomb_is_refused_in_time_and_in_little_memory(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "ocr_command", lambda: None)
    monkeypatch.setattr("registre.reading.scans.ocr_command", lambda: None)
    make, codes = bombs.BOMBS[name]
    path = tmp_path / name
    path.write_bytes(make())
    before, start = memory_bytes(), time.monotonic()
    child.stop_child()
    with pytest.raises(UnreadableSource) as refusal:
        read_document(path, name)
    assert refusal.value.code in codes, str(refusal.value)
    assert time.monotonic() - start < SECONDS
    assert memory_bytes() - before < GROWTH_BYTES


def test_there_are_bombs_of_twelve_kinds() -> None:
    assert len(bombs.BOMBS) >= 12


@linux
def test_a_document_after_a_bomb_is_read(tmp_path: Path, page: Path) -> None:
    (tmp_path / "flate.pdf").write_bytes(bombs.BOMBS["flate-3.pdf"][0]())
    with pytest.raises(UnreadableSource):
        read_document(tmp_path / "flate.pdf", "flate.pdf")
    assert "Le conseil décide" in read_document(page, "page.html").raw


def test_one_child_reads_many_documents(page: Path) -> None:
    child.stop_child()
    for _ in range(3):
        read_document(page, "page.html")
    (alone,) = child._children.values()
    assert alone.documents == 3


def test_a_child_is_replaced_after_its_documents(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child.stop_child()
    monkeypatch.setattr(child, "DOCUMENTS_A_CHILD", 2)
    for _ in range(3):
        read_document(page, "page.html")
    assert child._children[os.getpid()].documents == 1


def test_a_child_that_was_killed_is_replaced(page: Path) -> None:
    read_document(page, "page.html")
    child._children[os.getpid()].process.kill()
    child._children[os.getpid()].process.wait()
    assert read_document(page, "page.html").raw


def test_a_reader_that_never_ends_is_stopped(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child.stop_child()
    monkeypatch.setattr(child, "WALL_S", 0.0)
    with pytest.raises(UnreadableSource) as refusal:
        read_document(page, "page.html")
    assert refusal.value.code == "source.bomb"


def test_plain_text_starts_no_child(tmp_path: Path) -> None:
    child.stop_child()
    path = tmp_path / "acte.txt"
    path.write_text("Le conseil décide", encoding="utf-8")
    assert read_document(path, "acte.txt").raw == "Le conseil décide"
    assert not child._children


def test_reading_plain_text_imports_no_reader_of_other_formats(tmp_path: Path) -> None:
    (tmp_path / "acte.txt").write_text("Le conseil décide", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from registre.reading.sources import read_document; "
        "read_document(Path('acte.txt'), 'acte.txt'); "
        "print([name for name in ('pypdfium2', 'selectolax', 'defusedxml') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_a_folder_of_documents_lends_no_modules_to_the_child(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "selectolax.py").write_text("raise SystemExit('imported from the folder of documents')")
    monkeypatch.chdir(tmp_path)
    child.stop_child()
    assert read_document(page, "page.html").raw


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.rtf", rb"{\rtf1 Le conseil}", "source.unknown-format"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "source.unknown-format"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "source.encrypted",
        ),
        ("a.xlsx", bombs.archive({"xl/workbook.xml": b"<x/>"}), "source.unknown-format"),
        ("a.csv", b"a;b", "source.unknown-format"),
        ("a.pdf", b"", "source.empty"),
        ("a.pdf", b"\x00\x01\x02\x03", "source.broken"),
        ("a.docx", b"PK\x03\x04 and no more", "source.broken"),
        ("a.html", b"<!DOCTYPE html><html><body> </body></html>", "source.empty"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, data: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableSource) as refusal:
        read_document(tmp_path / name, name)
    assert refusal.value.code == code
    assert refusal.value.advice, "and what to do"


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("page.txt", PAGE.encode(), "text/html"),
        ("page.pdf", b"\xef\xbb\xbf\n<!-- x --><HTML><body>Le conseil", "text/html"),
        ("acte.pdf", "Le conseil décide".encode(), "text/plain"),
        ("acte.docx", b"Le conseil", "text/plain"),
        ("acte.htm", b"<p>Le conseil", "text/html"),
        ("acte.md", b"<html> in Markdown is a page", "text/html"),
        ("acte.txt", b"Le conseil <html>", "text/plain"),
    ],
)
def test_the_first_bytes_choose_the_reader(name: str, data: bytes, media_type: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    document = read_document(tmp_path / name, name)
    assert document.source.media_type == media_type
    assert "Le conseil" in document.raw or name == "acte.md"


def mutants(data: bytes, random: Random) -> Iterator[bytes]:
    """The same file with bytes flipped, its end cut, a part taken out, a part doubled."""
    for _ in range(12):
        place, size = random.randrange(len(data)), random.randrange(1, 400)
        flipped = bytearray(data)
        for _ in range(9):
            flipped[random.randrange(len(data))] = random.randrange(256)
        yield bytes(flipped)
        yield data[:place]
        yield data[:place] + data[place + size :]
        yield data[:place] + data[max(0, place - size) :]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html"])
def test_a_damaged_file_is_read_or_refused_with_its_reason(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    word = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    text = "<w:p><w:r><w:t>Le conseil décide</w:t></w:r></w:p>" * 9
    canvas = Canvas(str(path), invariant=True)
    canvas.drawString(60, 800, "Le conseil décide")
    canvas.save()
    data = {
        "a.pdf": path.read_bytes(),
        "a.docx": bombs.archive({"word/document.xml": f"{word}{text}</w:body></w:document>".encode()}),
        "a.html": PAGE.encode(),
    }[name]
    for mutant in mutants(data, Random(20240312)):
        path.write_bytes(mutant)
        with suppress(UnreadableSource):
            assert read_document(path, name).raw.strip()
            continue
        with pytest.raises(UnreadableSource, match=r"^(?!.*its reader stopped)"):  # that were the reader's own fault
            read_document(path, name)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        read_document(tmp_path / "a.pdf", "a.pdf")
    assert refusal.value.code == "source.unreadable"


def test_the_source_says_the_bytes_that_were_read(page: Path) -> None:
    import hashlib

    source = read_document(page, "actes/page.html").source
    assert source.path == "actes/page.html"
    assert source.size_bytes == len(PAGE.encode())
    assert source.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
