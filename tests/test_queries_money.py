"""What questions about money must never do: count a sum twice, mix kinds or years, hide that an act was changed."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest

from registre.sparql import run_query
from registre.sparql.answer import Cell
from sparql_fixture import write_fixture

PREFIXES = """
PREFIX a: <https://data.example.org/act/>
PREFIX reg: <https://w3id.org/registre/ns#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
KINDS = ("Grant", "MembershipFee", "Contribution", "RepayableAdvance", "LoanGuarantee", "Prize", "Aid", "InKindAid")
ACT = "https://data.example.org/act/"


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture(tmp_path_factory.mktemp("money"))


def ask(dump: Path, question: str, /, **values: str) -> list[dict[str, Cell]]:
    answer = run_query(question, values, dump=dump)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def with_more(dump: Path, folder: Path, turtle: str) -> Path:
    """The publication with more said about it."""
    more = pyoxigraph.serialize(
        pyoxigraph.parse(PREFIXES + turtle, format=pyoxigraph.RdfFormat.TURTLE), format=pyoxigraph.RdfFormat.N_QUADS
    )
    assert more is not None
    path = folder / "more.nq"
    path.write_bytes(dump.read_bytes() + more)
    return path


def money_of(dump: Path) -> dict[str, str]:
    """Each commitment of the publication with the act it stands in."""
    store = pyoxigraph.Store()
    store.bulk_load(path=str(dump), format=pyoxigraph.RdfFormat.N_QUADS)
    asked = store.query(
        "SELECT ?one ?act { ?one <https://w3id.org/registre/ns#inAct> ?act ; <https://w3id.org/registre/ns#amount> ?x ."
        " FILTER NOT EXISTS { ?one a <https://w3id.org/registre/ns#RecalledAmount> } }",
        use_default_graph_as_union=True,
    )
    assert isinstance(asked, pyoxigraph.QuerySolutions)
    return {row["one"].value: row["act"].value for row in asked}


@pytest.mark.parametrize("kind", KINDS)
def test_a_sum_of_two_kinds_is_counted_once_and_apart(kind: str, dump: Path, tmp_path: Path) -> None:
    """However wrong the graph, what all lines hold together never grows."""
    before = ask(dump, "safe-sums")
    money = sorted(money_of(dump))
    assert len(money) >= 5
    wrong = with_more(dump, tmp_path, f"<{money[0]}> a reg:{kind} . <{money[-1]}> a reg:{kind} .")
    after = ask(wrong, "safe-sums")
    for column in ("commitments", "total_eur"):
        assert sum(Decimal(str(row[column])) for row in after) == sum(Decimal(str(row[column])) for row in before)
    said = Counter({row["kind"]: 0 for row in after})
    for row in after:
        said[row["kind"]] += int(str(row["commitments"]))
    assert said["several"] in (1, 2), "a commitment already of this kind stays where it is"


def test_sums_are_those_of_an_addition_by_hand(dump: Path) -> None:
    assert sum(Decimal(str(row["total_eur"])) for row in ask(dump, "safe-sums")) == sum(
        map(Decimal, ("1500.50", "300", "2000", "450", "12000"))
    )


def test_a_sum_whose_act_was_changed_says_so(dump: Path, tmp_path: Path) -> None:
    assert {row["revised"] for row in ask(dump, "safe-sums")} == {0}
    acts = sorted(set(money_of(dump).values()))
    later = f"""a:later-1 a reg:Deliberation ; reg:modifies <{acts[0]}> ; eli:date_document '2024-09-10'^^xsd:date .
        a:later-2 a reg:Deliberation ; reg:repeals <{acts[0]}> ; eli:date_document '2025-01-10'^^xsd:date ."""
    changed = with_more(dump, tmp_path, later)
    touched = {row["kind"]: (row["revised"], row["commitments"]) for row in ask(changed, "safe-sums") if row["revised"]}
    assert touched
    assert all(revised == commitments for revised, commitments in touched.values()), "two later acts do not count twice"
    totals = [row["total_eur"] for row in ask(dump, "safe-sums")]
    assert [row["total_eur"] for row in ask(changed, "safe-sums")] == totals
    known = {
        on_date: {row["act"]: row["revised_on"] for row in ask(changed, "decided-as-of", on_date=on_date)}[acts[0]]
        for on_date in ("2024-09-09", "2024-09-10", "2026-01-01")
    }
    assert known == {"2024-09-09": None, "2024-09-10": "2024-09-10", "2026-01-01": "2024-09-10"}


def test_a_year_means_the_same_in_every_question(dump: Path) -> None:
    """The grant of 2024 writes no budget year: the year of its session stands for it, everywhere."""
    of_class = {
        "grant": sum(Decimal(str(row["total_eur"])) for row in ask(dump, "grants-by-beneficiary", year="2024")),
        "received": sum(Decimal(str(row["amount_eur"])) for row in ask(dump, "money-received", year="2024")),
    }
    sums = {str(row["kind"]): row["total_eur"] for row in ask(dump, "safe-sums") if row["budget_year"] == "2024"}
    assert of_class == {kind: sums[kind] for kind in of_class} == {"grant": Decimal(2000), "received": Decimal(12000)}
    assert [row["total_eur"] for row in ask(dump, "concentration-of-grants", year="2024")] == [Decimal(2000)]
    assert [row["budget_year"] for row in ask(dump, "beneficiary-over-years", organisation="fanfare")] == [
        "2023",
        "2024",
    ]
    assert ask(dump, "membership-fees", year="2024") == []
    assert len(ask(dump, "membership-fees", year="2023")) == 1


def test_beneficiaries_common_to_two_territories_are_found_by_their_names(dump: Path) -> None:
    both = ask(dump, "common-beneficiaries", here="val-noir", there="hautes-combes")
    assert {(row["beneficiary_name"], row["territory_name"]) for row in both} == {
        ("Fanfare des Deux Rives", "Hautes-Combes"),
        ("Fanfare des Deux Rives", "Val-Noir"),
    }
    assert both == ask(dump, "common-beneficiaries", here="HAUTES", there="val")
    assert ask(dump, "common-beneficiaries", here="val-noir", there="brévent") == []


def test_an_amount_stands_beside_its_kind(dump: Path) -> None:
    kinds = {(row["kind"], row["amount_eur"]) for row in ask(dump, "from-amount-to-account")}
    assert kinds >= {("grant", Decimal("1500.5")), ("fee", Decimal(300))}
    assert {kind for kind, _ in kinds} <= {"grant", "fee"}, "neither aid in kind nor money that comes in"
