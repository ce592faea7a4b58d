"""What a whole build depends on, as one digest, and the last build that went well: a second one may have nothing to do.

Documents, decisions and settings count by their content, so that a touched or copied file changes nothing; the
files of the State's registers, gigabytes of them, by size and date. The publication counts by the sizes and dates of
its files: one that was edited, cut or copied is built again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

import msgspec

from registre.config import Config
from registre.documents import find_documents
from registre.engine.versions import whole_version
from registre.errors import OutputFailed
from registre.files import sha256_of, write_atomically
from registre.summary import Summary

FILE = "build.json"


class Remembered(msgspec.Struct, frozen=True):
    """A build that was published: digests of what went in and of what stands there, and what it said."""

    inputs: str
    publication: str
    summary: Summary
    pages: str | None = None
    """The digest of the file that says from what each page of the site was made."""


def digest_of_inputs(folder: Path, out: Path, config: Config, others: Iterable[Path]) -> str:
    """The digest of all that a build of `folder` at `out` depends on; `others` are files or folders of texts."""
    lines = [whole_version(), f"out {out.absolute()}", *_settings(config)]
    lines += [f"document {relative} {_digest_of(path)}" for path, relative in find_documents(folder)]
    for other in others:
        lines += [f"other {path} {_digest_of(path)}" for path in _below(other)]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _settings(config: Config) -> Iterator[str]:
    for field in fields(config):
        if field.name != "registers":
            yield f"setting {field.name} {getattr(config, field.name)!r}"
    for field in fields(config.registers):
        place = getattr(config.registers, field.name)
        for path in _below(place) if place is not None else ():
            state = path.stat()
            yield f"register {field.name} {path} {state.st_size} {state.st_mtime_ns}"


def _below(place: Path) -> list[Path]:
    return sorted(path for path in (place.rglob("*") if place.is_dir() else [place]) if path.is_file())


def _digest_of(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError as fault:
        return f"unreadable {fault.errno}"


def digest_of_publication(out: Path) -> str | None:
    """The digest of the paths below `out`, sizes and dates of all its files; None when there is nothing."""
    if not out.is_dir():
        return None
    digest, place = hashlib.sha256(), len(os.fspath(out))
    for line in sorted(_states(os.fspath(out))):
        digest.update(line[place:].encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _states(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _states(entry.path)
            else:
                state = entry.stat(follow_symlinks=False)
                yield f"{entry.path} {state.st_size} {state.st_mtime_ns}\n"


def read_remembered(cache: Path) -> Remembered | None:
    """The last build that was published, when it is known."""
    try:
        return msgspec.json.decode((cache / FILE).read_bytes(), type=Remembered)
    except (OSError, msgspec.DecodeError):
        return None


def unchanged(last: Remembered | None, inputs: str, out: Path) -> Summary | None:
    """What the last build said, when the same went in and its publication still stands as it was left."""
    if last is None or last.inputs != inputs or last.publication != digest_of_publication(out):
        return None
    return last.summary


def remember(cache: Path, inputs: str, out: Path, summary: Summary, pages: str | None = None) -> None:
    """Keep that `out` is what `inputs` give; a disk that refuses costs a build, no more.

    `pages` is the digest of the file that says from what each page was made.
    """
    publication = digest_of_publication(out)
    if publication is None:
        return
    with suppress(OutputFailed):
        write_atomically(cache / FILE, msgspec.json.encode(Remembered(inputs, publication, summary, pages)))
