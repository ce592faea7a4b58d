"""DOCX and ODT: paragraphs, lists and tables in their order. Runs in the child process.

Both are zip files of XML. Only the parts with text are opened, each with a limit on its size, by a parser
that refuses entities. Deleted text, hidden text, comments and field codes are left out; numbers that the
word processor makes (« Article 1 ») are written as it shows them.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from registre.reading.docx import write_docx
from registre.reading.odt import write_odt
from registre.reading.pages import Extracted
from registre.reading.refusal import UNLOCK, Refused, bomb, broken, check_length

PART_BYTES = 32 << 20
PARTS = 20_000
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


def extract(path: Path) -> Extracted:
    """The text of a DOCX or ODT file. Raises `Refused`: source.encrypted, .broken, .bomb, .empty, .unknown-format."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = Parts(archive)
            if "word/document.xml" in parts.names:
                return Extracted(check_length(write_docx(parts.read)), DOCX)
            if "content.xml" in parts.names and parts.raw("mimetype").startswith(ODT.encode()):
                return _odt(parts)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as fault:
        # zipfile's words for: no directory, a foreign compression, a cut member, an offset before the file's start
        raise broken("the file is no whole zip archive") from fault
    raise Refused(
        "source.unknown-format",
        "the archive holds neither a DOCX nor an ODT document",
        "Take the documents out of the archive; spreadsheets and slides are not read.",
    )


def _odt(parts: Parts) -> Extracted:
    if b"encryption-data" in parts.raw("META-INF/manifest.xml"):
        raise Refused("source.encrypted", "the document asks for a password", UNLOCK)
    return Extracted(check_length(write_odt(parts.read)), ODT)


class Parts:
    """The files inside a document, opened with limits."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = frozenset(archive.namelist())
        if len(archive.infolist()) > PARTS:
            raise bomb(f"the archive holds {len(archive.infolist())} files")

    def raw(self, name: str) -> bytes:
        """The bytes of a part, none when it is not there. Raises `Refused` (source.bomb) past its limit."""
        if name not in self.names:
            return b""
        try:
            with self._archive.open(name) as stream:
                data = stream.read(PART_BYTES + 1)
        except RuntimeError as fault:  # zipfile's answer to an encrypted member
            raise Refused("source.encrypted", "the archive asks for a password", UNLOCK) from fault
        except (zipfile.BadZipFile, zlib.error, ValueError) as fault:
            raise broken(f"its part {name} is damaged") from fault
        if len(data) > PART_BYTES:
            raise bomb(f"its part {name} inflates to more than {PART_BYTES} bytes")
        return data

    def read(self, name: str) -> Element | None:
        """The XML of a part, None when it is not there. Raises `Refused`: source.bomb, source.broken."""
        data = self.raw(name)
        if not data:
            return None
        try:
            root: Element = fromstring(data, forbid_dtd=True)
        except DefusedXmlException as fault:
            raise bomb(f"its part {name} defines entities") from fault
        except ParseError as fault:
            raise broken(f"its part {name} is no whole XML") from fault
        return root
