"""Funding plans are taken when their sums or shares prove them, and published apart from money that is given."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

import builders as make
from registre.extraction.funding_plan import read_funding_plans
from registre.graph.iris import Minter
from registre.graph.mapping import sitting_pages
from registre.privacy import publishable
from registre.reading import Text
from registre.records import Fact, FundingLine, FundingPlan, PlanSide, Record

INCOME, EXPENSE = PlanSide.income, PlanSide.expense

BY_CELL = """Considérant que le coût est de 90 000 €, que le plan de financement est le suivant :
Dépenses subventionnables
Recettes € HT
Description des postes
Montant (€ HT)
Financeurs
Montant (€ HT)
Toiture
60 000,00 €
État (DETR)
40 000,00 €
50 %
Charpente
20 000,00 €
Commune de Valbrume
40 000,00 €
50 %
Total
80 000,00 €
Total
80 000,00 €
100 %
Il est proposé au conseil municipal d'autoriser la demande de 40 000 €.
"""


def plans(words: str) -> list[FundingPlan]:
    text = Text(words)
    return [one.value for one in read_funding_plans(text.flow, text.folded, 0, len(text.flow))]


def line(side: PlanSide, label: str | None, amount: str, share: str | None = None) -> FundingLine:
    return FundingLine(side, label, Decimal(amount), Decimal(share) if share else None)


def test_a_table_given_cell_by_cell_is_a_plan_with_both_sides() -> None:
    (plan,) = plans(BY_CELL)
    assert plan.total_eur == 80000
    assert plan.lines == (
        line(EXPENSE, "Toiture", "60000.00"),
        line(EXPENSE, "Charpente", "20000.00"),
        line(INCOME, "État (DETR)", "40000.00", "50"),
        line(INCOME, "Commune de Valbrume", "40000.00", "50"),
    )


def test_incomes_on_one_line_are_proved_by_the_amount_that_ends_them() -> None:
    words = "Plan de financement / DETR 2024 : DETR 14 000 € HT CD99 6 000 € HT Autofinancement 5 000 € HT 25 000 € HT"
    (plan,) = plans(words + " Ainsi informé, le conseil autorise le maire à demander 14 000 €.")
    assert [(one.label, str(one.amount_eur)) for one in plan.lines] == [
        ("DETR", "14000.0"),
        ("CD99", "6000.0"),
        ("Autofinancement", "5000.0"),
    ]


def test_a_share_may_stand_before_its_amount_and_shares_prove_a_total_that_is_wrong() -> None:
    words = "le plan de financement : Subvention Région 60 % 6 000,00 € Fonds propres 40 % 4 000,00 € Total 11 000,00 €"
    (plan,) = plans(words)
    assert [one.share for one in plan.lines] == [60, 40]
    assert plan.total_eur == 11000  # as written: the shape says that it does not add up


def test_a_line_whose_label_was_lost_keeps_its_share() -> None:
    (plan,) = plans(BY_CELL.replace("Commune de Valbrume\n", ""))
    incomes = [one for one in plan.lines if one.side is INCOME]
    assert [one.label for one in incomes] == ["État (DETR)", None]
    assert [one.share for one in incomes] == [50, 50]


@pytest.mark.parametrize(
    "words",
    [
        "le plan de financement sera présenté plus tard ; la subvention de l'État est de 40 000 €.",
        "plan de financement : État 40 000 € Région 10 000 € Total 80 000 €",  # does not add up, no share
        "plan de financement : État 40 000 € Total 40 000 €",  # one funder is no plan
        "Recettes : État 40 000 € Région 10 000 € Total 50 000 €",  # nothing says what it is
        "plan de financement : Toiture 40 000 € Charpente 10 000 € Total 50 000 €",  # expenses alone
    ],
)
def test_what_proves_nothing_is_no_plan(words: str) -> None:
    assert plans(words) == []


def with_plan() -> Record:
    one = make.record()
    (act,) = one.acts
    (plan,) = plans(BY_CELL)
    return replace(one, acts=(replace(act, plans=(Fact(plan, act.articles[0].evidence),)),))


def test_a_plan_is_published_with_its_lines_and_is_no_commitment() -> None:
    pages = list(sitting_pages(make.sitting(with_plan()), Minter("https://data.example.org/")))
    reg, act = "https://w3id.org/registre/ns#", "https://data.example.org/act/219900016/2024-03-11/2024-017"
    triples = {triple for page in pages for triple in page.triples}
    assert (f"<{act}>", f"<{reg}fundingPlan>", f"<{act}#plan-1>") in triples
    lines = {o for s, p, o in triples if s == f"<{act}#plan-1>" and p == f"<{reg}planLine>"}
    assert lines == {f"<{act}#plan-1-line-{rank}>" for rank in (1, 2, 3, 4)}
    kinds = {(p, o) for s, p, o in triples if s == f"<{act}#plan-1-line-3>"}
    assert {o for p, o in kinds if p.endswith("#type>")} == {f"<{reg}FundingLine>"}
    assert (f"<{reg}lineSide>", f"<{reg}planside-income>") in kinds


def test_a_private_person_in_a_label_is_masked() -> None:
    record = with_plan()
    (act,) = record.acts
    plan = act.plans[0]
    named = replace(plan.value, lines=(line(INCOME, "Don de Mme Lucette FARGEOT", "10"), *plan.value.lines))
    record = replace(record, acts=(replace(act, plans=(replace(plan, value=named),)),))
    published = publishable(make.linked(record)).record
    assert "FARGEOT" not in str(published.acts[0].plans)
