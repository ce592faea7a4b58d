"""OSLO Besluit in Turtle: what a French act can say in the Flemish profile, and the list of what it cannot.

The profile asks for hours, agenda items, secrecy and full counts. An extract of a register seldom says them:
holes stay holes and are counted. Source: application profile of Besluit and Mandaat (data.vlaanderen.be).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from registre.exports.losses import Exported, Losses
from registre.exports.oslo_reasons import REASONS
from registre.exports.register import Register
from registre.exports.things import Act, Agent, Part, Session, Vote
from registre.exports.turtle import Sheet, link
from registre.graph.pages import Term
from registre.graph.terms import XSD, iri, text, typed
from registre.graph.vocabulary import Eli, Elidl, Org, Person, Reg, Skos, concept

NAME: Final = "oslo"
_BESLUIT: Final = "http://data.vlaanderen.be/ns/besluit#"
_MANDAAT: Final = "http://data.vlaanderen.be/ns/mandaat#"
_ELI: Final = "http://data.europa.eu/eli/ontology#"
_PROV: Final = "http://www.w3.org/ns/prov#"
PREFIXES: Final = {
    "besluit": _BESLUIT,
    "eli": _ELI,
    "elidl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "mandaat": _MANDAAT,
    "org": "http://www.w3.org/ns/org#",
    "person": "http://www.w3.org/ns/person#",
    "prov": _PROV,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": XSD,
}
FRENCH: Final = iri("http://publications.europa.eu/resource/authority/language/FRA")
VOTERS: Final = {"for": "heeftVoorstander", "against": "heeftTegenstander", "abstention": "heeftOnthouder"}


def _besluit(name: str) -> Term:
    return iri(_BESLUIT + name)


def _eli(name: str) -> Term:
    return iri(_ELI + name)


def export_oslo(register: Register) -> Exported:
    """One Turtle file."""
    losses, sheet = Losses(REASONS), Sheet(PREFIXES)
    writer = _Writer(register, sheet, losses)
    for body in register.bodies.values():
        writer.state_body(body)
    for organ in register.organs.values():
        writer.state_organ(organ)
    writer.state_mandates()
    for session in register.sessions.values():
        writer.state_session(session)
    for act in register.acts:
        writer.state_act(act)
    writer.note_no_place()
    return Exported(NAME, {f"{NAME}-besluit.ttl": sheet.as_turtle()}, {"triples": len(sheet)}, losses)


class _Writer:
    """Writes the profile's view of a register."""

    def __init__(self, register: Register, sheet: Sheet, losses: Losses) -> None:
        self.register, self.sheet, self.losses = register, sheet, losses
        self.known = {act.iri for act in register.acts}
        self.seats = {
            (one.iri, organ): mandate for one in register.members.values() for mandate, organ, _ in one.mandates
        }

    def state_body(self, one: Agent) -> None:
        self.sheet.describe(
            one.iri,
            (_besluit("Bestuurseenheid"),),
            (Skos.prefLabel, text(one.name) if one.name else None),
            (Org.classification, link(one.kind)),
            (_besluit("werkingsgebied"), link(one.parent)),
        )

    def state_organ(self, one: Agent) -> None:
        self.sheet.describe(
            one.iri,
            (_besluit("Bestuursorgaan"),),
            (Skos.prefLabel, text(one.name) if one.name else None),
            (Org.classification, link(one.kind)),
            (_besluit("bestuurt"), link(one.parent)),
        )

    def state_mandates(self) -> None:
        for member in self.register.members.values():
            name = text(member.name) if member.name else None
            self.sheet.describe(member.iri, (Person.Person,), (Skos.prefLabel, name))
            for mandate, _, _ in member.mandates:
                self.losses.note("mandate.post", mandate)
                alias = (iri(f"{_MANDAAT}isBestuurlijkeAliasVan"), iri(member.iri))
                self.sheet.describe(mandate, (iri(f"{_MANDAAT}Mandataris"),), alias)

    def state_session(self, one: Session) -> None:
        self.losses.note("session.hours", one.iri)
        self.losses.note("session.agenda", one.iri)
        chair, secretary = self._seat(one.chair, one.organ), self._seat(one.secretary, one.organ)
        self._need("session.chair", chair, one.iri)
        self._need("session.secretary", secretary, one.iri)
        self.sheet.describe(
            one.iri,
            (_besluit("Zitting"),),
            (_besluit("isGehoudenDoor"), link(one.organ)),
            (Elidl.activity_date, _date(one.day)),
            (_besluit("heeftVoorzitter"), chair),
            (_besluit("heeftSecretaris"), secretary),
            *((_besluit("heeftAanwezige"), self._seat(person, one.organ)) for person in one.persons("present")),
        )
        self.losses.note_all("attendance.status", (each.iri for each in one.attendance if each.status != "present"))

    def state_act(self, act: Act) -> None:
        """The work (ours), the Besluit that realises it, and the treatment that made it."""
        besluit, treatment = _besluit_of(act.iri), f"{act.iri}#oslo-behandeling"
        articles = [part for part in act.parts if part.kind == "article"]
        self._state_work(act, besluit, articles)
        recitals = " ".join(part.text for part in act.parts if part.kind == "recital")
        cited = [one for part in act.parts for one in part.cites]
        self.losses.note_all("act.cites", (act.iri for one in cited if one not in self.known))
        self._need("act.title", act.title, act.iri)
        self._need("act.motivation", recitals, act.iri)
        self._need("act.articles", articles, act.iri)
        self.sheet.describe(
            besluit,
            (_besluit("Besluit"),),
            (_eli("realizes"), iri(act.iri)),
            (_eli("title"), text(act.title, "fr") if act.title else None),
            (_eli("language"), FRENCH),
            (_eli("date_publication"), _date(act.published_on)),
            (_besluit("motivering"), text(recitals, "fr") if recitals else None),
            (iri(f"{_PROV}wasGeneratedBy"), iri(treatment)),
            *((Eli.has_part, iri(part.iri)) for part in articles),
            *((Eli.cites, iri(_besluit_of(one))) for one in cited if one in self.known),
        )
        self._state_treatment(act, treatment, besluit)

    def _state_work(self, act: Act, besluit: str, articles: list[Part]) -> None:
        self.sheet.describe(
            act.iri,
            (Eli.LegalResource,),
            (Eli.passed_by, link(act.body)),
            (Eli.id_local, text(act.number) if act.number else None),
            (Eli.date_document, _date(act.day)),
            (_eli("is_realized_by"), iri(besluit)),
            *((Eli.has_part, iri(part.iri)) for part in articles),
        )
        for part in articles:
            self.sheet.describe(
                part.iri,
                (_besluit("Artikel"),),
                (Eli.number, text(part.number)),
                (_eli("language"), FRENCH),
                (iri(f"{_PROV}value"), text(part.text, "fr")),
            )

    def _state_treatment(self, act: Act, treatment: str, besluit: str) -> None:
        for code in ("treatment.public", "treatment.subject"):
            self.losses.note(code, act.iri)
        self.sheet.describe(
            treatment,
            (_besluit("BehandelingVanAgendapunt"),),
            (iri(f"{_PROV}generated"), iri(besluit)),
            (iri(f"{PREFIXES['elidl']}forms_part_of"), link(act.session)),
            (_besluit("heeftStemming"), link(act.vote.iri) if act.vote is not None else None),
        )
        if act.vote is None:
            self.losses.note("vote.none", act.iri)
        else:
            self._state_vote(act, act.vote)

    def _state_vote(self, act: Act, vote: Vote) -> None:
        session = self.register.sessions.get(act.session or "")
        counts = (vote.favor, vote.against, vote.abstentions)
        outcome = self.register.graph.concept_label(concept("outcome", vote.outcome)[1:-1]) if vote.outcome else None
        self._need("vote.counts", None not in counts, vote.iri)
        self._need("vote.secret", vote.secret is not None, vote.iri)
        self._need("vote.outcome", outcome, vote.iri)
        names = ("aantalVoorstanders", "aantalTegenstanders", "aantalOnthouders")
        present = session.persons("present") if session is not None else ()
        organ = session.organ if session is not None else ""
        voters = list(self._voters(vote, organ))
        self._need("vote.voters", voters, vote.iri)
        self.sheet.describe(
            vote.iri,
            (_besluit("Stemming"),),
            *((_besluit(name), _integer(count)) for name, count in zip(names, counts, strict=True)),
            (_besluit("geheim"), typed(vote.secret) if vote.secret is not None else None),
            (_besluit("gevolg"), text(outcome, "fr") if outcome else None),
            (_besluit("onderwerp"), text(act.title, "fr") if act.title else None),
            *((_besluit("heeftAanwezige"), link(self.seats.get((person, organ)))) for person in present),
            *voters,
        )

    def _voters(self, vote: Vote, organ: str) -> Iterator[tuple[Term, Term]]:
        """Recorded ballots: the voter, and what he or she voted. Who does not take part is no voter."""
        for ballot in vote.ballots:
            if not ballot.recorded:
                self.losses.note("ballot.inferred", ballot.iri)
            elif ballot.option in VOTERS and (seat := self._seat(ballot.voter, organ)) is not None:
                yield _besluit("heeftStemmer"), seat
                yield _besluit(VOTERS[ballot.option]), seat

    def _seat(self, person: str | None, organ: str) -> Term | None:
        """The mandate of a person in an organ: the profile speaks of mandates where we speak of persons."""
        if person is None:
            return None
        seat = self.seats.get((person, organ))
        if seat is None:
            self.losses.note("mandate.unknown", person)
        return link(seat)

    def _need(self, code: str, given: object, about: str) -> None:
        if not given:
            self.losses.note(code, about)

    def note_no_place(self) -> None:
        graph, acts = self.register.graph, self.register.acts
        self.losses.note_all("proxy", graph.nodes(Reg.Proxy))
        self.losses.note_all("money", (one.iri for act in acts for one in act.money))
        self.losses.note_all("money", graph.nodes(Reg.ReceivedFunding))
        self.losses.note_all("receipt", graph.nodes(Reg.LegalityControlReceipt))


def _besluit_of(act: str) -> str:
    """The Besluit that realises an act: what another Besluit cites."""
    return f"{act}#oslo-besluit"


def _integer(count: int | None) -> Term | None:
    return typed(count) if count is not None else None


def _date(day: str | None) -> Term | None:
    return typed(date.fromisoformat(day)) if day else None
