"""The law as shapes: what it warns of on the day it holds, and what it lets pass."""

from __future__ import annotations

import re

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, SH

from registre.files import resource
from registre.validation import Gravity, Shapes, validate
from registre.validation.shapes import SHAPES
from registre.validation.terms import declared_terms

PREFIXES = """
@prefix dct: <http://purl.org/dc/terms/> . @prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix elidl: <http://data.europa.eu/eli/eli-draft-legislation-ontology#> .
@prefix igeo: <http://rdf.insee.fr/def/geo#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix person: <http://www.w3.org/ns/person#> . @prefix reg: <https://w3id.org/registre/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://data.example.org/law#> .
"""


@pytest.fixture(scope="module")
def law() -> Shapes:
    return Shapes.load([resource("shapes") / "law.ttl"])


def warnings(law: Shapes, turtle: str) -> dict[str, str]:
    """Message in French by name of the rule that warns."""
    found = validate(Graph().parse(data=PREFIXES + turtle, format="turtle"), law).findings
    of_law = [one for one in found if one.component == "SPARQL"]
    assert all(one.severity is Gravity.warning for one in of_law)
    return {one.shape.removeprefix(SHAPES): one.message_fr for one in of_law}


def session(date: str, more: str, organ: str = "conseil-municipal") -> str:
    return (
        f":organ org:classification reg:organ-{organ} ; org:unitOf :body . :body reg:territory :commune .\n"
        f':session a reg:Session ; elidl:activity_date "{date}"^^xsd:date ; reg:heldBy :organ .\n{more}'
    )


def counts(present: int, office: int, proxies: int = 0) -> str:
    return f":session reg:presentCount {present} ; reg:membersInOffice {office} ; reg:proxyCount {proxies} ."


@pytest.mark.parametrize(
    ("date", "present", "proxies", "office", "reached"),
    [
        ("2024-03-11", 10, 9, 20, False),  # a half is no majority, and proxies do not count
        ("2024-03-11", 11, 0, 20, True),
        ("2024-03-11", 10, 0, 19, True),
        ("2020-05-20", 5, 2, 20, True),  # a third, present or represented
        ("2020-05-20", 5, 1, 20, False),
        ("2020-07-10", 5, 2, 20, True),  # the last day of that
        ("2020-07-11", 5, 2, 20, False),
        ("2020-08-30", 7, 0, 20, True),
        ("2020-09-15", 7, 0, 20, False),  # between two derogations
        ("2020-10-17", 7, 0, 20, True),  # the state of emergency is back
        ("2020-12-01", 7, 0, 20, True),  # a third of 20 is 7
        ("2020-12-01", 6, 9, 20, False),  # the represented do not count any more
        ("2021-10-15", 7, 0, 20, False),
        ("2022-07-31", 7, 0, 20, True),  # the last day
        ("2022-08-01", 7, 0, 20, False),
    ],
)
def test_the_quorum_is_that_of_the_day(
    law: Shapes, date: str, present: int, proxies: int, office: int, reached: bool
) -> None:
    found = warnings(law, session(date, counts(present, office, proxies)))
    assert ("quorum-of-present" not in found) is reached


def test_the_quorum_of_a_body_with_its_own_statutes_is_not_judged(law: Shapes) -> None:
    assert warnings(law, session("2024-03-11", counts(3, 20), "other")) == {}
    said = warnings(law, session("2024-03-11", counts(3, 20), "bureau"))["quorum-of-present"]
    assert said.startswith("3 présents pour 20 membres en exercice : le quorum est de 11,")


@pytest.mark.parametrize(
    ("date", "proxies", "most"),
    [
        ("2020-01-15", 2, 1),
        ("2020-04-15", 2, None),
        ("2020-07-15", 2, None),
        ("2020-10-16", 2, 1),
        ("2020-10-17", 2, None),
        ("2021-03-15", 2, None),
        ("2021-03-15", 3, 2),
        ("2021-10-31", 2, 1),
        ("2022-06-16", 2, None),
        ("2022-07-31", 2, None),
        ("2022-08-01", 2, 1),
        ("2022-08-01", 1, None),
    ],
)
def test_one_proxy_a_holder_and_two_while_the_law_allowed_it(
    law: Shapes, date: str, proxies: int, most: int | None
) -> None:
    lines = [':holder skos:prefLabel "Odile VARENNE" .']
    for number in range(proxies):
        lines.append(
            f":session reg:proxy :p{number} . :p{number} reg:proxyHolder :holder ; reg:proxyGiver :g{number} ."
        )
    found = warnings(law, session(date, "\n".join(lines)))
    if most is None:
        assert "proxies-a-holder" not in found
    else:
        said = f"Odile VARENNE porte {proxies} pouvoirs ; la loi en permettait {most} "
        assert found["proxies-a-holder"].startswith(said)


@pytest.mark.parametrize(
    ("organ", "population", "notice", "date", "days"),
    [
        ("conseil-municipal", None, "2024-03-07", "2024-03-11", None),  # 8, 9, 10: three clear days
        ("conseil-municipal", None, "2024-03-08", "2024-03-11", "2 jour(s) franc(s)"),
        ("conseil-municipal", 3499, "2024-03-07", "2024-03-11", None),
        ("conseil-municipal", 3500, "2024-03-07", "2024-03-11", "3 jour(s) franc(s)"),
        ("conseil-municipal", 3500, "2024-03-05", "2024-03-11", None),
        ("conseil-communautaire", None, "2024-02-26", "2024-03-02", "4 jour(s) franc(s)"),  # over a 29th of February
        ("conseil-communautaire", None, "2024-02-25", "2024-03-02", None),
        ("conseil-communautaire", None, "2023-12-28", "2024-01-02", "4 jour(s) franc(s)"),
        ("comite-syndical", None, "2023-12-27", "2024-01-02", None),
        ("bureau", None, "2024-03-10", "2024-03-11", None),  # no delay in the law
        ("conseil-departemental", None, "2024-03-01", "2024-03-12", "11 jour(s) "),
        ("conseil-regional", None, "2024-03-01", "2024-03-13", None),
        ("conseil-administration", None, "2024-03-08", "2024-03-11", None),  # of a CCAS
        ("conseil-administration", None, "2024-03-09", "2024-03-11", "2 jour(s) "),
    ],
)
def test_the_notice_is_early_enough(
    law: Shapes, organ: str, population: int | None, notice: str, date: str, days: str | None
) -> None:
    more = f':session reg:convocation :notice . :notice dct:date "{notice}"^^xsd:date .'
    if organ == "conseil-administration":
        more += " :body org:classification reg:bodykind-ccas ."
    if population is not None:
        more += f" :commune reg:population {population} ."
    found = warnings(law, session(date, more, organ))
    assert len(found) == (days is not None)
    assert all(said.startswith(days or "") for said in found.values())


def test_a_notice_after_the_session_is_told_once(law: Shapes) -> None:
    more = ':session reg:convocation :notice . :notice dct:date "2024-03-12"^^xsd:date .'
    assert set(warnings(law, session("2024-03-11", more))) == {"convened-before"}


@pytest.mark.parametrize(
    ("status", "warned"), [("present", False), ("arrived-late", False), ("excused", True), ("represented", True)]
)
def test_chair_secretary_and_holder_are_there(law: Shapes, status: str, warned: bool) -> None:
    more = f"""
    :session reg:chair :a ; reg:secretary :a ; reg:proxy :p ; reg:attendance :x , :y . :p reg:proxyHolder :a .
    :a skos:prefLabel "Odile VARENNE" . :b skos:prefLabel "Paul TISSIER" .
    :x elidl:had_participant_person :a ; elidl:participation_role reg:attendance-{status} .
    :y elidl:had_participant_person :b ; elidl:participation_role reg:attendance-present .
    """
    found = warnings(law, session("2024-03-11", more))
    assert set(found) == ({"chair-present", "secretary-present", "holder-present"} if warned else set())


def test_without_a_list_of_those_present_nobody_is_missing(law: Shapes) -> None:
    assert warnings(law, session("2024-03-11", ':session reg:chair :a . :a skos:prefLabel "Odile VARENNE" .')) == {}


@pytest.mark.parametrize(
    ("amount", "beneficiary", "more", "warned"),
    [
        ("23000.00", "Les Amis du Lavoir", "", False),  # « dépasse »
        ("23000.01", "Les Amis du Lavoir", "", True),
        ("60000.5", "Les Amis du Lavoir", ":act reg:agreement :agreement .", False),
        ("60000", "Commune de Valbrume", "", False),
        ("60000", "L’État", "", False),
        ("60000", "Services à domicile de Valbrume", "", True),
        ("60000", "Hôpital", ':b org:identifier "260000018" .', False),
        ("60000", "Hôpital", ':b org:identifier "360000017" .', True),
    ],
)
def test_a_large_grant_to_a_private_body_wants_an_agreement(
    law: Shapes, amount: str, beneficiary: str, more: str, warned: bool
) -> None:
    act = f"""
    :act a reg:Deliberation ; eli:date_document "2024-03-11"^^xsd:date ; reg:commitment :grant .
    :grant a reg:Grant ; reg:amount "{amount}"^^xsd:decimal ; reg:beneficiary :b .
    :b skos:prefLabel "{beneficiary}" . {more}
    """
    found = warnings(law, act)
    assert set(found) == ({"grant-agreement"} if warned else set())
    assert all(said.startswith(f"Subvention de {amount} € à {beneficiary} :") for said in found.values())


@pytest.mark.parametrize(
    ("date", "total", "said"),
    [
        ("2024-03-11", "1500", None),
        ("2024-03-11", "1500.00", None),
        ("2024-03-11", "1700.5", "Le tableau écrit un total de 1700.50 € ; ses 2 ligne(s) font 1500 €."),
        ("2005-12-31", "1700", None),  # the articles are of 2006
    ],
)
def test_the_total_of_a_table_is_that_of_its_rows(law: Shapes, date: str, total: str, said: str | None) -> None:
    act = f"""
    :act a reg:Deliberation ; eli:date_document "{date}"^^xsd:date ; reg:commitment :g1 , :g2 .
    :g1 a reg:Grant ; reg:amount 1200.0 . :g2 a reg:Grant ; reg:amount 300 .
    :table a reg:CommitmentTable ; reg:inAct :act ; reg:tableRow :g1 , :g2 ; reg:statedTotal "{total}"^^xsd:decimal .
    """
    found = warnings(law, act)
    assert set(found) == ({"table-adds-up"} if said else set())
    assert all(message.startswith(said or "") for message in found.values())


def test_every_rule_names_its_articles_and_since_when_they_hold(law: Shapes) -> None:
    rules = list(law.graph.subjects(RDF.type, SH.SPARQLConstraint))
    assert len(rules) == 19
    for rule in rules:
        articles = {str(article) for article in law.graph.objects(rule, DCTERMS.source)}
        assert articles and articles <= declared_terms(), rule
        assert law.graph.value(rule, DCAT.startDate) is not None, rule


def test_the_days_in_the_queries_are_those_of_the_data(law: Shapes) -> None:
    """SHACL forbids VALUES in a query: the dates of a derogation stand twice, here held together."""
    graph, dated = law.graph, 0
    for rule in graph.subjects(RDF.type, SH.SPARQLConstraint):
        stated = {str(graph.value(rule, DCAT.startDate))}
        for period in graph.objects(rule, DCTERMS.temporal):
            stated |= {str(graph.value(period, end)) for end in (DCAT.startDate, DCAT.endDate)}
            assert (period, DCTERMS.source, None) in graph
        asked = set(re.findall(r'"(\d{4}-\d\d-\d\d)"\^\^xsd:date', str(graph.value(rule, SH.select))))
        periods = list(graph.objects(rule, DCTERMS.temporal))
        assert asked <= stated, rule
        assert not periods or len(asked) == 2 * len(periods), rule
        dated += bool(periods)
    assert dated == 2
    assert len(set(graph.subjects(RDF.type, URIRef(str(DCTERMS.PeriodOfTime))))) == 4
