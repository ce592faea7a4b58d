"""The VoID description: how many triples of what, where to load them, what an address looks like."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from registre.config import Config
from registre.graph.draft import Draft
from registre.graph.iris import Minter
from registre.graph.pages import PageGraph, Term
from registre.graph.terms import iri, text, typed
from registre.graph.vocabulary import PREFIXES, Dct, Foaf, Void
from registre.publication.dumps import FOLDER
from registre.publication.statistics import Statistics

EVIDENCE: Final = "evidence.nq"
DUMPS: Final = ("registre.nq", "registre.ttl", "registre.jsonld")
_FORMATS: Final = ("http://www.w3.org/ns/formats/Turtle", "http://www.w3.org/ns/formats/JSON-LD")


def void_page(config: Config, mint: Minter, files: Iterable[str], statistics: Statistics) -> PageGraph:
    """The dataset, its evidence apart, and a partition for each class and each property it uses."""
    draft, present = Draft(mint, mint.dataset(), "void"), set(files)
    used = sorted({_namespace(term) for term in (*statistics.properties, *statistics.classes)})
    draft.describe(
        draft.thing,
        (Void.Dataset,),
        (Dct.title, text(config.title, "fr")),
        (Dct.license, iri(config.licence)),
        (Foaf.homepage, iri(config.base)),
        (Void.triples, typed(statistics.triples)),
        (Void.entities, typed(statistics.entities)),
        (Void.classes, typed(len(statistics.classes))),
        (Void.properties, typed(len(statistics.properties))),
        (Void.uriSpace, text(config.base)),
        *((Void.dataDump, _file(mint, found)) for name in DUMPS if (found := _form(name, present))),
        *((Void.feature, iri(address)) for address in _FORMATS),
        *((Void.vocabulary, iri(space)) for space in used),
        *((Void.exampleResource, iri(address)) for address in statistics.examples.values()),
    )
    draft.describe(
        iri(mint.file("void.ttl")),
        (Void.DatasetDescription,),
        (Dct.title, text(f"VoID : {config.title}", "fr")),
        (Foaf.topic, draft.thing),
    )
    for term, count in statistics.classes.items():
        _state_partition(draft, "class", Void.classPartition, Void.class_, Void.entities, term, count)
    for term, count in statistics.properties.items():
        _state_partition(draft, "property", Void.propertyPartition, Void.property, Void.triples, term, count)
    if evidence := _form(EVIDENCE, present):
        _state_evidence(draft, statistics, evidence)
    return draft.finish()


def _state_partition(draft: Draft, name: str, link: Term, what: Term, unit: Term, term: Term, count: int) -> None:
    prefix, local = _compact(term)
    node = draft.part(name, prefix, local)
    draft.add(draft.thing, link, node)
    draft.describe(node, (Void.Dataset,), (what, term), (unit, typed(count)))


def _form(name: str, present: Collection[str]) -> str | None:
    """The plain file, else the one that everybody can unpack: a large dump stands packed only."""
    return next((one for one in (name, f"{name}.gz") if one in present), None)


def _state_evidence(draft: Draft, statistics: Statistics, evidence: str) -> None:
    node = draft.part("evidence")
    draft.add(draft.thing, Void.subset, node)
    draft.describe(
        node,
        (Void.Dataset,),
        (Dct.title, text("Preuves : les mots des documents", "fr")),
        (Dct.title, text("Evidence: the words of the documents", "en")),
        (Void.triples, typed(statistics.evidence_triples)),
        (Void.dataDump, _file(draft.mint, evidence)),
    )


def _file(mint: Minter, name: str) -> Term:
    return iri(mint.file(f"{FOLDER}/{name}"))


def _namespace(term: Term) -> str:
    return PREFIXES[_compact(term)[0]]


def _compact(term: Term) -> tuple[str, str]:
    """Prefix and local name of a term of the house's vocabularies."""
    address = term[1:-1]
    return next((name, address[len(space) :]) for name, space in PREFIXES.items() if address.startswith(space))
