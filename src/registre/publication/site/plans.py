"""What an act plans or adds up: its funding plans, and the totals that its tables of awards write."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from registre.publication.site.evidence import Ledger
from registre.records import Act, FundingLine, PlanSide


@dataclass(frozen=True, slots=True)
class PlanShown:
    """One funding plan: who is to pay, and for what. `id` is its fragment in the graph; amounts in euros."""

    id: str
    sides: tuple[tuple[str, tuple[FundingLine, ...]], ...]
    """"expense" and "income", those that have lines."""
    total_eur: Decimal | None


@dataclass(frozen=True, slots=True)
class TotalShown:
    """The total that a table of awards writes, in euros."""

    id: str
    total_eur: Decimal


def shown_plans(act: Act, ledger: Ledger) -> tuple[PlanShown, ...]:
    """The funding plans of the act, in its order."""
    return tuple(
        PlanShown(ledger.note(f"plan-{rank}", "money", fact), _sides(fact.value.lines), fact.value.total_eur)
        for rank, fact in enumerate(act.plans, 1)
    )


def shown_totals(act: Act, ledger: Ledger) -> tuple[TotalShown, ...]:
    """The totals of the act's tables, in its order."""
    return tuple(
        TotalShown(ledger.note(f"table-{rank}", "money", fact), fact.value.total_eur)
        for rank, fact in enumerate(act.tables, 1)
    )


def _sides(lines: tuple[FundingLine, ...]) -> tuple[tuple[str, tuple[FundingLine, ...]], ...]:
    sides = ((side.value, tuple(line for line in lines if line.side is side)) for side in PlanSide)
    return tuple((name, held) for name, held in sides if held)
