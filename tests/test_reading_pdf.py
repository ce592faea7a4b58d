"""PDF files drawn here in the layouts of town halls: what must come out, in which order, and from where."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

from registre.errors import UnreadableSource
from registre.reading.pages import locate
from registre.reading.scans import ocr_command
from registre.reading.sources import Document, read_document
from registre.reading.text import Text
from registre.records import PageBox

SMALL = ParagraphStyle("small", fontName="Helvetica", fontSize=9, leading=11)
WIDTH, HEIGHT = A4

MARGIN = ("Extrait du registre des", "délibérations du conseil", "municipal de Valombre", "n° 2024-031")
PROSE = (
    "Le douze mars deux mille vingt-quatre, le conseil municipal de Valombre s'est réuni",
    "en mairie, sous la présidence de monsieur Paul Ardouin, maire, sur la convocation",
    "adressée le cinq mars, et a désigné madame Claire Bosquet comme secrétaire de la",
    "séance ; quinze conseillers sont en exercice.",
)


def draw(path: Path, paint: Callable[[Canvas], object]) -> Document:
    """The document that is read from the pages which `paint` draws."""
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    canvas.setFont("Helvetica", 10)
    paint(canvas)
    canvas.save()
    return read_document(path, path.name)


def lines_of(document: Document) -> list[str]:
    return [re.sub(r" {2,}", " | ", line) for line in document.raw.split("\n") if line.strip()]


def write_column(canvas: Canvas, lines: tuple[str, ...], left: float, top: float = 800) -> None:
    for index, line in enumerate(lines):
        canvas.drawString(left, top - 12 * index, line)


def test_columns_drawn_one_after_the_other_stay_apart(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        write_column(canvas, MARGIN, 40)
        write_column(canvas, PROSE, 200)

    assert lines_of(draw(tmp_path / "a.pdf", paint)) == [*MARGIN, *PROSE]


def test_columns_drawn_line_by_line_are_parted(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        for index, (left, right) in enumerate(zip(MARGIN, PROSE, strict=True)):
            canvas.drawString(40, 800 - 12 * index, left)
            canvas.drawString(200, 800 - 12 * index, right)

    assert lines_of(draw(tmp_path / "a.pdf", paint)) == [*MARGIN, *PROSE]


def test_the_rows_of_a_list_of_acts_are_not_columns(tmp_path: Path) -> None:
    acts = (
        ("2024-031", "Subvention de fonctionnement au club de voile de Valombre"),
        ("2024-032", "Approbation du compte administratif de l'exercice passé"),
        ("2024-033", "Cession d'un terrain communal au lieu-dit des Grands Prés"),
        ("2024-034", "Tarifs de la restauration scolaire pour la prochaine année"),
    )

    def paint(canvas: Canvas) -> None:
        for index, (number, title) in enumerate(acts):
            canvas.drawString(40, 800 - 16 * index, number)
            canvas.drawString(200, 800 - 16 * index, title)

    assert lines_of(draw(tmp_path / "a.pdf", paint)) == [" | ".join(act) for act in acts]


GRANTS = (
    ("Association", "Objet", "Montant"),
    ("Amicale des sapeurs-pompiers volontaires de Valombre et de ses environs", "fonctionnement", "450 €"),
    ("Club de voile", "régate de printemps et accueil des écoles primaires du canton", "1 200 €"),
    ("Comité des fêtes", "fête de juin", "2 000 €"),
)


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "bare"])
@pytest.mark.parametrize("aligned", ["TOP", "MIDDLE"])
def test_a_row_of_grants_is_one_line_however_its_cells_wrap(tmp_path: Path, ruled: bool, aligned: str) -> None:
    def paint(canvas: Canvas) -> None:
        table = Table(
            [[Paragraph(cell, SMALL) for cell in row] for row in GRANTS], colWidths=[55 * mm, 45 * mm, 30 * mm]
        )
        table.setStyle([("VALIGN", (0, 0), (-1, -1), aligned)] + [("GRID", (0, 0), (-1, -1), 0.5, "black")] * ruled)
        table.wrapOn(canvas, WIDTH, HEIGHT)
        table.drawOn(canvas, 20 * mm, 200 * mm)

    assert lines_of(draw(tmp_path / "a.pdf", paint)) == [" | ".join(row) for row in GRANTS]


def test_names_one_under_the_other_stay_lines(tmp_path: Path) -> None:
    names = ("Paul Ardouin", "Claire Bosquet", "Rémi Castan", "Anne-Sophie de la Motte-Dorval")

    def paint(canvas: Canvas) -> None:
        canvas.drawString(40, 800, "Présents :")
        write_column(canvas, names, 120)
        canvas.drawString(40, 700, "Absent : Yann Esteve")

    assert lines_of(draw(tmp_path / "a.pdf", paint)) == [
        "Présents : | Paul Ardouin",
        *names[1:],
        "Absent : Yann Esteve",
    ]


def test_a_stamp_drawn_over_the_page_comes_after_it(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        write_column(canvas, PROSE, 60)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(470, 794, "Envoyé en préfecture le 13/03/2024")

    document = draw(tmp_path / "a.pdf", paint)
    assert lines_of(document) == [*PROSE, "Envoyé en préfecture le 13/03/2024"]


def test_a_word_cut_at_the_end_of_a_line_is_whole_in_the_flow(tmp_path: Path) -> None:
    document = draw(tmp_path / "a.pdf", lambda canvas: write_column(canvas, ("Le conseil muni-", "cipal décide"), 60))
    assert Text(document.raw).flow.strip() == "Le conseil municipal décide"


def test_a_word_cut_in_a_cell_leaves_its_row_whole(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        write_column(canvas, ("Association muni-", "cipale de voile"), 60)
        canvas.drawString(300, 794, "1 200 €")

    flow = Text(draw(tmp_path / "a.pdf", paint).raw).flow
    assert flow.strip() == "Association municipale de voile 1 200 €"


def test_raised_letters_belong_to_their_number(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        text = canvas.beginText(60, 800)
        text.textOut("Article 1")
        text.setFont("Helvetica", 6)
        text.setRise(4)
        text.textOut("er")
        text.setFont("Helvetica", 10)
        text.setRise(0)
        text.textOut(" : le conseil décide")
        canvas.drawText(text)

    assert draw(tmp_path / "a.pdf", paint).raw == "Article 1er : le conseil décide"


def test_bold_made_by_drawing_twice_is_read_once(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.drawString(60, 800, "DÉLIBÉRATION")
        canvas.drawString(60.3, 800, "DÉLIBÉRATION")

    assert draw(tmp_path / "a.pdf", paint).raw == "DÉLIBÉRATION"


def test_upright_writing_in_the_margin_comes_after_the_page(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(300, -30, "Affiché le 13 mars 2024")
        canvas.restoreState()
        canvas.drawString(60, 800, "Le conseil décide")

    document = draw(tmp_path / "a.pdf", paint)
    assert document.raw == "Le conseil décide\n\nAffiché le 13 mars 2024"
    assert document.layout
    (upright,) = locate(document.layout, document.raw.index("Affiché"), len(document.raw))[-1:]
    assert upright.bottom - upright.top > 15 > upright.right - upright.left, "its box stands upright on the page"


@pytest.mark.parametrize("turn", [90, 270])
def test_a_page_laid_on_its_side_is_read_level(tmp_path: Path, turn: int) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.saveState()
        canvas.translate(*((30, 50) if turn == 90 else (HEIGHT - 30, WIDTH - 50)))  # the page is HEIGHT wide
        canvas.rotate(turn)
        canvas.drawString(0, 0, "Tableau des subventions")
        canvas.restoreState()

    document = draw(tmp_path / "a.pdf", paint)
    assert document.raw == "Tableau des subventions"
    assert document.layout
    (box,) = locate(document.layout, 0, len(document.raw))
    assert box.right - box.left > 80 and box.bottom - box.top < 15
    assert 45 < box.left < 55


def test_a_span_leads_to_its_box_on_its_page(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.drawString(60, 800, "Première page")
        canvas.showPage()
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 742, "une subvention de 1 200 € au")
        canvas.drawString(60, 730, "club de voile")

    document = draw(tmp_path / "a.pdf", paint)
    assert document.layout and document.raw.count("\f") == 1
    amount = document.raw.index("1 200 €")
    (box,) = locate(document.layout, amount, amount + len("1 200 €"))
    assert box.page == 2
    assert box.left == pytest.approx(60 + Canvas("x").stringWidth("une subvention de ", "Helvetica", 10), abs=1)
    assert box.top < HEIGHT - 742 < box.bottom
    start = document.raw.index("au")
    assert [one.page for one in locate(document.layout, start, len(document.raw))] == [2, 2], "one box a line"
    assert locate(document.layout, 0, 8)[0].page == 1


def test_every_word_of_the_text_has_its_box(tmp_path: Path) -> None:
    document = draw(tmp_path / "a.pdf", lambda canvas: write_column(canvas, PROSE, 60))
    layout = document.layout
    assert layout
    words = [layout.word(index) for index in range(layout.count)]
    assert [document.raw[word.start : word.end] for word in words] == document.raw.split()
    assert all(0 <= word.left < word.right <= WIDTH and 0 <= word.top < word.bottom <= HEIGHT for word in words)


def test_a_span_between_words_has_no_box(tmp_path: Path) -> None:
    document = draw(tmp_path / "a.pdf", lambda canvas: canvas.drawString(60, 800, "un mot"))
    assert document.layout
    assert locate(document.layout, 2, 3) == ()
    assert isinstance(locate(document.layout, 0, 2)[0], PageBox)


def test_the_same_file_gives_the_same_text(tmp_path: Path) -> None:
    first = draw(tmp_path / "a.pdf", lambda canvas: write_column(canvas, PROSE, 60))
    assert first == read_document(tmp_path / "a.pdf", "a.pdf")


def write_secret(path: Path, password: str) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    canvas = Canvas(str(path), encrypt=StandardEncryption(password, ownerPassword="owner", strength=128))
    canvas.drawString(60, 800, "Le conseil décide")
    canvas.save()


def test_a_pdf_that_asks_for_a_password_is_quarantined(tmp_path: Path) -> None:
    write_secret(tmp_path / "a.pdf", "secret")
    with pytest.raises(UnreadableSource) as refusal:
        read_document(tmp_path / "a.pdf", "a.pdf")
    assert refusal.value.code == "source.encrypted"


def test_a_pdf_that_opens_without_a_password_is_read(tmp_path: Path) -> None:
    write_secret(tmp_path / "a.pdf", "")
    assert read_document(tmp_path / "a.pdf", "a.pdf").raw == "Le conseil décide"


@pytest.mark.parametrize("cut", [20, 400])
def test_a_pdf_cut_short_is_quarantined_or_read_but_never_half_invented(tmp_path: Path, cut: int) -> None:
    whole = draw(tmp_path / "a.pdf", lambda canvas: write_column(canvas, PROSE, 60))
    data = (tmp_path / "a.pdf").read_bytes()
    (tmp_path / "b.pdf").write_bytes(data[:cut])
    with pytest.raises(UnreadableSource) as refusal:
        read_document(tmp_path / "b.pdf", "b.pdf")
    assert refusal.value.code == "source.broken"
    assert whole.raw


def test_a_pdf_without_words_is_empty(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        draw(tmp_path / "a.pdf", lambda canvas: canvas.line(0, 0, 100, 100))
    assert refusal.value.code == "source.empty"


def picture() -> ImageReader:
    from PIL import Image

    data = io.BytesIO()
    Image.new("L", (300, 424), 230).save(data, "PNG")
    data.seek(0)
    return ImageReader(data)


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine where OCRmyPDF is not installed."""
    monkeypatch.setenv("PATH", "")
    ocr_command.cache_clear()
    yield
    ocr_command.cache_clear()


@pytest.mark.usefixtures("no_ocr")
def test_a_stamp_alone_does_not_make_a_scan_a_text(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)
        canvas.drawString(400, 800, "Reçu en préfecture le 13/03/2024")

    with pytest.raises(UnreadableSource) as refusal:
        draw(tmp_path / "a.pdf", paint)
    assert refusal.value.code == "source.no-text-layer"
    assert "OCRmyPDF" in str(refusal.value), "the advice names what to install"


@pytest.mark.usefixtures("no_ocr")
def test_pages_that_nobody_could_read_are_named(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        for _ in range(2):
            write_column(canvas, PROSE, 60)
            canvas.showPage()
            canvas.setFont("Helvetica", 10)
        canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)

    assert draw(tmp_path / "a.pdf", paint).pictures == (3,)
