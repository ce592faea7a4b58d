"""DOCX and ODT files written here part by part: paragraphs, lists and tables in their order."""

from __future__ import annotations

from pathlib import Path

import pytest

from bombs import archive
from registre.errors import UnreadableSource
from registre.reading.numbering import Counters, Level, show_number
from registre.reading.rows import write_row
from registre.reading.sources import read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(*paragraphs: str) -> str:
    return "<w:tc>" + "".join(map(paragraph, paragraphs)) + "</w:tc>"


def docx(body: str, folder: Path, **parts: str) -> str:
    document = f"<w:document {W} {MC}><w:body>{body}<w:sectPr/></w:body></w:document>"
    files = {f"word/{name}.xml": f"<w:part {W}>{part}</w:part>".encode() for name, part in parts.items()}
    (folder / "acte.docx").write_bytes(archive({"word/document.xml": document.encode(), **files}))
    return read_document(folder / "acte.docx", "acte.docx").raw


def odt(body: str, folder: Path, styles: str = "") -> str:
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}
    (folder / "acte.odt").write_bytes(archive(parts))
    return read_document(folder / "acte.odt", "acte.odt").raw


def test_paragraphs_and_tables_of_a_docx_come_in_their_order(tmp_path: Path) -> None:
    rows = "".join(
        f"<w:tr>{cell(*who)}{cell(what)}</w:tr>"
        for who, what in ((("Association",), "Montant"), (("Club de voile", "de Valombre"), "1 200 €"))
    )
    text = docx(paragraph("Vu la demande,") + f"<w:tbl>{rows}</w:tbl>" + paragraph("Le maire"), tmp_path)
    assert text == "Vu la demande,\nAssociation   Montant\nClub de voile de Valombre   1 200 €\nLe maire\n"


def test_a_margin_beside_the_text_becomes_one_block_after_the_other(tmp_path: Path) -> None:
    margin, prose = cell("En exercice : 15", "Présents : 12", "Votants : 14"), cell("L'an deux mille vingt-quatre")
    text = docx(f"<w:tbl><w:tr>{margin}{prose}</w:tr></w:tbl>", tmp_path)
    assert text == "En exercice : 15\nPrésents : 12\nVotants : 14\n\nL'an deux mille vingt-quatre\n"


def test_breaks_tabs_and_fields_are_what_the_reader_sees(tmp_path: Path) -> None:
    runs = (
        "<w:r><w:t>Votants</w:t><w:tab/><w:t>14</w:t><w:br/><w:t>pour</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:del><w:r><w:delText>supprimé</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t> ajouté</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>"
    )
    assert docx(f"<w:p>{runs}</w:p>", tmp_path) == "Votants\t14\npour ajouté\n"


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('Reçu en préfecture le 13/03/2024')}</w:txbxContent>"
    drawing = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    text = docx(f"<w:p><w:r><w:t>Le conseil</w:t></w:r><w:r>{drawing}</w:r></w:p>", tmp_path)
    assert text == "Le conseil\nReçu en préfecture le 13/03/2024\n"


def test_numbers_that_the_word_processor_makes_are_written(tmp_path: Path) -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1 :"/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    )
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    styled = '<w:pStyle w:val="Articles"/>'
    styles = f'<w:style w:styleId="Articles"><w:pPr>{item}</w:pPr></w:style>'
    body = paragraph("ATTRIBUE", item) + paragraph("entre deux") + paragraph("DIT", styled) + paragraph("", item)
    text = docx(body, tmp_path, numbering=numbering, styles=styles)
    assert text == "Article 1 : ATTRIBUE\nentre deux\nArticle 2 : DIT\n\n"


def test_headers_come_first_and_footers_last_each_once(tmp_path: Path) -> None:
    text = docx(
        paragraph("Le conseil décide"),
        tmp_path,
        header1=paragraph("Commune de Valombre"),
        header2=paragraph("Commune de Valombre"),
        footer1=paragraph("1 place de la Halle"),
    )
    assert text == "Commune de Valombre\nLe conseil décide\n1 place de la Halle\n"


def test_lists_and_tables_of_an_odt_come_in_their_order(tmp_path: Path) -> None:
    style = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I"'
        ' style:num-suffix=" -"/></text:list-style>'
    )
    items = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in ("DÉCIDE", "DIT"))
    cells = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in ("Club", "450 €"))
    text = odt(
        '<text:h>Séance</text:h><text:p>Présents :<text:s text:c="2"/>12<text:line-break/>'
        "Votants :<text:tab/>14</text:p>"
        f'<text:list text:style-name="L">{items}</text:list><text:list>{items}</text:list>'
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>",
        tmp_path,
        style,
    )
    assert text == ("Séance\nPrésents :  12\nVotants :\t14\nI - DÉCIDE\nII - DIT\n- DÉCIDE\n- DIT\nClub   450 €\n")


def test_comments_and_struck_text_of_an_odt_are_not_read(tmp_path: Path) -> None:
    text = odt(
        "<text:tracked-changes><text:p>supprimé</text:p></text:tracked-changes>"
        "<text:p>Le conseil<office:annotation><text:p>à revoir</text:p></office:annotation> "
        "<text:span>décide</text:span></text:p>",
        tmp_path,
    )
    assert text == "Le conseil décide\n"


def test_an_odt_with_a_password_is_quarantined(tmp_path: Path) -> None:
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": b"\x01\x02",
        "META-INF/manifest.xml": b"<manifest:encryption-data/>",
    }
    (tmp_path / "acte.odt").write_bytes(archive(parts))
    with pytest.raises(UnreadableSource) as refusal:
        read_document(tmp_path / "acte.odt", "acte.odt")
    assert refusal.value.code == "source.encrypted"


@pytest.mark.parametrize("cut", [40, 200])
def test_a_docx_cut_short_is_broken(cut: int, tmp_path: Path) -> None:
    docx(paragraph("Le conseil décide"), tmp_path)
    (tmp_path / "b.docx").write_bytes((tmp_path / "acte.docx").read_bytes()[:cut])
    with pytest.raises(UnreadableSource) as refusal:
        read_document(tmp_path / "b.docx", "b.docx")
    assert refusal.value.code == "source.broken"


def test_a_docx_whose_xml_is_broken_says_so(tmp_path: Path) -> None:
    (tmp_path / "acte.docx").write_bytes(archive({"word/document.xml": b"<w:document>"}))
    with pytest.raises(UnreadableSource) as refusal:
        read_document(tmp_path / "acte.docx", "acte.docx")
    assert refusal.value.code == "source.broken"


def test_a_docx_without_words_is_empty(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        docx(paragraph(" "), tmp_path)
    assert refusal.value.code == "source.empty"


@pytest.mark.parametrize(
    ("kind", "number", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 4, "04"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 3, "C"),
        ("upperRoman", 49, "XLIX"),
        ("lowerRoman", 4, "iv"),
        ("unknown", 4, "4"),
    ],
)
def test_numbers_are_shown_as_their_list_says(kind: str, number: int, shown: str) -> None:
    assert show_number(kind, number) == shown


def test_a_deeper_list_starts_again_under_each_item() -> None:
    first, second = Level("decimal", "%1."), Level("decimal", "%1.%2")
    counters = Counters()
    marks = [
        counters.mark("a", levels) for levels in ([first], [first, second], [first, second], [first], [first, second])
    ]
    assert marks == ["1. ", "1.1 ", "1.2 ", "2. ", "2.1 "]


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ([["Club"], ["", "450 €"]], "Club   450 €"),
        ([["Club de voile", "de Valombre"], ["fête"]], "Club de voile de Valombre   fête"),
        ([["Présents"], ["M. Ardouin", "Mme Bosquet"]], "Présents\n\nM. Ardouin\nMme Bosquet"),
        ([["M. Ardouin", "Mme Bosquet"], ["12"]], "M. Ardouin Mme Bosquet   12"),
        ([["a"] * 5, ["b"]], "a\na\na\na\na\n\nb"),
        ([[], [" "]], ""),
    ],
)
def test_a_row_is_one_line_unless_its_cells_are_lists(cells: list[list[str]], text: str) -> None:
    assert write_row(cells) == text
