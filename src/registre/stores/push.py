"""A publication given to a store: what is new or other is put, what is no more is removed, what stands is left alone.

Nothing else in the store is touched. A push that is cut can be run again: it goes on where the other one ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph

from registre.errors import EndpointFailed, RegistreError
from registre.stores.content import NTRIPLES, Graph, graphs_of
from registre.stores.ledger import TRIPLES, Ledger
from registre.stores.store import Store
from registre.stores.totals import totals_of_store, totals_of_tables

TOGETHER: Final = 50
_DATASET: Final = pyoxigraph.NamedNode("http://www.w3.org/ns/dcat#Dataset")


@dataclass(slots=True)
class Pushed:
    """How many graphs were put, removed and left as they stood; the triples that stand now; the totals compared."""

    put: int = 0
    removed: int = 0
    kept: int = 0
    triples: int = 0
    totals: tuple[tuple[str, str], ...] = ()


def push(publication: Path, store: Store, *, evidence: bool = False) -> Pushed:
    """Make the store hold the publication, and check that it does by counting and by three totals.

    Raises `EndpointFailed` when the store refuses, or holds something else in the end; `RegistreError` when there is
    no publication.
    """
    ledger = Ledger(store, _dataset(publication) + "#pushed")
    there, done = ledger.read(), Pushed()
    for batch in _batches(_changed(graphs_of(publication, evidence=evidence), there, done)):
        ledger.forget(graph.iri for graph in batch)
        for graph in batch:
            store.put(graph.iri, graph.body, NTRIPLES)
        ledger.remember(batch)
        done.put += len(batch)
    _remove(sorted(there), store, ledger, done)
    _check_sizes(store, ledger.iri, done)
    done.totals = _check_totals(publication, store, ledger.iri)
    return done


def _changed(graphs: Iterable[Graph], there: dict[str, str], done: Pushed) -> Iterator[Graph]:
    """The graphs that the store lacks or has otherwise; in the end `there` holds those that are no more."""
    for graph in graphs:
        done.triples += graph.triples
        if there.pop(graph.iri, None) == graph.digest:
            done.kept += 1
        else:
            yield graph


def _batches(graphs: Iterable[Graph]) -> Iterator[list[Graph]]:
    batch: list[Graph] = []
    for graph in graphs:
        batch.append(graph)
        if len(batch) == TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


def _remove(gone: list[str], store: Store, ledger: Ledger, done: Pushed) -> None:
    """A line goes after its graph: a graph without a line would stay for ever."""
    for start in range(0, len(gone), TOGETHER):
        names = gone[start : start + TOGETHER]
        for name in names:
            store.delete(name)
        ledger.forget(names)
        done.removed += len(names)


def _check_sizes(store: Store, ledger: str, done: Pushed) -> None:
    """The store counts as many triples in our graphs as the dump has, and as its ledger says of each graph."""
    ours = f"GRAPH <{ledger}> {{ ?graph <{TRIPLES}> ?size }} GRAPH ?graph {{ ?s ?p ?o }}"
    counted = f"SELECT ?graph ?size (COUNT(?s) AS ?found) WHERE {{ {ours} }} GROUP BY ?graph ?size"
    other = store.select(f"SELECT ?graph ?size ?found WHERE {{ {{ {counted} }} FILTER(?found != ?size) }} LIMIT 10")
    if other:
        said = "; ".join(f"{row['graph']}: {row['found']} of {row['size']}" for row in other)
        raise EndpointFailed(f"{store.addresses.query}: graphs are not whole: {said}. Push again.")
    (row,) = store.select(f"SELECT (COUNT(?s) AS ?found) WHERE {{ {ours} }}")
    if int(row["found"]) != done.triples:
        raise EndpointFailed(
            f"{store.addresses.query}: {row['found']} triples, the publication has {done.triples}. Push again."
        )


def _check_totals(publication: Path, store: Store, ledger: str) -> tuple[tuple[str, str], ...]:
    ours, theirs = totals_of_tables(publication), totals_of_store(store, ledger)
    wrong = [f"{name} {theirs[name]}, not {value}" for name, value in ours.items() if theirs[name] != value]
    if wrong:
        raise EndpointFailed(f"{store.addresses.query}: it does not add up as the tables do: {'; '.join(wrong)}.")
    return tuple((name, f"{value.normalize():f}") for name, value in ours.items())


def _dataset(publication: Path) -> str:
    catalogue = publication / "dataset.ttl"
    if not catalogue.is_file():
        raise RegistreError(
            f"{publication}: there is no publication here (no dataset.ttl). Run « registre build » first."
        )
    for triple in pyoxigraph.parse(path=str(catalogue), format=pyoxigraph.RdfFormat.TURTLE):
        if triple.object == _DATASET:
            return str(triple.subject.value)
    raise RegistreError(f"{catalogue}: it names no dcat:Dataset.")
