"""A page's graph while it is written: parts are named after their page, and the end is sorted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from operator import itemgetter

from registre.graph.iris import Minter
from registre.graph.pages import PageGraph, Term, Triple
from registre.graph.terms import iri
from registre.graph.vocabulary import Rdf


class Draft:
    """Gathers the triples of the page `address`; `thing` is the page's own term."""

    def __init__(self, mint: Minter, address: str, kind: str) -> None:
        self.mint, self.address, self.kind = mint, address, kind
        self.thing = iri(address)
        self._triples: list[Triple] = []
        self._evidence: list[tuple[str, list[Triple]]] = []
        self._digests: dict[str, str] = {}

    def part(self, *names: str | int) -> Term:
        """The term of a part of this page: `part("grant", 1)` → `<…#grant-1>`."""
        return iri(self.mint.part(self.address, *names))

    def digest_part(self, name: str, *key: object) -> str:
        """The address of a part known by a digest of `key`: stable, and never shared by two keys of a page."""
        known = "\x1f".join(map(str, key))
        salted = known
        while self._digests.setdefault(digest := _short(salted), known) != known:
            salted += "\x1f"
        return self.mint.part(self.address, name, digest)

    def add(self, subject: Term, predicate: Term, value: Term | None) -> None:
        """State one triple; a value that is not known states nothing."""
        if value is not None:
            self._triples.append((subject, predicate, value))

    def describe(self, subject: Term, kinds: Iterable[Term], *pairs: tuple[Term, Term | None]) -> None:
        """State the classes of `subject`, then what is known of it."""
        self._triples.extend((subject, Rdf.type, kind) for kind in kinds)
        self._triples.extend((subject, predicate, value) for predicate, value in pairs if value is not None)

    def add_evidence(self, address: str, triples: list[Triple]) -> None:
        """State one piece of evidence, whose subjects are `address` and what begins with it."""
        self._evidence.append((address, triples))

    def finish(self) -> PageGraph:
        pieces = sorted(self._evidence, key=itemgetter(0))
        evidence = [triple for _, triples in pieces for triple in triples]
        return PageGraph(self.address, self.kind, _sorted(self._triples), _sorted(evidence))


def _sorted(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """In order, each once; what nearly stands in order is sorted in no time."""
    return tuple(sorted(dict.fromkeys(triples)))


def _short(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
