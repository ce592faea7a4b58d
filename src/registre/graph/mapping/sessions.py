"""A sitting as a session page: who was there, by what right, and whether the assembly could decide."""

from __future__ import annotations

from datetime import date
from typing import Final

from registre.graph.draft import Draft
from registre.graph.evidence import Witness
from registre.graph.iris import Minter
from registre.graph.mapping.findings import state_finding, state_findings
from registre.graph.mapping.movements import state_movements
from registre.graph.mapping.names import Names
from registre.graph.mapping.texts import distinct_documents
from registre.graph.pages import PageGraph, Term
from registre.graph.terms import iri, text, typed
from registre.graph.vocabulary import Dct, Elidl, Rdfs, Reg, concept
from registre.linking.identities import LinkedRecord
from registre.linking.sittings import Sitting
from registre.months import FRENCH
from registre.records import Attendance, Counts, Fact, Severity, Status

EASED_QUORUM: Final = (date(2020, 3, 12), date(2022, 7, 31))
"""Laws of exception asked for a third of the members only, with gaps: a majority missed then proves nothing."""


def session_address(sitting: Sitting, mint: Minter) -> str:
    return mint.session(sitting.body.key, sitting.organ.slug, sitting.day)


def session_page(sitting: Sitting, mint: Minter) -> PageGraph:
    """The facts of the meeting in the words of its first document, and what its other documents contradict."""
    first = sitting.documents[0]
    draft = Draft(mint, session_address(sitting, mint), "session")
    writer = _SessionWriter(draft, sitting, Names(first, mint), Witness(first.record, mint))
    writer.state_head()
    writer.state_counts()
    writer.state_quorum()
    doubts = writer.state_roll()
    _state_findings(draft, sitting, doubts)
    return draft.finish()


class _SessionWriter:
    """Writes the parts of one session page."""

    def __init__(self, draft: Draft, sitting: Sitting, names: Names, witness: Witness) -> None:
        self.draft, self.sitting, self.names, self.witness = draft, sitting, names, witness
        self.facts = sitting.session

    def state_head(self) -> None:
        draft, mint, sitting, facts = self.draft, self.draft.mint, self.sitting, self.facts
        organ = iri(mint.organ(sitting.organ.body, sitting.organ.slug))
        chair = self.names.person(facts.president.value if facts.president is not None else None)
        secretary = self.names.person(facts.secretary.value if facts.secretary is not None else None)
        draft.describe(
            draft.thing,
            (Reg.Session,),
            (Rdfs.label, text(_label(sitting), "fr")),
            (Elidl.activity_date, typed(sitting.day)),
            (Reg.heldBy, organ),
            (Reg.chair, chair),
            (Reg.secretary, secretary),
            (Reg.remote, typed(facts.remote.value) if facts.remote is not None else None),
        )
        for linked in distinct_documents(sitting):
            draft.add(draft.thing, Reg.source, iri(mint.text(linked.record.source.sha256)))
        self._prove(Reg.heldBy, facts.body)
        self._prove(Reg.heldBy, facts.body_siren)
        self._prove(Reg.heldBy, facts.organ)
        self._prove(Elidl.activity_date, facts.date)
        self._prove(Reg.remote, facts.remote)
        if chair is not None:
            self._prove(Reg.chair, facts.president)
        if secretary is not None:
            self._prove(Reg.secretary, facts.secretary)
        self._state_convocation()

    def _prove(self, prop: Term, fact: Fact[str] | Fact[date] | Fact[bool] | Fact[int] | None) -> None:
        self.witness.testify(self.draft, self.draft.thing, prop, fact)

    def _state_convocation(self) -> None:
        convened = self.facts.convened_on
        if convened is None:
            return
        node = self.draft.part("convocation")
        self.draft.add(self.draft.thing, Reg.convocation, node)
        between = (self.sitting.day - convened.value).days - 1
        self.draft.describe(
            node,
            (Reg.Convocation,),
            (Dct.date, typed(convened.value)),
            (Reg.convokes, self.draft.thing),
            (Reg.clearDays, typed(between) if between >= 0 else None),
        )
        self.witness.testify(self.draft, node, Dct.date, convened)

    def state_counts(self) -> None:
        for prop, fact in (
            (Reg.membersInOffice, self.facts.counts.in_office),
            (Reg.presentCount, self.facts.counts.present),
            (Reg.proxyCount, self.facts.counts.proxies),
            (Reg.votingCount, self.facts.counts.voting),
        ):
            if fact is not None:
                self.draft.add(self.draft.thing, prop, typed(fact.value))
                self._prove(prop, fact)

    def state_quorum(self) -> None:
        """CGCT art. L2121-17: more than half of the members in office, counted by heads, without proxies."""
        in_office, present = self.facts.counts.in_office, self.facts.counts.present
        if in_office is None or present is None:
            return
        required = in_office.value // 2 + 1
        reached = present.value >= required
        if not reached and EASED_QUORUM[0] <= self.sitting.day <= EASED_QUORUM[1]:
            return
        node = self.draft.part("quorum")
        self.draft.add(self.draft.thing, Reg.quorumCheck, node)
        self.draft.describe(
            node,
            (Reg.QuorumCheck,),
            (Reg.inSession, self.draft.thing),
            (Reg.quorumRequired, typed(required)),
            (Reg.quorumPresent, typed(present.value)),
            (Reg.quorumReached, typed(reached)),
            (Reg.legalRule, concept("law", "cgct-l2121-17")),
        )

    def state_roll(self) -> list[str]:
        """One attendance a person. Returns the names listed again with another status."""
        listed: dict[str, Attendance] = {}
        doubts = []
        for fact in self.facts.attendance:
            key = self.names.person_key(fact.value.name)
            if key is None:
                continue
            if (before := listed.get(key)) is None:
                listed[key] = fact.value
                self._state_attendance(key, fact)
            elif before.status is not fact.value.status:
                doubts.append(fact.value.name)
        state_movements(self.draft, self.sitting, self.names, self.witness, listed)
        return doubts

    def _state_attendance(self, key: str, fact: Fact[Attendance]) -> None:
        draft, one = self.draft, fact.value
        node = draft.part("attendance", key)
        draft.add(draft.thing, Reg.attendance, node)
        if one.status is Status.excused:
            draft.add(draft.thing, Elidl.had_excused_person, self.names.person(one.name))
        draft.describe(
            node,
            (Reg.Attendance,),
            (Reg.inSession, draft.thing),
            (Elidl.had_participant_person, self.names.person(one.name)),
            (Elidl.participation_role, concept("attendance", one.status.value)),
            (Elidl.participation_in_name_of, self.names.person(one.substitute_for)),
            (Reg.capacity, text(one.role) if one.role else None),
            (Reg.arrives, text(one.arrives) if one.arrives else None),
            (Reg.leaves, text(one.leaves) if one.leaves else None),
        )
        self.witness.testify(draft, node, Elidl.participation_role, fact)
        holder = self.names.person(one.proxy_to)
        if holder is not None:
            self._state_proxy(key, fact, holder)

    def _state_proxy(self, key: str, fact: Fact[Attendance], holder: Term) -> None:
        draft = self.draft
        node = draft.part("proxy", key)
        draft.add(draft.thing, Reg.proxy, node)
        draft.describe(
            node,
            (Reg.Proxy,),
            (Reg.inSession, draft.thing),
            (Reg.proxyGiver, self.names.person(fact.value.name)),
            (Reg.proxyHolder, holder),
        )
        self.witness.testify(draft, node, Reg.proxyHolder, fact)


def _label(sitting: Sitting) -> str:
    """ "Conseil municipal, Valbrume : séance du 1er mars 2024"."""
    day = sitting.day
    number = "1er" if day.day == 1 else str(day.day)
    return f"{sitting.organ.name}, {sitting.body.name} : séance du {number} {FRENCH[day.month - 1]} {day.year}"


def _state_findings(draft: Draft, sitting: Sitting, doubts: list[str]) -> None:
    """Diagnostics of every document about the session, then what comparing shows."""
    documents = distinct_documents(sitting)
    number = state_findings(
        draft, (one for linked in documents for one in linked.record.diagnostics if one.act is None)
    )
    for name in doubts:
        number += 1
        french = f"« {name} » figure deux fois dans la liste, avec des états différents : le premier est retenu."
        english = f"“{name}” stands twice in the roll with different statuses: the first one is kept."
        state_finding(draft, number, "attendance.twice", Severity.warning, french, english)
    for linked in documents[1:]:
        if _contradicts(linked, sitting.session.counts):
            number += 1
            path = linked.record.source.path
            french = f"« {path} » énonce d’autres nombres pour cette séance ; ils sont portés au vote de ses actes."
            english = f"“{path}” states other counts for this session; they stand on the votes of its acts."
            state_finding(draft, number, "session.differs", Severity.warning, french, english)


def _contradicts(linked: LinkedRecord, counts: Counts) -> bool:
    """Another document states a number that the first one states otherwise."""
    session = linked.record.session
    if session is None:
        return False
    pairs = (
        (counts.in_office, session.counts.in_office),
        (counts.present, session.counts.present),
        (counts.proxies, session.counts.proxies),
        (counts.voting, session.counts.voting),
    )
    return any(a is not None and b is not None and a.value != b.value for a, b in pairs)
