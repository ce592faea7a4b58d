"""Sources are read by the ending of their name, and refused with a reason."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from registre.errors import UnreadableSource
from registre.reading import plain, read_source


def test_a_text_file_gives_its_source_and_its_words(tmp_path: Path) -> None:
    path = tmp_path / "acte.txt"
    path.write_bytes("Séance".encode())
    source, raw = read_source(path, "a/acte.txt")
    assert raw == "Séance"
    assert (source.path, source.size_bytes, source.media_type) == ("a/acte.txt", 7, "text/plain")
    assert source.sha256 == hashlib.sha256("Séance".encode()).hexdigest()


@pytest.mark.parametrize(
    "data",
    ["Délibéré à 20 h".encode("utf-8-sig"), "Délibéré à 20 h".encode("utf-16"), "Délibéré à 20 h".encode("cp1252")],
)
def test_other_encodings_are_understood(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "acte.md"
    path.write_bytes(data)
    source, raw = read_source(path, "acte.md")
    assert raw == "Délibéré à 20 h"
    assert source.media_type == "text/markdown"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "source.empty"),
        ("a.txt", b" \n\t ", "source.empty"),
        ("a.txt", b"\x00\x01\x02PK\x03\x04" * 20, "source.binary"),
        ("a.xyz", b"text", "source.unknown-format"),
        ("a", b"text", "source.unknown-format"),
        ("a.txt", None, "source.unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, name: str, data: bytes | None, code: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UnreadableSource) as refusal:
        read_source(path, name)
    assert refusal.value.code == code
    assert refusal.value.advice


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "LIMIT_BYTES", 10)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    with pytest.raises(UnreadableSource) as refusal:
        read_source(path, "a.txt")
    assert refusal.value.code == "source.too-large"
