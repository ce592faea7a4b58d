"""What a publication would put into a store: its graphs, one after the other, each with a digest of its triples."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph

from registre.publication.changes.dumpfile import find_dump, read_pages
from registre.publication.dumps import FOLDER

NTRIPLES: Final = "application/n-triples"
ONTOLOGY: Final = "https://w3id.org/registre/ns"
_EVIDENCE: Final = "evidence.nq"


@dataclass(frozen=True, slots=True)
class Graph:
    """One named graph: its IRI, its triples in N-Triples, how many they are, and their SHA-256 in hexadecimal."""

    iri: str
    body: bytes
    triples: int
    digest: str


def graphs_of(publication: Path, *, evidence: bool = False) -> Iterator[Graph]:
    """The graphs of a publication (or of its dump alone) in the order of the dump; the vocabulary's last.

    `evidence` adds those that tie facts to words: twice as many triples again. Raises `BadDump` for a cut file.
    """
    dump = find_dump(publication)
    yield from _graphs_of_dump(dump)
    if evidence:
        yield from _graphs_of_dump(find_dump(dump.parent, _EVIDENCE))
    ontology = publication / FOLDER / "ontology.ttl"
    if ontology.is_file():
        yield _vocabulary(ontology)


def _graphs_of_dump(dump: Path) -> Iterator[Graph]:
    for iri, lines in read_pages(dump):
        tail = len(f" <{iri}> .\n".encode())
        yield _graph(iri, b"".join(line[:-tail] + b" .\n" for line in lines), len(lines))


def _vocabulary(path: Path) -> Graph:
    lines = sorted({f"{quad.triple} .\n" for quad in pyoxigraph.parse(path=str(path))})
    return _graph(ONTOLOGY, "".join(lines).encode(), len(lines))


def _graph(iri: str, body: bytes, triples: int) -> Graph:
    return Graph(iri, body, triples, hashlib.sha256(body).hexdigest())
