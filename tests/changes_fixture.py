"""Invented dumps of a few pages, for the tests of changes."""

from __future__ import annotations

from pathlib import Path

from registre.graph.pages import Triple
from registre.graph.terms import iri, text, typed
from registre.graph.vocabulary import Adms, Dct, Rdf, Reg, Skos
from registre.publication.documents import n_quads

BASE = "https://data.example.org/"
ACT, OTHER, PERSON = (BASE + one for one in ("act/1/2023-01-01/a", "organisation/local/b", "person/1/c"))
TEXT = BASE + "text/0"


def grant(euros: int, title: str = "Aide au lavoir") -> list[Triple]:
    part = iri(ACT + "#grant-1")
    return [(iri(ACT), Dct.title, text(title, "fr")), (part, Reg.amount, typed(euros)), (part, Rdf.type, Reg.Grant)]


def named(address: str, name: str) -> list[Triple]:
    return [(iri(address), Skos.prefLabel, text(name, "fr"))]


def tombstone(address: str, *others: str) -> list[Triple]:
    replaced = [(iri(address), Dct.isReplacedBy, iri(one)) for one in others]
    return [(iri(address), Rdf.type, Reg.Tombstone), (iri(address), Adms.status, iri(BASE + "x")), *replaced]


def dump(path: Path, **pages: list[Triple]) -> Path:
    """A dump of the pages ACT, OTHER, PERSON and TEXT that are given, in this order."""
    addresses = {"act": ACT, "other": OTHER, "person": PERSON, "text": TEXT}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(n_quads(triples, iri(addresses[name])) for name, triples in pages.items()), "utf-8")
    return path
