"""Harm done to the bytes of a file: some of them flipped, cut, spliced with another file's, said twice."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from random import Random

Harm = Callable[[Random, bytes, bytes], bytes]


def flip(rng: Random, data: bytes, _other: bytes) -> bytes:
    """Up to 64 bits."""
    harmed = bytearray(data)
    for _ in range(rng.randint(1, 64)):
        harmed[rng.randrange(len(harmed))] ^= 1 << rng.randrange(8)
    return bytes(harmed)


def cut(rng: Random, data: bytes, _: bytes) -> bytes:
    """The end, or a piece of the middle."""
    start, end = sorted((rng.randrange(len(data)), rng.randrange(len(data))))
    return data[:start] if rng.random() < 0.5 else data[:start] + data[end:]


def splice(rng: Random, data: bytes, other: bytes) -> bytes:
    """The beginning of one file, the end of another."""
    return data[: rng.randrange(len(data))] + other[rng.randrange(len(other)) :]


def duplicate(rng: Random, data: bytes, _: bytes) -> bytes:
    """A piece, up to fifty times."""
    start = rng.randrange(len(data))
    piece = data[start : start + rng.randint(1, 400)]
    return data[:start] + piece * rng.randint(2, 50) + data[start:]


def within(harm: Harm) -> Harm:
    """`harm` done to what an archive holds, which stays an archive."""

    def harmed(rng: Random, data: bytes, other: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(zipfile.ZipInfo(name), harm(rng, old.read(name), other))
        return out.getvalue()

    return harmed


HARMS: dict[str, Harm] = {"flip": flip, "cut": cut, "splice": splice, "duplicate": duplicate}


def mutated(rng: Random, seeds: list[tuple[str, bytes]], count: int) -> Iterator[tuple[str, bytes]]:
    """`count` harmed files: a name that tells how each was made, and its bytes. Some are harmed twice."""
    for number in range(count):
        ending, data = seeds[number % len(seeds)]
        told: list[str] = []
        for name, harm in rng.choices(list(HARMS.items()), k=rng.choice((1, 1, 2))):
            other = rng.choice(seeds)[1]
            inside = ending == ".docx" and not told and rng.random() < 0.6
            data = (within(harm) if inside else harm)(rng, data, other) or b"\n"
            told.append(f"{name}-inside" if inside else name)
        yield f"{number:05}-{'-'.join(told)}{ending}", data
