"""The plain journey, sitting by sitting: an rdflib graph, pySHACL with its defaults, rdflib's serialisers.

Reading, extraction, linking and privacy are the house's own: a plain way of understanding French minutes is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pyshacl
from bench.plain.graphs import dataset_of, graph_of, n_quads, turtle
from bench.stages import Clock
from rdflib import Graph

from registre.graph.pages import PageGraph, Triple
from registre.publication.neighbours import Neighbours
from registre.validation import Shapes
from registre.validation.batches import quiet_rdflib


def publish(batches: Iterable[Sequence[PageGraph]], near: Neighbours, shapes: Shapes, out: Path, clock: Clock) -> int:
    """Judge and write the pages of each sitting below `out`; gives how many sittings conform, warnings apart.

    `near` brings what a sitting's pages refer to: as in the house, it is judged with them.
    """
    out.mkdir(parents=True, exist_ok=True)
    conforming = 0
    with (out / "registre.nq").open("wb") as quads:
        for number, pages in enumerate(batches):
            around = tuple(near.around(pages))
            graph = clock.time("graph", partial(graph_of, _triples(around)))
            conforming += clock.time("validation", partial(_conforms, graph, shapes))
            dataset = clock.time("graph", partial(dataset_of, pages))
            quads.write(clock.time("N-Quads", partial(n_quads, dataset)))
            for rank, page in enumerate(pages):
                (out / f"{number:05}-{rank:03}.ttl").write_bytes(clock.time("Turtle", partial(turtle, page)))
    return conforming


def _triples(pages: Iterable[PageGraph]) -> Iterator[Triple]:
    return (one for page in pages for one in (*page.triples, *page.evidence))


def _conforms(graph: Graph, shapes: Shapes) -> bool:
    with quiet_rdflib():
        conforms, _, _ = pyshacl.validate(graph, shacl_graph=shapes.graph, allow_warnings=True)
    return bool(conforms)
