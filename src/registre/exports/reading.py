"""One thing of a publication at a time, read from its graph into a plain value."""

from __future__ import annotations

from registre.exports.graph import PublishedGraph
from registre.exports.things import KINDS, Act, Agent, Attendance, Ballot, Member, Money, Part, Proxy, Session, Vote
from registre.graph.pages import Term
from registre.graph.vocabulary import Adms, Dct, Eli, Elidl, Foaf, Igeo, Org, Rdf, Rdfs, Reg, Skos, concept


def read_agent(graph: PublishedGraph, node: str, parent: Term | None) -> Agent:
    """A body, organ or organisation; `parent` is the property that leads to what stands above it, if any does."""
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


def read_territory(graph: PublishedGraph, node: str) -> Agent:
    """A territory, its kind taken from its IRI."""
    code = graph.value(node, Igeo.codeINSEE) or graph.value(node, Org.identifier)
    above = graph.value(node, Igeo.subdivisionDirecteDe)
    return Agent(node, graph.value(node, Igeo.nom), code, node.rsplit("/", 2)[-2], above)


def read_member(graph: PublishedGraph, node: str, mandates: list[str]) -> Member:
    """A person with these mandates."""
    seats = tuple((one, graph.value(one, Org.organization) or "", graph.values(one, Org.role)) for one in mandates)
    return Member(
        iri=node,
        name=graph.label(node),
        given=graph.value(node, Foaf.givenName),
        family=graph.value(node, Foaf.familyName),
        spellings=graph.values(node, Skos.hiddenLabel),
        mandates=seats,
    )


def read_session(graph: PublishedGraph, node: str) -> Session:
    """A session with who came and who was represented; "" for a date or an organ that the graph lacks."""
    return Session(
        iri=node,
        name=graph.value(node, Rdfs.label),
        day=graph.value(node, Elidl.activity_date) or "",
        organ=graph.value(node, Reg.heldBy) or "",
        in_office=graph.integer(node, Reg.membersInOffice),
        chair=graph.value(node, Reg.chair),
        secretary=graph.value(node, Reg.secretary),
        attendance=tuple(_attendance(graph, one) for one in graph.values(node, Reg.attendance)),
        proxies=tuple(
            Proxy(one, graph.value(one, Reg.proxyGiver) or "", graph.value(one, Reg.proxyHolder) or "")
            for one in graph.values(node, Reg.proxy)
        ),
    )


def _attendance(graph: PublishedGraph, node: str) -> Attendance:
    return Attendance(
        node,
        graph.value(node, Elidl.had_participant_person) or "",
        _code(graph.value(node, Elidl.participation_role), "attendance") or "",
        graph.value(node, Elidl.participation_in_name_of),
    )


def read_act(graph: PublishedGraph, node: str) -> Act:
    """An act with its vote, its parts and its money, parts and money in the rank of their numbers."""
    charges = graph.values(node, Reg.imputation)
    money = tuple(_money(graph, one) for one in _by_rank(graph.values(node, Reg.commitment)))
    years = {year for one in charges if (year := graph.value(one, Reg.budgetYear))}
    years |= {one.year for one in money if one.year}
    return Act(
        iri=node,
        number=graph.value(node, Eli.id_local),
        title=graph.value(node, Dct.title),
        day=graph.value(node, Eli.date_document) or "",
        body=graph.value(node, Eli.passed_by) or "",
        session=graph.value(node, Reg.inSession),
        matter=_code(next(iter(_matters(graph, node)), None), "actes"),
        vote=_vote(graph, graph.value(node, Reg.vote)),
        parts=tuple(_part(graph, one) for one in _by_rank(graph.values(node, Eli.has_part))),
        money=money,
        budget_years=tuple(sorted(years)),
        received_on=graph.value(graph.value(node, Reg.receipt), Reg.receivedOn),
        published_on=graph.value(graph.value(node, Reg.publication), Reg.publishedOn),
        sources=graph.values(node, Reg.source),
    )


def _matters(graph: PublishedGraph, node: str) -> list[str]:
    """ACTES matters of an act, the most precise first."""
    found = [one for one in graph.values(node, Dct.subject) if _code(one, "actes") is not None]
    return sorted(found, key=lambda one: ("." not in (_code(one, "actes") or ""), one))


def _vote(graph: PublishedGraph, node: str | None) -> Vote | None:
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
        ballots=tuple(_ballot(graph, one) for one in graph.values(node, Reg.ballot)),
    )


def _ballot(graph: PublishedGraph, node: str) -> Ballot:
    return Ballot(
        node,
        graph.value(node, Reg.voter) or "",
        _code(graph.value(node, Reg.option), "option") or "",
        _code(graph.value(node, Reg.ballotStatus), "ballot") == "recorded",
    )


def _part(graph: PublishedGraph, node: str) -> Part:
    kind = _code(graph.value(node, Eli.type_subdivision), "subdivision") or ""
    number, words = graph.value(node, Eli.number) or "", graph.value(node, Reg.text) or ""
    return Part(node, kind, number, words, graph.values(node, Eli.cites))


def _money(graph: PublishedGraph, node: str) -> Money:
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
