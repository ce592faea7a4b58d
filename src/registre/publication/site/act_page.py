"""The page of a deliberation: what was decided, by whom, with what money, and the words that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from registre.graph.legislation import CitedLaw, CitedRule, cited_laws, cited_rules
from registre.linking.identities import LinkedRecord, OrganisationId, organisation_id
from registre.linking.sittings import PlacedAct, Sitting, slug_of
from registre.publication.site.beside import facts_csv
from registre.publication.site.evidence import Ledger
from registre.publication.site.money import MoneyReader, granted
from registre.publication.site.people import Seat, by_status, named, seats
from registre.publication.site.places import Places
from registre.publication.site.plans import shown_plans, shown_totals
from registre.publication.site.presence import roll_at, voters_at
from registre.publication.site.remarks import Remark
from registre.publication.site.rendering import Page
from registre.publication.site.rows import ActRow, MoneyLine, SessionRow
from registre.publication.site.votes import VoteShown, shown_vote
from registre.records import Act, Agreement, Article, BudgetCharge, Fact, Visa


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that an agreement names; without a page when the name stands for nobody known."""

    name: str
    path: str | None
    organisation: OrganisationId | None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text that the graph names: an article, a visa, a recital, a charge, an agreement, a mention."""

    id: str
    value: object
    path: str | None = None
    parties: tuple[Party, ...] = ()
    organisation: OrganisationId | None = None
    laws: tuple[CitedLaw, ...] = ()
    """Laws that a visa cites and that have an address."""
    rules: tuple[CitedRule, ...] = ()
    """Codes and articles that a visa cites."""


@dataclass(frozen=True, slots=True)
class ActContext:
    """Everything an act's page shows, and the rows it leaves for the hub pages."""

    row: ActRow
    money: tuple[MoneyLine, ...]
    named: tuple[tuple[OrganisationId, str], ...]
    """Organisations named outside the money, each with the fragment of the place."""
    cites: tuple[str, ...]
    """Paths of the acts that it relies on, each once."""
    page: Page


@dataclass(slots=True)
class ActReader:
    """Makes the page of one act of a sitting."""

    sitting: Sitting
    session: SessionRow
    placed: PlacedAct
    places: Places
    cited: Mapping[tuple[str, str], str]
    """Paths of acts already published, by body key and number slug."""
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def act(self) -> Act:
        return self.placed.act

    @property
    def linked(self) -> LinkedRecord:
        return self.placed.linked

    def context(self, remarks: Sequence[Remark], neighbours: Mapping[str, str | None]) -> ActContext:
        """The page. `neighbours` are the paths of the acts before and after it in its session."""
        act, linked, path = self.act, self.linked, self.places.act(self.sitting, self.placed)
        head = {name: self._note(name, "text", fact) for name, fact in (("title", act.title), ("number", act.number))}
        vote = shown_vote(act.vote, linked, self.places, self.ledger)
        reader = MoneyReader(linked, self.places, self.ledger)
        given, lent = reader.given(act), reader.in_kind(act)
        received, recalled = reader.received(act), reader.recalled(act)
        parts, steps = self._parts(), self._steps()
        roll, voting = self._sitting()
        values: dict[str, object] = {
            "act": act,
            "head": head,
            "session": self.session,
            "body": self.sitting.body,
            "body_path": self.places.body(self.sitting.body),
            "organ": self.sitting.organ,
            "organ_path": self.places.organ(self.sitting.organ),
            "vote": vote,
            "given": given,
            "in_kind": lent,
            "received": received,
            "recalled": recalled,
            "plans": shown_plans(act, self.ledger),
            "totals": shown_totals(act, self.ledger),
            "granted": granted(given),
            **parts,
            "steps": steps,
            "signatory": named(linked, act.signatory.value, self.places) if act.signatory is not None else None,
            "voting": voting,
            "groups": by_status(roll),
            "remarks": remarks,
            "neighbours": neighbours,
            "source": linked.record.source,
            "text_path": self.places.text(linked.record.source.sha256),
        }
        values["excerpts"] = self.ledger.excerpts(linked.record.text, [(act.start, act.end)])
        values["rules"] = self.ledger.rules
        row = self._row(path, vote, given)
        page = Page(
            path,
            "act.html",
            values,
            iri=self.places.iri(path),
            data=True,
            tables={"": facts_csv(self.places.iri(path), self.ledger, linked.record.text)},
            sources=((self.places.text(linked.record.source.sha256), linked.record.source.path),),
            day=self.sitting.day,
        )
        cites = tuple(dict.fromkeys(part.path for part in parts["visas"] if part.path not in (None, path)))
        return ActContext(row, (*given, *lent, *received, *recalled), _named(parts), cites, page)

    def _sitting(self) -> tuple[list[Seat], int | None]:
        """Who sat for this act, and how many voices they had as far as the document counts them.

        Movements are told by the document that speaks for the session, of its own acts.
        """
        speaker = self.sitting.documents[0]
        roll, counted = seats(speaker, self.places, Ledger()), self.act.voting
        rank = next((rank for rank, one in enumerate(speaker.record.acts) if one is self.act), -1)
        if rank >= 0:
            roll = roll_at(rank, roll, speaker, self.places)
        return roll, counted.value if counted is not None else voters_at(rank, self.sitting.session)

    def _note(self, wished: str, tint: str, fact: Fact[Any] | None) -> str | None:
        return self.ledger.note(wished, tint, fact) if fact is not None else None

    def _row(self, path: str, shown: VoteShown | None, given: tuple[MoneyLine, ...]) -> ActRow:
        act = self.act
        outcome = shown.vote.outcome if shown is not None else None
        return ActRow(
            path=path,
            number=act.number.value if act.number is not None else None,
            title=act.title.value if act.title is not None else None,
            day=self.sitting.day,
            session=self.session,
            outcome=outcome.value if outcome is not None else None,
            unanimous=shown.vote.unanimous if shown is not None else None,
            granted_eur=granted(given),
            matter=act.matter.value[:1] if act.matter is not None else None,
        )

    def _parts(self) -> dict[str, tuple[Part, ...]]:
        act = self.act
        return {
            "articles": self._numbered("article", "text", act.articles),
            "visas": tuple(self._visa(n, fact) for n, fact in enumerate(act.visas, 1)),
            "recitals": self._numbered("recital", "text", act.recitals),
            "charges": self._numbered("charge", "money", act.charges),
            "agreements": tuple(self._agreement(n, fact) for n, fact in enumerate(act.agreements, 1)),
            "mentions": tuple(self._mentions()),
        }

    def _numbered(
        self, name: str, tint: str, facts: Sequence[Fact[Article] | Fact[str] | Fact[BudgetCharge]]
    ) -> tuple[Part, ...]:
        return tuple(Part(self.ledger.note(f"{name}-{n}", tint, fact), fact.value) for n, fact in enumerate(facts, 1))

    def _visa(self, n: int, fact: Fact[Visa]) -> Part:
        cited = fact.value.cited_act
        path = self.cited.get((self.sitting.body.key, slug_of(cited))) if cited else None
        laws = tuple(law for law in cited_laws(fact.value.text) if law.eli is not None)
        note = self.ledger.note(f"visa-{n}", "text", fact)
        return Part(note, fact.value, path, laws=laws, rules=cited_rules(fact.value.text))

    def _agreement(self, n: int, fact: Fact[Agreement]) -> Part:
        parties = tuple(self._party(name) for name in fact.value.parties)
        return Part(self.ledger.note(f"agreement-{n}", "text", fact), fact.value, parties=parties)

    def _mentions(self) -> list[Part]:
        """Organisations named outside the money, each once, at its first words."""
        found: dict[str, Part] = {}
        for n, fact in enumerate(self.act.mentions, 1):
            party = self._party(fact.value.name)
            key = party.organisation[1] if party.organisation is not None else str(n)
            if key not in found:
                name = self.ledger.note(f"mention-{key}", "people", fact)
                found[key] = Part(name, fact.value, party.path, organisation=party.organisation)
        return list(found.values())

    def _party(self, name: str) -> Party:
        organisation = self.linked.organisations.get(name)
        if organisation is None:
            return Party(name, None, None)
        return Party(name, self.places.organisation(organisation), organisation_id(organisation))

    def _steps(self) -> tuple[tuple[str, str, object], ...]:
        """(label, fragment, value) of what makes the act executory and signed."""
        act = self.act
        facts: tuple[tuple[str, str, Fact[Any] | None], ...] = (
            ("received_on", "receipt", act.received_on),
            ("teletransmission", "teletransmission", act.teletransmission_id),
            ("posted_on", "publication", act.posted_on),
            ("signatory", "signatory", act.signatory),
            ("matter", "matter", act.matter),
        )
        return tuple(
            (label, self.ledger.note(name, "step", fact), fact.value) for label, name, fact in facts if fact is not None
        )


def _named(parts: Mapping[str, tuple[Part, ...]]) -> tuple[tuple[OrganisationId, str], ...]:
    """Organisations mentioned, then parties of agreements, each once."""
    found: dict[OrganisationId, str] = {}
    for part in parts["mentions"]:
        if part.organisation is not None:
            found.setdefault(part.organisation, part.id)
    for part in parts["agreements"]:
        for party in part.parties:
            if party.organisation is not None:
                found.setdefault(party.organisation, part.id)
    return tuple(found.items())
