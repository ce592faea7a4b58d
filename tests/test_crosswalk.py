"""What other vocabularies have for local decisions has its place in the model, and is used in an example."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from registre.files import resource
from registre.graph.vocabulary import PREFIXES
from registre.validation.terms import undeclared

CROSSWALK = Path(__file__).parent.parent.parent / "shared" / "research" / "crosswalk.csv"

# Concept of the crosswalk, and the terms that fill it here; none when our documents cannot (docs/model.md).
TERMS = {
    "Body (collectivité, EPCI, syndicat)": "reg:PublicBody org:identifier org:classification skos:prefLabel",
    "Assembly / governing organ": "reg:DeliberativeOrgan org:unitOf",
    "Term (mandature)": "reg:OrganTerm",
    "Mandate / seat": "reg:Mandate org:hasMembership org:member org:organization org:role reg:firstSeen reg:lastSeen",
    "Person": "person:Person eli:Person foaf:givenName foaf:familyName skos:hiddenLabel",
    "Session (séance)": "reg:Session reg:heldBy elidl:activity_date reg:chair reg:secretary reg:remote",
    "Convocation": "reg:Convocation reg:convokes reg:clearDays",
    "Attendance": "reg:Attendance elidl:participation_role elidl:had_participant_person elidl:had_excused_person",
    "Substitute (suppléant)": "elidl:participation_in_name_of",
    "Proxy (pouvoir / procuration)": "reg:Proxy reg:proxyGiver reg:proxyHolder",
    "Quorum": "reg:QuorumCheck reg:quorumRequired reg:quorumPresent reg:quorumReached reg:legalRule",
    "Agenda item": "",
    "Deliberation / act": "reg:Deliberation eli:LegalResource eli:id_local eli:date_document eli:passed_by dct:title",
    "Visa / legal basis": "reg:Visa eli:cites reg:citesRule reg:citedText reg:citedArticle reg:citedNumber",
    "Recital (considérant, exposé)": "reg:Recital eli:type_subdivision",
    "Decision article / operative item": "reg:OperativeArticle eli:has_part eli:is_part_of eli:number",
    "Vote with counts": "reg:Vote elidl:Vote elidl:number_of_votes_favor elidl:number_of_votes_against"
    " elidl:number_of_votes_abstention elidl:decision_outcome reg:votingCount reg:presentCount reg:proxyCount",
    "Individual ballot": "reg:Ballot reg:voter reg:option reg:castBy reg:ballotStatus elidl:had_voter_against",
    "Unanimity / decision method": "elidl:decision_method reg:method-unanimity",
    "Grant (subvention)": "reg:Grant reg:amount schema:currency reg:beneficiary reg:awardedBy reg:decidedByArticle",
    "Membership fee (cotisation)": "reg:MembershipFee",
    "Co-funding received / joint funding": "reg:ReceivedFunding reg:payer reg:payee reg:FundingPlan reg:FundingLine",
    "Agreement (convention, avenant)": "reg:Agreement reg:party reg:authorisedBy reg:isAmendment",
    "Organisation / beneficiary": "org:FormalOrganization org:identifier reg:IdentityLink owl:sameAs",
    "Territory": "igeo:Commune igeo:codeINSEE igeo:nom igeo:subdivisionDirecteDe reg:territory",
    "Document (PDF, scan, OCR text)": "reg:SourceText reg:sha256 reg:source",
    "Publication / affichage": "reg:PublicationAct reg:publishedOn reg:publicationMode",
    "Evidence / extraction": "reg:Evidence oa:hasTarget oa:TextQuoteSelector oa:TextPositionSelector oa:exact"
    " prov:wasAttributedTo reg:rule",
    "Quality and coverage": "reg:Finding reg:severity reg:CoverageYear dqv:QualityMeasurement dqv:isMeasurementOf"
    " dqv:value",
    "Catalogue": "",  # files of their own: test_catalogue.py
}
# What it asks for and no vocabulary has.
OWN = {
    "Budget line / account": "reg:BudgetImputation reg:imputationText reg:chapter reg:account reg:accountConcept"
    " reg:budgetYear",
    "Prefecture receipt": "reg:LegalityControlReceipt reg:receivedOn reg:actesIdentifier",
    "Table of grants": "reg:CommitmentTable reg:tableRow reg:statedTotal",
}
# Classes of others for which ours have a likeness in alignments.ttl.
LIKE = (
    "besluit:Bestuurseenheid besluit:Bestuursorgaan mandaat:Mandataris besluit:Zitting besluit:Besluit besluit:Artikel"
    " besluit:Stemming opengov:VoteEvent opengov:Vote opengov:Motion opengov:legislativeSession oparl:Body"
    " oparl:Organization oparl:LegislativeTerm oparl:Membership oparl:Meeting oparl:Paper oparl:File"
)


def iris(words: str) -> set[str]:
    return {PREFIXES[prefix] + name for prefix, _, name in (word.partition(":") for word in words.split())}


@pytest.fixture(scope="module")
def used(built: Path) -> set[str]:
    """Terms of the examples' publication, of its evidence, and of the snippets beside the ontology."""
    snippets = Graph()
    for path in sorted((resource("ontology") / "examples").glob("*.ttl")):
        snippets.parse(path)
    found = {str(node) for triple in snippets for node in triple if isinstance(node, URIRef)}
    for path in sorted(built.rglob("*.nq")):
        for quad in pyoxigraph.parse(path=str(path)):
            found |= {node.value for node in (quad.predicate, quad.object) if isinstance(node, pyoxigraph.NamedNode)}
    return found


@pytest.mark.parametrize("concept", sorted(TERMS | OWN))
def test_what_fills_a_concept_is_used_in_an_example(concept: str, used: set[str]) -> None:
    terms = iris((TERMS | OWN)[concept])
    assert sorted(terms - used) == []
    assert undeclared(frozenset(terms)) == []


def test_the_classes_of_oslo_popolo_and_oparl_have_their_like_here() -> None:
    alignments = Graph().parse(resource("ontology") / "alignments.ttl")
    matched = set(alignments.objects(None, SKOS.closeMatch))
    spaces = dict(alignments.namespaces())
    for word in LIKE.split():
        prefix, _, name = word.partition(":")
        assert URIRef(spaces[prefix] + name) in matched, word


def test_no_concept_of_the_crosswalk_is_forgotten() -> None:
    if not CROSSWALK.is_file():
        pytest.skip("the crosswalk is not beside this checkout (../shared/research/crosswalk.csv)")
    with CROSSWALK.open(encoding="utf-8", newline="") as stream:
        assert {row["concept"] for row in csv.DictReader(stream)} == set(TERMS)
