"""The pages that a page speaks of: what a judge must see to say that a person is a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from registre.graph.pages import PageGraph, Term
from registre.publication.kept_pages import KeptPages


class Neighbours:
    """Finds, among the pages of identities, those that given pages refer to, and those these refer to."""

    def __init__(self, pages: Iterable[PageGraph] | KeptPages) -> None:
        self._find = pages.find if isinstance(pages, KeptPages) else {page.iri: page for page in pages}.get

    def around(self, pages: Iterable[PageGraph]) -> Iterator[PageGraph]:
        """`pages`, then every page of an identity that can be reached from them, each once."""
        waiting, seen = list(pages), set[str]()
        seen.update(page.iri for page in waiting)
        while waiting:
            page = waiting.pop()
            yield page
            for address in sorted(_named(page)):
                if address not in seen and (found := self._find(address)) is not None:
                    seen.add(address)
                    waiting.append(found)


def _named(page: PageGraph) -> set[str]:
    """Addresses of the pages that the triples of a page name."""
    return {_page_of(value) for _, _, value in page.triples if value.startswith("<")}


def _page_of(term: Term) -> str:
    return term[1:-1].partition("#")[0]
