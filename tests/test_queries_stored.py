"""Each question has a stored answer on the examples, which are invented, and on the seeds, which are real.

`REGISTRE_UPDATE=1` writes the answers, then fails: read them, then run again. Of the seeds, whose persons and words
stay out of this repository, figures are stored (rows counted by columns that hold none of them) and a digest of the
whole answer. Without the seeds beside the checkout these tests are skipped, and say so.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from registre.sparql import Answer, render, run_query
from registre.sparql.answer import Cell
from registre.sparql.library import library, network_library
from registre.sparql.query import Query
from servers import served
from sparql_fixture import HERE, compare_stored

STORED = HERE / "queries"

ON_EXAMPLES: dict[str, dict[str, str]] = {
    "acts-of-body": {"body": "saint-orlan"},
    "acts-of-year": {"year": "2022"},
    "beneficiary-over-years": {"organisation": "mécavalis"},
    "decided-as-of": {"on_date": "2023-06-28"},
    "grants-of-organisation": {"organisation": "mécavalis"},
    "members-as-of": {"on_date": "2023-03-16", "body": "aubrelle"},
}

OF_SEEDS: dict[str, dict[str, str]] = {
    "acts-of-body": {"body": "saint-étienne"},
    "acts-of-year": {"year": "2022"},
    "beneficiary-over-years": {"organisation": "mécaloire"},
    "decided-as-of": {"on_date": "2022-05-10"},
    "grants-of-organisation": {"organisation": "mécaloire"},
    "members-as-of": {"on_date": "2022-05-05"},
}
"""What is asked of the seeds where a question needs a value."""

ON_SEEDS: dict[str, str] = {
    "acts-by-matter": "matter body_name acts",
    "acts-of-body": "date organ_name number outcome commitments",
    "acts-of-year": "date body_name number matter",
    "agreements": "date body_name number amendment party_name granted_eur",
    "attendance-by-member": "body_name organ_name sessions present represented excused absent as_substitute",
    "attendance-by-year": "body_name organ_name in_year sessions present proxies_given proxies_held",
    "beneficiary-over-years": "beneficiary_name budget_year body_name grants total_eur",
    "chains-of-project": "date body_name number earlier_date earlier_number directly",
    "charges-by-account": "account chapter charges acts ambiguous_acts total_eur",
    "common-beneficiaries": "beneficiary_name body_name territory_name grants total_eur",
    "concentration-of-grants": "body_name beneficiaries total_eur largest_eur largest_percent herfindahl",
    "contested-votes": "date body_name number outcome votes_for votes_against abstentions",
    "coverage": "body_name organ_name in_year sessions acts with_vote with_receipt",
    "dangling-citations": "body_name cited_number acts first last",
    "decided-as-of": "date body_name number outcome known_since public revised_on",
    "decision-chains": "date body_name number cited_number",
    "failing-arithmetic": "date body_name number finding severity",
    "from-amount-to-account": "date body_name beneficiary_name kind amount_eur article account number",
    "grants-by-beneficiary": "beneficiary_name grants acts bodies total_eur",
    "grants-of-organisation": "date body_name kind amount_eur budget_year number beneficiary_name",
    "in-kind-aid": "date body_name beneficiary_name value_eur",
    "laws-cited": "law acts bodies first last",
    "members-as-of": "body_name organ_name role first_seen last_seen",
    "membership-fees": "date body_name beneficiary_name amount_eur",
    "money-received": "date payee_name payer_name amount_eur",
    "names-of-organisations": "organisation_name method confidence",
    "numbering-gaps": "body_name in_year series first_number last_number numbers missing",
    "organisations-in-several-territories": "organisation_name territory_name way acts",
    "proxies": "date body_name organ_name",
    "proxy-pairs": "body_name times first last",
    "quorum-checks": "date body_name required present reached",
    "recalled-amounts": "date body_name reason organisation_name amount_eur number",
    "safe-sums": "body_name kind budget_year commitments without_amount revised total_eur",
    "session-balance": "date body_name in_office present proxies voting listed_present listed_represented listed_away "
    "substitutes unlisted",
}
"""The columns whose figures are stored: those that hold no name of a person and no sentence of a document."""


def _counted(answer: Answer, columns: Sequence[str]) -> str:
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
    compare_stored(STORED / f"{query.name}.csv", render(answer, "csv"))


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


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a local server that stands for Wikidata and INSEE."""
    data = (STORED / "network" / "services.ttl").read_bytes()
    with served(tmp_path_factory.mktemp("services"), data, "text/turtle") as url:
        yield url


@pytest.mark.parametrize("query", network_library(), ids=lambda one: one.name)
def test_a_question_of_the_network_gives_its_stored_answer(query: Query, built: Path, services: str) -> None:
    dump = built / "dumps" / "latest" / "registre.nq"
    answer = run_query(query.name, {}, dump=dump, network=True, service=services)
    assert answer.rows
    compare_stored(STORED / "network" / f"{query.name}.csv", render(answer, "csv"))


def test_no_answer_is_stored_without_its_question() -> None:
    names = {query.name for query in library()}
    assert {path.stem for path in STORED.glob("*.csv")} == {*names, "seeds.sha256"}
    assert {path.stem for path in (STORED / "seeds").glob("*.csv")} == set(ON_SEEDS) == names
    assert {path.stem for path in (STORED / "network").glob("*.csv")} == {query.name for query in network_library()}


@pytest.mark.parametrize("name", ON_SEEDS)
def test_a_question_gives_its_stored_figures_on_the_seeds(name: str, seeds_built: Path) -> None:
    compare_stored(STORED / "seeds" / f"{name}.csv", _counted(_of_seeds(name, seeds_built), ON_SEEDS[name].split()))


def test_every_answer_on_the_seeds_is_whole_what_it_was(seeds_built: Path) -> None:
    """Names and words too, by a digest of the answer: the figures beside say where to look when one changes."""
    lines = [f"{name},{_sha256(_of_seeds(name, seeds_built))}" for name in ON_SEEDS]
    compare_stored(STORED / "seeds.sha256.csv", "\n".join(["question,sha256 of the answer as CSV", *lines]) + "\n")


def test_no_name_of_a_person_and_no_sentence_of_the_seeds_is_stored(seeds_built: Path) -> None:
    said = {
        str(cell)
        for name, column in (
            ("attendance-by-member", "member_name"),
            ("proxies", "giver_name"),
            ("proxies", "holder_name"),
            ("acts-of-body", "title"),
            ("agreements", "title"),
            ("from-amount-to-account", "charge"),
        )
        for cell in _cells(_of_seeds(name, seeds_built), column)
        if cell is not None
    }
    assert len(said) > 120
    for path in sorted((STORED / "seeds").iterdir()):
        text = path.read_text("utf-8")
        assert [one for one in said if one in text] == [], path.name


def _of_seeds(name: str, seeds_built: Path) -> Answer:
    return run_query(name, OF_SEEDS.get(name, {}), dump=seeds_built / "dumps" / "latest" / "registre.nq")


def _cells(answer: Answer, column: str) -> list[Cell]:
    return [row[answer.columns.index(column)] for row in answer.rows]


def _sha256(answer: Answer) -> str:
    return hashlib.sha256(render(answer, "csv").encode()).hexdigest()


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
