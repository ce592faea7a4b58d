"""The files of the exports read back, each by a reader that knows its format alone: facts as tuples, to be compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from exports_fixture import rows_of
from registre.csvfile import plain_text
from registre.exports.losses import Exported

BESLUIT = Namespace("http://data.vlaanderen.be/ns/besluit#")
MANDAAT = Namespace("http://data.vlaanderen.be/ns/mandaat#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
DL = Namespace("http://data.europa.eu/eli/eli-draft-legislation-ontology#")
PROV = Namespace("http://www.w3.org/ns/prov#")

Fact = tuple[object, ...]
Facts = Mapping[str, set[Fact]]
"""Facts by what they are about: acts, votes, ballots, present, grants …"""


def of_deliberations(exported: Exported) -> Facts:
    rows = [row for data in exported.files.values() for row in rows_of(data)]
    numbers = ("VOTE_EFFECTIF", "VOTE_REEL", "VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION")
    return {
        "acts": {
            (row["DELIB_URL"], plain_text(row["DELIB_ID"]), row["DELIB_DATE"], plain_text(row["DELIB_OBJET"]))
            for row in rows
        },
        "votes": {(row["DELIB_URL"], *(int(row[one]) for one in numbers)) for row in rows if row["VOTE_REEL"]},
        "received": {(row["DELIB_URL"], row["PREF_DATE"]) for row in rows if row["PREF_DATE"]},
    }


def of_subventions(exported: Exported) -> Facts:
    rows = [row for data in exported.files.values() for row in rows_of(data)]
    return {
        "grants": {
            (
                row["adresse"],
                row["nature"],
                Decimal(row["montant"]) if row["montant"] else None,
                plain_text(row["nomBeneficiaire"]),
            )
            for row in rows
        }
    }


def of_360giving(exported: Exported) -> Facts:
    grants = json.loads(exported.files["360giving.json"], parse_float=Decimal)["grants"]
    return {
        "grants": {
            (
                one["dataSource"],
                one["url"],
                one["awardDate"],
                Decimal(one["amountAwarded"]),
                one["fundingOrganization"][0]["name"],
                frozenset(each["name"] for each in one.get("recipientOrganization", ())),
            )
            for one in grants
        }
    }


def of_popolo(exported: Exported) -> Facts:
    document = json.loads(exported.files["popolo.jsonld"])
    return {
        "members": {(one["person_id"], one["organization_id"]) for one in document["memberships"]},
        "names": {(one["id"], one["name"]) for one in document["persons"]},
        "present": {(one["id"], who["id"]) for one in document["events"] for who in one["attendees"]},
        "sessions": {(one["id"], one["start_date"], one["organization_id"]) for one in document["events"]},
        "acts": {
            (one["id"], one.get("identifier"), one["date"], " ".join((one.get("text") or "").split()))
            for one in document["motions"]
        },
        "counts": set(_popolo_counts(document)),
        "ballots": {
            (event["motion_id"], one["voter_id"], one["option"])
            for event in document["vote_events"]
            for one in event["votes"]
        },
    }


def _popolo_counts(document: Mapping[str, Any]) -> Iterator[Fact]:
    for event in document["vote_events"]:
        counts = {one["option"]: one["value"] for one in event["counts"]}
        yield (event["motion_id"], *(counts.get(option) for option in ("yes", "no", "abstain")))


def of_oslo(exported: Exported) -> Facts:
    graph = Graph().parse(data=exported.files["oslo-besluit.ttl"], format="turtle")

    def person(seat: Node | None) -> str:
        return str(graph.value(seat, MANDAAT.isBestuurlijkeAliasVan))

    works = {str(besluit): str(work) for besluit, work in graph.subject_objects(ELI.realizes)}
    return {
        "present": {
            (str(one), person(seat))
            for one in graph.subjects(RDF.type, BESLUIT.Zitting)
            for seat in graph.objects(one, BESLUIT.heeftAanwezige)
        },
        "sessions": {
            (str(one), _text(graph, one, DL.activity_date), _text(graph, one, BESLUIT.isGehoudenDoor))
            for one in graph.subjects(RDF.type, BESLUIT.Zitting)
        },
        "acts": {
            (
                work,
                _text(graph, URIRef(work), ELI.id_local),
                _text(graph, URIRef(work), ELI.date_document),
                " ".join((_text(graph, URIRef(besluit), ELI.title) or "").split()),
            )
            for besluit, work in works.items()
        },
        "counts": {
            (str(vote).partition("#")[0], *(_number(graph, vote, BESLUIT[name]) for name in _OSLO_COUNTS))
            for vote in graph.subjects(RDF.type, BESLUIT.Stemming)
        },
        "articles": {
            (str(one), _text(graph, one, ELI.number), _text(graph, one, PROV.value))
            for one in graph.subjects(RDF.type, BESLUIT.Artikel)
        },
    }


_OSLO_COUNTS = ("aantalVoorstanders", "aantalTegenstanders", "aantalOnthouders")


def of_eli_dl(exported: Exported) -> Facts:
    graph = Graph().parse(data=exported.files["eli-dl.ttl"], format="turtle")
    votes = list(graph.subjects(RDF.type, DL.Vote))
    voters = {"for": DL.had_voter_favor, "against": DL.had_voter_against, "abstention": DL.had_voter_abstention}
    return {
        "sessions": {
            (str(one), _text(graph, one, DL.activity_date), _text(graph, one, DL.had_responsible_organization))
            for one in graph.subjects(RDF.type, DL.Activity)
        },
        "attendance": set(_attendance(graph)),
        "proxies": set(_proxies(graph)),
        "acts": {
            (
                str(one),
                _text(graph, one, ELI.id_local),
                _text(graph, one, ELI.date_document),
                " ".join((_text(graph, graph.value(one, ELI.is_realized_by), ELI.title) or "").split()),
            )
            for one in graph.subjects(RDF.type, ELI.LegalResource)
        },
        "counts": {
            (str(vote).partition("#")[0], *(_number(graph, vote, DL[f"number_of_votes_{name}"]) for name in _DL_COUNTS))
            for vote in votes
        },
        "ballots": {
            (str(vote).partition("#")[0], str(who), option)
            for vote in votes
            for option, prop in voters.items()
            for who in graph.objects(vote, prop)
        },
    }


_DL_COUNTS = ("favor", "against", "abstention")


def _attendance(graph: Graph) -> Iterator[Fact]:
    """Who came or not, in which state and in whose place: the participations that have a role."""
    for session, one in graph.subject_objects(DL.had_participation):
        role = _text(graph, one, DL.participation_role)
        if role is not None:
            status = role.rpartition("#attendance-")[2]
            who, whom = DL.had_participant_person, DL.participation_in_name_of
            yield (str(session), _text(graph, one, who), status, _text(graph, one, whom))


def _proxies(graph: Graph) -> Iterator[Fact]:
    for session, one in graph.subject_objects(DL.had_participation):
        if _text(graph, one, DL.participation_role) is None:
            giver, holder = DL.participation_in_name_of, DL.had_participant_person
            yield (str(session), _text(graph, one, giver), _text(graph, one, holder))


def _text(graph: Graph, node: Node | None, prop: URIRef) -> str | None:
    found = graph.value(node, prop)
    return None if found is None else str(found)


def _number(graph: Graph, node: Node, prop: URIRef) -> int | None:
    found = _text(graph, node, prop)
    return None if found is None else int(found)


READERS: Mapping[str, Callable[[Exported], Facts]] = {
    "scdl-deliberations": of_deliberations,
    "scdl-subventions": of_subventions,
    "360giving": of_360giving,
    "popolo": of_popolo,
    "oslo": of_oslo,
    "eli-dl": of_eli_dl,
}
