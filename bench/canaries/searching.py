"""Every reading of every file of a publication, searched for words that must not be there."""

from __future__ import annotations

import gzip
import hashlib
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import ahocorasick_rs
import zstandard
from bench.canaries.people import squeezed

_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_ESCAPED = re.compile(r"\\.")


@dataclass(frozen=True, slots=True)
class Leak:
    """Where a secret was found: the path of the file, and the secret's name."""

    path: str
    secret: str


def search(folder: Path, secrets: Mapping[str, str]) -> tuple[list[Leak], int, int]:
    """Leaks of `secrets` (words → name) below `folder`, how many files were read, and how many bytes unpacked."""
    names = {squeezed(words): name for words, name in secrets.items()}
    sought = ahocorasick_rs.AhoCorasick(list(names))

    def found(view: str) -> list[str]:
        return sought.find_matches_as_strings(squeezed(view), overlapping=True)

    leaks, files, size = set[Leak](), 0, 0
    read = dict[bytes, set[str]]()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        relative, data = path.relative_to(folder).as_posix(), unpacked(path)
        files, size = files + 1, size + len(data)
        digest = hashlib.sha256(data).digest()
        if digest not in read:  # a dump stands there plain, in gzip and in Zstandard, newest and dated
            read[digest] = {word for view in views(data) for word in found(view)}
        leaks |= {Leak(relative, names[word]) for word in read[digest].union(*map(found, views(relative.encode())))}
    return sorted(leaks, key=lambda leak: (leak.secret, leak.path)), files, size


def unpacked(path: Path) -> bytes:
    """The bytes of a file as its reader gets them, whatever its name: by their first bytes."""
    data = path.read_bytes()
    if data.startswith(b"\x1f\x8b"):
        return gzip.decompress(data)
    if data.startswith(b"\x28\xb5\x2f\xfd"):
        with zstandard.ZstdDecompressor().stream_reader(data) as stream:
            return stream.read()
    if data.startswith(b"PAR1"):
        import duckdb

        rows = duckdb.connect().execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
        return data + "\n".join(" ".join(map(str, row)) for row in rows).encode()
    return data


def views(data: bytes) -> Iterator[str]:
    """A file's text as it is written, without escapes, without tags, and in the other encoding."""
    texts = {data.decode("utf-8", "replace")}
    texts |= {undone(text) for text in texts} | {undone(_TAG.sub("", text)) for text in texts if "<" in text}
    if b"\x00" in data:
        texts |= {data.decode("utf-16-le", "replace"), data.decode("latin-1")}
    yield from sorted(texts)


def undone(text: str) -> str:
    """Without percent, HTML, JSON and Turtle escapes, and those inside them."""
    for _ in range(3):
        before = text
        if "&" in text:
            text = html.unescape(text)
        if "%" in text:
            text = unquote(text)
        if "\\" in text:
            text = _ESCAPED.sub(" ", _ESCAPE.sub(_letter, text))
        if text == before:
            break
    return text


def _letter(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 else " "
