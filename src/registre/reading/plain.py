"""Plain text and Markdown: bytes in, the source and its decoded text out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from registre.errors import UnreadableSource
from registre.records import Source

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown"}
LIMIT_BYTES = 20 * 1024 * 1024
_BINARY = frozenset(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B, 0x1F}


def read_plain(path: Path, relative: str) -> tuple[Source, str]:
    """The source at `path` and its text; `relative` is the path that the publication shows.

    UTF-8 with or without a mark, UTF-16 with a mark, else Windows-1252 when the bytes allow it.
    Raises `UnreadableSource` (source.unreadable, .too-large, .empty, .binary).
    """
    data = _bytes_of(path, relative)
    text = _decoded(data, relative)
    if not text.strip():
        raise UnreadableSource(
            relative, "source.empty", "the file has no text", "Check the file, or take it out of the folder."
        )
    source = Source(
        path=relative,
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPES.get(path.suffix.lower(), "text/plain"),
    )
    return source, text


def _bytes_of(path: Path, relative: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > LIMIT_BYTES:
            raise UnreadableSource(
                relative,
                "source.too-large",
                f"{size} bytes, more than the {LIMIT_BYTES} that one document may have",
                "Cut it into documents of one session each.",
            )
        return path.read_bytes()
    except OSError as fault:
        raise UnreadableSource(
            relative,
            "source.unreadable",
            f"the disk says: {fault.strerror}",
            "Check that the file exists and may be read.",
        ) from fault


def _decoded(data: bytes, relative: str) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\x00" not in text:
                return text
    if b"\x00" in data or sum(byte in _BINARY for byte in data[:4096]) > len(data[:4096]) // 50:
        raise UnreadableSource(
            relative,
            "source.binary",
            "the file holds binary data, not text",
            "Convert it to text, or give it the ending of its real format.",
        )
    # Old town halls wrote Windows-1252; its five unused codes become the replacement character.
    return data.decode("cp1252", errors="replace")
