"""The past of a publication: what differs from the one it replaces goes to its list and to its stream."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from registre.errors import OutputFailed
from registre.graph.pages import Term
from registre.publication.changes.change import Change, Happened, changes, read_triples, stands
from registre.publication.changes.comparison import compared
from registre.publication.changes.dumpfile import find_dump, read_pages
from registre.publication.changes.index import ChangeList, Index, carried, read_index, write_index
from registre.publication.changes.ldes import State, StreamWriter, read_state
from registre.publication.changes.lists import ListWriter

ACT = "act"


def write_history(
    folder: Path, previous: Path | None, base: str, day: date, pages: Mapping[str, int], erasing: Collection[str] = ()
) -> tuple[ChangeList, ...]:
    """Write the changes of the publication in `folder`, whose dumps are there; all its lists, oldest first.

    `previous` is the publication that it replaces: one without an index, or under another base, tells no past. `pages`
    counts the pages of each kind; `erasing` holds the keys of the decisions that take something out of every version.
    Raises `OutputFailed`, and `BadDump` when the dump of `previous` is not whole.
    """
    try:
        return _write(folder, previous, base, day, pages, erasing)
    except OSError as fault:
        raise OutputFailed(f"{folder}: changes cannot be written ({fault}).") from fault


def _write(
    folder: Path, previous: Path | None, base: str, day: date, pages: Mapping[str, int], erasing: Collection[str]
) -> tuple[ChangeList, ...]:
    past = read_index(previous)
    if past is None or previous is None or past.base != base:
        index, before = Index(base, tuple(sorted(erasing))), None
    else:
        index, before = carried(folder, previous, past, erasing), previous
    discreet = past is not None and not set(erasing) <= set(past.erasing)
    stream, follows = _stream(folder, before, base, day, discreet)
    writer = ListWriter(folder, index, day)
    try:
        if before is None:
            made: ChangeList | None = writer.first(pages)
        else:
            for change in _told(before, folder, base, discreet):
                writer.add(change)
                if change.kind == ACT and follows:
                    stream.add(change.iri, change.new)
            made = writer.close()
    except BaseException as fault:
        writer.abandon(fault)
        raise
    stream.close()
    index = replace(index, lists=(*index.lists, made) if made is not None else index.lists)
    write_index(folder, index)
    return index.lists


def _stream(folder: Path, before: Path | None, base: str, day: date, discreet: bool) -> tuple[StreamWriter, bool]:
    """The stream, and whether it follows the one before; a stream that starts again holds every act already."""
    state = read_state(before)
    if state is not None and before is not None and not discreet:
        stream = StreamWriter(folder, state, day)
        stream.carry(before)
        return stream, True
    stream = StreamWriter(folder, state.again() if state is not None else State(base), day)
    _add_every_act(stream, folder, base)
    return stream, False


def _told(old: Path, new: Path, base: str, discreet: bool) -> Iterator[Change]:
    """What may be told of what changed; of what was said before nothing, on the day that something is erased."""
    with compared(find_dump(old), find_dump(new)) as comparison:
        for change in changes(comparison, base):
            if not discreet:
                yield change
            elif change.tombstone or change.happened in (Happened.added, Happened.changed):
                yield change.discreet()


def _add_every_act(stream: StreamWriter, folder: Path, base: str) -> None:
    for address, lines in read_pages(find_dump(folder)):
        if address.startswith(f"{base}{ACT}/"):
            triples = read_triples(b"".join(lines))
            if stands(triples, Term(f"<{address}>")):
                stream.add(address, triples)
