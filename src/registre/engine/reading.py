"""Documents read and extracted by the workers of a pool: paths go out, encoded records or refusals come back.

The record comes as the JSON that is kept on disk, so the parent never opens a document, nor even decodes what was
read in it. A document's answer depends on its bytes, its path and this version alone: not on its neighbours, on
the number of workers or on their order.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath

import msgspec

from registre.addresses import fetch_one, is_address
from registre.engine.cache import Cache
from registre.engine.engines import Workers
from registre.engine.pool import Lost, Pool, Ready, cores
from registre.engine.worker import Work
from registre.errors import UnreadableSource
from registre.files import sha256_of
from registre.reading.refusal import MEND, TOO_MUCH
from registre.records import Record

TARGET = "registre.engine.reading:prepare"
DOCUMENTS_A_WORKER = 8
"""A folder of fewer documents than this starts one worker: starting one takes as long as reading some thirty."""


CERTAIN = frozenset(
    {"source.empty", "source.binary", "source.unknown-format", "source.encrypted", "source.no-text-layer"}
)
"""Refusals that the bytes of a document give, whoever reads it and however busy the machine is."""


class _Refusal(msgspec.Struct, frozen=True):
    code: str
    seen: str
    advice: str


class _Answer(msgspec.Struct, frozen=True):
    sha256: str = ""
    record: bytes = b""
    refusal: _Refusal | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was read: the path that is published, the SHA-256 of its bytes, its record as JSON."""

    relative: str
    sha256: str
    record: bytes

    def decoded(self) -> Record:
        return msgspec.json.decode(self.record, type=Record)


Outcome = ReadDocument | UnreadableSource
Place = Path | str
"""Where a document stands: a path, or an address that only machines of a cluster read."""


def jobs_for(documents: int, jobs: int | None) -> int:
    """How many workers for so many documents: `jobs`, by default the number of cores, and not more than help."""
    return max(1, min(jobs or cores(), 1 + documents // DOCUMENTS_A_WORKER))


def read_documents(documents: Iterable[tuple[Path, str]], jobs: int) -> Iterator[Outcome]:
    """What each document says, in their order; documents are pairs of a path and the path that is published.

    A document that kills its reader, or takes more than its limits, is a refusal like the others.
    """
    with Pool(TARGET, jobs=jobs) as pool:
        yield from outcomes(documents, pool)


def read_one(path: Path, relative: str) -> Record:
    """What one document says. Raises `UnreadableSource`."""
    (one,) = read_documents([(path, relative)], 1)
    if isinstance(one, UnreadableSource):
        raise one
    return one.decoded()


def outcomes(documents: Iterable[tuple[Place, str]], pool: Workers, cache: Cache | None = None) -> Iterator[Outcome]:
    """The same with workers that stay: made for `TARGET`. What `cache` holds is not read again."""
    waiting = deque[tuple[Place, str, _Known]]()

    def tasks() -> Iterator[bytes | Ready]:
        for path, relative in documents:
            known = _find(path, relative, cache)
            waiting.append((path, _printable(relative), known))
            yield _task(path, relative) if known.answer is None else Ready(known.answer)

    for answer in pool.run(tasks()):
        path, relative, known = waiting.popleft()
        outcome = _outcome(relative, answer)
        if cache and known.key and known.answer is None and _is_of(outcome, path, known.sha256):
            assert isinstance(answer, bytes)
            cache.keep(known.key, answer)
        yield outcome


def _is_of(outcome: Outcome, path: Place, sha256: str) -> bool:
    """Whether this will be said again of a document with these bytes: not what its reader died of, or an open file."""
    if isinstance(outcome, ReadDocument):
        return outcome.sha256 == sha256
    try:
        return outcome.code in CERTAIN and isinstance(path, Path) and sha256_of(path) == sha256
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class _Known:
    """The digest of a document's bytes, the key of its answer, and the answer where it was kept."""

    sha256: str = ""
    key: str = ""
    answer: bytes | None = None


def _find(path: Place, relative: str, cache: Cache | None) -> _Known:
    """What is known of a document before it is read: its record depends on its bytes and its path."""
    if cache is None or isinstance(path, str) or relative != _printable(relative):
        return _Known()
    try:
        sha256 = sha256_of(path)
    except OSError:
        return _Known()
    key = cache.key(sha256.encode(), relative.encode())
    return _Known(sha256, key, cache.find(key))


def _task(path: Place, relative: str) -> bytes | Ready:
    if relative != _printable(relative):
        seen, advice = "its name is not written in UTF-8", "Rename it, in letters that every machine can read."
        return Ready(msgspec.msgpack.encode(_Answer(refusal=_Refusal("source.unreadable", seen, advice))))
    return msgspec.msgpack.encode((os.fsencode(path), relative))


def at_hand(tasks: Iterable[bytes], folder: Path) -> list[bytes]:
    """The same tasks; each document that stands at an address was brought to a file of `folder`.

    Raises `UnreachableAddress` when a store does not answer: that is no fault of a document.
    """
    return [_at_hand(task, folder, number) for number, task in enumerate(tasks)]


def _at_hand(task: bytes, folder: Path, number: int) -> bytes:
    place, relative = msgspec.msgpack.decode(task, type=tuple[bytes, str])
    if not is_address(address := os.fsdecode(place)):
        return task
    path = folder / f"{number}{PurePosixPath(relative).suffix}"
    fetch_one(address, path)
    return msgspec.msgpack.encode((os.fsencode(path), relative))


def digests(tasks: Iterable[bytes]) -> Iterator[bytes]:
    """The SHA-256 of the document of each task, empty where it cannot be read."""
    for task in tasks:
        path, _ = msgspec.msgpack.decode(task, type=tuple[bytes, str])
        try:
            yield sha256_of(Path(os.fsdecode(path))).encode()
        except OSError:
            yield b""


def _printable(relative: str) -> str:
    """The path as it can be written: bytes of a name that are no UTF-8 become question marks."""
    return relative.encode("utf-8", "replace").decode()


def _outcome(relative: str, answer: bytes | Lost) -> Outcome:
    if isinstance(answer, Lost):
        return _lost(relative, answer)
    read = msgspec.msgpack.decode(answer, type=_Answer)
    if read.refusal is not None:
        return UnreadableSource(relative, read.refusal.code, read.refusal.seen, read.refusal.advice)
    return ReadDocument(relative, read.sha256, read.record)


def _lost(relative: str, lost: Lost) -> UnreadableSource:
    """The refusal of a document that took its worker with it."""
    if lost.cause in ("time", "memory"):
        return UnreadableSource(relative, "source.bomb", f"reading it was stopped: {lost.seen}", TOO_MUCH)
    return UnreadableSource(relative, "source.broken", f"its reader stopped ({lost.seen})", MEND)


def prepare(_argument: bytes) -> Work:
    """The function of one task, in a worker: rules are compiled here, once."""
    import_module("registre.extraction.assemble")
    from registre.journey import read_record

    encoder = msgspec.json.Encoder()

    def work(task: bytes) -> bytes:
        path, relative = msgspec.msgpack.decode(task, type=tuple[bytes, str])
        try:
            record = read_record(Path(os.fsdecode(path)), relative)
        except UnreadableSource as fault:
            return msgspec.msgpack.encode(_Answer(refusal=_Refusal(fault.code, fault.seen, fault.advice)))
        return msgspec.msgpack.encode(_Answer(record.source.sha256, encoder.encode(record)))

    return work
