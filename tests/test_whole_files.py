"""A dump in one file: plain while it is small, packed only beyond."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import zstandard

from registre.publication.compressed import WholeFile, write_gzip, write_zstd

PIECES = [b"<a> <b> <c> .\n" * 300, b"<d> <e> <f> .\n" * 500, b"", b"<g> .\n"]


def _write(path: Path, most: int) -> Path:
    with WholeFile(path, most) as whole:
        for piece in PIECES:
            whole.write(piece)
    return path


def test_a_small_file_stands_plain_and_alone(tmp_path: Path) -> None:
    path = _write(tmp_path / "x.nq", sum(map(len, PIECES)))
    assert path.read_bytes() == b"".join(PIECES) and [one.name for one in tmp_path.iterdir()] == ["x.nq"]


@pytest.mark.parametrize("most", [0, 4000, 5000, sum(map(len, PIECES)) - 1])
def test_a_large_file_stands_packed_only_with_the_bytes_of_a_small_one_packed(tmp_path: Path, most: int) -> None:
    small, large = (tmp_path / name for name in ("small", "large"))
    for folder in (small, large):
        folder.mkdir()
    plain = _write(small / "x.nq", 1 << 20)
    write_gzip(plain)
    write_zstd(plain)
    _write(large / "x.nq", most)
    assert sorted(one.name for one in large.iterdir()) == ["x.nq.gz", "x.nq.zst"]
    assert gzip.decompress((large / "x.nq.gz").read_bytes()) == b"".join(PIECES)
    packed = (large / "x.nq.zst").read_bytes()
    assert zstandard.ZstdDecompressor().decompressobj().decompress(packed) == b"".join(PIECES)
    assert (large / "x.nq.gz").read_bytes() == (small / "x.nq.gz").read_bytes()


@pytest.mark.parametrize("most", [100, 1 << 20])
def test_nothing_is_left_when_the_block_ends_badly(tmp_path: Path, most: int) -> None:
    with pytest.raises(ValueError, match="stop"), WholeFile(tmp_path / "x.nq", most) as whole:
        whole.write(PIECES[0])
        raise ValueError("stop")
    assert list(tmp_path.iterdir()) == []
