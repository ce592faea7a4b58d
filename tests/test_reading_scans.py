"""Scans: with OCRmyPDF and Tesseract where they are installed, with a clear refusal where they are not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from registre.errors import UnreadableSource
from registre.reading import scans
from registre.reading.pages import locate
from registre.reading.sources import read_document

needs_ocr = pytest.mark.skipif(
    scans.ocr_command() is None,
    reason="OCRmyPDF and Tesseract with French are not installed (Debian: ocrmypdf tesseract-ocr-fra)",
)

WORDS = ("Le conseil municipal de Valombre", "attribue une subvention de 1 200 € au club de voile", "Votants : 14")


def picture_of(words: tuple[str, ...]) -> io.BytesIO:
    """A page with these words as a scanner gives it: 200 dots an inch, no text."""
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=A4, invariant=True)
    canvas.setFont("Helvetica", 14)
    for index, line in enumerate(words):
        canvas.drawString(70, 760 - 30 * index, line)
    canvas.save()
    image = io.BytesIO()
    document = pdfium.PdfDocument(page.getvalue())
    document[0].render(scale=200 / 72).to_pil().convert("L").save(image, "PNG", dpi=(200, 200))
    document.close()
    image.seek(0)
    return image


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    canvas.drawImage(ImageReader(picture_of(WORDS)), 0, 0, *A4)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(420, 820, "Reçu en préfecture le 13/03/2024")
    canvas.save()
    return path


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PATH", "")
    scans.ocr_command.cache_clear()
    yield
    scans.ocr_command.cache_clear()


@needs_ocr
def test_a_scan_is_recognised_with_the_box_of_its_words(scan: Path) -> None:
    document = read_document(scan, "scan.pdf")
    assert document.recognised
    assert document.source.media_type == "application/pdf"
    assert all(line in " ".join(document.raw.split()) for line in WORDS)
    assert document.layout
    start = document.raw.index("subvention")
    (box,) = locate(document.layout, start, start + len("subvention"))
    assert box.page == 1
    assert 70 < box.left < 300 and box.top < A4[1] - 730 < box.bottom


@needs_ocr
def test_a_picture_is_recognised_too(tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(picture_of(WORDS).getvalue())
    document = read_document(tmp_path / "scan.png", "scan.png")
    assert document.recognised
    assert document.source.media_type == "image/png"
    assert "subvention" in document.raw


@needs_ocr
def test_a_picture_that_does_not_say_its_resolution_is_read(tmp_path: Path) -> None:
    from PIL import Image

    Image.open(picture_of(WORDS)).save(tmp_path / "scan.jpg", quality=80)
    assert "subvention" in read_document(tmp_path / "scan.jpg", "scan.jpg").raw


@needs_ocr
def test_an_empty_picture_has_no_text(tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(picture_of(()).getvalue())
    with pytest.raises(UnreadableSource) as refusal:
        read_document(tmp_path / "scan.png", "scan.png")
    assert refusal.value.code == "source.no-text-layer"


@needs_ocr
def test_a_picture_that_is_no_picture_is_broken(tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    with pytest.raises(UnreadableSource) as refusal:
        read_document(tmp_path / "scan.png", "scan.png")
    assert refusal.value.code == "source.broken"


@needs_ocr
def test_recognition_that_never_ends_is_stopped(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "WALL_S", 0.1)
    with pytest.raises(UnreadableSource) as refusal:
        read_document(scan, "scan.pdf")
    assert refusal.value.code == "source.bomb"


@pytest.mark.usefixtures("no_ocr")
def test_without_ocr_a_scan_is_quarantined_with_what_to_install(scan: Path) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        read_document(scan, "scan.pdf")
    assert refusal.value.code == "source.no-text-layer"
    assert "tesseract-ocr-fra" in refusal.value.advice


@pytest.mark.usefixtures("no_ocr")
def test_tesseract_without_french_is_not_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ocrmypdf", "tesseract"):
        (tmp_path / name).write_text("#!/bin/sh\necho 'List of languages'\necho eng\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert scans.ocr_command() is None
