"""Invented private people are in no byte of a publication, elected members are. All of it: `make privacy`."""

from __future__ import annotations

import gzip
import html
import json
import urllib.parse
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
import zstandard
from bench.canaries.__main__ import measure
from bench.canaries.people import invent, squeezed
from bench.canaries.planting import LAYOUTS, SENTENCES, planted
from bench.canaries.searching import search

SECRET = "Zélie Brouzabarchat"


def test_no_private_person_is_published_and_members_stay(tmp_path: Path) -> None:
    result = measure(60, tmp_path, seed=3, jobs=1)
    assert result.leaks == []
    assert result.people == 60
    assert result.published == len(LAYOUTS) == 12
    assert result.members > 100
    assert result.kept >= 0.99 * result.members


def test_no_two_people_share_what_is_sought() -> None:
    rng = Random(1)
    people = [invent(rng, number) for number in range(700)]
    for kind in ("name", "address", "phone", "e-mail", "IBAN", "NIR"):
        assert len({squeezed(person.secrets[kind]) for person in people}) == 700, kind


def test_five_hundred_people_in_twelve_layouts_tell_every_kind_of_secret() -> None:
    documents = list(planted(500))
    told = [kind for document in documents for _, kinds in document.people for kind in kinds]
    assert len([person for document in documents for person in document.people]) == 500
    assert set(told) == {"name", "address", "phone", "e-mail", "IBAN", "NIR", "birth"}
    assert {document.name.rpartition("-")[0] for document in documents} == set(LAYOUTS)
    assert len(SENTENCES) >= 15
    for document in documents[:12]:
        for person, kinds in document.people:
            assert all(squeezed(person.secrets[kind]) in squeezed(document.text) for kind in kinds)
            assert person.family.lower() not in document.sound.lower()


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(letter):04X}" for letter in text)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.txt", lambda text: text.encode()),
        ("a.html", lambda text: f"<p>{''.join(f'&#{ord(letter)};' for letter in text)}</p>".encode()),
        ("b.html", lambda text: "".join(f"<b>{html.escape(letter)}</b>" for letter in text).encode()),
        ("a.json", lambda text: json.dumps({"name": text}).encode()),
        ("a.ttl", lambda text: f'<a> <b> "{escaped(text)}" .'.encode()),
        ("a.csv", lambda text: urllib.parse.quote(urllib.parse.quote(text)).encode()),
        ("a.nq.gz", lambda text: gzip.compress(text.encode())),
        ("a.pf_index", lambda text: gzip.compress(text.upper().encode())),
        ("a.nq.zst", lambda text: zstandard.ZstdCompressor().compress(text.encode())),
        ("a.bin", lambda text: b"\x00" + text.encode("utf-16-le")),
    ],
)
def test_a_secret_is_found_however_it_is_written(tmp_path: Path, name: str, write: Callable[[str], bytes]) -> None:
    (tmp_path / name).write_bytes(write(SECRET))
    leaks, files, _ = search(tmp_path, {SECRET: "the secret"})
    assert [(leak.path, leak.secret) for leak in leaks] == [(name, "the secret")]
    assert files == 1


def test_a_secret_is_found_in_parquet_and_in_the_name_of_a_file(tmp_path: Path) -> None:
    import duckdb

    duckdb.connect().execute(f"COPY (SELECT '{SECRET}' AS name) TO '{tmp_path / 'a.parquet'}' (FORMAT parquet)")
    (tmp_path / f"{SECRET}.txt").write_text("nothing")
    assert [leak.path for leak in search(tmp_path, {SECRET: "x"})[0]] == [f"{SECRET}.txt", "a.parquet"]
