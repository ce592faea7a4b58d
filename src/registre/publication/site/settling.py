"""Pagefind's index in one order: it numbers pages as the disk lists them, and writes filters in an order of chance.

An index is gzipped CBOR behind the word `pagefind_dcd`. The meta file lists [digest, words] of the pages in its second
place, [first word, last, name] of the chunks of words in its third, [name, file] of the filters in its fourth, sorts in
its fifth; pagefind-entry.json names it. A chunk is [[[word, pages, [[spelling, pages]…]]…]], each page there [how much
more than the number before, places, places]; a filter is [name, [[value, [pages…]]…]]. Pages are numbered again in the
order of their digests, and files named after their content.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Mapping
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import cbor2

from registre.engine.threads import Threads
from registre.errors import OutputFailed

_MARK: Final = b"pagefind_dcd"
Numbers = Mapping[int, int]
"""The number of a page as Pagefind gave it → as it is published."""


def settle(folder: Path, jobs: int = 1) -> None:
    """Rewrite the index below `folder` in order; `jobs` threads pack it.

    Raises `OutputFailed` when it is not as described above.
    """
    try:
        with Threads(jobs) as threads:
            _settle(folder, threads)
    except (cbor2.CBORError, ValueError, TypeError, LookupError) as fault:
        raise OutputFailed(f"{folder}: the index of words is not written as Pagefind 1.5 writes it.") from fault


def _settle(folder: Path, threads: Threads) -> None:
    entry = json.loads((folder / "pagefind-entry.json").read_bytes())
    for language in entry["languages"].values():
        old = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(old)
        prefix = language["hash"].partition("_")[0]
        if meta[4]:
            raise OutputFailed(f"{old}: the index of words sorts pages, which this site does not ask for.")
        order = sorted(range(len(meta[1])), key=meta[1].__getitem__)
        number = {before: now for now, before in enumerate(order)}
        meta[1] = [meta[1][before] for before in order]
        settled = partial(_settle_chunk, folder / "index", prefix, number)
        names = threads.each(settled, [name for *_, name in meta[2]])
        meta[2] = [[*words, name] for (*words, _), name in zip(meta[2], names, strict=True)]
        meta[3] = sorted([name, _settle_filter(folder / "filter", prefix, file, number)] for name, file in meta[3])
        data = _packed(meta)
        language["hash"] = f"{prefix}_{hashlib.sha256(data).hexdigest()[:10]}"
        old.unlink()
        (folder / f"pagefind.{language['hash']}.pf_meta").write_bytes(data)
    (folder / "pagefind-entry.json").write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _settle_chunk(folder: Path, prefix: str, number: Numbers, name: str) -> str:
    path = folder / f"{name}.pf_index"
    (words,) = _read(path)
    for word in words:
        word[1] = _renumbered(word[1], number)
        word[2] = sorted([spelling, _renumbered(pages, number)] for spelling, pages in word[2])
    return _put_back(path, prefix, [words])


def _renumbered(pages: list[Any], number: Numbers) -> list[Any]:
    """The pages of a word, in their new order; each number is told by what it is more than the one before."""
    before = list(accumulate(page[0] for page in pages))
    found = sorted((number[one], rest) for one, (_, *rest) in zip(before, pages, strict=True))
    return [[now - last, *rest] for last, (now, rest) in zip([0, *(now for now, _ in found)], found, strict=False)]


def _settle_filter(folder: Path, prefix: str, name: str, number: Numbers) -> str:
    path = folder / f"{name}.pf_filter"
    title, values = _read(path)
    settled = sorted([one, sorted(number[page] for page in pages)] for one, pages in values)
    return _put_back(path, prefix, [title, settled])


def _put_back(path: Path, prefix: str, value: Any) -> str:
    """Write a file under the name that its content gives it, in the place of `path`; the name."""
    data = _packed(value)
    path.unlink()
    name = f"{prefix}_{hashlib.sha256(data).hexdigest()[:7]}"
    path.with_name(name + path.suffix).write_bytes(data)
    return name


def _read(path: Path) -> list[Any]:
    data = io.BytesIO(gzip.decompress(path.read_bytes()))
    value = cbor2.load(data) if data.read(len(_MARK)) == _MARK else None
    if data.read() or not isinstance(value, list):
        raise OutputFailed(f"{path}: the index of words is not written as Pagefind 1.5 writes it.")
    return value


def _packed(value: Any) -> bytes:
    """Gzip without a clock."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(_MARK + cbor2.dumps(value)) + packer.flush()
