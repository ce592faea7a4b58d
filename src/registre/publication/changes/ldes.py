"""Each version of each act, as a Linked Data Event Stream of plain files: who follows reads only what is new.

`ldes/index.ttl` is the stream and the root of its pages, 250 versions each; they follow each other in time. A full page
is immutable; only the last grows, at its end. A version is a copy of what the page of the act said, under an address
of the page of the stream: its parts too, so that two versions never mix. It names its act by `dct:isVersionOf`. Its
`prov:generatedAtTime` is the beginning of the day of the publication, or, for a second publication of a day, one second
after the last version: later versions are always later. An act that went away has a last version, a `reg:Tombstone`.
Each page stands in JSON-LD too (stream_json).

A document that is withdrawn or a name that is suppressed leaves the past too: the stream then starts again, with pages
of new names, from what is published.
Sources: https://w3id.org/ldes/specification, https://w3id.org/tree/specification.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import msgspec

from registre.errors import OutputFailed
from registre.files import write_new
from registre.graph.pages import Term, Triple
from registre.graph.terms import iri, moment, text, typed
from registre.graph.vocabulary import PREFIXES, Dct, Rdf, Reg
from registre.publication.changes.stream_json import as_json_ld, beside
from registre.publication.documents import header, turtle_of
from registre.publication.versions import carry_file

FOLDER: Final = "ldes"
ROOT: Final = f"{FOLDER}/index.ttl"
STATE: Final = f"{FOLDER}/pages.json"
MOST: Final = 250
"""Versions a page."""
TREE: Final = "https://w3id.org/tree#"
LDES: Final = "https://w3id.org/ldes#"
NAMESPACES: Final = {**PREFIXES, "ldes": LDES, "tree": TREE}
_GENERATED: Final = iri(PREFIXES["prov"] + "generatedAtTime")
_TICK: Final = timedelta(seconds=1)
_MARK: Final = b"\n# versions\n"
_NO_PAGE: Final = "not a page of a stream. Put back the one published."


@dataclass(frozen=True, slots=True)
class StreamPage:
    """One page: its file below `ldes/`, how many versions it holds, and the moments of the first and the last."""

    file: str
    members: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class State:
    """The pages of a stream, oldest first; `generation` counts its beginnings, `last` is its last moment ever."""

    base: str
    generation: int = 1
    last: datetime | None = None
    pages: Sequence[StreamPage] = ()

    def again(self) -> State:
        """A stream that starts again, later than this one."""
        return State(self.base, self.generation + 1, self.last)


def read_state(folder: Path | None) -> State | None:
    """The stream of the publication in `folder`; None when it has none. Raises `OutputFailed`."""
    if folder is None or not (folder / STATE).is_file():
        return None
    try:
        return msgspec.json.decode((folder / STATE).read_bytes(), type=State)
    except (OSError, msgspec.DecodeError) as fault:
        raise OutputFailed(f"{folder / STATE}: cannot be read ({fault}). Put back that of the publication.") from fault


class StreamWriter:
    """Adds versions to a stream below `folder`; `close` ends the last page and writes the root."""

    def __init__(self, folder: Path, state: State, day: date, most: int = MOST) -> None:
        self._folder, self._base, self._generation = folder, state.base, state.generation
        self._pages, self._last = list(state.pages), state.last
        begins = datetime.combine(day, time())
        self._moment = max(begins, self._last + _TICK) if self._last is not None else begins
        self._most = most
        self._body: list[bytes] = []

    def carry(self, previous: Path) -> None:
        """Link the pages that were written before; the last one stays open while it has room."""
        for page in self._pages:
            self._carry_page(previous, f"{FOLDER}/{Path(page.file).name}")
        if self._has_room():
            place = self._folder / FOLDER / self._pages[-1].file
            _, mark, body = place.read_bytes().partition(_MARK)
            if not mark:
                raise OutputFailed(f"{previous / FOLDER / place.name}: {_NO_PAGE}")
            self._body = [body]
            place.unlink()  # a link shares its bytes with the publication that is replaced
            beside(place).unlink()

    def _carry_page(self, previous: Path, name: str) -> None:
        """Link a page in both forms; the second is made of the first when the publication before had one form."""
        old, new = previous / name, self._folder / name
        carry_file(old, new)
        if beside(old).is_file():
            carry_file(beside(old), beside(new))
        else:
            self._write_json(name, old.read_bytes())

    def add(self, act: str, triples: Iterable[Triple]) -> None:
        """A version of the page `act`; without triples it has gone."""
        if not self._has_room():
            self._end_page()
            name = f"{self._generation}-{len(self._pages) + 1}.ttl"
            self._pages.append(StreamPage(name, 0, self._moment, self._moment))
        page = self._pages[-1]
        self._pages[-1] = replace(page, members=page.members + 1, last=self._moment)
        self._last = self._moment
        self._body.append(turtle_of(self._member(act, triples), NAMESPACES) + b"\n")

    def close(self) -> None:
        self._end_page()
        self._write(ROOT, header(NAMESPACES) + b"\n" + turtle_of(self._root(), NAMESPACES))
        state = msgspec.to_builtins(State(self._base, self._generation, self._last, self._pages))
        write_new(self._folder / STATE, (json.dumps(state, indent=1) + "\n").encode())

    def _has_room(self) -> bool:
        return bool(self._pages) and self._pages[-1].members < self._most

    def _end_page(self) -> None:
        if self._body:
            page = self._pages[-1]
            head = header(NAMESPACES) + b"\n" + turtle_of(self._head(page), NAMESPACES)
            self._write(f"{FOLDER}/{page.file}", head + _MARK + b"".join(self._body))
        self._body = []

    def _write(self, name: str, turtle: bytes) -> None:
        write_new(self._folder / name, turtle)
        self._write_json(name, turtle)

    def _write_json(self, name: str, turtle: bytes) -> None:
        try:
            write_new(beside(self._folder / name), as_json_ld(turtle, self._base + FOLDER))
        except SyntaxError as fault:  # what was there before was harmed
            raise OutputFailed(f"{name}: {_NO_PAGE} ({fault})") from fault

    def _member(self, act: str, triples: Iterable[Triple]) -> Iterator[Triple]:
        """The triples of a page under the names of a version of it."""
        page = self._pages[-1]
        version = f"{self._node(page)[1:-1]}#{page.members}/{act.removeprefix(self._base)}"
        member, own, parts = iri(version), f"<{act}>", f"<{act}#"

        def renamed(term: Term) -> Term:
            if term == own:
                return member
            return iri(f"{version}/{term[len(parts) : -1]}") if term.startswith(parts) else term

        yield self._stream(), iri(TREE + "member"), member
        yield member, Dct.isVersionOf, iri(act)
        yield member, _GENERATED, moment(self._moment)
        told = [(renamed(subject), predicate, renamed(value)) for subject, predicate, value in triples]
        yield from told or [(member, Rdf.type, Reg.Tombstone)]

    def _head(self, page: StreamPage) -> Iterator[Triple]:
        node = self._node(page)
        yield node, Rdf.type, iri(TREE + "Node")
        if page.members >= self._most:
            yield node, iri(LDES + "immutable"), typed(True)
        yield self._stream(), iri(TREE + "view"), iri(self._base + ROOT)

    def _root(self) -> Iterator[Triple]:
        """The stream, how to read it, and for each page which days it holds."""
        stream, root = self._stream(), iri(self._base + ROOT)
        yield stream, Rdf.type, iri(LDES + "EventStream")
        yield stream, Dct.title, text("Versions des actes", "fr")
        yield stream, Dct.title, text("Versions of the acts", "en")
        yield stream, iri(LDES + "timestampPath"), _GENERATED
        yield stream, iri(LDES + "versionOfPath"), Dct.isVersionOf
        yield stream, iri(LDES + "versionDeleteObject"), Reg.Tombstone
        yield stream, iri(TREE + "view"), root
        yield root, Rdf.type, iri(TREE + "Node")
        for number, page in enumerate(self._pages, 1):
            yield from self._relation(f"{number}-from", "GreaterThanOrEqualToRelation", page, page.first)
            yield from self._relation(f"{number}-to", "LessThanOrEqualToRelation", page, page.last)

    def _relation(self, name: str, kind: str, page: StreamPage, when: datetime) -> Iterator[Triple]:
        relation = iri(f"{self._base}{ROOT}#relation-{name}")
        yield iri(self._base + ROOT), iri(TREE + "relation"), relation
        yield relation, Rdf.type, iri(TREE + kind)
        yield relation, iri(TREE + "node"), self._node(page)
        yield relation, iri(TREE + "path"), _GENERATED
        yield relation, iri(TREE + "value"), moment(when)

    def _stream(self) -> Term:
        return iri(f"{self._base}{ROOT}#stream")

    def _node(self, page: StreamPage) -> Term:
        return iri(f"{self._base}{FOLDER}/{page.file}")
