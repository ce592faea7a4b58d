"""What reasoning adds to a graph: enough of RDFS to see the consequences of an alignment."""

from __future__ import annotations

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS


def closure(graph: Graph) -> Graph:
    """RDFS entailment of subclasses, subproperties, domains and ranges, to a fixed point."""
    known, size = Graph() + graph, -1
    while len(known) != size:
        size = len(known)
        for s, p, o in list(known):
            for parent in list(known.objects(p, RDFS.subPropertyOf)):
                known.add((s, parent, o))
            for domain in list(known.objects(p, RDFS.domain)):
                known.add((s, RDF.type, domain))
            if isinstance(o, URIRef):
                for range_ in list(known.objects(p, RDFS.range)):
                    known.add((o, RDF.type, range_))
            if p == RDF.type:
                for parent in list(known.objects(o, RDFS.subClassOf)):
                    known.add((s, RDF.type, parent))
    return known


# Domains and ranges that the aligned vocabularies themselves declare (ELI 1.x, ELI-DL, PROV, DCT).
FOREIGN = """
@prefix dct: <http://purl.org/dc/terms/> . @prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix elidl: <http://data.europa.eu/eli/eli-draft-legislation-ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
elidl:had_participation rdfs:domain elidl:Activity ; rdfs:range elidl:Participation .
elidl:had_participant_person rdfs:range eli:Person .
elidl:participation_in_name_of rdfs:domain elidl:Participation ; rdfs:range eli:Agent .
elidl:participation_role rdfs:domain elidl:Participation ; rdfs:range elidl:ParticipationRole .
elidl:decision_outcome rdfs:domain elidl:Decision ; rdfs:range elidl:DecisionOutcome .
elidl:number_of_votes_favor rdfs:domain elidl:Vote .
elidl:activity_date rdfs:domain elidl:Activity .
elidl:Vote rdfs:subClassOf elidl:Decision . elidl:Decision rdfs:subClassOf elidl:Activity .
eli:passed_by rdfs:domain eli:LegalResource ; rdfs:range eli:Agent .
eli:title rdfs:domain eli:Expression .
eli:amends rdfs:domain eli:LegalResource ; rdfs:range eli:LegalResource .
eli:applies rdfs:domain eli:LegalResource ; rdfs:range eli:LegalResource .
eli:repeals rdfs:domain eli:LegalResource ; rdfs:range eli:LegalResource .
prov:wasAssociatedWith rdfs:domain prov:Activity ; rdfs:range prov:Agent .
prov:agent rdfs:domain prov:Influence ; rdfs:range prov:Agent .
prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .
prov:Activity owl:disjointWith prov:Entity .
dct:spatial rdfs:range dct:Location .
"""
