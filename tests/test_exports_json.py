"""360Giving and Popolo: read back, they say what the graph says, and nobody private is named."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from exports_fixture import an_act, purposed, register_of
from registre.exports.export import read_register
from registre.exports.giving360 import export_360giving, number
from registre.exports.popolo import LISTS, export_popolo
from registre.exports.register import Register
from registre.graph.vocabulary import Reg
from registre.records import Outcome, Vote

OPENGOV = "http://www.w3.org/ns/opengov#"
REQUIRED = ("id", "title", "description", "currency", "amountAwarded", "awardDate", "fundingOrganization")
"""What the 360Giving schema requires of a grant, with one kind of recipient."""


@pytest.fixture(scope="module")
def example_register(built: Path) -> Register:
    return read_register(built)


def grants_of(register: Register) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(export_360giving(register).files["360giving.json"])["grants"]
    return found


def popolo_of(register: Register) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(export_popolo(register).files["popolo.jsonld"])
    return found


def test_a_grant_in_360giving_is_whole(tmp_path: Path) -> None:
    (grant,) = grants_of(register_of(tmp_path, [purposed(an_act("2024-017"), "la fête du lavoir")]))
    assert grant == {
        "id": "360G-registre-219900016-2024-03-11-2024-017-grant-1",
        "title": "Subventions 2024 aux associations",
        "description": "la fête du lavoir",
        "currency": "EUR",
        "amountAwarded": 1200.5,
        "awardDate": "2024-03-11",
        "fundingOrganization": [{"id": "360G-registre-body-219900016", "name": "Commune de Valbrume"}],
        "recipientOrganization": [{"id": "360G-registre-organisation-rna-W990000001", "name": "Les Amis du Lavoir"}],
        "url": "https://data.example.org/act/219900016/2024-03-11/2024-017",
        "dataSource": "https://data.example.org/act/219900016/2024-03-11/2024-017#grant-1",
    }


def test_a_private_person_is_an_individual_without_a_name(tmp_path: Path) -> None:
    act = an_act("1")
    first, *others = act.commitments
    private = replace(act, commitments=(replace(first, value=replace(first.value, private=True)), *others))
    exported = export_360giving(register_of(tmp_path, [private]))
    (grant,) = json.loads(exported.files["360giving.json"])["grants"]
    assert grant["recipientIndividual"] == {"id": f"{grant['id']}-individual", "name": "Individual Recipient"}
    assert "recipientOrganization" not in grant
    assert b"Lavoir" not in exported.files["360giving.json"]
    assert exported.losses.count("individual") == 1


def test_a_grant_without_an_amount_is_left_out_and_counted(tmp_path: Path) -> None:
    act = an_act("1")
    first, *others = act.commitments
    silent = replace(act, commitments=(replace(first, value=replace(first.value, amount_eur=None)), *others))
    exported = export_360giving(register_of(tmp_path, [silent]))
    assert json.loads(exported.files["360giving.json"]) == {"grants": []}
    assert exported.losses.count("grant.no-amount") == 1


@pytest.mark.parametrize("amount", ["0.01", "1200.50", "80000", "99999999999.99", "425.5"])
def test_an_amount_keeps_its_digits_in_json(amount: str) -> None:
    assert Decimal(json.dumps(number(Decimal(amount)))) == Decimal(amount)


def test_the_grants_of_the_examples_are_those_of_the_graph(example_register: Register) -> None:
    exported, grants = export_360giving(example_register), grants_of(example_register)
    graph = {one.iri: one for act in example_register.acts for one in act.money if one.of_class == Reg.Grant}
    left_out = sum(row["count"] for row in exported.losses.rows() if str(row["code"]).startswith("grant.no-"))  # type: ignore[misc]
    assert len(grants) == len(graph) - left_out > 5
    assert len({grant["id"] for grant in grants}) == len(grants)
    for grant in grants:
        assert all(grant[name] for name in REQUIRED)
        assert ("recipientOrganization" in grant) != ("recipientIndividual" in grant)
        assert Decimal(str(grant["amountAwarded"])) == graph[grant["dataSource"]].amount_eur


def test_popolo_counts_and_ballots_equal_the_graph(example_register: Register) -> None:
    events = {event["id"]: event for event in popolo_of(example_register)["vote_events"]}
    votes = [act.vote for act in example_register.acts if act.vote is not None]
    assert len(events) == len(votes) > 10
    options = {"yes": "favor", "no": "against", "abstain": "abstentions"}
    for vote in votes:
        counts = {one["option"]: one["value"] for one in events[vote.iri]["counts"]}
        stated = {option: getattr(vote, name) for option, name in options.items()}
        assert counts == {option: value for option, value in stated.items() if value is not None}
        recorded = {(one.iri, one.voter) for one in vote.ballots if one.recorded}
        assert {(one["id"], one["voter_id"]) for one in events[vote.iri]["votes"]} == recorded
    assert sum(len(event["votes"]) for event in events.values()) >= 5


def test_popolo_is_linked_data_without_fetching_a_context(tmp_path: Path) -> None:
    register = register_of(tmp_path, [an_act("2024-017")])
    data = export_popolo(register).files["popolo.jsonld"]
    graph = Graph().parse(data=data, format="json-ld")
    act = URIRef("https://data.example.org/act/219900016/2024-03-11/2024-017")
    vote = URIRef(f"{act}#vote")
    assert (vote, RDF.type, URIRef(f"{OPENGOV}VoteEvent")) in graph
    assert (vote, URIRef(f"{OPENGOV}motion"), act) in graph
    values = {
        str(graph.value(one, RDF.type)): int(str(graph.value(one, RDF.value)))
        for one in graph.objects(vote, URIRef(f"{OPENGOV}count"))
    }
    assert values == {f"{OPENGOV}YesCount": 3, f"{OPENGOV}NoCount": 1}  # no zero that nobody wrote
    (ballot,) = graph.objects(vote, URIRef(f"{OPENGOV}vote"))
    assert str(graph.value(ballot, URIRef("http://schema.org/agent"))).endswith("/person/219900016/p02")


def test_every_key_of_popolo_means_something(example_register: Register) -> None:
    document = popolo_of(example_register)
    keys = {key for name in LISTS for row in document[name] for key in row}
    keys |= {
        key for event in document["vote_events"] for part in ("counts", "votes") for one in event[part] for key in one
    }
    assert keys <= set(document["@context"])
    assert all(document[name] for name in LISTS)


def test_every_identifier_of_popolo_stands_in_its_list(example_register: Register) -> None:
    document = popolo_of(example_register)
    ids = {name: {row["id"] for row in document[name]} for name in LISTS}
    assert {one["person_id"] for one in document["memberships"]} <= ids["persons"]
    assert {one["organization_id"] for one in document["memberships"]} <= ids["organizations"]
    assert {one["motion_id"] for one in document["vote_events"]} <= ids["motions"]
    assert {one["voter_id"] for event in document["vote_events"] for one in event["votes"]} <= ids["persons"]
    assert {one["parent_id"] for one in document["organizations"] if "parent_id" in one} <= ids["organizations"]


def test_taking_note_is_no_result(tmp_path: Path) -> None:
    exported = export_popolo(register_of(tmp_path, [an_act("1", vote=Vote(Outcome.noted))]))
    (event,) = json.loads(exported.files["popolo.jsonld"])["vote_events"]
    assert "result" not in event
    assert exported.losses.count("result.other") == 1


def test_a_ballot_that_was_inferred_is_never_a_vote(tmp_path: Path) -> None:
    act = an_act("1")
    register_of(tmp_path / "recorded", [act])
    dump = tmp_path / "recorded" / "dumps" / "latest" / "registre.nq"
    dump.write_text(dump.read_text("utf-8").replace("#ballot-recorded>", "#ballot-inferred>"), "utf-8")
    exported = export_popolo(read_register(tmp_path / "recorded"))
    (event,) = json.loads(exported.files["popolo.jsonld"])["vote_events"]
    assert event["votes"] == []
    assert exported.losses.count("ballot.inferred") == 1
