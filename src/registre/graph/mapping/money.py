"""Money in an act: given, received and recalled are different classes, so that sums cannot mix them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from registre.graph.accounts import recognised_account
from registre.graph.draft import Draft
from registre.graph.evidence import Witness
from registre.graph.mapping.names import Names
from registre.graph.pages import Term
from registre.graph.terms import text, typed, year
from registre.graph.vocabulary import Reg, Schema, concept
from registre.records import (
    Act,
    BudgetCharge,
    Commitment,
    CommitmentKind,
    CommitmentTable,
    Evidence,
    Fact,
    FundingPlan,
    InKindAid,
    PlanSide,
    RecalledAmount,
    ReceivedFunding,
)

CLASSES: Final = {
    CommitmentKind.grant: (Reg.Grant, "grant"),
    CommitmentKind.fee: (Reg.MembershipFee, "fee"),
    CommitmentKind.contribution: (Reg.Contribution, "contribution"),
    CommitmentKind.advance: (Reg.RepayableAdvance, "advance"),
    CommitmentKind.guarantee: (Reg.LoanGuarantee, "guarantee"),
    CommitmentKind.prize: (Reg.Prize, "prize"),
    CommitmentKind.aid: (Reg.Aid, "aid"),
}
"""Class and concept of each kind."""


class MoneyWriter:
    """Writes the money of one act on its page; `body` is the body that decides, on `day`."""

    def __init__(self, draft: Draft, body: Term, day: date, names: Names, witness: Witness) -> None:
        self.draft, self.body, self.day, self.names, self.witness = draft, body, day, names, witness

    def state(self, act: Act) -> None:
        for number, given in enumerate(act.commitments, 1):
            self._given(number, given, len(act.articles))
        for number, lent in enumerate(act.in_kind, 1):
            self._lent(number, lent, len(act.articles))
        for number, received in enumerate(act.received, 1):
            self._received(number, received)
        for number, recalled in enumerate(act.recalled, 1):
            self._recalled(number, recalled)
        for number, charge in enumerate(act.charges, 1):
            self._charge(number, charge)
        for number, plan in enumerate(act.plans, 1):
            self._plan(number, plan)
        for number, table in enumerate(act.tables, 1):
            self._table(number, table, act)

    def _given(self, number: int, fact: Fact[Commitment], articles: int) -> None:
        draft, one = self.draft, fact.value
        node = draft.part("grant", number)
        kind, code = CLASSES[one.kind]
        draft.add(draft.thing, Reg.commitment, node)
        draft.describe(
            node,
            (kind,),
            *self._sum(one.amount_eur),
            *self._decided(one, code, articles),
        )
        self.witness.testify(draft, node, Reg.amount, fact)

    def _lent(self, number: int, fact: Fact[InKindAid], articles: int) -> None:
        """In-kind aid: a class of its own, whose amount is a valuation; no money is paid."""
        draft, one = self.draft, fact.value
        node = draft.part("in-kind", number)
        draft.add(draft.thing, Reg.commitment, node)
        draft.describe(node, (Reg.InKindAid,), *self._sum(one.value_eur), *self._decided(one, "in-kind", articles))
        self.witness.testify(draft, node, Reg.commitmentKind, fact)

    def _decided(self, one: Commitment | InKindAid, code: str, articles: int) -> tuple[tuple[Term, Term | None], ...]:
        """To whom, by whom, for what and by which article."""
        decided = one.article is not None and 0 <= one.article < articles
        return (
            *self._beneficiary(one),
            (Reg.inAct, self.draft.thing),
            (Reg.commitmentKind, concept("commitment", code)),
            (Reg.awardedBy, self.body),
            (Reg.budgetYear, year(one.year) if one.year is not None else None),
            (Reg.purpose, text(one.purpose, "fr") if one.purpose else None),
            (
                Reg.decidedByArticle,
                self.draft.part("article", one.article + 1) if decided and one.article is not None else None,
            ),
        )

    def _beneficiary(self, one: Commitment | InKindAid) -> tuple[tuple[Term, Term | None], ...]:
        """A private person is a kind of beneficiary, never a name."""
        if one.private:
            return ((Reg.beneficiaryKind, concept("beneficiary", "private-person")),)
        organisation = self.names.organisation(one.beneficiary)
        kind = concept("beneficiary", "legal-person") if organisation is not None else None
        return ((Reg.beneficiary, organisation), (Reg.beneficiaryKind, kind))

    def _received(self, number: int, fact: Fact[ReceivedFunding]) -> None:
        draft, one = self.draft, fact.value
        node = draft.part("received", number)
        draft.add(draft.thing, Reg.receivedFunding, node)
        draft.describe(
            node,
            (Reg.ReceivedFunding,),
            *self._sum(one.amount_eur),
            (Reg.inAct, draft.thing),
            (Reg.commitmentKind, concept("commitment", "received")),
            (Reg.payer, self.names.organisation(one.payer)),
            (Reg.payee, self.body),
            (Reg.budgetYear, year(one.year) if one.year is not None else None),
        )
        self.witness.testify(draft, node, Reg.amount, fact)

    def _recalled(self, number: int, fact: Fact[RecalledAmount]) -> None:
        draft, one = self.draft, fact.value
        node = draft.part("recalled", number)
        draft.add(draft.thing, Reg.recalledAmount, node)
        draft.describe(
            node,
            (Reg.RecalledAmount,),
            *self._sum(one.amount_eur),
            (Reg.inAct, draft.thing),
            (Reg.recallReason, text(one.reason)),
            (Reg.concerns, self.names.organisation(one.organisation)),
        )
        self.witness.testify(draft, node, Reg.amount, fact)

    def _charge(self, number: int, fact: Fact[BudgetCharge]) -> None:
        draft, one = self.draft, fact.value
        node = draft.part("charge", number)
        account = recognised_account(one.account, self.day) if one.account else None
        draft.add(draft.thing, Reg.imputation, node)
        draft.describe(
            node,
            (Reg.BudgetImputation,),
            (Reg.inAct, draft.thing),
            (Reg.imputationText, text(one.text)),
            *((Reg.budgetCode, text(code)) for code in one.codes),
            (Reg.chapter, text(one.chapter) if one.chapter else None),
            (Reg.account, text(one.account) if one.account else None),
            (Reg.accountConcept, concept("account", account) if account is not None else None),
            (Reg.budgetYear, year(one.year) if one.year is not None else None),
        )
        self.witness.testify(draft, node, Reg.imputationText, fact)

    def _plan(self, number: int, fact: Fact[FundingPlan]) -> None:
        """What is planned: apart from what is given and received, with which it never adds up."""
        draft, one = self.draft, fact.value
        node = draft.part("plan", number)
        draft.add(draft.thing, Reg.fundingPlan, node)
        total = typed(one.total_eur) if one.total_eur is not None else None
        draft.describe(node, (Reg.FundingPlan,), (Reg.inAct, draft.thing), (Reg.statedTotal, total))
        for rank, line in enumerate(one.lines, 1):
            part = draft.part("plan", number, "line", rank)
            draft.add(node, Reg.planLine, part)
            draft.describe(
                part,
                (Reg.FundingLine,),
                *self._sum(line.amount_eur),
                (Reg.lineSide, concept("planside", line.side.value)),
                (Reg.lineLabel, text(line.label, "fr") if line.label else None),
                (Reg.funder, self.names.organisation(line.label) if line.side is PlanSide.income else None),
                (Reg.share, typed(line.share) if line.share is not None else None),
            )
        self.witness.testify(draft, node, None, fact)

    def _table(self, number: int, fact: Fact[CommitmentTable], act: Act) -> None:
        """A total that the paper writes, and its rows: the commitments whose words stand within the table's."""
        draft = self.draft
        rows = [rank for rank, row in enumerate(act.commitments, 1) if _within(row.evidence, fact.evidence)]
        if not rows:
            return  # a curator has taken them away
        node = draft.part("table", number)
        draft.add(draft.thing, Reg.commitmentTable, node)
        draft.describe(
            node,
            (Reg.CommitmentTable,),
            (Reg.inAct, draft.thing),
            (Reg.statedTotal, typed(fact.value.total_eur)),
            *((Reg.tableRow, draft.part("grant", rank)) for rank in rows),
        )
        self.witness.testify(draft, node, Reg.statedTotal, fact)

    @staticmethod
    def _sum(amount_eur: Decimal | None) -> tuple[tuple[Term, Term], ...]:
        if amount_eur is None:
            return ()
        return ((Reg.amount, typed(amount_eur)), (Schema.currency, text("EUR")))


def _within(inner: Evidence, outer: Evidence) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
