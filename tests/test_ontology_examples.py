"""Every declared term is used: by the publication of the examples, or by the snippets beside the ontology."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from ontology_closure import FOREIGN, closure
from registre.files import resource
from registre.validation import Gravity, Shapes, validate
from registre.validation.terms import NAMESPACE, declared_terms, read_ontology, undeclared

REG = Namespace(NAMESPACE)
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
PERSON = Namespace("http://www.w3.org/ns/person#")
ORG = Namespace("http://www.w3.org/ns/org#")
SCHEMA = Namespace("http://schema.org/")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)

# Lists that stand for a published nomenclature: they are whole, and documents use what they use.
NOMENCLATURES = {"AccountScheme", "ActesMatterScheme", "ActesNatureScheme", "LawScheme"}
# Said of other classes: nothing is of this class alone.
ABSTRACT = {"FinancialCommitment"}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read_ontology()


@pytest.fixture(scope="module")
def snippets() -> Graph:
    graph = Graph()
    for path in sorted((resource("ontology") / "examples").glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def published(built: Path) -> Graph:
    """The examples' publication without its evidence."""
    return Graph().parse(built / "dumps" / "latest" / "registre.ttl")


def evidence_terms(built: Path) -> set[str]:
    quads = pyoxigraph.parse(path=str(built / "dumps" / "latest" / "evidence.nq"))
    nodes = {node for quad in quads for node in (quad.predicate, quad.object)}
    return {node.value for node in nodes if isinstance(node, pyoxigraph.NamedNode)}


def terms_in(graph: Graph) -> set[str]:
    return {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}


def test_every_declared_term_is_used_in_an_example(
    ontology: Graph, snippets: Graph, published: Graph, built: Path
) -> None:
    used = terms_in(published) | terms_in(snippets) | evidence_terms(built)
    lists = set(ontology.subjects(RDF.type, SKOS.ConceptScheme)) - {REG[name] for name in NOMENCLATURES}
    expected = {str(term) for kind in KINDS for term in ontology.subjects(RDF.type, kind)}
    expected |= {str(term) for scheme in lists for term in ontology.subjects(SKOS.inScheme, scheme)}
    assert len(expected) > 200
    assert sorted(expected - used - {NAMESPACE + name for name in ABSTRACT}) == []
    for name in NOMENCLATURES:
        assert any(str(term) in used for term in ontology.subjects(SKOS.inScheme, REG[name])), name


def test_every_term_that_an_example_uses_is_declared(snippets: Graph, published: Graph, built: Path) -> None:
    assert undeclared(frozenset(terms_in(published) | terms_in(snippets) | evidence_terms(built))) == []


@pytest.mark.parametrize("folder", ["shapes", "queries"])
def test_every_term_that_a_shape_or_a_question_names_is_declared(folder: str) -> None:
    paths = [path for path in sorted(resource(folder).iterdir()) if path.suffix in {".ttl", ".rq"}]
    assert len(paths) >= 5
    for path in paths:
        text = re.sub(r"<[^>\n]*>", " ", path.read_text("utf-8"))
        named = {NAMESPACE + name for name in re.findall(r"(?<![\w:])reg:([A-Za-z][\w.-]*\w)", text)}
        assert undeclared(frozenset(named)) == [], path.name


def test_every_class_and_property_has_an_example_and_a_source(ontology: Graph) -> None:
    for kind in KINDS:
        for term in ontology.subjects(RDF.type, kind):
            assert list(ontology.objects(term, SKOS.example)), term
            assert list(ontology.objects(term, DCTERMS.source)), term


def test_domains_and_ranges_name_things_that_exist(ontology: Graph) -> None:
    for property_ in (RDFS.domain, RDFS.range, SCHEMA.domainIncludes, SCHEMA.rangeIncludes):
        for term, named in ontology.subject_objects(property_):
            assert not str(named).startswith(NAMESPACE) or str(named) in declared_terms(), (term, named)
    for term in ontology.subjects(RDF.type, OWL.DatatypeProperty):
        assert set(ontology.objects(term, RDFS.range)) <= {
            RDF.langString, XSD.string, XSD.date, XSD.decimal, XSD.integer, XSD.boolean, XSD.gYear,
        }  # fmt: skip


def test_the_snippets_conform(snippets: Graph) -> None:
    found = validate(snippets, Shapes.load()).findings
    assert [(one.focus, one.shape) for one in found if one.severity is Gravity.violation] == []


@pytest.fixture(scope="module")
def entailed(ontology: Graph, snippets: Graph, published: Graph) -> Graph:
    """All that the ontology, its alignments and what the aligned vocabularies declare say of the examples."""
    alignments = Graph().parse(resource("ontology") / "alignments.ttl")
    foreign = Graph().parse(data=FOREIGN, format="turtle")
    return closure(ontology + alignments + foreign + snippets + published)


def test_nothing_in_the_examples_is_of_two_disjoint_classes(entailed: Graph) -> None:
    pairs = list(entailed.subject_objects(OWL.disjointWith))
    assert len(pairs) >= 40
    for one, other in pairs:
        assert not set(entailed.subjects(RDF.type, one)) & set(entailed.subjects(RDF.type, other)), (one, other)


def test_reasoning_on_the_examples_gives_nobody_a_foreign_nature(entailed: Graph) -> None:
    """What a thing is must not change because it is pointed at: each pair below stays apart."""

    def of(kind: URIRef) -> set[object]:
        return set(entailed.subjects(RDF.type, kind))

    persons, sessions, acts = of(PERSON.Person), of(REG.Session), of(REG.Deliberation)
    bodies, texts, concepts = of(REG.PublicBody), of(REG.SourceText), of(SKOS.Concept)
    organisations, money = of(ORG.FormalOrganization), of(REG.FinancialCommitment)
    assert min(map(len, (persons, sessions, acts, bodies, texts, concepts, organisations, money))) > 1
    groups = [persons, sessions, acts, texts, money, organisations | bodies, concepts]
    for place, one in enumerate(groups):
        for other in groups[place + 1 :]:
            assert not one & other
    assert of(FOAF.Document) == texts
    assert of(SCHEMA.MonetaryGrant) == of(REG.Grant)
    assert not of(REG.RecalledAmount) & money
    assert not of(REG.FundingLine) & money
