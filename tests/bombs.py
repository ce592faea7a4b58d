"""Files that attack their reader: generated here, never stored. Each costs a few kilobytes to write.

`write_bombs(folder)` writes one file for each entry of `BOMBS`; the codes are those with which a document
may be quarantined. What matters is that each is refused in time, in little memory, with its reason.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

BIG = 512 << 20


def _deflated(byte: bytes, size: int) -> bytes:
    """`size` times a byte (a multiple of 1 MiB), deflated; one block is packed and repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(byte * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(size >> 20):
        check = zlib.adler32(byte * (1 << 20), check)
    return b"\x78\x9c" + block * (size >> 20) + b"\x03\x00" + check.to_bytes(4, "big")


def _lzw_run(byte: int, rounds: int) -> bytes:
    """The LZW codes of a long run of one byte: each code stands for one byte more than the one before."""
    bits, count = 0, 0
    packed = bytearray()

    def put(code: int, width: int) -> None:
        nonlocal bits, count
        bits, count = (bits << width) | code, count + width
        while count >= 8:
            count -= 8
            packed.append(bits >> count & 0xFF)
            bits &= (1 << count) - 1

    for _ in range(rounds):
        put(256, 9)
        put(byte, 9)
        for code in range(258, 4094):
            put(code, 9 if code < 511 else 10 if code < 1023 else 11 if code < 2047 else 12)
    put(257, 12)
    put(0, 8)
    return bytes(packed)


def pdf_of(*objects: bytes, root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF with these objects, numbered from 1."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<</Size %d/Root %d 0 R%s>>\n" % (len(objects) + 1, root, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def _stream(data: bytes, entries: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def _content(data: bytes, filters: bytes) -> bytes:
    return pdf_of(_CATALOGUE, _PAGES, _PAGE, _stream(data, b"/Filter[%s]" % filters), _FONT)


def _flate_once() -> bytes:
    return _content(_deflated(b" ", BIG), b"/FlateDecode")


def _flate_twice() -> bytes:
    return _content(zlib.compress(_deflated(b" ", 2 * BIG), 9), b"/FlateDecode/FlateDecode")


def _flate_thrice() -> bytes:
    return _content(
        zlib.compress(zlib.compress(_deflated(b"q", 2 * BIG), 9), 9), b"/FlateDecode/FlateDecode/FlateDecode"
    )


def _lzw() -> bytes:
    return _content(zlib.compress(_lzw_run(ord(" "), 120), 9), b"/FlateDecode/LZWDecode")


def _object_stream() -> bytes:
    packed = _deflated(b" ", 2 * BIG)
    entries = b"/Type/ObjStm/N 100000/First 1000000/Filter/FlateDecode"
    cross = zlib.compress(
        b"".join(bytes(row) for row in ((0, 0, 0, 0), (2, 0, 4, 0), (2, 0, 4, 1), (2, 0, 4, 2), (1, 0, 9, 0)))
    )
    head = b"%PDF-1.7\n4 0 obj\n" + _stream(packed, entries) + b"\nendobj\n"
    table = b"/Type/XRef/Size 6/W[1 2 1]/Index[0 5]/Root 1 0 R/Filter/FlateDecode"
    return head + b"5 0 obj\n" + _stream(cross, table) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def _xref_loop() -> bytes:
    whole = pdf_of(_CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 9>>")
    start = whole.rindex(b"startxref\n") + 10
    place = whole[start : whole.index(b"\n", start)]
    return whole.replace(b"/Root", b"/Prev %s/Root" % place)


def _many_pages() -> bytes:
    kids = b"3 0 R " * 100_000
    return pdf_of(_CATALOGUE, b"<</Type/Pages/Kids[%s]/Count 100000>>" % kids, _PAGE, _stream(b"", b""), _FONT)


def _huge_picture() -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
    picture = _stream(
        _deflated(b"\x00", 200 << 20),
        b"/Type/XObject/Subtype/Image/Width 40000/Height 40000/BitsPerComponent 1/ColorSpace/DeviceGray"
        b"/Filter/FlateDecode",
    )
    return pdf_of(_CATALOGUE, _PAGES, page, _stream(b"q 595 0 0 842 0 0 cm /I Do Q", b""), picture)


def _endless_text() -> bytes:
    lines = b"BT /F 1 Tf 10 800 Td " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj 0 -1 Td " * 40_000 + b"ET"
    return _content(zlib.compress(lines, 9), b"/FlateDecode")


def _form_in_itself() -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    form = _stream(b"/X Do " * 8, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>")
    return pdf_of(_CATALOGUE, _PAGES, page, _stream(b"/X Do", b""), form)


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


def _zip_part() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as part:
        for _ in range(40):
            part.write(b" " * (1 << 20))
    return out.getvalue()


def _zip_of_zips() -> bytes:
    inner = archive({f"{number}.xml": b" " * (1 << 20) for number in range(20)})
    for _ in range(4):
        inner = archive({f"{number}.zip": inner for number in range(10)})
    return inner


def _xml_entities() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return archive({"word/document.xml": f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><x>&e9;</x>'.encode()})


def _deep_xml() -> bytes:
    word = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    deep = b"<w:sdt>" * 30_000 + b"</w:sdt>" * 30_000
    return archive({"word/document.xml": word + deep + b"</w:body></w:document>"})


def _deep_html() -> bytes:
    return b"<!DOCTYPE html><html><body>" + b"<div>" * 30_000 + b"Le conseil d\xc3\xa9cide"


BOMBS: dict[str, tuple[Callable[[], bytes], frozenset[str]]] = {
    name: (make, frozenset(codes.split()))
    for name, make, codes in (
        ("flate-1.pdf", _flate_once, "source.bomb"),
        ("flate-2.pdf", _flate_twice, "source.bomb"),
        ("flate-3.pdf", _flate_thrice, "source.bomb"),
        ("lzw.pdf", _lzw, "source.bomb source.empty"),
        ("object-stream.pdf", _object_stream, "source.bomb source.broken"),
        ("xref-loop.pdf", _xref_loop, "source.broken source.empty"),
        ("pages.pdf", _many_pages, "source.bomb"),
        ("picture.pdf", _huge_picture, "source.no-text-layer"),
        ("text.pdf", _endless_text, "source.bomb"),
        ("form.pdf", _form_in_itself, "source.bomb source.empty"),
        ("part.docx", _zip_part, "source.bomb"),
        ("zips.docx", _zip_of_zips, "source.unknown-format"),
        ("entities.docx", _xml_entities, "source.bomb"),
        ("deep.docx", _deep_xml, "source.bomb"),
        ("deep.html", _deep_html, "source.bomb"),
    )
}
"""File name → how it is made and the codes with which it may be refused."""


def write_bombs(folder: Path) -> list[Path]:
    """Every bomb as a file of `folder`."""
    paths = []
    for name, (make, _) in BOMBS.items():
        paths.append(folder / name)
        paths[-1].write_bytes(make())
    return paths
