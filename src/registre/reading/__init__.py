"""Bytes become text: one reader a format, chosen by the ending of the file's name.

A new format is one module with a function `(path, relative) -> (Source, raw text)` and one line here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from registre.errors import UnreadableSource
from registre.reading.plain import MEDIA_TYPES, read_plain
from registre.reading.text import Text, fold
from registre.records import Source

Reader = Callable[[Path, str], tuple[Source, str]]

READERS: dict[str, Reader] = dict.fromkeys(MEDIA_TYPES, read_plain)


def read_source(path: Path, relative: str) -> tuple[Source, str]:
    """The document at `path` and its decoded text, which every `Evidence` points into.

    Raises `UnreadableSource` with a code (source.unknown-format, .empty, .binary, .too-large,
    .unreadable), what was seen and what to do.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableSource(
            relative,
            "source.unknown-format",
            f"« {path.suffix or 'no ending'} » is not a format that is read",
            "Formats read: " + ", ".join(sorted(READERS)) + ".",
        )
    return reader(path, relative)


__all__ = ["READERS", "Reader", "Text", "fold", "read_source"]
