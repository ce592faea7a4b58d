"""The pages that a page speaks of: what a judge must see to say that a person is a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Final

from registre.graph.pages import PageGraph, Term, named_pages
from registre.publication.kept_pages import read_page
from registre.publication.tables import labels_of

AT_HAND: Final = 512
"""Pages that stay read: the days of a body follow each other, and speak of the same people."""


class Neighbour:
    """The page of an identity, and what is asked of it by one day after the other."""

    def __init__(self, page: PageGraph) -> None:
        self.page = page

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Addresses of the pages that it names, sorted."""
        return tuple(sorted(named_pages(self.page)))

    @cached_property
    def label(self) -> str | None:
        """The French name of its thing."""
        return next(iter(labels_of([self.page]).values()), None)


class Neighbours:
    """Finds, among the pages of identities, those that given pages refer to, and those these refer to."""

    def __init__(self, pages: Iterable[PageGraph], kept: Iterable[bytes] = ()) -> None:
        """`kept` are pages as `KeptPages.reached` gives them."""
        every = (*map(_read, kept), *map(Neighbour, pages))
        self._known = {one.page.iri: one for one in every}

    def around(self, pages: Iterable[PageGraph]) -> Iterator[PageGraph]:
        """`pages`, then every page of an identity that can be reached from them, each once."""
        waiting = [Neighbour(page) for page in pages]
        seen = {one.page.iri for one in waiting}
        while waiting:
            one = waiting.pop()
            yield one.page
            for address in one.named:
                if address not in seen and (found := self._known.get(address)) is not None:
                    seen.add(address)
                    waiting.append(found)

    def label(self, thing: Term) -> str | None:
        """The French name of the thing of a page."""
        known = self._known.get(thing[1:-1])
        return None if known is None else known.label


@lru_cache(maxsize=AT_HAND)
def _read(kept: bytes) -> Neighbour:
    return Neighbour(read_page(kept))
