"""What is asked of those who compose a publication: each task with everything that its answer depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from registre.graph.iris import Minter
from registre.graph.mapping import cited_numbers, known_acts, named_identities
from registre.graph.pages import PageGraph, named_pages
from registre.linking.identities import LinkedRecord
from registre.linking.sittings import day_of, number_slug
from registre.publication.composing import DayTask, PagesTask, encode_task
from registre.publication.kept_pages import KeptPages

_MOST_PAGES: Final = 100
_MOST_TRIPLES: Final = 4000
"""What a task of pages holds. With the coverage of a hundred bodies in one, the largest worker of 100,000 documents had
363 MB; so it has 156."""


class Tasks:
    """Makes tasks; days come in the publishing order, since an act may cite those that its body took before."""

    def __init__(self, mint: Minter, identities: KeptPages) -> None:
        self._mint, self._identities = mint, identities
        self._body, self._known = "", dict[str, str]()
        self.numbered = False
        """Whether an act had a number."""

    def of_day(self, documents: tuple[LinkedRecord, ...]) -> bytes:
        """The task of the documents of one day of one body."""
        body = documents[0].body.key
        if body != self._body:
            self._body, self._known = body, {}
        acts = [act for linked in documents for act in linked.record.acts]
        cited = {number_slug(number) for act in acts for number in cited_numbers(act)}
        known = {slug: self._known[slug] for slug in sorted(cited & self._known.keys())}
        self._known |= known_acts(body, day_of(documents[0].record), acts, self._mint)
        self.numbered = self.numbered or bool(self._known)
        named = {address for linked in documents for address in named_identities(linked, self._mint)}
        return encode_task(DayTask(documents, known, self._identities.reached(named)))

    def of_pages(self, pages: Sequence[PageGraph]) -> bytes:
        """The task of pages that are of no sitting."""
        named = {address for page in pages for address in named_pages(page)}
        near = self._identities.reached(named - {page.iri for page in pages})
        return encode_task(PagesTask(tuple(pages), near))


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
