"""ELI and ELI-DL in Turtle, in the shape that DECIDe harvests: work, expression, manifestation, activity, vote.

Only terms that the two vocabularies declare, within their domains: titles stand on expressions, counts and
voters on votes. DECIDe reads the words of an act in `epvoc:expressionContent`.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from registre.exports.losses import Exported, Losses
from registre.exports.register import Register
from registre.exports.things import Act, Session, Vote
from registre.exports.turtle import Sheet, link
from registre.graph.pages import Term
from registre.graph.terms import XSD, iri, text, typed
from registre.graph.vocabulary import Dcat, Dct, Eli, Elidl, Person, Reg, Skos, concept

NAME: Final = "eli-dl"
_ELI: Final = "http://data.europa.eu/eli/ontology#"
_DL: Final = "http://data.europa.eu/eli/eli-draft-legislation-ontology#"
_EPVOC: Final = "https://data.europarl.europa.eu/def/epvoc#"
PREFIXES: Final = {
    "dct": "http://purl.org/dc/terms/",
    "eli": _ELI,
    "elidl": _DL,
    "epvoc": _EPVOC,
    "person": "http://www.w3.org/ns/person#",
    "reg": "https://w3id.org/registre/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": XSD,
}
FRENCH: Final = iri("http://publications.europa.eu/resource/authority/language/FRA")
OUTCOMES: Final = {"adopted": "DecisionOutcome-Adopted", "rejected": "DecisionOutcome-Rejected"}
"""The two outcomes that ELI-DL itself names; the others are concepts of ours."""
VOTERS: Final = {"for": "had_voter_favor", "against": "had_voter_against", "abstention": "had_voter_abstention"}

REASONS: Final = {
    "vote.none": (
        "acte sans vote énoncé : activité sans Decision",
        "act without a stated vote: activity without a Decision",
    ),
    "vote.no-counts": ("vote sans décompte", "vote without counts"),
    "vote.totals": (
        "effectif, voix et pouvoirs : ELI-DL ne compte que les présents (number_of_attendees)",
        "members in office, voices and proxies: ELI-DL counts the present only (number_of_attendees)",
    ),
    "ballot.not-voting": ("ne prend pas part au vote : aucun terme", "does not take part in the vote: no term"),
    "ballot.inferred": ("vote nominatif déduit : omis", "inferred ballot: left out"),
    "proxy": (
        "pouvoir : rendu par Participation + participation_in_name_of, qui ne dit pas qu'une voix est portée",
        "proxy: given as Participation + participation_in_name_of, which does not say that a vote is carried",
    ),
    "quorum": ("quorum : aucun terme", "quorum: no term"),
    "act.title": (
        "acte sans objet lisible : expression sans titre",
        "act without a readable title: expression without one",
    ),
    "money": ("argent engagé ou reçu : aucun terme", "money committed or received: no term"),
    "receipt": ("contrôle de légalité : aucun terme", "legality control: no term"),
    "mandate": ("mandats et rôles : hors d'ELI-DL", "mandates and roles: outside ELI-DL"),
    "order": (
        "ordre du jour : les actes n'en disent pas le rang, activity_order absent",
        "agenda: acts do not tell the rank, no activity_order",
    ),
}


def _eli(name: str) -> Term:
    return iri(_ELI + name)


def _dl(name: str) -> Term:
    return iri(_DL + name)


def export_eli_dl(register: Register) -> Exported:
    """One Turtle file."""
    losses, sheet = Losses(REASONS), Sheet(PREFIXES)
    writer = _Writer(register, sheet, losses)
    writer.state_agents()
    for session in register.sessions.values():
        writer.state_session(session)
    for act in register.acts:
        writer.state_act(act)
    writer.state_texts()
    writer.note_no_place()
    return Exported(NAME, {f"{NAME}.ttl": sheet.as_turtle()}, {"triples": len(sheet)}, losses)


class _Writer:
    """Writes the ELI-DL view of a register."""

    def __init__(self, register: Register, sheet: Sheet, losses: Losses) -> None:
        self.register, self.sheet, self.losses = register, sheet, losses
        self.votes: dict[str, list[str]] = {}
        for act in register.acts:
            if act.session is not None and act.vote is not None:
                self.votes.setdefault(act.session, []).append(act.vote.iri)

    def state_agents(self) -> None:
        for agent in (*self.register.bodies.values(), *self.register.organs.values()):
            name = text(agent.name) if agent.name else None
            self.sheet.describe(agent.iri, (_eli("Organization"),), (Skos.prefLabel, name))
        for member in self.register.members.values():
            name = text(member.name) if member.name else None
            self.sheet.describe(member.iri, (_eli("Person"), Person.Person), (Skos.prefLabel, name))
            self.losses.note_all("mandate", (mandate for mandate, _, _ in member.mandates))

    def state_session(self, one: Session) -> None:
        votes = self.votes.get(one.iri, ())
        self.sheet.describe(
            one.iri,
            (_dl("Activity"),),
            (Elidl.activity_date, _date(one.day)),
            (_dl("activity_label"), text(one.name) if one.name else None),
            (_dl("had_responsible_organization"), link(one.organ)),
            *((_dl("had_excused_person"), iri(person)) for person in one.persons("excused")),
            *((_dl("had_participation"), iri(each.iri)) for each in one.attendance),
            *((_dl("had_participation"), iri(each.iri)) for each in one.proxies),
            *((_dl("consists_of"), iri(vote)) for vote in votes),
        )
        for attendance in one.attendance:
            self.sheet.describe(
                attendance.iri,
                (_dl("Participation"),),
                (Elidl.had_participant_person, link(attendance.person)),
                (Elidl.participation_role, self._concept("attendance", attendance.status, "ParticipationRole")),
                (Elidl.participation_in_name_of, link(attendance.substitute_for)),
            )
        for proxy in one.proxies:
            self.losses.note("proxy", proxy.iri)
            self.sheet.describe(
                proxy.iri,
                (_dl("Participation"),),
                (Elidl.had_participant_person, link(proxy.holder)),
                (Elidl.participation_in_name_of, link(proxy.giver)),
            )

    def state_act(self, act: Act) -> None:
        expression = f"{act.iri}#expression"
        self.sheet.describe(
            act.iri,
            (_eli("LegalResource"), _eli("Work")),
            (Dct.title, text(act.title, "fr") if act.title else None),
            (Dct.identifier, text(act.number) if act.number else None),
            (Eli.id_local, text(act.number) if act.number else None),
            (Eli.date_document, _date(act.day)),
            (Eli.passed_by, link(act.body)),
            (_eli("is_about"), self._concept("actes", act.matter, None) if act.matter else None),
            (_eli("is_realized_by"), iri(expression)),
            *((Eli.cites, iri(cited)) for part in act.parts for cited in part.cites),
        )
        words = "\n".join(part.text for part in act.parts if part.text)
        if not act.title:
            self.losses.note("act.title", act.iri)
        self.sheet.describe(
            expression,
            (_eli("LegalExpression"), _eli("Expression")),
            (_eli("realizes"), iri(act.iri)),
            (_eli("title"), text(act.title, "fr") if act.title else None),
            (_eli("language"), FRENCH),
            (_eli("date_publication"), _date(act.published_on)),
            (iri(f"{_EPVOC}expressionContent"), text(words, "fr") if words else None),
            *((_eli("is_embodied_by"), iri(source)) for source in act.sources),
        )
        self._state_parts(act)
        if act.vote is not None:
            self._state_vote(act, act.vote)
        else:
            self.losses.note("vote.none", act.iri)
        self.losses.note("order", act.iri)

    def _state_parts(self, act: Act) -> None:
        for part in act.parts:
            self.sheet.describe(act.iri, (), (Eli.has_part, iri(part.iri)))
            self.sheet.describe(
                part.iri,
                (_eli("LegalResourceSubdivision"),),
                (Eli.is_part_of, iri(act.iri)),
                (Eli.number, text(part.number)),
                (Eli.type_subdivision, self._concept("subdivision", part.kind, None)),
            )

    def _state_vote(self, act: Act, vote: Vote) -> None:
        self._note_vote(vote)
        passed = vote.outcome in ("adopted", "noted")
        self.sheet.describe(
            vote.iri,
            (_dl("Vote"), _dl("Decision")),
            (Elidl.activity_date, _date(act.day)),
            (_dl("forms_part_of"), link(act.session)),
            (_dl("decided_on_a_realization_of"), iri(act.iri)),
            (_dl("created_a_realization_of"), iri(act.iri) if passed else None),
            (Elidl.decision_outcome, self._outcome(vote)),
            (Elidl.decision_method, self._concept("method", vote.method, "DecisionMethod") if vote.method else None),
            (Elidl.number_of_votes_favor, _integer(vote.favor)),
            (Elidl.number_of_votes_against, _integer(vote.against)),
            (Elidl.number_of_votes_abstention, _integer(vote.abstentions)),
            (_dl("number_of_attendees"), _integer(vote.present)),
            *(
                (_dl(VOTERS[one.option]), link(one.voter))
                for one in vote.ballots
                if one.recorded and one.option in VOTERS
            ),
        )

    def _note_vote(self, vote: Vote) -> None:
        if vote.favor is None and vote.against is None and vote.abstentions is None:
            self.losses.note("vote.no-counts", vote.iri)
        if vote.voices is not None:
            self.losses.note("vote.totals", vote.iri)
        for ballot in vote.ballots:
            if not ballot.recorded:
                self.losses.note("ballot.inferred", ballot.iri)
            elif ballot.option not in VOTERS:
                self.losses.note("ballot.not-voting", ballot.iri)

    def _outcome(self, vote: Vote) -> Term | None:
        if vote.outcome is None:
            return None
        if vote.outcome in OUTCOMES:
            return _dl(OUTCOMES[vote.outcome])
        return self._concept("outcome", vote.outcome, "DecisionOutcome")

    def _concept(self, scheme: str, code: str, kind: str | None) -> Term | None:
        """A concept of ours, with its French name and the ELI-DL class that the property wants."""
        if not code:
            return None
        term = concept(scheme, code)
        label = self.register.graph.concept_label(term[1:-1])
        classes = (iri(f"{PREFIXES['skos']}Concept"), *((_dl(kind),) if kind is not None else ()))
        self.sheet.describe(term[1:-1], classes, (Skos.prefLabel, text(label, "fr") if label else None))
        return term

    def state_texts(self) -> None:
        """Source texts are the manifestations: the published text itself is at the IRI's .txt."""
        graph = self.register.graph
        for source in self.register.sources:
            media = graph.value(source, Dcat.mediaType)
            size = graph.integer(source, Dcat.byteSize)
            self.sheet.describe(
                source,
                (_eli("Manifestation"),),
                (_eli("media_type"), link(f"https://www.iana.org/assignments/media-types/{media}") if media else None),
                (iri(f"{_EPVOC}byteSize"), _integer(size)),
                (_eli("is_exemplified_by"), iri(f"{source}.txt")),
            )

    def note_no_place(self) -> None:
        graph, acts = self.register.graph, self.register.acts
        self.losses.note_all("quorum", graph.nodes(Reg.QuorumCheck))
        self.losses.note_all("money", (one.iri for act in acts for one in act.money))
        self.losses.note_all("money", graph.nodes(Reg.ReceivedFunding))
        self.losses.note_all("receipt", graph.nodes(Reg.LegalityControlReceipt))


def _integer(count: int | None) -> Term | None:
    return typed(count) if count is not None else None


def _date(day: str | None) -> Term | None:
    return typed(date.fromisoformat(day)) if day else None
