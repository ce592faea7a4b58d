"""What the compiled engine is not given: triples that only shapes look at which surely find nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

import builders as make
from registre.graph.iris import Minter
from registre.graph.mapping import sitting_pages
from registre.graph.pages import Term, Triple
from registre.graph.vocabulary import Rdf
from registre.validation import Shapes
from registre.validation.engines import Batch
from registre.validation.engines.compiled import CompiledEngine
from registre.validation.engines.sparing import SPARED, Spared
from registre.validation.report import Finding
from registre.validation.shapes import SHAPES
from test_foresight import VALUES

EVIDENCE, QUOTE = (URIRef(SHAPES + name) for name in ("Evidence", "Quote"))
OTHER = Term("<https://d.example/other>")


@pytest.fixture(scope="module")
def triples() -> list[Triple]:
    """A text with the evidence of one statement, so that each change of it is seen."""
    pages = list(sitting_pages(make.sitting(), Minter("https://d.example/")))
    evidence = next(page.evidence for page in pages if page.evidence)
    first = evidence[0][0].partition("#evidence-")[2][:8]
    return [
        *(triple for page in pages if page.kind == "text" for triple in page.triples),
        *(triple for triple in evidence if f"#evidence-{first}" in triple[0]),
    ]


@pytest.fixture(scope="module")
def engines() -> tuple[CompiledEngine, CompiledEngine]:
    """An engine that spares, and one that does not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Spared, "of", classmethod(lambda cls, shapes: None))
        unsparing = CompiledEngine(Shapes.load())
    return CompiledEngine(Shapes.load()), unsparing


def broken(triples: list[Triple]) -> Iterator[list[Triple]]:
    """The same triples with one piece of evidence said less, otherwise or twice."""
    for number, (subject, predicate, _) in enumerate(triples):
        if "#evidence-" in subject:
            rest = [*triples[:number], *triples[number + 1 :]]
            yield rest
            for value in (OTHER, *map(Term, VALUES)):
                yield [*rest, (subject, predicate, value)]
                yield [*triples, (subject, predicate, value)]


def test_evidence_that_is_in_order_is_not_given_to_the_engine(triples: list[Triple]) -> None:
    spared, batch = Spared.of(Shapes.load()), Batch(triples)
    assert spared is not None and spared.all_hold(batch.things)
    given = spared.others_read(batch)
    assert "evidence-" in given and "hasTarget" not in given and "TextQuoteSelector" not in given
    assert all(f"{s} {p} {o} ." in given for s, p, o in triples if p == Rdf.type and "#evidence" not in s)


def test_no_finding_is_lost_whatever_is_wrong_with_a_piece_of_evidence(
    triples: list[Triple], engines: tuple[CompiledEngine, CompiledEngine]
) -> None:
    sparing, unsparing = engines
    usual, found = findings(unsparing, triples), set[str]()
    assert findings(sparing, triples) == usual
    for changed in broken(triples):
        wanted = findings(unsparing, changed)
        assert findings(sparing, changed) == wanted
        found |= {one.shape for one in wanted - usual}
    named = {str(one) for shape in SPARED for one in Shapes.load().graph.objects(URIRef(shape), SH.property)}
    assert named <= found


def findings(engine: CompiledEngine, triples: list[Triple]) -> set[Finding]:
    return set(engine.findings(Batch(triples)))


def _named_elsewhere(graph: Graph) -> None:
    graph.add((URIRef(SHAPES + "Session"), SH.node, QUOTE))


def _closed(graph: Graph) -> None:
    graph.add((URIRef(SHAPES + "Session"), SH.closed, Literal(True)))


def _classes_asked(graph: Graph) -> None:
    asking = BNode()
    graph.add((URIRef(SHAPES + "PublicText"), SH.property, asking))
    graph.add((asking, RDF.type, SH.PropertyShape))
    graph.add((asking, SH.path, RDF.type))
    graph.add((asking, SH.minCount, Literal(1)))


def _unknown_constraint(graph: Graph) -> None:
    graph.add((next(graph.objects(QUOTE, SH.property)), SH.maxLength, Literal(5)))


def _other_target(graph: Graph) -> None:
    graph.add((EVIDENCE, SH.targetSubjectsOf, RDF.value))


@pytest.mark.parametrize(
    "change",
    [_named_elsewhere, _closed, _classes_asked, _unknown_constraint, _other_target],
    ids=lambda one: one.__name__,
)
def test_nothing_is_spared_when_shapes_say_what_is_not_known_here(change: Callable[[Graph], None]) -> None:
    graph = Graph(bind_namespaces="none") + Shapes.load().graph
    assert Spared.of(Shapes.of(graph)) is not None
    change(graph)
    assert Spared.of(Shapes.of(graph)) is None


def test_subclasses_in_the_data_leave_all_to_the_engine(triples: list[Triple]) -> None:
    spared = Spared.of(Shapes.load())
    below = (OTHER, Term("<http://www.w3.org/2000/01/rdf-schema#subClassOf>"), OTHER)
    assert spared is not None and not spared.all_hold(Batch([*triples, below]).things)
