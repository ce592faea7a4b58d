"""The pages that a page speaks of: what a judge must see to say that a person is a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from registre.graph.pages import PageGraph, Term, named_pages
from registre.publication.tables import labels_of


class Neighbours:
    """Finds, among the pages of identities, those that given pages refer to, and those these refer to."""

    def __init__(self, pages: Iterable[PageGraph]) -> None:
        self._pages = {page.iri: page for page in pages}

    def around(self, pages: Iterable[PageGraph]) -> Iterator[PageGraph]:
        """`pages`, then every page of an identity that can be reached from them, each once."""
        waiting, seen = list(pages), set[str]()
        seen.update(page.iri for page in waiting)
        while waiting:
            page = waiting.pop()
            yield page
            for address in sorted(named_pages(page)):
                if address not in seen and (found := self._pages.get(address)) is not None:
                    seen.add(address)
                    waiting.append(found)

    def label(self, thing: Term) -> str | None:
        """The French name of the thing of a page."""
        page = self._pages.get(thing[1:-1])
        return None if page is None else labels_of([page]).get(thing)
