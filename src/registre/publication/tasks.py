"""What is asked of those who compose a publication: each task with everything that its answer depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from registre.graph.iris import Minter
from registre.graph.mapping import known_acts, named_identities
from registre.graph.pages import PageGraph, named_pages
from registre.linking.identities import Linked
from registre.linking.record_names import RecordNames
from registre.publication.briefs import Brief
from registre.publication.composing import DayTask, EncodedDocument, PagesTask, encode_task
from registre.publication.kept_pages import KeptPages

_DOCUMENTS_AHEAD: Final = 16
_BYTES_AHEAD: Final = 1 << 20
"""What is linked before the first of it is composed: so many documents, or records of so many bytes."""
_MOST_PAGES: Final = 100
_MOST_TRIPLES: Final = 4000
"""What a task of pages holds. With the coverage of a hundred bodies in one, the largest worker of 100,000 documents had
363 MB; so it has 156."""


class DayDocument(NamedTuple):
    """A document whose turn has come."""

    brief: Brief
    document: EncodedDocument


def in_days(
    briefs: Iterable[Brief], encoded: Callable[[int], bytes], linked: Callable[[RecordNames], Linked]
) -> Iterator[tuple[DayDocument, ...]]:
    """The documents of each day of each body, as they were read: private persons included.

    `briefs` come in the publishing order; `encoded` gives a record by its place, `linked` what names stand for.
    """
    for _, day in groupby(briefs, lambda brief: brief.turn[:2]):
        yield tuple(DayDocument(one, EncodedDocument(encoded(one.place), linked(one.names))) for one in day)


class Tasks:
    """Makes tasks; days come in the publishing order, since an act may cite those that its body took before."""

    def __init__(self, mint: Minter, identities: KeptPages) -> None:
        self._mint, self._identities = mint, identities
        self._body, self._known = "", dict[str, str]()
        self.numbered = False
        """Whether an act had a number."""

    def of_days(self, days: Iterable[Sequence[DayDocument]]) -> Iterator[bytes]:
        """The task of each day of each body. The pages that some days lead to are found together."""
        for some in _some_at_a_time(days):
            self._identities.reached(address for day in some for address in self._named(day))
            yield from map(self.of_day, some)

    def of_day(self, day: Sequence[DayDocument]) -> bytes:
        """The task of the documents of one day of one body."""
        briefs, documents = [one.brief for one in day], tuple(one.document for one in day)
        body = briefs[0].names.body.key
        if body != self._body:
            self._body, self._known = body, {}
        cited = {slug for brief in briefs for slug in brief.cited}
        known = {slug: self._known[slug] for slug in sorted(cited & self._known.keys())}
        numbers = (slug for brief in briefs for slug in brief.numbers)
        self._known |= known_acts(body, briefs[0].day, numbers, self._mint)
        self.numbered = self.numbered or bool(self._known)
        return encode_task(DayTask(documents, known, self._identities.reached(self._named(day))))

    def _named(self, day: Sequence[DayDocument]) -> Iterator[str]:
        """Addresses of the identities that the documents of a day name."""
        return (address for one in day for address in named_identities(one.document.linked, self._mint))

    def of_pages(self, pages: Sequence[PageGraph]) -> bytes:
        """The task of pages that are of no sitting."""
        named = {address for page in pages for address in named_pages(page)}
        near = self._identities.reached(named - {page.iri for page in pages})
        return encode_task(PagesTask(tuple(pages), near))


def _some_at_a_time(days: Iterable[Sequence[DayDocument]]) -> Iterator[list[Sequence[DayDocument]]]:
    """Days until they hold so many documents or bytes, in their order."""
    some, documents, size = list[Sequence[DayDocument]](), 0, 0
    for day in days:
        some.append(day)
        documents += len(day)
        size += sum(len(one.document.record) for one in day)
        if documents >= _DOCUMENTS_AHEAD or size >= _BYTES_AHEAD:
            yield some
            some, documents, size = [], 0, 0
    if some:
        yield some


def batches(pages: Iterable[PageGraph]) -> Iterator[tuple[PageGraph, ...]]:
    """Pages that are of no sitting, some at a time, in their order."""
    batch, triples = list[PageGraph](), 0
    for page in pages:
        if batch and (len(batch) == _MOST_PAGES or triples + len(page.triples) > _MOST_TRIPLES):
            yield tuple(batch)
            batch, triples = [], 0
        batch.append(page)
        triples += len(page.triples)
    if batch:
        yield tuple(batch)
