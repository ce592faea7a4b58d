"""Sound documents to harm: the same invented words as text, HTML, PDF and DOCX."""

from __future__ import annotations

import html
import io
import zipfile

from bench.synthesis.generate import generate
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

LAYOUTS = ("extract-commune", "minutes-plain", "grants-table", "list-of-deliberations", "bureau")
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def seeds(count: int) -> list[tuple[str, bytes]]:
    """`count` documents of each layout in each format: ending and bytes, in a fixed order."""
    texts = [generate(seed, layout).text for layout in LAYOUTS for seed in range(1, count + 1)]
    return [(ending, make(text)) for text in texts for ending, make in MAKERS.items()]


def as_text(text: str) -> bytes:
    return text.encode()


def as_html(text: str) -> bytes:
    lines = [f"<p>{html.escape(line)}</p>" for line in text.split("\n")]
    table = "<table><tr><td>Association</td><td>1 200 €</td></tr></table>"
    return f"<!DOCTYPE html><html lang=fr><body><h1>Séance</h1>{''.join(lines)}{table}</body></html>".encode()


def as_pdf(text: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for place, line in enumerate(text.split("\n")):
        if place and place % 60 == 0:
            canvas.showPage()
        canvas.drawString(50, 800 - 12 * (place % 60), line.replace("\t", " "))
    canvas.save()
    return out.getvalue()


def as_docx(text: str) -> bytes:
    lines = "".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")
        packed.writestr(
            zipfile.ZipInfo("word/document.xml"), f"<w:document {_WORD}><w:body>{lines}</w:body></w:document>"
        )
    return out.getvalue()


MAKERS = {".txt": as_text, ".html": as_html, ".pdf": as_pdf, ".docx": as_docx}
