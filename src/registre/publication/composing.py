"""What becomes of the documents of a day of a body, or of other pages: masked, mapped, judged and written. Pure.

A task holds all that its answer depends on, so that any process may answer it, on any machine, and an answer may be
kept. What comes back needs no more thought: bytes for the files of the dataset, lines of its tables, counts, a report.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import msgspec

from registre.contract import to_contract
from registre.engine.answers import refusing
from registre.engine.worker import Work
from registre.graph.iris import Minter
from registre.graph.mapping import own_acts, sitting_pages
from registre.graph.pages import PageGraph
from registre.linking.identities import Linked, LinkedRecord
from registre.linking.sittings import Sitting, sittings_of_day
from registre.privacy import publishable
from registre.publication.coverage import SittingCounts, count_sitting
from registre.publication.inferred import inferred_quads
from registre.publication.neighbours import Neighbours
from registre.publication.tables import Lines, lines_of
from registre.publication.written import WrittenPage, written
from registre.records import facts_of
from registre.spool import decode_record
from registre.validation import Report, Shapes, choose_judge

TARGET = "registre.publication.composing:prepare"


class Manner(msgspec.Struct, frozen=True):
    """How a publication is composed: what its settings ask for."""

    base: str
    shacl_engine: str
    inferred: bool = False
    """Whether inferred ballots are wanted."""
    documents: bool = False
    """Whether the masked documents are wanted back: pages of the site are made of them."""

    def encoded(self) -> bytes:
        """The argument of `prepare`."""
        return msgspec.msgpack.encode(self)


class EncodedDocument(msgspec.Struct, frozen=True):
    """A document as who gives tasks has it: it is read by who does them."""

    record: bytes
    """In JSON, as the build keeps it."""
    linked: Linked

    def decoded(self) -> LinkedRecord:
        return self.linked.of(decode_record(self.record))


class DayTask(msgspec.Struct, frozen=True, tag="day"):
    """The documents of one day of one body, in their order, private persons included."""

    documents: tuple[EncodedDocument, ...]
    known: Mapping[str, str]
    """Addresses of the earlier acts that these cite, by the slug of their number."""
    near: tuple[bytes, ...]
    """Pages of all identities that the documents may name (`KeptPages.reached`)."""


class PagesTask(msgspec.Struct, frozen=True, tag="pages"):
    """Pages that are of no sitting."""

    pages: tuple[PageGraph, ...]
    near: tuple[bytes, ...]


Task = DayTask | PagesTask


class SittingParts(msgspec.Struct, frozen=True):
    """What a sitting gives besides its pages."""

    counts: SittingCounts
    figures: Mapping[str, int]
    """Of the summary: sittings, acts, documents read, facts, diagnostics."""
    texts: tuple[tuple[str, bytes], ...]
    """Address and content of each published text."""
    records: tuple[bytes, ...]
    """A line of records.jsonl for each document."""
    inferred: bytes = b""


class Composed(msgspec.Struct, frozen=True):
    """The pages of one task: as the dumps hold them, their lines of the tables, and what the judge says of them."""

    report: Report
    pages: tuple[WrittenPage, ...]
    lines: Mapping[str, Lines]
    sittings: tuple[SittingParts, ...] = ()
    documents: tuple[LinkedRecord, ...] = ()
    """Of the day, masked, where they are wanted."""


_decode_task = msgspec.msgpack.Decoder(Task).decode
_decode_answer = msgspec.msgpack.Decoder(Composed).decode
_encode = msgspec.msgpack.Encoder().encode


def encode_task(task: Task) -> bytes:
    """A task as `prepare` wants it."""
    return _encode(task)


def decode_answer(answer: bytes) -> Composed:
    """What came of a task."""
    return _decode_answer(answer)


def prepare(argument: bytes) -> Work:
    """The function of one task, in a worker: shapes are read here, once. `argument`: `Manner.encoded`."""
    composer = Composer(msgspec.msgpack.decode(argument, type=Manner))
    return refusing(lambda task: _encode(composer.compose(_decode_task(task))))


class Composer:
    """Composes tasks, one after another. Raises `BadShapes` for pages without triples, `EnginesDisagree`."""

    def __init__(self, manner: Manner) -> None:
        self._manner, self._mint = manner, Minter(manner.base)
        self._judge = choose_judge(Shapes.load(), manner.shacl_engine)

    def compose(self, task: Task) -> Composed:
        """What becomes of a task."""
        if isinstance(task, PagesTask):
            return self._composed(task.pages, Neighbours(task.pages, task.near))
        documents = tuple(publishable(one.decoded()) for one in task.documents)
        mapped = list(self._mapped(documents, task.known))
        parts = tuple(self._parts(sitting, pages) for sitting, pages in mapped)
        wanted = documents if self._manner.documents else ()
        return self._composed([page for _, pages in mapped for page in pages], Neighbours((), task.near), parts, wanted)

    def _mapped(
        self, documents: Sequence[LinkedRecord], known: Mapping[str, str]
    ) -> Iterator[tuple[Sitting, tuple[PageGraph, ...]]]:
        """The sittings of the day with their pages; each may cite the acts of those before it."""
        for sitting in sittings_of_day(documents):
            yield sitting, tuple(sitting_pages(sitting, self._mint, known))
            known = {**known, **own_acts(sitting, self._mint)}

    def _composed(
        self,
        pages: Sequence[PageGraph],
        near: Neighbours,
        sittings: tuple[SittingParts, ...] = (),
        documents: tuple[LinkedRecord, ...] = (),
    ) -> Composed:
        judged = (triples for page in near.around(pages) for triples in (page.triples, page.evidence))
        report = self._judge.judge(chain.from_iterable(judged))
        return Composed(report, written(pages), lines_of(pages, near.label), sittings, documents)

    def _parts(self, sitting: Sitting, pages: Sequence[PageGraph]) -> SittingParts:
        return SittingParts(
            count_sitting(sitting, pages),
            _figures(sitting),
            tuple((self._mint.text(one.record.source.sha256), one.record.text.encode()) for one in sitting.documents),
            tuple(map(_line, sitting.documents)),
            inferred_quads(sitting, self._mint) if self._manner.inferred else b"",
        )


def _line(linked: LinkedRecord) -> bytes:
    """A record as it is published."""
    record = linked.record
    return json.dumps(to_contract(record, record.source.path, linked.body.siren), ensure_ascii=False).encode()


def _figures(sitting: Sitting) -> dict[str, int]:
    records = [linked.record for linked in sitting.documents]
    return {
        "sittings": 1,
        "acts": len(sitting.acts),
        "read": len(records),
        "facts": sum(1 for record in records for _ in facts_of(record)),
        "diagnostics": sum(len(record.diagnostics) for record in records),
    }
