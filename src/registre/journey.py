"""One document from its bytes to its record: read, extracted, and put in its place on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from registre.extraction import extract
from registre.extraction.doubts import doubt
from registre.reading.pages import Layout, locate
from registre.reading.sources import Document, read_document
from registre.records import Diagnostic, Evidence, Place, Record, Severity, facts_of


def read_record(path: Path, relative: str) -> Record:
    """What the document at `path` says; `relative` is the path that is published.

    Raises `UnreadableSource` with a code, what was seen and what to do.
    """
    document = read_document(path, relative)
    record = extract(document.source, document.raw)
    places = _places(record, document.layout) if document.layout is not None else ()
    return replace(record, places=places, diagnostics=(*record.diagnostics, *_reading_doubts(document)))


def _places(record: Record, layout: Layout) -> tuple[Place, ...]:
    spans = sorted({(one.start, one.end) for one in _evidence(record)})
    return tuple(Place(start, end, locate(layout, start, end)) for start, end in spans)


def _evidence(record: Record) -> Iterator[Evidence]:
    for fact in facts_of(record):
        yield fact.evidence
        yield from fact.also


def _reading_doubts(document: Document) -> Iterator[Diagnostic]:
    """What a reader of the record should know of the way it was read."""
    if document.recognised:
        yield doubt("source.recognised", Severity.info)
    if document.pictures:
        pages = ", ".join(map(str, document.pictures))
        yield doubt("source.pictures", Severity.warning, pages=pages)
