"""identifiers.tsv: every identifier that a publication gave, and what became of each.

A build writes it always, and reads the one of the publication that it replaces only when `keep_identifiers` is
"yes" in registre.toml: without it the same documents give the same bytes wherever they are built; with it an
identifier once published keeps resolving, because what was published before is then part of what goes in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from registre.decisions.leaving import State, Tombstone
from registre.errors import RegistreError
from registre.files import written_atomically

NAME = "identifiers.tsv"
HEADER = "path\tkind\tstate\treplaced_by\tdecision\n"
PUBLISHED = "published"
_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_KIND = re.compile(r"[a-z]+")


class BadLedger(RegistreError):
    """The list of identifiers of the publication that is replaced cannot be trusted."""


class LedgerWriter:
    """Writes the list below `folder` while pages come; a context manager."""

    def __init__(self, folder: Path, base: str) -> None:
        self._path, self._base, self._open = folder / NAME, base, ExitStack()

    def __enter__(self) -> LedgerWriter:
        self._stream = self._open.enter_context(written_atomically(self._path))
        self._stream.write(HEADER.encode())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, fault, trace)

    def add(self, address: str, kind: str) -> None:
        """Remember a page that stands for something."""
        if kind not in ("tombstone", "decisions"):
            self._stream.write(f"{address.removeprefix(self._base)}\t{kind}\t{PUBLISHED}\t\t\n".encode())

    def close_with(self, tombstones: Iterable[Tombstone]) -> None:
        """Then those that stand for nothing any more."""
        for one in tombstones:
            replaced, decision = " ".join(one.replaced_by), one.decision or ""
            line = f"{one.path}\t{one.kind}\t{one.state.value}\t{replaced}\t{decision}\n"
            self._stream.write(line.encode())


def read_ledger(folder: Path) -> tuple[Tombstone, ...]:
    """What the publication in `folder` says of its identifiers: those that stood are `gone` until proved otherwise.

    Nothing when there is no publication or no list. Raises `BadLedger` for a list that nobody wrote so.
    """
    return tuple(one for one, _ in _read_all(folder))


def read_tombstones(folder: Path) -> tuple[Tombstone, ...]:
    """The identifiers of the publication in `folder` that stand for nothing any more. Raises `BadLedger`."""
    return tuple(one for one, stands in _read_all(folder) if not stands)


def _read_all(folder: Path) -> tuple[tuple[Tombstone, bool], ...]:
    """Each identifier, and whether it stands for something."""
    path = folder / NAME
    if not path.is_file():
        return ()
    try:
        head, *lines = path.read_text("utf-8").splitlines()
        if head + "\n" != HEADER:
            raise ValueError(head[:80])
        return tuple(map(_read, lines))
    except (OSError, UnicodeDecodeError, ValueError) as fault:
        raise BadLedger(
            f'{path}: illisible ({fault}). Remettez celui de la publication, ou écrivez keep_identifiers = "no".\n'
            f'{path}: cannot be read ({fault}). Put back that of the publication, or write keep_identifiers = "no".'
        ) from fault


def _read(line: str) -> tuple[Tombstone, bool]:
    path, kind, state, replaced, decision = line.split("\t")
    parts = tuple(replaced.split())
    if not all(_PATH.fullmatch(one) and ".." not in one for one in (path, *parts)) or not _KIND.fullmatch(kind):
        raise ValueError(line[:80])
    stands = state == PUBLISHED
    return Tombstone(path, kind, State.gone if stands else State(state), parts, decision or None), stands


def remembered(
    ledger: Iterable[Tombstone],
    holds: Callable[[str], bool],
    known: Iterable[Tombstone],
    withdrawn: Callable[[str], str | None],
) -> tuple[Tombstone, ...]:
    """The tombstones of what was published before: not those that stand again, or that decisions explain.

    `withdrawn` gives the key of the decision that withdraws the text at a path.
    """
    explained = {one.path for one in known}
    left = (one for one in ledger if one.path not in explained and not holds(one.path))
    return tuple(sorted(_explained(one, withdrawn(one.path)) for one in left))


def _explained(one: Tombstone, decision: str | None) -> Tombstone:
    return one if decision is None else Tombstone(one.path, one.kind, State.withdrawn, (), decision)
