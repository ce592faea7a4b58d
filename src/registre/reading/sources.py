"""One entry for every document: its reader is chosen by its first bytes, then by the ending of its name.

Endings lie (a `.pdf` that is the error page of a site, a `.txt` that is a PDF), first bytes rarely do.
Plain text and Markdown are read here, at no further cost; every other format is read by a child process.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from registre.errors import UnreadableSource
from registre.reading.child import read_in_child
from registre.reading.pages import Extracted, Layout
from registre.reading.plain import MEDIA_TYPES, read_plain
from registre.reading.refusal import CHECK, CUT, MEND, UNLOCK
from registre.reading.scans import ocr_command, read_scan
from registre.records import Source

LIMIT_BYTES = 200 * 1024 * 1024
"""Scans weigh much; a text of this size is refused by its own reader."""

FORMATS = (*sorted(MEDIA_TYPES), ".docx", ".htm", ".html", ".odt", ".pdf")
_PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"II*\x00": "image/tiff", b"MM\x00*": "image/tiff"}
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,500}?-->\s*){0,5}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_OLD_WORD, _OLD_WORD_SECRET = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read: where it comes from, its text and, for paged formats, where words stand.

    `pictures` are the pages (from 1) whose picture of a text nobody read; `recognised` says that the text
    was guessed from pictures (OCR), so that its letters may be wrong.
    """

    source: Source
    raw: str
    layout: Layout | None = None
    pictures: tuple[int, ...] = ()
    recognised: bool = False


def read_source(path: Path, relative: str) -> tuple[Source, str]:
    """The source at `path` and its text, which every `Evidence` points into. Raises as `read_document`."""
    document = read_document(path, relative)
    return document.source, document.raw


def read_document(path: Path, relative: str) -> Document:
    """The document at `path`; `relative` is the path that the publication shows.

    Raises `UnreadableSource` with one of these codes: source.unknown-format, .unreadable, .too-large,
    .empty, .binary, .encrypted, .broken, .bomb, .no-text-layer.
    """
    kind = kind_of(path, relative)
    if kind == "text":
        return Document(*read_plain(path, relative))
    size, sha256 = _weighed(path, relative)
    extracted, recognised = _extracted(kind, path, relative)
    return Document(
        Source(relative, size, sha256, extracted.media_type),
        extracted.text,
        extracted.layout,
        extracted.pictures,
        recognised,
    )


def _extracted(kind: str, path: Path, relative: str) -> tuple[Extracted, bool]:
    """What the reader gives, and whether it was recognised from pictures.

    A PDF half of whose pages are pictures is recognised anew where that is possible; with fewer of them
    (plans, signed annexes) its text stands and the pages are named.
    """
    if kind.startswith("image/"):
        return read_scan(path, relative, media_type=kind), True
    try:
        extracted = read_in_child(kind, path, relative)
    except UnreadableSource as fault:
        if fault.code != "source.no-text-layer":
            raise
        return read_scan(path, relative), True
    if extracted.layout and 2 * len(extracted.pictures) >= len(extracted.layout.pages) and ocr_command():
        return read_scan(path, relative, extracted.pictures), True
    return extracted, False


def kind_of(path: Path, relative: str) -> str:
    """Which reader a file asks for: text, pdf, html, office (DOCX, ODT), or the media type of a picture.

    Raises `UnreadableSource`: source.empty, .unreadable, .encrypted, .unknown-format.
    """
    head = _first_bytes(path, relative)
    ending = path.suffix.lower()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "office"
    if _HTML.match(head):
        return "html"
    if picture := next((kind for mark, kind in _PICTURES.items() if head.startswith(mark)), None):
        return picture
    if head.startswith(_OLD_WORD):
        raise _old_word(path, relative)
    if head.startswith(b"{\\rtf"):
        raise _unknown(relative, "the file is RTF")
    if ending in MEDIA_TYPES:
        return "text"
    if ending in FORMATS:
        return _despite_its_ending(ending, head, relative)
    raise _unknown(relative, f"« {path.suffix or 'no ending'} » is not a format that is read")


def _despite_its_ending(ending: str, head: bytes, relative: str) -> str:
    """The reader of a file that is not what its ending says: HTML without its usual head, or text."""
    if ending in (".html", ".htm"):
        return "html"
    if not head.strip():
        raise UnreadableSource(relative, "source.empty", "the file is empty", CHECK)
    if b"\x00" not in head:
        return "text"
    raise UnreadableSource(relative, "source.broken", f"the file does not begin as a {ending} file does", MEND)


def _unknown(relative: str, seen: str) -> UnreadableSource:
    advice = "Save it as PDF, DOCX, ODT, HTML or text. Formats read: " + ", ".join(FORMATS) + "."
    return UnreadableSource(relative, "source.unknown-format", seen, advice)


def _old_word(path: Path, relative: str) -> UnreadableSource:
    with path.open("rb") as stream:
        secret = _OLD_WORD_SECRET in stream.read(1 << 20)
    if secret:
        return UnreadableSource(relative, "source.encrypted", "the document asks for a password", UNLOCK)
    return _unknown(relative, "the file is of an old Office format (such as .doc)")


def _first_bytes(path: Path, relative: str) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError as fault:
        raise _unreadable(relative, fault) from fault


def _weighed(path: Path, relative: str) -> tuple[int, str]:
    """Size in bytes and SHA-256 of the file, never whole in memory."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as stream:
            while part := stream.read(1 << 20):
                digest.update(part)
                size += len(part)
                if size > LIMIT_BYTES:
                    seen = f"more than the {LIMIT_BYTES} bytes that one document may have"
                    raise UnreadableSource(relative, "source.too-large", seen, CUT)
    except OSError as fault:
        raise _unreadable(relative, fault) from fault
    return size, digest.hexdigest()


def _unreadable(relative: str, fault: OSError) -> UnreadableSource:
    seen = f"the disk says: {fault.strerror}"
    return UnreadableSource(relative, "source.unreadable", seen, "Check that the file exists and may be read.")
