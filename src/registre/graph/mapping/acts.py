"""An act as a page: what was decided, on what grounds, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from registre.graph.draft import Draft
from registre.graph.evidence import Witness
from registre.graph.following import Following, followed_acts
from registre.graph.iris import Minter
from registre.graph.legislation import cited_laws, cited_rules
from registre.graph.mapping.findings import state_findings
from registre.graph.mapping.money import MoneyWriter
from registre.graph.mapping.names import Names
from registre.graph.mapping.sessions import session_address
from registre.graph.mapping.votes import state_vote
from registre.graph.pages import PageGraph, Term
from registre.graph.terms import iri, text, typed
from registre.graph.vocabulary import Dct, Eli, Reg, concept
from registre.linking.sittings import PlacedAct, Sitting, number_slug
from registre.records import Act, Agreement, Article, Counts, Fact, Visa

FindAct = Callable[[str], str | None]
"""Address of a published act of the same body by the slug of its number."""

MATTERS: Final = {"1": 7, "2": 3, "3": 6, "4": 5, "5": 8, "6": 5, "7": 10, "8": 9, "9": 4}
"""ACTES matters: how many of level 2 each matter of level 1 has."""

FOLLOWING: Final = {
    Following.modifies: Reg.modifies,
    Following.repeals: Reg.repeals,
    Following.executes: Reg.executes,
}
NATURES: Final = {"DE": "1", "AR": "2", "AI": "3", "CC": "4", "BF": "5", "AU": "6"}
"""Nature of an act by the code at the end of its ACTES identifier."""


def act_address(sitting: Sitting, placed: PlacedAct, mint: Minter) -> str:
    return mint.act(sitting.body.key, sitting.day, placed.slug)


def cited_numbers(act: Act) -> Iterator[str]:
    """The numbers of earlier acts that an act cites, modifies, repeals or carries out."""
    yield from (visa.value.cited_act for visa in act.visas if visa.value.cited_act)
    for words in (act.title.value if act.title is not None else "", *(one.value.text for one in act.articles)):
        yield from (one.number for one in followed_acts(words))


def act_page(sitting: Sitting, placed: PlacedAct, mint: Minter, find: FindAct) -> PageGraph:
    """All that the act's own document says of it."""
    draft = Draft(mint, act_address(sitting, placed, mint), "act")
    writer = _ActWriter(draft, sitting, placed, find)
    writer.state_head()
    writer.state_vote()
    writer.state_text()
    MoneyWriter(draft, writer.body, sitting.day, writer.names, writer.witness).state(placed.act)
    writer.state_life()
    writer.state_agreements()
    writer.state_mentions()
    state_findings(draft, (one for one in placed.linked.record.diagnostics if one.act == placed.index))
    return draft.finish()


class _ActWriter:
    """Writes the parts of one act page."""

    def __init__(self, draft: Draft, sitting: Sitting, placed: PlacedAct, find: FindAct) -> None:
        self.draft, self.sitting, self.placed, self.find = draft, sitting, placed, find
        self.act = placed.act
        self.names = Names(placed.linked, draft.mint)
        self.witness = Witness(placed.linked.record, draft.mint)
        self.body = iri(draft.mint.body(sitting.body.key))

    def _prove(self, node: Term, prop: Term | None, fact: Fact[Any] | None) -> None:
        self.witness.testify(self.draft, node, prop, fact)

    def state_head(self) -> None:
        draft, act, mint = self.draft, self.act, self.draft.mint
        matter = _matter(act.matter)
        signatory = self.names.person(act.signatory.value if act.signatory is not None else None)
        draft.describe(
            draft.thing,
            (Reg.Deliberation, Eli.LegalResource),
            (Dct.title, text(act.title.value, "fr") if act.title is not None else None),
            (Eli.id_local, text(act.number.value) if act.number is not None else None),
            (Eli.date_document, typed(self.sitting.day)),
            (Reg.inSession, iri(session_address(self.sitting, mint))),
            (Eli.passed_by, self.body),
            (Reg.signatory, signatory),
            (Dct.subject, matter),
            (Reg.actesNature, _nature(act.teletransmission_id)),
            *((Reg.source, iri(mint.text(digest))) for digest in self._sources()),
        )
        self._prove(draft.thing, Dct.title, act.title)
        self._prove(draft.thing, Eli.id_local, act.number)
        if signatory is not None:
            self._prove(draft.thing, Reg.signatory, act.signatory)
        if matter is not None:
            self._prove(draft.thing, Dct.subject, act.matter)
        self._state_followed(act.title.value if act.title is not None else "")

    def _sources(self) -> list[str]:
        """Its own document, and those that state it again."""
        again = (one for one in self.sitting.repeated if one.slug == self.placed.slug)
        return [one.linked.record.source.sha256 for one in (self.placed, *again)]

    def state_vote(self) -> None:
        counts, own = self._counts()
        state_vote(self.draft, self.act, counts, self.names, self.witness, own_counts=own)

    def _counts(self) -> tuple[Counts, bool]:
        """The voters as counted for this act, else for the session; and whether their evidence is this page's.

        The counts of the session say nothing of an act before which members have come or gone.
        """
        act, session = self.act, self.placed.linked.record.session
        if act.present or act.proxies or act.voting:
            return Counts(None, act.present, act.proxies, act.voting), True
        if session is None or any(
            one.value.act is not None and one.value.act <= self.placed.index for one in session.movements
        ):
            return Counts(), False
        first = self.sitting.documents[0].record.source.sha256
        return session.counts, self.placed.linked.record.source.sha256 != first

    def state_text(self) -> None:
        for number, article in enumerate(self.act.articles, 1):
            node = self._subdivision("article", number, Reg.OperativeArticle, article.value.text, article)
            self._state_article(node, article)
        for number, visa in enumerate(self.act.visas, 1):
            node = self._subdivision("visa", number, Reg.Visa, visa.value.text, visa)
            self._state_cited(node, visa)
        for number, recital in enumerate(self.act.recitals, 1):
            self._subdivision("recital", number, Reg.Recital, recital.value, recital)

    def _subdivision(self, kind: str, number: int, of_class: Term, words: str, fact: Fact[Any]) -> Term:
        draft = self.draft
        node = draft.part(kind, number)
        draft.add(draft.thing, Eli.has_part, node)
        draft.describe(
            node,
            (of_class,),
            (Eli.is_part_of, draft.thing),
            (Eli.number, text(str(number))),
            (Eli.type_subdivision, concept("subdivision", kind)),
            (Reg.text, text(words, "fr")),
        )
        self._prove(node, Reg.text, fact)
        return node

    def _state_article(self, node: Term, fact: Fact[Article]) -> None:
        self.draft.add(node, Reg.operativeVerb, text(fact.value.verb) if fact.value.verb else None)
        followed = self._state_followed(fact.value.text)
        self.draft.add(node, Reg.citedNumber, text(followed[0]) if followed else None)

    def _state_followed(self, words: str) -> list[str]:
        """What the act does to earlier ones that are published; the numbers it gives of all of them."""
        found = list(followed_acts(words))
        for one in found:
            self.draft.add(self.draft.thing, FOLLOWING[one.kind], self._earlier(one.number))
        return [one.number for one in found]

    def _earlier(self, number: str) -> Term | None:
        """The published act that this body gave that number; never the act itself."""
        address = self.find(number_slug(number))
        return iri(address) if address is not None and address != self.draft.address else None

    def _state_cited(self, node: Term, fact: Fact[Visa]) -> None:
        """What a visa cites: laws by their ELI, articles of codes, an act by its number and its IRI."""
        cited, draft = fact.value.cited_act, self.draft
        for law in cited_laws(fact.value.text):
            draft.add(node, Reg.citedText, text(law.name))
            draft.add(node, Eli.cites, iri(law.eli) if law.eli is not None else None)
        for rule in cited_rules(fact.value.text):
            draft.add(node, Reg.citesRule, concept("law", rule.concept))
            draft.add(node, Reg.citedArticle, text(rule.article) if rule.article is not None else None)
        if cited:
            draft.add(node, Reg.citedNumber, text(cited))
            draft.add(node, Eli.cites, self._earlier(cited))

    def state_life(self) -> None:
        """Receipt by the State's representative and publication: what makes an act enforceable (CGCT L2131-1)."""
        draft, act = self.draft, self.act
        if act.received_on is not None or act.teletransmission_id is not None:
            node = draft.part("receipt")
            identifier, received = act.teletransmission_id, act.received_on
            draft.add(draft.thing, Reg.receipt, node)
            draft.describe(
                node,
                (Reg.LegalityControlReceipt,),
                (Reg.inAct, draft.thing),
                (Reg.receivedOn, typed(received.value) if received is not None else None),
                (Reg.actesIdentifier, text(identifier.value) if identifier is not None else None),
            )
            self._prove(node, Reg.receivedOn, received)
            self._prove(node, Reg.actesIdentifier, identifier)
        if act.posted_on is not None:
            node = draft.part("publication")
            draft.add(draft.thing, Reg.publication, node)
            draft.describe(
                node,
                (Reg.PublicationAct,),
                (Reg.inAct, draft.thing),
                (Reg.publishedOn, typed(act.posted_on.value)),
                (Reg.publicationMode, concept("publication", "posting")),
            )
            self._prove(node, Reg.publishedOn, act.posted_on)

    def state_agreements(self) -> None:
        for number, fact in enumerate(self.act.agreements, 1):
            node, one = self.draft.part("agreement", number), fact.value
            self.draft.add(self.draft.thing, Reg.agreement, node)
            self.draft.describe(
                node,
                (Reg.Agreement,),
                (Dct.title, text(one.title, "fr")),
                (Reg.authorisedBy, self.draft.thing),
                (Reg.isAmendment, typed(one.amendment)),
                *((Reg.party, party) for party in self._parties(one)),
            )
            self._prove(node, Dct.title, fact)

    def _parties(self, agreement: Agreement) -> Sequence[Term]:
        found = (self.names.organisation(name) for name in agreement.parties)
        return [party for party in found if party is not None]

    def state_mentions(self) -> None:
        """One mention an organisation, whatever the number of passages that name it."""
        for fact in self.act.mentions:
            key = self.names.organisation_key(fact.value.name)
            if key is None:
                continue
            node = self.draft.part("mention", key)
            self.draft.add(self.draft.thing, Reg.mention, node)
            self.draft.describe(
                node,
                (Reg.Mention,),
                (Reg.inAct, self.draft.thing),
                (Reg.mentioned, self.names.organisation(fact.value.name)),
            )
            self._prove(node, Reg.mentioned, fact)


def _matter(fact: Fact[str] | None) -> Term | None:
    """The concept of an ACTES matter, "7" or "7.5"; a matter that the nomenclature lacks is no subject."""
    if fact is None:
        return None
    first, _, second = fact.value.partition(".")
    if first not in MATTERS or (second and not (second.isdecimal() and 1 <= int(second) <= MATTERS[first])):
        return None
    return concept("actes", f"{first}.{int(second)}" if second else first)


def _nature(identifier: Fact[str] | None) -> Term | None:
    """The concept of the nature that an ACTES identifier ends with ("…-2024017-DE")."""
    code = identifier.value.rpartition("-")[2].upper() if identifier is not None else ""
    return concept("actesnature", NATURES[code]) if code in NATURES else None
