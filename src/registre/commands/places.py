"""Folders that a build reads or writes, wherever they stand: those at an address are brought here, and sent back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from registre.addresses import MANIFEST, Store, is_address, manifest, send_tree
from registre.config import FILE_NAME
from registre.documents import DECISIONS, documents_among
from registre.errors import RegistreError
from registre.summary import Summary

Place = Path | str
"""A path, or an address (s3://bucket/folder)."""


class PlaceType(click.ParamType[Any]):
    """A path, or an address: two slashes after a colon."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> Place:
        return value if is_address(value) else Path(value)


@dataclass(frozen=True, slots=True)
class AtHand:
    """The folders of a build on this machine; `listed` are documents that stay at their address."""

    folder: Path
    out: Path
    sent_to: str | None = None
    listed: Sequence[tuple[str, str]] | None = None

    def send(self, summary: Summary) -> Summary:
        """Send what was published, or refused, to the address where it belongs. Raises `OutputFailed`."""
        if self.sent_to is None:
            return summary
        if summary.published:
            send_tree(self.out, self.sent_to)
        elif (rejected := self.out.with_name(f"{self.out.name}.rejected")).is_dir():
            send_tree(rejected, f"{self.sent_to}.rejected")
        return replace(summary, out=self.sent_to)


@contextmanager
def at_hand(folder: Place, out: Place, *, fetch: bool) -> Iterator[AtHand]:
    """The folders of a build, those at an address brought here for as long as it takes.

    With `fetch` documents come too, else machines of a cluster fetch them. The publication that stands at an address
    comes first, so that what it remembers is kept. Raises `UnreachableAddress`.
    """
    with tempfile.TemporaryDirectory(prefix="registre-") as scratch:
        documents, public = Path(scratch, "documents"), Path(scratch, "public")
        listed = _bring_documents(Store(folder), documents, fetch) if isinstance(folder, str) else None
        if isinstance(out, str):
            _bring_publication(Store(out), public)
        yield AtHand(
            documents if isinstance(folder, str) else folder,
            public if isinstance(out, str) else out,
            out if isinstance(out, str) else None,
            listed,
        )


def _bring_documents(store: Store, folder: Path, fetch: bool) -> list[tuple[str, str]] | None:
    """Bring settings and decisions, and documents or else where they stand."""
    names = store.names()
    if not names:
        raise RegistreError(f"{store.address('')}: no file stands there. Give the address that holds your documents.")
    documents = documents_among(names)
    settings = [name for name in names if name in (FILE_NAME, "reference.toml") or name.startswith(f"{DECISIONS}/")]
    folder.mkdir(parents=True)
    store.fetch([*settings, *documents] if fetch else settings, folder)
    return None if fetch else [(store.address(name), name) for name in documents]


def _bring_publication(store: Store, out: Path) -> None:
    """Bring the publication that stands at an address, when it is whole."""
    known = manifest(store.read(MANIFEST) or b"")
    if known:
        store.fetch(known, out)
