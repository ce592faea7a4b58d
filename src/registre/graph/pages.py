"""A page's graph: all that the publication says of one thing and its parts.

The graph is the unit of everything after it: it is validated, written beside its page, and named by
its thing in the N-Quads dump, so each triple stands exactly once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

Term = NewType("Term", str)
"""An RDF term in N-Triples syntax, already escaped: `<https://…>` or `"text"@fr`. Only `graph.terms` makes them."""

Triple = tuple[Term, Term, Term]


@dataclass(frozen=True, slots=True)
class PageGraph:
    """The triples of the page `iri`, and the triples that lead them to the words of a document.

    `kind` is body | organ | session | act | person | organisation | territory | text | rule | software. Both tuples are
    sorted and hold no triple twice; there is no blank node.
    """

    iri: str
    kind: str
    triples: tuple[Triple, ...]
    evidence: tuple[Triple, ...] = ()


def named_pages(page: PageGraph) -> frozenset[str]:
    """Addresses of the pages that the facts of a page name, its own too."""
    return frozenset(value[1:-1].partition("#")[0] for _, _, value in page.triples if value.startswith("<"))
