"""Pagefind's index in one order: it writes the values of its filters in an order of chance.

An index is gzipped CBOR behind the word `pagefind_dcd`; a filter is [name, [[value, [pages…]]…]], the meta file lists
[name, hash] of the filters in its fourth place, and pagefind-entry.json names the meta file by its hash. Filters are
sorted, named after their content, and named so by the two others.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from registre.errors import OutputFailed

_MARK: Final = b"pagefind_dcd"


def settle(folder: Path) -> None:
    """Rewrite the filters below `folder` in order. Raises `OutputFailed` when the index is not as described above."""
    entry = json.loads((folder / "pagefind-entry.json").read_bytes())
    for language in entry["languages"].values():
        old = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(old)
        prefix = language["hash"].partition("_")[0]
        renamed = [[name, _settle_filter(folder / "filter", prefix, digest)] for name, digest in meta[3]]
        meta[3] = sorted(renamed)
        data = _packed(meta)
        language["hash"] = f"{prefix}_{hashlib.sha256(data).hexdigest()[:10]}"
        old.unlink()
        (folder / f"pagefind.{language['hash']}.pf_meta").write_bytes(data)
    (folder / "pagefind-entry.json").write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _settle_filter(folder: Path, prefix: str, digest: str) -> str:
    path = folder / f"{digest}.pf_filter"
    name, values = _read(path)
    data = _packed([name, sorted([value, sorted(pages)] for value, pages in values)])
    path.unlink()
    settled = f"{prefix}_{hashlib.sha256(data).hexdigest()[:7]}"
    (folder / f"{settled}.pf_filter").write_bytes(data)
    return settled


def _read(path: Path) -> list[Any]:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MARK):
        raise OutputFailed(f"{path}: the index of words is not written as Pagefind 1.5 writes it.")
    value, end = _decoded(data, len(_MARK))
    if end != len(data) or not isinstance(value, list):
        raise OutputFailed(f"{path}: the index of words is not written as Pagefind 1.5 writes it.")
    return value


def _packed(value: Any) -> bytes:
    """Gzip without a clock."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(_MARK + b"".join(_encoded(value))) + packer.flush()


def _decoded(data: bytes, at: int) -> tuple[Any, int]:
    """The CBOR value at a place and where it ends: numbers, texts, lists of known or open length. Source: RFC 8949."""
    kind, low = data[at] >> 5, data[at] & 31
    at += 1
    if low == 31 and kind == 4:
        many: list[Any] = []
        while data[at] != 0xFF:
            one, at = _decoded(data, at)
            many.append(one)
        return many, at + 1
    size = {24: 1, 25: 2, 26: 4, 27: 8}.get(low, 0)
    number = int.from_bytes(data[at : at + size], "big") if size else low
    at += size
    match kind:
        case 0:
            return number, at
        case 1:
            return -1 - number, at
        case 3:
            return data[at : at + number].decode(), at + number
        case 4:
            items: list[Any] = []
            for _ in range(number):
                one, at = _decoded(data, at)
                items.append(one)
            return items, at
    raise OutputFailed(f"the index of words holds a value of kind {kind}, which Pagefind 1.5 does not write.")


def _encoded(value: Any) -> Iterator[bytes]:
    match value:
        case int():
            yield _head(0, value) if value >= 0 else _head(1, -1 - value)
        case str():
            raw = value.encode()
            yield _head(3, len(raw)) + raw
        case list():
            yield _head(4, len(value))
            for one in value:
                yield from _encoded(one)


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    size = next(place for place, bits in enumerate((8, 16, 32, 64)) if number < 1 << bits)
    return bytes([kind << 5 | 24 + size]) + number.to_bytes(1 << size, "big")
