"""The page of a session: who sat, by what counts, and what was put to them; and the page of each document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from registre.linking.identities import LinkedRecord
from registre.linking.sittings import PlacedAct, Sitting
from registre.publication.site.beside import roll_csv
from registre.publication.site.evidence import Ledger
from registre.publication.site.people import Seat, by_status, named, quorum, seats, stated, sums
from registre.publication.site.places import Places
from registre.publication.site.remarks import Remark, gathered, of_document
from registre.publication.site.rendering import Page
from registre.publication.site.rows import ActRow, SessionRow
from registre.publication.site.segments import Span
from registre.records import Fact, Session, Source

SPAN_LIMIT = 12_000
"""Characters of a document shown around its acts; a longer remainder is shown near its evidence only."""


@dataclass(slots=True)
class SessionReader:
    """Makes the page of a sitting, in the words of its first document."""

    sitting: Sitting
    row: SessionRow
    places: Places
    ledger: Ledger = field(default_factory=Ledger)
    roll: list[Seat] = field(default_factory=list)

    def page(self, acts: Sequence[ActRow], remarks: Sequence[Remark]) -> Page:
        """The page, once the rows of the sitting's acts are known."""
        first, session = self.sitting.documents[0], self.sitting.session
        self._head(session)
        self.roll = seats(first, self.places, self.ledger, self._acts_of(first))
        values: dict[str, object] = {
            "session": self.row,
            "record": session,
            "body": self.sitting.body,
            "body_path": self.places.body(self.sitting.body),
            "organ": self.sitting.organ,
            "organ_path": self.places.organ(self.sitting.organ),
            "day": self.sitting.day,
            "president": self._named(first, session.president),
            "secretary": self._named(first, session.secretary),
            "counts": stated(session),
            "sums": sums(session),
            "quorum": quorum(session, self.sitting.day),
            "groups": by_status(self.roll),
            "proxies": [seat for seat in self.roll if seat.holder is not None],
            "acts": acts,
            "repeated": [self._repeated(one) for one in self.sitting.repeated],
            "documents": self._sources(),
            "remarks": remarks,
            "excerpts": self.ledger.excerpts(first.record.text, around_acts(first)),
            "rules": self.ledger.rules,
        }
        return Page(
            self.row.path,
            "session.html",
            values,
            iri=self.places.iri(self.row.path),
            data=True,
            tables={"": roll_csv(self.places, self.row, self.roll)},
            sources=[(path, source.path) for source, path in self._sources()],
            day=self.sitting.day,
        )

    def _sources(self) -> list[tuple[Source, str]]:
        """The documents of the sitting and their pages."""
        return [(one.record.source, self.places.text(one.record.source.sha256)) for one in self._documents()]

    def _head(self, session: Session) -> None:
        counts = session.counts
        facts: tuple[tuple[str, str, Fact[Any] | None], ...] = (
            ("body", "text", session.body),
            ("organ", "text", session.organ),
            ("date", "step", session.date),
            ("convocation", "step", session.convened_on),
            ("chair", "people", session.president),
            ("secretary", "people", session.secretary),
            ("remote", "step", session.remote),
            ("count-in_office", "vote", counts.in_office),
            ("count-present", "vote", counts.present),
            ("count-proxies", "vote", counts.proxies),
            ("count-voting", "vote", counts.voting),
        )
        for name, tint, fact in facts:
            if fact is not None:
                self.ledger.note(name, tint, fact)

    def _named(self, linked: LinkedRecord, fact: Fact[str] | None) -> object:
        return named(linked, fact.value, self.places) if fact is not None else None

    def _repeated(self, placed: PlacedAct) -> tuple[str, str | None, str]:
        """Path of the act kept, its number, path of the other document that states it too."""
        act = placed.act
        number = act.number.value if act.number is not None else None
        return self.places.act(self.sitting, placed), number, self.places.text(placed.linked.record.source.sha256)

    def _acts_of(self, linked: LinkedRecord) -> dict[int, tuple[str, str | None]]:
        """Path and number of the acts of `linked`, by their index in the record."""
        return {
            placed.index: (
                self.places.act(self.sitting, placed),
                placed.act.number.value if placed.act.number is not None else None,
            )
            for placed in (*self.sitting.acts, *self.sitting.repeated)
            if placed.linked is linked
        }

    def _documents(self) -> list[LinkedRecord]:
        """The documents of the sitting, each content once."""
        return list({one.record.source.sha256: one for one in self.sitting.documents}.values())


def around_acts(linked: LinkedRecord) -> list[Span]:
    """What a document says outside of its acts: the head of the session, and what stands between them.

    A remainder longer than `SPAN_LIMIT` is left to the windows around its evidence.
    """
    text, at = linked.record.text, 0
    spans: list[Span] = []
    for start, end in sorted((act.start, act.end) for act in linked.record.acts):
        spans.append((at, start))
        at = max(at, end)
    spans.append((at, len(text)))
    kept = [(start, end) for start, end in spans if start < end and text[start:end].strip()]
    return kept if sum(end - start for start, end in kept) <= SPAN_LIMIT else []


def text_page(linked: LinkedRecord, sitting: Sitting, acts: Sequence[ActRow], places: Places, path: str) -> Page:
    """The page of a source document: the file, its digest, and what was read in it."""
    record = linked.record
    values: dict[str, object] = {
        "source": record.source,
        "kind": record.kind.value,
        "text_sha256": record.text_sha256,
        "characters": len(record.text),
        "session_path": places.session(sitting),
        "organ": sitting.organ,
        "day": sitting.day,
        "acts": acts,
        "remarks": gathered(of_document(record.diagnostics)),
    }
    return Page(path, "text.html", values, iri=places.iri(path), data=True, day=sitting.day)
