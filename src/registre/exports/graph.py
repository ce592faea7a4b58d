"""A publication read back from its dump: the only thing an export knows is what anybody can download."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from registre.errors import RegistreError
from registre.files import resource
from registre.graph.pages import Term
from registre.graph.vocabulary import Rdf, Skos
from registre.publication.compressed import UNREADABLE, standing, unpacked
from registre.publication.dumps import FOLDER

_TERMS: Final = "ontology.ttl"


class PublishedGraph:
    """The triples of registre.nq, its named graphs seen as one. Nodes and values are plain texts.

    Answers are sorted, so that what is made of them is the same on every run. Only the facts are read:
    evidence has a dump of its own.
    """

    def __init__(self, facts: ox.Store, terms: ox.Store) -> None:
        self._facts, self._terms = facts, terms

    def nodes(self, *classes: Term) -> tuple[str, ...]:
        """The IRIs of everything of one of these classes."""
        found = {
            quad.subject.value
            for of_class in classes
            for quad in self._facts.quads_for_pattern(None, _node(Rdf.type), _node(of_class), None)
            if isinstance(quad.subject, ox.NamedNode)
        }
        return tuple(sorted(found))

    def values(self, node: str, prop: Term) -> tuple[str, ...]:
        """IRIs, or the words of literals, that `node` has for `prop`."""
        return tuple(sorted({_plain(one) for one in self._objects(node, prop)}))

    def value(self, node: str | None, prop: Term) -> str | None:
        """The one value; the first in order when the graph gives several; None without any."""
        return next(iter(self.values(node, prop)), None) if node is not None else None

    def integer(self, node: str | None, prop: Term) -> int | None:
        found = self.value(node, prop)
        return int(found) if found is not None else None

    def decimal(self, node: str | None, prop: Term) -> Decimal | None:
        found = self.value(node, prop)
        return Decimal(found) if found is not None else None

    def label(self, node: str | None) -> str | None:
        """The preferred name of a thing."""
        return self.value(node, Skos.prefLabel)

    def concept_label(self, concept: str | None, language: str = "fr") -> str | None:
        """The name of a concept, as the ontology of the publication gives it."""
        if concept is None:
            return None
        quads = self._terms.quads_for_pattern(ox.NamedNode(concept), _node(Skos.prefLabel), None, None)
        labels = (quad.object for quad in quads if isinstance(quad.object, ox.Literal))
        return next(iter(sorted(one.value for one in labels if one.language == language)), None)

    def __len__(self) -> int:
        return len(self._facts)

    def _objects(self, node: str, prop: Term) -> list[object]:
        return [quad.object for quad in self._facts.quads_for_pattern(ox.NamedNode(node), _node(prop), None, None)]


def read_published(folder: Path) -> PublishedGraph:
    """The graph of the publication in `folder`, or of an N-Quads dump given by its path.

    Raises `RegistreError` when there is no dump or it is no N-Quads.
    """
    place = folder if folder.is_file() else folder / FOLDER / "registre.nq"
    dump = standing(place)
    if dump is None:
        raise RegistreError(f"{place}: there is no such dump. Run « registre build FOLDER » first, or give --from.")
    facts = _load(dump, ox.RdfFormat.N_QUADS)
    beside = dump.with_name(_TERMS)
    terms = ox.Store()
    for path in [beside] if beside.is_file() else sorted(resource("ontology").rglob("*.ttl")):
        _load(path, ox.RdfFormat.TURTLE, terms)
    return PublishedGraph(facts, terms)


def _load(path: Path, form: ox.RdfFormat, store: ox.Store | None = None) -> ox.Store:
    store = ox.Store() if store is None else store
    try:
        with unpacked(path) as stream:
            store.bulk_load(input=stream, format=form)
    except (SyntaxError, *UNREADABLE) as fault:
        raise RegistreError(f"{path}: cannot be read as {form.name} ({fault}).") from fault
    return store


@lru_cache(maxsize=1024)
def _node(term: Term) -> ox.NamedNode:
    return ox.NamedNode(term[1:-1])


def _plain(term: object) -> str:
    return str(getattr(term, "value", term))
