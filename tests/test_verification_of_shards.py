"""Shards are compared with the dump line by line: in any order, each as often as it stands, in the memory of a line."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest

from registre.verification import check_promise

LINES = [f'<urn:{number}> <urn:says> "{number}" <urn:page:{number // 3}> .\n'.encode() for number in range(30)]


def publish(folder: Path, whole: Iterable[bytes], *shards: Iterable[bytes]) -> Path:
    """A publication as far as its shards go: the manifest tells the truth of each file."""
    place = folder / "dumps" / "latest" / "shards"
    place.mkdir(parents=True)
    (place.parent / "registre.nq").write_bytes(b"".join(whole))
    manifest = []
    for number, lines in enumerate(shards):
        held = list(lines)
        data = gzip.compress(b"".join(held), 1)
        (place / f"{number}.nq.gz").write_bytes(data)
        told = {"file": f"{number}.nq.gz", "size_bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        manifest.append({**told, "triples": len(held), "forms": []})
    (place / "manifest.json").write_text(json.dumps({"shards": manifest}))
    return folder


def broken(folder: Path) -> list[str]:
    return check_promise(folder, "shards").broken


def test_the_order_of_lines_and_of_shards_is_free(tmp_path: Path) -> None:
    mixed = random.Random(1).sample(LINES, len(LINES))
    assert broken(publish(tmp_path, LINES, mixed[20:], mixed[:20])) == []


@pytest.mark.parametrize(
    "shards",
    [
        pytest.param((LINES[:10], [*LINES[10:29], LINES[3]]), id="one line twice, another gone"),
        pytest.param((LINES[:10], [*LINES[10:28], LINES[3], LINES[3]]), id="one line three times, two others gone"),
        pytest.param((LINES, LINES[:2]), id="two lines once more"),
        pytest.param((LINES, LINES), id="everything twice"),
        pytest.param((LINES[:10], LINES[11:]), id="a line gone"),
        pytest.param((LINES[:29], [LINES[29].replace(b"29", b"28", 1)]), id="a line says something else"),
        pytest.param((LINES[:29], [LINES[29][:-1]]), id="the last line is cut"),
        pytest.param((), id="no shard"),
    ],
)
def test_other_lines_are_seen(tmp_path: Path, shards: tuple[list[bytes], ...]) -> None:
    assert broken(publish(tmp_path, LINES, *shards)) == ["the shards together are not registre.nq"]


def test_memory_does_not_grow_with_the_dump(tmp_path: Path) -> None:
    many = [f'<urn:{number}> <urn:says> "{"x" * 900}" <urn:p> .\n'.encode() for number in range(20_000)]
    folder = publish(tmp_path, many, many[10_000:], many[:10_000])
    tracemalloc.start()
    try:
        assert broken(folder) == []
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 6_000_000 < 18_000_000 < (folder / "dumps" / "latest" / "registre.nq").stat().st_size
