"""Answers of a cluster kept at an address, a batch a file: what was worked out once is fetched, whoever died since.

A partition is named by the digest of all that it depends on (the program, the errand, its tasks, the bytes of its
documents) and begins with the digest of its content: one that was cut while it was written is as if it were not there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec
import zstandard

from registre.addresses import Store
from registre.engine.pool import Answer, Lost

_DIGEST = 32
_LEVEL = 3


class _Partition(msgspec.Struct, frozen=True):
    answers: list[bytes]


def name_of(*parts: bytes) -> str:
    """The name of the partition that depends on these parts, in this order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    name = digest.hexdigest()
    return f"{name[:2]}/{name}.zst"


def find(store: Store, name: str) -> list[Answer] | None:
    """The answers that were kept under `name`, when they are there and whole."""
    data = store.read(name)
    if data is None or hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
        return None
    kept = msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(data[_DIGEST:]), type=_Partition)
    return list(kept.answers)


def keep(store: Store, name: str, answers: Sequence[Answer]) -> None:
    """Keep answers, unless one was lost: it may come the next time."""
    whole = [one for one in answers if not isinstance(one, Lost)]
    if len(whole) == len(answers):
        packed = zstandard.ZstdCompressor(_LEVEL).compress(msgspec.msgpack.encode(_Partition(whole)))
        store.write(name, hashlib.sha256(packed).digest() + packed)
