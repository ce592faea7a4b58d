"""The ontology: complete in two languages, aligned without unwanted consequences, readable."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import BNode, Node

import builders
from ontology_closure import FOREIGN, closure
from registre.files import resource
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, sitting_pages
from registre.validation import to_graph
from registre.validation.terms import NAMESPACE, ONTOLOGY, declared_terms, ontology_files, read_ontology, undeclared

REG = Namespace(NAMESPACE)
SCHEMA = Namespace("http://schema.org/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
ELIDL = Namespace("http://data.europa.eu/eli/eli-draft-legislation-ontology#")
ORG = Namespace("http://www.w3.org/ns/org#")
PROV = Namespace("http://www.w3.org/ns/prov#")
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty)
LANGUAGES = ["en", "fr"]

# Scheme, prefix of its concepts, how many it has: a lost line is seen.
SCHEMES = {
    "AccountScheme": ("account", 40),
    "ActesMatterScheme": ("actes", 9 + 57),
    "ActesNatureScheme": ("actesnature", 7),
    "AttendanceStatusScheme": ("attendance", 7),
    "BallotStatusScheme": ("ballot", 2),
    "BeneficiaryKindScheme": ("beneficiary", 2),
    "BodyKindScheme": ("bodykind", 12),
    "CommitmentKindScheme": ("commitment", 9),
    "DecisionKindScheme": ("decision", 9),
    "DecisionStateScheme": ("decisionstate", 2),
    "LawScheme": ("law", 89),
    "LinkMethodScheme": ("link", 9),
    "LinkStatusScheme": ("linkstatus", 2),
    "MethodScheme": ("method", 4),
    "MetricScheme": ("metric", 8),
    "MotionScheme": ("motion", 3),
    "OptionScheme": ("option", 4),
    "OrganKindScheme": ("organ", 11),
    "OutcomeScheme": ("outcome", 5),
    "PlanSideScheme": ("planside", 2),
    "PublicationModeScheme": ("publication", 2),
    "RoleScheme": ("role", 6),
    "SeverityScheme": ("severity", 3),
    "SubdivisionScheme": ("subdivision", 4),
    "TombstoneScheme": ("tombstone", 5),
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read_ontology()


@pytest.fixture(scope="module")
def aligned(ontology: Graph) -> Graph:
    return ontology + Graph().parse(resource("ontology") / "alignments.ttl")


def terms_of(graph: Graph, *types: URIRef) -> list[URIRef]:
    return sorted({term for type_ in types for term in graph.subjects(RDF.type, type_) if isinstance(term, URIRef)})


def languages(graph: Graph, term: Node, predicate: URIRef) -> list[str]:
    values = [value for value in graph.objects(term, predicate) if isinstance(value, Literal)]
    assert all(str(value).strip() for value in values)
    return sorted(str(value.language) for value in values)


def test_every_class_and_property_is_explained_in_both_languages(ontology: Graph) -> None:
    terms = terms_of(ontology, OWL.Class, *PROPERTY_TYPES)
    assert len(terms) > 115
    for term in terms:
        assert str(term).startswith(NAMESPACE)
        assert languages(ontology, term, RDFS.label) == LANGUAGES, term
        assert languages(ontology, term, RDFS.comment) == LANGUAGES, term
        assert (term, RDFS.isDefinedBy, ONTOLOGY) in ontology, term


def test_every_concept_is_explained_in_both_languages_and_belongs_to_one_scheme(ontology: Graph) -> None:
    schemes = terms_of(ontology, SKOS.ConceptScheme)
    concepts = terms_of(ontology, SKOS.Concept)
    for term in schemes + concepts:
        assert languages(ontology, term, SKOS.prefLabel) == LANGUAGES, term
        assert languages(ontology, term, SKOS.definition) == LANGUAGES, term
        assert (term, RDFS.isDefinedBy, ONTOLOGY) in ontology, term
    for concept in concepts:
        assert len(list(ontology.objects(concept, SKOS.inScheme))) == 1, concept
        top = (concept, SKOS.topConceptOf, None) in ontology
        assert top != ((concept, SKOS.broader, None) in ontology), concept
        assert top == ((None, SKOS.hasTopConcept, concept) in ontology), concept


def test_each_scheme_has_all_its_concepts_and_their_names_say_it(ontology: Graph) -> None:
    assert {str(scheme).removeprefix(NAMESPACE) for scheme in terms_of(ontology, SKOS.ConceptScheme)} == set(SCHEMES)
    for name, (prefix, count) in SCHEMES.items():
        concepts = set(ontology.subjects(SKOS.inScheme, REG[name]))
        assert len(concepts) == count, name
        for concept in concepts:
            assert str(concept) == f"{NAMESPACE}{prefix}-{ontology.value(concept, SKOS.notation)}"


def test_the_actes_matters_have_all_codes_of_the_two_levels(ontology: Graph) -> None:
    last = {1: 7, 2: 3, 3: 6, 4: 5, 5: 8, 6: 5, 7: 10, 8: 9, 9: 4}
    codes = {str(n) for n in last} | {f"{n}.{m}" for n in last for m in range(1, last[n] + 1)}
    notations = {str(ontology.value(c, SKOS.notation)) for c in ontology.subjects(SKOS.inScheme, REG.ActesMatterScheme)}
    assert notations == codes
    assert (REG["actes-7.10"], SKOS.broader, REG["actes-7"]) in ontology


def test_no_ontology_file_has_a_blank_node(aligned: Graph) -> None:
    assert not [node for triple in aligned for node in triple if isinstance(node, BNode)]


def test_every_term_of_ours_that_a_file_uses_is_declared(aligned: Graph) -> None:
    used = frozenset(str(node) for triple in aligned for node in triple if isinstance(node, URIRef))
    assert undeclared(used) == []
    assert undeclared(frozenset({NAMESPACE + "Deliberaton", "https://data.example.org/x"})) == [
        NAMESPACE + "Deliberaton"
    ]
    assert NAMESPACE + "Deliberation" in declared_terms()


def test_the_ontology_says_what_it_is(ontology: Graph) -> None:
    version = str(ontology.value(ONTOLOGY, OWL.versionInfo))
    assert ontology.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert languages(ontology, ONTOLOGY, DCTERMS.title) == LANGUAGES
    assert languages(ontology, ONTOLOGY, DCTERMS.description) == LANGUAGES
    assert ontology.value(ONTOLOGY, DCTERMS.license) is not None


def test_kinds_of_money_are_pairwise_disjoint(ontology: Graph) -> None:
    kinds = list(ontology.subjects(RDFS.subClassOf, REG.FinancialCommitment))
    assert len(kinds) == 9
    for one, other in combinations(kinds, 2):
        assert (one, OWL.disjointWith, other) in ontology or (other, OWL.disjointWith, one) in ontology
    assert (REG.FinancialCommitment, OWL.disjointWith, REG.RecalledAmount) in ontology


def test_a_property_of_several_classes_has_no_domain_to_infer_from(ontology: Graph) -> None:
    for term in terms_of(ontology, *PROPERTY_TYPES):
        assert len(list(ontology.objects(term, RDFS.domain))) <= 1, term
        assert len(list(ontology.objects(term, RDFS.range))) <= 1, term
    # Traps: an amount that is only recalled must not become a commitment, nor a session with counts a vote.
    for shared in ("amount", "inAct", "presentCount", "proxyCount", "votingCount", "inSession", "source", "finding"):
        assert (REG[shared], RDFS.domain, None) not in ontology, shared
        assert len(list(ontology.objects(REG[shared], SCHEMA.domainIncludes))) > 1, shared


DATA = """
@prefix dct: <http://purl.org/dc/terms/> . @prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix elidl: <http://data.europa.eu/eli/eli-draft-legislation-ontology#> .
@prefix person: <http://www.w3.org/ns/person#> . @prefix reg: <https://w3id.org/registre/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <https://data.example.org/> .
:s a reg:Session ; reg:presentCount 8 ; reg:heldBy :o ; reg:chair :p ; reg:attendance :a ; reg:proxy :x ;
   reg:source :t ; elidl:activity_date "2024-03-11"^^xsd:date .
:a a reg:Attendance ; elidl:participation_role reg:attendance-present ; reg:inSession :s .
:x a reg:Proxy ; reg:proxyGiver :g ; reg:proxyHolder :p ; reg:inSession :s .
:p a person:Person , eli:Person . :g a person:Person , eli:Person .
:d a reg:Deliberation , eli:LegalResource ; dct:title "Objet"@fr ; reg:vote :v ; reg:inSession :s ; reg:commitment :c ;
   reg:recalledAmount :r ; eli:passed_by :b ; reg:source :t .
:v a reg:Vote ; elidl:number_of_votes_favor 8 ; reg:votingCount 9 ; elidl:decision_outcome reg:outcome-adopted .
:c a reg:Grant ; reg:amount 12.5 ; reg:awardedBy :b ; reg:inAct :d .
:r a reg:RecalledAmount ; reg:amount 99 ; reg:inAct :d .
:q a reg:QuorumCheck ; reg:inSession :s .
:b a reg:PublicBody . :o a reg:DeliberativeOrgan . :t a reg:SourceText .
"""


@pytest.fixture(scope="module")
def entailed(aligned: Graph) -> Graph:
    return closure(aligned + Graph().parse(data=FOREIGN, format="turtle") + Graph().parse(data=DATA, format="turtle"))


def test_alignments_give_our_things_their_place_in_other_vocabularies(entailed: Graph) -> None:
    base = Namespace("https://data.example.org/")
    assert (base.s, RDF.type, ELIDL.Activity) in entailed
    assert (base.a, RDF.type, ELIDL.Participation) in entailed
    assert (base.x, RDF.type, PROV.Delegation) in entailed
    assert (base.x, ELIDL.participation_in_name_of, base.g) in entailed
    assert (base.d, RDF.type, ELI.LegalResource) in entailed
    assert (base.c, RDF.type, SCHEMA.MonetaryGrant) in entailed
    assert (base.b, RDF.type, ORG.FormalOrganization) in entailed


def test_alignments_give_no_unwanted_type(entailed: Graph) -> None:
    unwanted = [
        ("s", ELIDL.Vote),  # counts of persons stand on sessions too
        ("s", PROV.Entity),
        ("r", REG.FinancialCommitment),  # a recalled amount never adds up
        ("r", SCHEMA.MonetaryGrant),
        ("d", ELI.Expression),  # titles are dct:title: eli:title would make the work an expression
        ("d", PROV.Activity),
        ("p", ORG.Organization),
        ("x", REG.Attendance),
        ("q", REG.Session),
    ]
    for name, type_ in unwanted:
        assert (URIRef(f"https://data.example.org/{name}"), RDF.type, type_) not in entailed, name
    for one, other in entailed.subject_objects(OWL.disjointWith):
        both = set(entailed.subjects(RDF.type, one)) & set(entailed.subjects(RDF.type, other))
        assert not both, (one, other)


def test_what_the_mapping_writes_never_stands_in_two_disjoint_classes(aligned: Graph) -> None:
    mint = Minter("https://data.example.org/")
    pages = [*sitting_pages(builders.sitting(), mint), *identity_pages(builders.Known(), mint)]
    known = closure(aligned + Graph().parse(data=FOREIGN, format="turtle") + to_graph(pages))
    pairs = list(known.subject_objects(OWL.disjointWith))
    assert len(pairs) > 36
    for one, other in pairs:
        assert not set(known.subjects(RDF.type, one)) & set(known.subjects(RDF.type, other)), (one, other)


def test_only_grants_are_monetary_grants_and_nothing_is_a_besluit(aligned: Graph) -> None:
    assert set(aligned.subjects(RDFS.subClassOf, SCHEMA.MonetaryGrant)) == {REG.Grant}
    flemish = "http://data.vlaanderen.be/"
    strict = [(s, o) for p in (RDFS.subClassOf, RDFS.subPropertyOf) for s, o in aligned.subject_objects(p)]
    assert not [pair for pair in strict if str(pair[1]).startswith(flemish)]


def test_concepts_have_the_types_that_the_ranges_of_eli_ask_for(ontology: Graph) -> None:
    expected = {
        "AttendanceStatusScheme": ELIDL.ParticipationRole,
        "OutcomeScheme": ELIDL.DecisionOutcome,
        "MethodScheme": ELIDL.DecisionMethod,
        "SubdivisionScheme": ELI.SubdivisionType,
        "RoleScheme": ORG.Role,
    }
    for scheme, type_ in expected.items():
        for concept in ontology.subjects(SKOS.inScheme, REG[scheme]):
            assert (concept, RDF.type, type_) in ontology


def blocks(path: Path) -> Iterator[str]:
    """Subjects of a Turtle file of ours, in its order: a block starts at the margin."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"(reg:\S+|<\S+>)$", line):
            yield match[1]


def test_files_are_in_the_house_order() -> None:
    text = (resource("ontology") / "registre.ttl").read_text(encoding="utf-8")
    sections = re.split(r"^# (?:Classes|Object properties|Datatype properties)$", text, flags=re.MULTILINE)
    assert len(sections) == 4
    for section in sections[1:]:
        names = re.findall(r"^(reg:\S+)$", section, flags=re.MULTILINE)
        assert names and names == sorted(names)
    for path in ontology_files()[1:]:
        subjects = list(blocks(path))
        assert subjects[0].endswith("Scheme")
        natural = [re.sub(r"\d+", lambda n: f"{int(n[0]):06d}", name) for name in subjects[1:]]
        assert natural == sorted(natural) or subjects[1:] == sorted(subjects[1:]), path.name


def test_no_term_is_written_in_two_places() -> None:
    subjects = [subject for path in ontology_files() for subject in blocks(path)]
    assert len(subjects) == len(set(subjects)) > 250


@pytest.fixture(scope="module")
def context() -> dict[str, object]:
    document: dict[str, dict[str, object]] = json.loads((resource("ontology") / "context.jsonld").read_text("utf-8"))
    return document["@context"]


def test_the_context_names_every_class_and_property_with_its_type(ontology: Graph, context: dict[str, object]) -> None:
    for term in terms_of(ontology, OWL.Class):
        assert context[str(term).removeprefix(NAMESPACE)] == "reg:" + str(term).removeprefix(NAMESPACE)
    for term in terms_of(ontology, OWL.ObjectProperty):
        name = str(term).removeprefix(NAMESPACE)
        assert context[name] == {"@id": f"reg:{name}", "@type": "@id"}
    for term in terms_of(ontology, OWL.DatatypeProperty):
        name, range_ = str(term).removeprefix(NAMESPACE), ontology.value(term, RDFS.range)
        if range_ == RDF.langString:
            assert context[name] == {"@id": f"reg:{name}", "@container": "@language"}
        elif range_ in (None, XSD.string):
            assert context[name] == f"reg:{name}"
        else:
            assert context[name] == {"@id": f"reg:{name}", "@type": f"xsd:{str(range_).split('#')[1]}"}


def test_the_context_compacts_and_expands_our_data_without_loss(context: dict[str, object]) -> None:
    data = Graph().parse(data=DATA, format="turtle")
    compact = data.serialize(format="json-ld", context=context, auto_compact=False)
    assert '"votingCount": "9"' in compact and '"passedBy": "https://data.example.org/b"' in compact
    back = Graph().parse(data=compact, format="json-ld")
    assert isomorphic(back, data)


def test_the_page_about_the_model_names_terms_that_exist() -> None:
    page = (Path(__file__).parent.parent / "docs" / "model.md").read_text(encoding="utf-8")
    named = {NAMESPACE + name for name in re.findall(r"\breg:([A-Za-z][\w.-]*\w)", page)}
    assert len(named) > 40
    assert undeclared(frozenset(named)) == []
