"""Where a store of each kind answers: SPARQL queries, SPARQL updates, the Graph Store HTTP protocol.

From the documentation of each store; Oxigraph 0.5 and Virtuoso 7.2 are tried by our tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from registre.errors import BadConfiguration


@dataclass(frozen=True, slots=True)
class Addresses:
    """The three addresses of one store; `digest` when it asks who you are by the digest scheme (RFC 7616)."""

    query: str
    update: str
    graphs: str
    digest: bool = False


KINDS: Final[dict[str, Addresses]] = {
    "oxigraph": Addresses("/query", "/update", "/store"),
    "virtuoso": Addresses("/sparql", "/sparql-auth", "/sparql-graph-crud-auth", digest=True),
    "fuseki": Addresses("/query", "/update", "/data"),
    "graphdb": Addresses("", "/statements", "/rdf-graphs/service"),
    "qlever": Addresses("", "", ""),
}
"""What follows the address of the store (of its dataset for Fuseki, of its repository for GraphDB)."""


def addresses_of(kind: str, root: str) -> Addresses:
    """The addresses of the store of this kind at `root`. Raises `BadConfiguration` when it is no http(s) address."""
    parts = urlsplit(root)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise BadConfiguration(f"{root}: a store is an http(s) address, such as http://127.0.0.1:7878.")
    after, base = KINDS[kind], root.rstrip("/")
    return Addresses(base + after.query, base + after.update, base + after.graphs, after.digest)
