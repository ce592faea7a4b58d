"""Popolo as JSON-LD: people, bodies, sessions, motions and vote events, with stated counts and recorded ballots.

Specification: https://www.popoloproject.com. The context is inside the file: nothing is fetched to read it.
Lists stand under the keys of Popolo's JSON; as linked data they are the parts of the dataset.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from registre.exports.losses import Exported, Losses
from registre.exports.register import Register
from registre.exports.things import Act, Agent, Ballot, Member, Session, Vote
from registre.graph.vocabulary import Reg

NAME: Final = "popolo"
OPENGOV: Final = "http://www.w3.org/ns/opengov#"
OPTIONS: Final = {"for": "yes", "against": "no", "abstention": "abstain", "not-voting": "not voting"}
COUNTS: Final = {"yes": "YesCount", "no": "NoCount", "abstain": "AbstainCount"}
RESULTS: Final = {"adopted": "pass", "rejected": "fail"}
LISTS: Final = ("areas", "organizations", "persons", "memberships", "events", "motions", "vote_events")


def _link(iri: str) -> dict[str, str]:
    return {"@id": iri, "@type": "@id"}


_PART: Final = {"@id": "http://purl.org/dc/terms/hasPart", "@container": "@set"}
CONTEXT: Final[dict[str, Any]] = {
    **dict.fromkeys(LISTS, _PART),
    "id": "@id",
    "type": "@type",
    "name": "http://www.w3.org/2004/02/skos/core#prefLabel",
    "given_name": "http://xmlns.com/foaf/0.1/givenName",
    "family_name": "http://xmlns.com/foaf/0.1/familyName",
    "other_names": {"@id": f"{OPENGOV}otherName", "@container": "@set"},
    "identifier": "http://purl.org/dc/terms/identifier",
    "identifiers": {"@id": "http://www.w3.org/ns/adms#identifier", "@container": "@set"},
    "scheme": "http://www.w3.org/2004/02/skos/core#inScheme",
    "classification": "http://www.w3.org/ns/org#classification",
    "role": "http://www.w3.org/ns/org#role",
    "parent_id": _link("http://www.w3.org/ns/org#subOrganizationOf"),
    "area_id": _link(f"{OPENGOV}area"),
    "person_id": _link("http://www.w3.org/ns/org#member"),
    "organization_id": _link("http://www.w3.org/ns/org#organization"),
    "event_id": _link("http://schema.org/superEvent"),
    "attendees": {"@id": "http://schema.org/attendee", "@container": "@set"},
    "start_date": "http://schema.org/startDate",
    "date": "http://purl.org/dc/terms/date",
    "text": f"{OPENGOV}text",
    "motion_id": _link(f"{OPENGOV}motion"),
    "result": f"{OPENGOV}result",
    "counts": {"@id": f"{OPENGOV}count", "@container": "@set"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "votes": {"@id": f"{OPENGOV}vote", "@container": "@set"},
    "option": "http://schema.org/option",
    "voter_id": _link("http://schema.org/agent"),
}

REASONS: Final = {
    "proxy": ("pouvoirs : aucun terme", "proxies: no term"),
    "substitute": (
        "suppléance à une séance : onBehalfOf vaut pour un mandat, pas pour une séance",
        "substitution at one session: onBehalfOf is of a membership, not of a session",
    ),
    "attendance.status": (
        "excusés, représentés, absents : attendees ne dit que les présents",
        "excused, represented, absent: attendees tells the present only",
    ),
    "result.other": (
        "résultat ni adopté ni rejeté (prend acte, report, retrait) : result absent",
        "outcome neither adopted nor rejected (noted, postponed, withdrawn): no result",
    ),
    "vote.none": ("acte sans vote énoncé : pas de VoteEvent", "act without a stated vote: no VoteEvent"),
    "vote.no-counts": (
        "vote sans décompte : counts vide, rien n'est déduit de l'unanimité",
        "vote without counts: counts empty, nothing is inferred from unanimity",
    ),
    "vote.totals": (
        "effectif, voix, présents et pouvoirs : pas de champ",
        "members, voices, present, proxies: no field",
    ),
    "vote.method": (
        "méthode (unanimité, scrutin secret) : pas de champ sur VoteEvent",
        "method (unanimity, secret ballot): no field on VoteEvent",
    ),
    "ballot.inferred": (
        "vote nominatif déduit, non consigné : omis, pour ne pas le mêler aux votes consignés",
        "ballot inferred, not recorded: left out, so as not to mix it with recorded ones",
    ),
    "membership.dates": (
        "première et dernière vues d'un mandat : ce ne sont pas ses dates, start_date absent",
        "first and last seen of a mandate: these are not its dates, no start_date",
    ),
    "money": ("argent engagé ou reçu : hors de Popolo", "money committed or received: outside Popolo"),
    "article": ("articles, visas, considérants : hors de Popolo", "articles, visas, recitals: outside Popolo"),
}


def export_popolo(register: Register) -> Exported:
    """One JSON-LD document; each list in the order of its IRIs."""
    losses = Losses(REASONS)
    lists: dict[str, list[dict[str, Any]]] = {
        "areas": [_area(one) for one in register.territories.values()],
        "organizations": [
            *(_body(one, register) for one in register.bodies.values()),
            *(_organ(one, register) for one in register.organs.values()),
        ],
        "persons": [_person(one) for one in register.members.values()],
        "memberships": [seat for one in register.members.values() for seat in _memberships(one, register, losses)],
        "events": [_event(one, losses) for one in register.sessions.values()],
        "motions": [_motion(one, register) for one in register.acts],
        "vote_events": [event for one in register.acts if (event := _vote_event(one, register, losses)) is not None],
    }
    _note_no_place(register, losses)
    document = {"@context": CONTEXT, "type": "http://www.w3.org/ns/dcat#Dataset", **lists}
    data = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
    written = {name: len(rows) for name, rows in lists.items()}
    return Exported(NAME, {f"{NAME}.jsonld": data}, written, losses)


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _area(one: Agent) -> dict[str, Any]:
    return _without_none(
        {
            "id": one.iri,
            "type": f"{OPENGOV}Area",
            "name": one.name,
            "identifier": one.identifier,
            "classification": one.kind,
        }
    )


def _body(one: Agent, register: Register) -> dict[str, Any]:
    siren = [{"scheme": "SIREN", "identifier": one.identifier}] if one.identifier is not None else None
    return _without_none(
        {
            "id": one.iri,
            "type": "http://www.w3.org/ns/org#Organization",
            "name": one.name,
            "classification": register.graph.concept_label(one.kind),
            "identifiers": siren,
            "area_id": one.parent,
        }
    )


def _organ(one: Agent, register: Register) -> dict[str, Any]:
    return _without_none(
        {
            "id": one.iri,
            "type": "http://www.w3.org/ns/org#Organization",
            "name": one.name,
            "classification": register.graph.concept_label(one.kind),
            "parent_id": one.parent,
        }
    )


def _person(one: Member) -> dict[str, Any]:
    return _without_none(
        {
            "id": one.iri,
            "type": "http://www.w3.org/ns/person#Person",
            "name": one.name,
            "given_name": one.given,
            "family_name": one.family,
            "other_names": [{"name": spelling} for spelling in one.spellings] or None,
        }
    )


def _memberships(one: Member, register: Register, losses: Losses) -> Iterator[dict[str, Any]]:
    for mandate, organ, roles in one.mandates:
        losses.note("membership.dates", mandate)
        labels = [label for role in roles if (label := register.graph.concept_label(role)) is not None]
        yield _without_none(
            {
                "id": mandate,
                "type": "http://www.w3.org/ns/org#Membership",
                "person_id": one.iri,
                "organization_id": organ,
                "role": ", ".join(labels) or None,
            }
        )


def _event(one: Session, losses: Losses) -> dict[str, Any]:
    for attendance in one.attendance:
        if attendance.status != "present":
            losses.note("attendance.status", attendance.iri)
        if attendance.substitute_for is not None:
            losses.note("substitute", attendance.iri)
    return _without_none(
        {
            "id": one.iri,
            "type": "http://schema.org/Event",
            "name": one.name,
            "start_date": one.day,
            "organization_id": one.organ,
            "attendees": [{"id": person} for person in one.persons("present")],
        }
    )


def _motion(one: Act, register: Register) -> dict[str, Any]:
    session = register.sessions.get(one.session or "")
    return _without_none(
        {
            "id": one.iri,
            "type": f"{OPENGOV}Motion",
            "identifier": one.number,
            "text": one.title,
            "date": one.day,
            "organization_id": session.organ if session is not None else one.body,
            "result": RESULTS.get(one.vote.outcome or "") if one.vote is not None else None,
        }
    )


def _vote_event(act: Act, register: Register, losses: Losses) -> dict[str, Any] | None:
    vote = act.vote
    if vote is None:
        losses.note("vote.none", act.iri)
        return None
    session = register.sessions.get(act.session or "")
    _note_vote(vote, losses)
    return _without_none(
        {
            "id": vote.iri,
            "type": f"{OPENGOV}VoteEvent",
            "identifier": act.number,
            "motion_id": act.iri,
            "event_id": act.session,
            "organization_id": session.organ if session is not None else act.body,
            "start_date": act.day,
            "result": RESULTS.get(vote.outcome or ""),
            "counts": _counts(vote),
            "votes": [_ballot(one) for one in vote.ballots if one.recorded and one.option in OPTIONS],
        }
    )


def _note_vote(vote: Vote, losses: Losses) -> None:
    if vote.outcome is not None and vote.outcome not in RESULTS:
        losses.note("result.other", vote.iri)
    if not _counts(vote):
        losses.note("vote.no-counts", vote.iri)
    if vote.voices is not None or vote.present is not None:
        losses.note("vote.totals", vote.iri)
    if vote.method is not None:
        losses.note("vote.method", vote.iri)
    losses.note_all("ballot.inferred", (one.iri for one in vote.ballots if not one.recorded))


def _counts(vote: Vote) -> list[dict[str, Any]]:
    """Stated counts only: a zero that nobody wrote is not there."""
    stated = {"yes": vote.favor, "no": vote.against, "abstain": vote.abstentions}
    return [
        {"id": f"{vote.iri}-{option}", "type": f"{OPENGOV}{COUNTS[option]}", "option": option, "value": value}
        for option, value in stated.items()
        if value is not None
    ]


def _ballot(one: Ballot) -> dict[str, Any]:
    return {"id": one.iri, "type": f"{OPENGOV}Vote", "voter_id": one.voter, "option": OPTIONS[one.option]}


def _note_no_place(register: Register, losses: Losses) -> None:
    graph = register.graph
    losses.note_all("proxy", graph.nodes(Reg.Proxy))
    losses.note_all(
        "money", (*(one.iri for act in register.acts for one in act.money), *graph.nodes(Reg.ReceivedFunding))
    )
    losses.note_all("article", graph.nodes(Reg.OperativeArticle, Reg.Visa, Reg.Recital))
