"""The money of an act: given, lent in kind, received and recalled, kept apart because it never adds up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from registre.linking.identities import LinkedRecord, organisation_id
from registre.publication.site.evidence import Ledger
from registre.publication.site.places import Places
from registre.publication.site.rows import MoneyLine
from registre.records import Act, Commitment, CommitmentKind, Fact, InKindAid, RecalledAmount, ReceivedFunding

GRANT = CommitmentKind.grant.value
IN_KIND = "in-kind"
RECEIVED = "received"
RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class MoneyReader:
    """Reads the lines of money of the acts of one document, in document order."""

    linked: LinkedRecord
    places: Places
    ledger: Ledger

    def given(self, act: Act) -> tuple[MoneyLine, ...]:
        """What the act decides to give."""
        return tuple(self._given(n, fact, len(act.articles)) for n, fact in enumerate(act.commitments, 1))

    def in_kind(self, act: Act) -> tuple[MoneyLine, ...]:
        """What the act gives without paying money."""
        return tuple(self._lent(n, fact, len(act.articles)) for n, fact in enumerate(act.in_kind, 1))

    def received(self, act: Act) -> tuple[MoneyLine, ...]:
        """What another organisation gives to the body."""
        return tuple(self._received(n, fact) for n, fact in enumerate(act.received, 1))

    def recalled(self, act: Act) -> tuple[MoneyLine, ...]:
        """What the recitals merely recall."""
        return tuple(self._recalled(n, fact) for n, fact in enumerate(act.recalled, 1))

    def _given(self, n: int, fact: Fact[Commitment], articles: int) -> MoneyLine:
        one = fact.value
        return self._line(
            f"grant-{n}",
            one.kind.value,
            fact,
            one.amount_eur,
            None if one.private else one.beneficiary,
            private=one.private,
            year=one.year,
            purpose=one.purpose,
            article=_article(one.article, articles),
        )

    def _lent(self, n: int, fact: Fact[InKindAid], articles: int) -> MoneyLine:
        one = fact.value
        return self._line(
            f"in-kind-{n}",
            IN_KIND,
            fact,
            one.value_eur,
            None if one.private else one.beneficiary,
            private=one.private,
            year=one.year,
            purpose=one.purpose,
            article=_article(one.article, articles),
        )

    def _received(self, n: int, fact: Fact[ReceivedFunding]) -> MoneyLine:
        one = fact.value
        return self._line(f"received-{n}", RECEIVED, fact, one.amount_eur, one.payer, year=one.year)

    def _recalled(self, n: int, fact: Fact[RecalledAmount]) -> MoneyLine:
        one = fact.value
        return self._line(f"recalled-{n}", RECALLED, fact, one.amount_eur, one.organisation, reason=one.reason)

    def _line(
        self,
        wished: str,
        kind: str,
        fact: Fact[Any],
        amount_eur: Decimal | None,
        name: str | None,
        *,
        private: bool = False,
        year: int | None = None,
        purpose: str | None = None,
        article: str | None = None,
        reason: str | None = None,
    ) -> MoneyLine:
        organisation = self.linked.organisations.get(name) if name else None
        return MoneyLine(
            id=self.ledger.note(wished, "money", fact),
            kind=kind,
            amount_eur=amount_eur,
            name=name,
            organisation=organisation_id(organisation) if organisation is not None else None,
            organisation_path=self.places.organisation(organisation) if organisation is not None else None,
            private=private,
            year=year,
            purpose=purpose,
            article=article,
            reason=reason,
            rule=fact.evidence.rule,
        )


def _article(index: int | None, articles: int) -> str | None:
    """The fragment of the article that decides, when the act has it."""
    return f"article-{index + 1}" if index is not None and 0 <= index < articles else None


def granted(lines: Iterable[MoneyLine]) -> Decimal | None:
    """The sum of the grants that have an amount; None when there is none."""
    amounts = [line.amount_eur for line in lines if line.kind == GRANT and line.amount_eur is not None]
    return sum(amounts, Decimal(0)) if amounts else None
