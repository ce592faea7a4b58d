"""Each question has a stored answer on the examples, and facts of the seeds that it must find again.

`REGISTRE_UPDATE=1` writes the answers, then fails: read them, then run again. Answers on the seeds keep no
name of a person: rows are counted by the columns that name none.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from registre.sparql import Answer, render, run_query
from registre.sparql.library import library
from registre.sparql.query import Query
from sparql_fixture import HERE

STORED = HERE / "queries"

ON_EXAMPLES: dict[str, dict[str, str]] = {
    "acts-of-body": {"body": "saint-orlan"},
    "acts-of-year": {"year": "2022"},
    "beneficiary-over-years": {"organisation": "mécavalis"},
    "decided-as-of": {"on_date": "2023-06-28"},
    "grants-of-organisation": {"organisation": "mécavalis"},
    "members-as-of": {"on_date": "2023-03-16", "body": "aubrelle"},
}

ON_SEEDS: dict[str, tuple[str, ...]] = {
    "attendance-by-member": (
        "body_name",
        "organ_name",
        "sessions",
        "present",
        "represented",
        "excused",
        "absent",
        "as_substitute",
    ),
    "attendance-by-year": (
        "body_name",
        "organ_name",
        "in_year",
        "sessions",
        "present",
        "proxies_given",
        "proxies_held",
    ),
    "agreements": ("date", "body_name", "number", "amendment", "party_name", "granted_eur"),
    "charges-by-account": ("account", "chapter", "charges", "acts", "ambiguous_acts", "total_eur"),
    "coverage": ("body_name", "organ_name", "in_year", "sessions", "acts", "with_vote", "with_receipt"),
    "failing-arithmetic": ("date", "body_name", "number", "finding", "severity"),
    "grants-by-beneficiary": ("beneficiary_name", "grants", "acts", "bodies", "total_eur"),
    "membership-fees": ("date", "body_name", "beneficiary_name", "amount_eur"),
    "money-received": ("date", "payee_name", "payer_name", "amount_eur"),
    "numbering-gaps": ("body_name", "in_year", "series", "first_number", "last_number", "numbers", "missing"),
    "organisations-in-several-territories": ("organisation_name", "territory_name", "way", "acts"),
    "proxies": ("date", "body_name", "organ_name"),
    "quorum-checks": ("date", "body_name", "required", "present", "reached"),
    "safe-sums": ("body_name", "kind", "budget_year", "commitments", "without_amount", "revised", "total_eur"),
    "session-balance": (
        *("date", "body_name", "in_office", "present", "proxies", "voting"),
        *("listed_present", "listed_represented", "listed_away", "substitutes", "unlisted"),
    ),
}


def _compare(path: Path, answer: str) -> None:
    if os.environ.get("REGISTRE_UPDATE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(answer, "utf-8")
        pytest.fail(f"{path.relative_to(HERE)} is written: read it, then run again without REGISTRE_UPDATE")
    assert answer == path.read_text("utf-8")


def _counted(answer: Answer, columns: tuple[str, ...]) -> str:
    """Rows of the columns kept, each with how many rows of the answer it stands for."""
    places = [answer.columns.index(column) for column in columns]
    rows = list(csv.reader(io.StringIO(render(answer, "csv"))))[1:]
    counts = Counter(tuple(row[place] for place in places) for row in rows)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*columns, "rows"))
    writer.writerows((*row, count) for row, count in sorted(counts.items()))
    return out.getvalue()


@pytest.mark.parametrize("query", library(), ids=lambda one: one.name)
def test_a_question_gives_its_stored_answer_on_the_examples(query: Query, built: Path) -> None:
    answer = run_query(query.name, ON_EXAMPLES.get(query.name, {}), dump=built / "dumps" / "latest" / "registre.nq")
    assert answer.rows, "the examples should give each question something to answer"
    _compare(STORED / f"{query.name}.csv", render(answer, "csv"))


KINDS = {
    "subvention": "grant",
    "cotisation": "fee",
    "participation": "contribution",
    "avance": "advance",
    "garantie": "guarantee",
    "prix": "prize",
    "aide": "aid",
}


def test_sums_of_the_examples_are_those_of_their_gold_records(built: Path) -> None:
    """An act that two documents hold counts once; what is received or lent in kind is no gold record's grant."""
    acts = {
        act["number"]: act["grants"]
        for path in sorted((HERE / "golden" / "examples").glob("*.gold.json"))
        for act in json.loads(path.read_text("utf-8"))["acts"]
    }
    wanted: Counter[str] = Counter()
    for grant in (grant for grants in acts.values() for grant in grants):
        wanted[KINDS[grant["kind"]]] += round(grant["amount"] * 100)
    answer = run_query("safe-sums", {}, dump=built / "dumps" / "latest" / "registre.nq")
    found: Counter[str] = Counter()
    for row in answer.rows:
        found[str(row[1])] += round(Decimal(str(row[6])) * 100)
    assert {kind: cents for kind, cents in found.items() if kind not in ("received", "in-kind")} == wanted
    assert found["in-kind"] == 96000


def test_no_answer_is_stored_without_its_question() -> None:
    names = {query.name for query in library()}
    assert {path.stem for path in STORED.glob("*.csv")} == names
    assert {path.stem for path in (STORED / "seeds").glob("*.csv")} == set(ON_SEEDS) <= names


@pytest.mark.parametrize("name", ON_SEEDS)
def test_a_question_gives_its_stored_figures_on_the_seeds(name: str, seeds_built: Path) -> None:
    answer = run_query(name, {}, dump=seeds_built / "dumps" / "latest" / "registre.nq")
    _compare(STORED / "seeds" / f"{name}.csv", _counted(answer, ON_SEEDS[name]))


def test_grants_of_the_seeds_add_up_and_the_fee_is_not_among_them(seeds_built: Path) -> None:
    answer = run_query("grants-by-beneficiary", {}, dump=seeds_built / "dumps" / "latest" / "registre.nq")
    known = {str(row[0]).casefold(): row[1:5] for row in answer.rows}
    assert known["mécaloire"] == (2, 2, 1, Decimal(80000))
    assert known["cimes"][3] == Decimal(90000)
    assert {row[4] for row in answer.rows} == {Decimal(35000), Decimal(42000), Decimal(80000), Decimal(90000)}
    assert len(answer.rows) == 4
    fees = run_query("membership-fees", {}, dump=seeds_built / "dumps" / "latest" / "registre.nq")
    assert [row[3] for row in fees.rows] == [Decimal(2880)]


def test_an_organisation_of_the_seeds_is_one_in_both_territories(seeds_built: Path) -> None:
    dump = seeds_built / "dumps" / "latest" / "registre.nq"
    answer = run_query("organisations-in-several-territories", {}, dump=dump)
    territories: dict[str, set[object]] = {}
    for row in answer.rows:
        territories.setdefault(str(row[0]).casefold(), set()).add(row[5])
    assert len(territories["mécabourg"]) == 2
