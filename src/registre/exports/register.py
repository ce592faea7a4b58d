"""The published graph as plain values: sessions, acts, votes and money, in the order of their IRIs.

Every format is made of these, so that no format can know something that the graph does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from registre.exports.graph import PublishedGraph
from registre.graph.pages import Term
from registre.graph.vocabulary import Adms, Dct, Eli, Elidl, Foaf, Igeo, Org, Rdf, Rdfs, Reg, Skos, concept

KINDS: Final = (
    *(Reg.Grant, Reg.MembershipFee, Reg.Contribution, Reg.RepayableAdvance, Reg.LoanGuarantee, Reg.Prize, Reg.Aid),
    *(Reg.InKindAid, Reg.ReceivedFunding),
)
"""Classes of money, disjoint: only the first is a grant in the sense of the exports."""


@dataclass(frozen=True, slots=True)
class Agent:
    """A body, an organ or an organisation. `identifier` is a SIREN, an RNA number, or None."""

    iri: str
    name: str | None
    identifier: str | None = None
    kind: str | None = None
    """The IRI of the concept that classifies it."""
    parent: str | None = None
    """The body of an organ, the territory of a body."""
    siret: str | None = None
    """Of its seat, as a register states it."""
    rna: str | None = None
    """Its RNA number, whether it is known by it or has it beside a SIREN."""


@dataclass(frozen=True, slots=True)
class Member:
    """An elected person; `mandates` are (mandate, organ, role concepts)."""

    iri: str
    name: str | None
    given: str | None
    family: str | None
    spellings: tuple[str, ...]
    mandates: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    iri: str
    person: str
    status: str
    """present | represented | excused | absent, or any later code of the scheme."""
    substitute_for: str | None


@dataclass(frozen=True, slots=True)
class Proxy:
    iri: str
    giver: str
    holder: str


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting. Counts are persons, as stated."""

    iri: str
    name: str | None
    day: str
    organ: str
    in_office: int | None
    chair: str | None
    secretary: str | None
    attendance: tuple[Attendance, ...]
    proxies: tuple[Proxy, ...]

    def persons(self, status: str) -> tuple[str, ...]:
        return tuple(one.person for one in self.attendance if one.status == status)


@dataclass(frozen=True, slots=True)
class Ballot:
    iri: str
    voter: str
    option: str
    """for | against | abstention | not-voting"""
    recorded: bool
    """False when it was inferred: an export never mixes it with what minutes record."""


@dataclass(frozen=True, slots=True)
class Vote:
    """Counts are voices, as stated; None where the document is silent."""

    iri: str
    outcome: str | None
    method: str | None
    favor: int | None
    against: int | None
    abstentions: int | None
    present: int | None
    proxies: int | None
    voting: int | None
    secret: bool | None
    ballots: tuple[Ballot, ...]

    @property
    def voices(self) -> int | None:
        """Voices of the assembly: as stated, else present members and proxies (CGCT art. L2121-20)."""
        if self.voting is not None or self.present is None or self.proxies is None:
            return self.voting
        return self.present + self.proxies


@dataclass(frozen=True, slots=True)
class Part:
    """An article, visa or recital, in its rank; `cites` is an earlier act."""

    iri: str
    kind: str
    number: str
    text: str
    cites: str | None


@dataclass(frozen=True, slots=True)
class Money:
    """One commitment. `private` is True for a natural person, who has no name here."""

    iri: str
    of_class: Term
    amount_eur: Decimal | None
    awarded_by: str | None
    beneficiaries: tuple[str, ...]
    private: bool
    purpose: str | None
    year: str | None


@dataclass(frozen=True, slots=True)
class Act:
    iri: str
    number: str | None
    title: str | None
    day: str
    body: str
    session: str | None
    matter: str | None
    """An ACTES code: "7" or "7.5"."""
    vote: Vote | None
    parts: tuple[Part, ...]
    money: tuple[Money, ...]
    budget_years: tuple[str, ...]
    received_on: str | None
    published_on: str | None
    sources: tuple[str, ...]


class Register:
    """What a publication says, by kind of thing."""

    def __init__(self, graph: PublishedGraph) -> None:
        self.graph = graph

    @cached_property
    def bodies(self) -> dict[str, Agent]:
        return {one: self._agent(one, Reg.territory) for one in self.graph.nodes(Reg.PublicBody)}

    @cached_property
    def organs(self) -> dict[str, Agent]:
        return {one: self._agent(one, Org.unitOf) for one in self.graph.nodes(Reg.DeliberativeOrgan)}

    @cached_property
    def organisations(self) -> dict[str, Agent]:
        return {one: self._agent(one, None) for one in self.graph.nodes(Org.FormalOrganization)}

    @cached_property
    def territories(self) -> dict[str, Agent]:
        """Name and official code; `kind` is commune | epci | departement | region, as its IRI says."""
        classes = (Igeo.Commune, Igeo.Intercommunalite, Igeo.Departement, Igeo.Region)
        return {one: self._territory(one) for one in self.graph.nodes(*classes)}

    @cached_property
    def members(self) -> dict[str, Member]:
        mandates = sorted(set(self.graph.nodes(Reg.Mandate)))
        of_person: dict[str, list[str]] = {}
        for mandate in mandates:
            if (person := self.graph.value(mandate, Org.member)) is not None:
                of_person.setdefault(person, []).append(mandate)
        return {person: self._member(person, found) for person, found in sorted(of_person.items())}

    @cached_property
    def sessions(self) -> dict[str, Session]:
        return {one: self._session(one) for one in self.graph.nodes(Reg.Session)}

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        return tuple(self._act(one) for one in self.graph.nodes(Reg.Deliberation))

    @cached_property
    def sources(self) -> tuple[str, ...]:
        return self.graph.nodes(Reg.SourceText)

    def _agent(self, node: str, parent: Term | None) -> Agent:
        graph = self.graph
        above = graph.value(node, parent) if parent is not None else None
        identifier = graph.value(node, Org.identifier)
        stated = [graph.value(one, Skos.notation) or "" for one in graph.values(node, Adms.identifier)]
        return Agent(
            node,
            graph.label(node),
            identifier,
            graph.value(node, Org.classification),
            above,
            next((one for one in stated if len(one) == 14), None),
            next((one for one in (*stated, identifier or "") if one.startswith("W")), None),
        )

    def _territory(self, node: str) -> Agent:
        graph = self.graph
        code = graph.value(node, Igeo.codeINSEE) or graph.value(node, Org.identifier)
        above = graph.value(node, Igeo.subdivisionDirecteDe)
        return Agent(node, graph.value(node, Igeo.nom), code, node.rsplit("/", 2)[-2], above)

    def _member(self, node: str, mandates: list[str]) -> Member:
        graph = self.graph
        seats = tuple((one, graph.value(one, Org.organization) or "", graph.values(one, Org.role)) for one in mandates)
        return Member(
            iri=node,
            name=graph.label(node),
            given=graph.value(node, Foaf.givenName),
            family=graph.value(node, Foaf.familyName),
            spellings=graph.values(node, Skos.hiddenLabel),
            mandates=seats,
        )

    def _session(self, node: str) -> Session:
        graph = self.graph
        return Session(
            iri=node,
            name=graph.value(node, Rdfs.label),
            day=graph.value(node, Elidl.activity_date) or "",
            organ=graph.value(node, Reg.heldBy) or "",
            in_office=graph.integer(node, Reg.membersInOffice),
            chair=graph.value(node, Reg.chair),
            secretary=graph.value(node, Reg.secretary),
            attendance=tuple(self._attendance(one) for one in graph.values(node, Reg.attendance)),
            proxies=tuple(
                Proxy(one, graph.value(one, Reg.proxyGiver) or "", graph.value(one, Reg.proxyHolder) or "")
                for one in graph.values(node, Reg.proxy)
            ),
        )

    def _attendance(self, node: str) -> Attendance:
        graph = self.graph
        return Attendance(
            node,
            graph.value(node, Elidl.had_participant_person) or "",
            _code(graph.value(node, Elidl.participation_role), "attendance") or "",
            graph.value(node, Elidl.participation_in_name_of),
        )

    def _act(self, node: str) -> Act:
        graph = self.graph
        charges = graph.values(node, Reg.imputation)
        money = tuple(self._money(one) for one in _by_rank(graph.values(node, Reg.commitment)))
        years = {year for one in charges if (year := graph.value(one, Reg.budgetYear))}
        years |= {one.year for one in money if one.year}
        return Act(
            iri=node,
            number=graph.value(node, Eli.id_local),
            title=graph.value(node, Dct.title),
            day=graph.value(node, Eli.date_document) or "",
            body=graph.value(node, Eli.passed_by) or "",
            session=graph.value(node, Reg.inSession),
            matter=_code(next(iter(self._matters(node)), None), "actes"),
            vote=self._vote(graph.value(node, Reg.vote)),
            parts=tuple(self._part(one) for one in _by_rank(graph.values(node, Eli.has_part))),
            money=money,
            budget_years=tuple(sorted(years)),
            received_on=graph.value(graph.value(node, Reg.receipt), Reg.receivedOn),
            published_on=graph.value(graph.value(node, Reg.publication), Reg.publishedOn),
            sources=graph.values(node, Reg.source),
        )

    def _matters(self, node: str) -> list[str]:
        """ACTES matters of an act, the most precise first."""
        found = [one for one in self.graph.values(node, Dct.subject) if _code(one, "actes") is not None]
        return sorted(found, key=lambda one: ("." not in (_code(one, "actes") or ""), one))

    def _vote(self, node: str | None) -> Vote | None:
        graph = self.graph
        if node is None:
            return None
        secret = graph.value(node, Reg.secret)
        return Vote(
            iri=node,
            outcome=_code(graph.value(node, Elidl.decision_outcome), "outcome"),
            method=_code(graph.value(node, Elidl.decision_method), "method"),
            favor=graph.integer(node, Elidl.number_of_votes_favor),
            against=graph.integer(node, Elidl.number_of_votes_against),
            abstentions=graph.integer(node, Elidl.number_of_votes_abstention),
            present=graph.integer(node, Reg.presentCount),
            proxies=graph.integer(node, Reg.proxyCount),
            voting=graph.integer(node, Reg.votingCount),
            secret=None if secret is None else secret in ("true", "1"),
            ballots=tuple(self._ballot(one) for one in graph.values(node, Reg.ballot)),
        )

    def _ballot(self, node: str) -> Ballot:
        graph = self.graph
        return Ballot(
            node,
            graph.value(node, Reg.voter) or "",
            _code(graph.value(node, Reg.option), "option") or "",
            _code(graph.value(node, Reg.ballotStatus), "ballot") == "recorded",
        )

    def _part(self, node: str) -> Part:
        graph = self.graph
        kind = _code(graph.value(node, Eli.type_subdivision), "subdivision") or ""
        number, words = graph.value(node, Eli.number) or "", graph.value(node, Reg.text) or ""
        return Part(node, kind, number, words, graph.value(node, Eli.cites))

    def _money(self, node: str) -> Money:
        graph = self.graph
        classes = graph.values(node, Rdf.type)
        return Money(
            iri=node,
            of_class=next((one for one in KINDS if one[1:-1] in classes), Reg.Aid),
            amount_eur=graph.decimal(node, Reg.amount),
            awarded_by=graph.value(node, Reg.awardedBy),
            beneficiaries=graph.values(node, Reg.beneficiary),
            private=concept("beneficiary", "private-person")[1:-1] in graph.values(node, Reg.beneficiaryKind),
            purpose=graph.value(node, Reg.purpose),
            year=graph.value(node, Reg.budgetYear),
        )


def _code(iri: str | None, scheme: str) -> str | None:
    """ ".../ns#outcome-adopted" → "adopted"; None for a concept of another scheme."""
    if iri is None:
        return None
    local = iri.rsplit("#", 1)[-1]
    return local.removeprefix(f"{scheme}-") if local.startswith(f"{scheme}-") else None


def _by_rank(parts: tuple[str, ...]) -> list[str]:
    """ "#grant-2" before "#grant-10"."""

    def rank(iri: str) -> tuple[str, int]:
        head, _, number = iri.rpartition("-")
        return (head, int(number)) if number.isdecimal() else (iri, 0)

    return sorted(parts, key=rank)
