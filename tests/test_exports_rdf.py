"""OSLO and ELI-DL: parsed by another library, in declared terms and their domains, holes left as holes."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS

from conftest import ROOT
from exports_fixture import an_act, register_of
from registre.exports.eli_dl import export_eli_dl
from registre.exports.export import read_register
from registre.exports.oslo import export_oslo
from registre.exports.register import Register

BESLUIT = Namespace("http://data.vlaanderen.be/ns/besluit#")
MANDAAT = Namespace("http://data.vlaanderen.be/ns/mandaat#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
DL = Namespace("http://data.europa.eu/eli/eli-draft-legislation-ontology#")
PROV = Namespace("http://www.w3.org/ns/prov#")
EPVOC = Namespace("https://data.europarl.europa.eu/def/epvoc#")
DATE = URIRef("http://www.w3.org/2001/XMLSchema#date")
ACT = URIRef("https://data.example.org/act/219900016/2024-03-11/2024-017")
SESSION = URIRef("https://data.example.org/session/219900016/conseil-municipal/2024-03-11")
PERSON = "https://data.example.org/person/219900016/"

OSLO_TERMS = {
    *("Bestuurseenheid", "Bestuursorgaan", "Zitting", "Besluit", "Artikel", "Stemming", "BehandelingVanAgendapunt"),
    *("bestuurt", "werkingsgebied", "isGehoudenDoor", "heeftVoorzitter", "heeftSecretaris", "heeftAanwezige"),
    *("heeftStemming", "aantalVoorstanders", "aantalTegenstanders", "aantalOnthouders", "geheim", "gevolg"),
    *("onderwerp", "heeftStemmer", "heeftVoorstander", "heeftTegenstander", "heeftOnthouder", "motivering"),
}
"""Names of Besluit that its documentation has."""


@pytest.fixture(scope="module")
def example_register(built: Path) -> Register:
    return read_register(built)


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    path = ROOT.parent / "shared" / "research" / "vocabularies" / "eli-eli-dl.nt"
    if not path.is_file():
        pytest.skip("the ELI and ELI-DL vocabularies are not beside this checkout (../shared/research)")
    return Graph().parse(path)


def oslo(register: Register) -> Graph:
    return Graph().parse(data=export_oslo(register).files["oslo-besluit.ttl"], format="turtle")


def eli_dl(register: Register) -> Graph:
    return Graph().parse(data=export_eli_dl(register).files["eli-dl.ttl"], format="turtle")


def test_a_besluit_realises_its_act_and_a_treatment_made_it(tmp_path: Path) -> None:
    graph = oslo(register_of(tmp_path, [an_act("2024-017")]))
    besluit, treatment, vote = (URIRef(f"{ACT}#{part}") for part in ("oslo-besluit", "oslo-behandeling", "vote"))
    assert (besluit, RDF.type, BESLUIT.Besluit) in graph
    assert (besluit, ELI.realizes, ACT) in graph
    assert (ACT, RDF.type, BESLUIT.Besluit) not in graph  # the act is the work, not its expression
    assert (treatment, PROV.generated, besluit) in graph
    assert (treatment, BESLUIT.heeftStemming, vote) in graph
    assert graph.value(vote, BESLUIT.aantalVoorstanders) == Literal(3)
    assert graph.value(vote, BESLUIT.aantalOnthouders) is None  # nobody wrote it
    assert len(list(graph.objects(besluit, ELI.has_part))) == 3


def test_oslo_speaks_of_mandates_where_we_speak_of_persons(tmp_path: Path) -> None:
    graph = oslo(register_of(tmp_path, [an_act("2024-017")]))
    chair = graph.value(SESSION, BESLUIT.heeftVoorzitter)
    assert (chair, RDF.type, MANDAAT.Mandataris) in graph
    assert graph.value(chair, MANDAAT.isBestuurlijkeAliasVan) == URIRef(f"{PERSON}p01")
    assert len(list(graph.objects(SESSION, BESLUIT.heeftAanwezige))) == 3
    against = graph.value(URIRef(f"{ACT}#vote"), BESLUIT.heeftTegenstander)
    assert graph.value(against, MANDAAT.isBestuurlijkeAliasVan) == URIRef(f"{PERSON}p02")


def test_what_oslo_requires_and_nobody_wrote_is_not_made_up(example_register: Register) -> None:
    exported, graph = export_oslo(example_register), oslo(example_register)
    for prop in ("geplandeStart", "behandelt", "openbaar"):
        assert (None, BESLUIT[prop], None) not in graph
    for prop in ("startedAtTime", "endedAtTime"):
        assert (None, PROV[prop], None) not in graph
    assert exported.losses.count("session.hours") == len(example_register.sessions)
    assert exported.losses.count("treatment.public") == len(example_register.acts)
    votes = [act.vote for act in example_register.acts if act.vote is not None]
    unstated = sum(None in (one.favor, one.against, one.abstentions) for one in votes)
    assert exported.losses.count("vote.counts") == unstated
    assert exported.losses.count("vote.secret") == sum(one.secret is None for one in votes)


def test_oslo_uses_names_that_besluit_has(example_register: Register) -> None:
    graph = oslo(example_register)
    used = {term for triple in graph for term in triple if str(term).startswith(str(BESLUIT))}
    assert {str(term).removeprefix(str(BESLUIT)) for term in used} <= OSLO_TERMS
    assert len(used) > 15


def test_votes_of_oslo_equal_the_graph(example_register: Register) -> None:
    graph = oslo(example_register)
    for act in example_register.acts:
        if act.vote is not None:
            found = graph.value(URIRef(act.vote.iri), BESLUIT.aantalTegenstanders)
            assert (None if found is None else int(str(found))) == act.vote.against


def test_decide_finds_work_expression_manifestation_and_words(tmp_path: Path) -> None:
    graph = eli_dl(register_of(tmp_path, [an_act("2024-017")]))
    expression = graph.value(ACT, ELI.is_realized_by)
    assert (ACT, RDF.type, ELI.Work) in graph
    assert (expression, RDF.type, ELI.Expression) in graph
    assert graph.value(expression, ELI.title) == Literal("Subventions 2024 aux associations", lang="fr")
    assert "attribue 1 200,50 €" in str(graph.value(expression, EPVOC.expressionContent))
    manifestation = graph.value(expression, ELI.is_embodied_by)
    assert (manifestation, RDF.type, ELI.Manifestation) in graph
    assert str(graph.value(manifestation, ELI.is_exemplified_by)) == f"{manifestation}.txt"


def test_a_vote_is_a_decision_of_its_session(tmp_path: Path) -> None:
    graph, vote = eli_dl(register_of(tmp_path, [an_act("2024-017")])), URIRef(f"{ACT}#vote")
    assert (SESSION, DL.consists_of, vote) in graph
    assert graph.value(vote, DL.decision_outcome) == DL["DecisionOutcome-Adopted"]
    assert graph.value(vote, DL.number_of_votes_favor) == Literal(3)
    assert graph.value(vote, DL.number_of_attendees) == Literal(3)  # present, not voices
    assert list(graph.objects(vote, DL.had_voter_against)) == [URIRef(f"{PERSON}p02")]
    assert list(graph.objects(SESSION, DL.had_excused_person)) == [URIRef(f"{PERSON}p05")]


def test_a_proxy_is_the_holder_in_the_name_of_the_giver(tmp_path: Path) -> None:
    graph = eli_dl(register_of(tmp_path, [an_act("2024-017")]))
    (proxy,) = graph.subjects(DL.participation_in_name_of, URIRef(f"{PERSON}p04"))
    assert (SESSION, DL.had_participation, proxy) in graph
    assert graph.value(proxy, DL.had_participant_person) == URIRef(f"{PERSON}p01")


def test_eli_dl_uses_declared_terms_in_their_domains(example_register: Register, vocabulary: Graph) -> None:
    graph = eli_dl(example_register)
    spaces = (str(ELI), str(DL))
    used = {term for triple in graph for term in triple if str(term).startswith(spaces)}
    assert len(used) > 30
    assert sorted(str(term) for term in used if (term, None, None) not in vocabulary) == []
    for prop in sorted({prop for prop in graph.predicates() if str(prop).startswith(spaces)}, key=str):
        domain = vocabulary.value(prop, RDFS.domain)
        if domain is None or not str(domain).startswith(spaces):
            continue  # no domain, or a union of classes
        wanted = {domain, *vocabulary.transitive_subjects(RDFS.subClassOf, domain)}
        strays = [node for node in graph.subjects(prop) if not wanted & set(graph.objects(node, RDF.type))]
        assert strays == [], prop


def test_dates_are_dates_and_there_is_no_blank_node(example_register: Register) -> None:
    for graph in (oslo(example_register), eli_dl(example_register)):
        assert {one.datatype for one in graph.objects(None, DL.activity_date) if isinstance(one, Literal)} == {DATE}
        assert not [node for node in graph.all_nodes() if not isinstance(node, URIRef | Literal)]
