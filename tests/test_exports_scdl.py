"""SCDL files: valid for frictionless and for the named custom checks, equal to the graph, and never guessed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import ROOT, run_registre
from exports_checks import faults, luhn
from exports_fixture import SIREN, an_act, purposed, register_of, rows_of, siret
from exports_judges import judged, schema
from registre.csvfile import plain_text, safe_text, to_csv
from registre.errors import BadConfiguration
from registre.exports.export import read_register
from registre.exports.register import Register
from registre.exports.scdl_deliberations import COLUMNS, REQUIRED, export_deliberations
from registre.exports.scdl_subventions import COLUMNS as GRANT_COLUMNS
from registre.exports.scdl_subventions import REQUIRED as GRANT_REQUIRED
from registre.exports.scdl_subventions import export_grants
from registre.exports.siret import read_sirets
from registre.linking.registers.sniffing import is_siret
from registre.records import Outcome, Vote

PUBLISHED = ROOT.parent / "shared" / "research"
SIRET = siret(SIREN)


@pytest.fixture(scope="module")
def example_register(built: Path) -> Register:
    return read_register(built)


@pytest.mark.parametrize(
    ("name", "columns", "required"),
    [("scdl-deliberations", COLUMNS, REQUIRED), ("scdl-subventions", GRANT_COLUMNS, GRANT_REQUIRED)],
)
def test_our_columns_are_those_of_the_schema(name: str, columns: tuple[str, ...], required: tuple[str, ...]) -> None:
    fields = schema(name)["fields"]
    assert [field["name"] for field in fields] == list(columns)
    assert {field["name"] for field in fields if field.get("constraints", {}).get("required")} == set(required)


@pytest.mark.parametrize("name", ["scdl-deliberations", "scdl-subventions"])
def test_our_schema_asks_what_the_published_one_asks(name: str) -> None:
    path = PUBLISHED / f"{name.replace('-', '_')}.json"
    if not path.is_file():
        pytest.skip("the published SCDL schemas are not beside this checkout (../shared/research)")
    official, ours = json.loads(path.read_text("utf-8")), schema(name)
    assert ours["version"] == official["version"]
    assert ours["custom_checks"] == official["custom_checks"]
    kept = ("name", "type", "format", "constraints", "trueValues", "falseValues")
    assert ours["fields"] == [{key: field[key] for key in kept if key in field} for field in official["fields"]]


def test_a_complete_deliberation_is_a_valid_row(tmp_path: Path) -> None:
    exported = export_deliberations(register_of(tmp_path, [an_act("2024-017")]), {SIREN: SIRET})
    data = exported.files["scdl-deliberations.csv"]
    assert judged(tmp_path, "scdl-deliberations", data) == []
    (row,) = rows_of(data)
    assert row == {
        "COLL_NOM": "Commune de Valbrume",
        "COLL_SIRET": SIRET,
        "DELIB_ID": "2024-017",
        "DELIB_DATE": "2024-03-11",
        "DELIB_MATIERE_CODE": "7.5",
        "DELIB_MATIERE_NOM": "finances locales/subventions",
        "DELIB_OBJET": "Subventions 2024 aux associations",
        "BUDGET_ANNEE": "",  # its name is not known: the two columns go together
        "BUDGET_NOM": "",
        "PREF_ID": "",  # which prefecture is not said
        "PREF_DATE": "2024-03-14",
        "VOTE_EFFECTIF": "5",
        "VOTE_REEL": "4",  # voices: 3 present + 1 proxy
        "VOTE_POUR": "3",
        "VOTE_CONTRE": "1",
        "VOTE_ABSTENTION": "0",  # the counts that are stated make all the voices
        "DELIB_URL": "https://data.example.org/act/219900016/2024-03-11/2024-017",
    }
    assert exported.losses.count("budget.name") == exported.losses.count("pref.id") == 1


VOTES = [
    ("vote.unanimity", Vote(Outcome.adopted, unanimous=True)),
    ("vote.no-counts", Vote(Outcome.adopted, for_=3)),  # one voice is not accounted for
    ("vote.no-counts", Vote(Outcome.noted)),
    ("vote.sum", Vote(Outcome.adopted, for_=3, against=0, abstentions=0)),
]


@pytest.mark.parametrize(("code", "vote"), VOTES)
def test_votes_that_do_not_add_up_leave_five_empty_cells_and_a_reason(tmp_path: Path, code: str, vote: Vote) -> None:
    exported = export_deliberations(register_of(tmp_path, [an_act("1", vote=vote)]), {SIREN: SIRET})
    (row,) = rows_of(exported.files["scdl-deliberations.csv"])
    assert [value for name, value in row.items() if name.startswith("VOTE_")] == [""] * 5
    assert exported.losses.count(code) == 1


def test_who_does_not_take_part_is_not_counted_as_voting(tmp_path: Path) -> None:
    vote = Vote(Outcome.adopted, for_=3, against=0, abstentions=0, not_voting_names=("Paul TISSIER",))
    exported = export_deliberations(register_of(tmp_path, [an_act("1", vote=vote)]), {SIREN: SIRET})
    (row,) = rows_of(exported.files["scdl-deliberations.csv"])
    assert (row["VOTE_REEL"], row["VOTE_POUR"]) == ("3", "3")
    assert judged(tmp_path, "scdl-deliberations", exported.files["scdl-deliberations.csv"]) == []


def test_without_a_siret_no_row_is_complete_and_the_row_says_so(tmp_path: Path) -> None:
    exported = export_deliberations(register_of(tmp_path, [an_act("1")]), {})
    assert rows_of(exported.files["scdl-deliberations.csv"]) == []
    (row,) = rows_of(exported.files["scdl-deliberations-incompletes.csv"])
    assert (row["manquant"], row["COLL_SIRET"]) == ("COLL_SIRET", "")
    assert exported.losses.count("COLL_SIRET") == 1


def test_a_title_that_is_a_formula_does_not_run_and_comes_back(tmp_path: Path) -> None:
    title = '=HYPERLINK("https://x.example","Budget, annexe")'
    exported = export_deliberations(register_of(tmp_path, [an_act("1", title)]), {SIREN: SIRET})
    (row,) = rows_of(exported.files["scdl-deliberations.csv"])
    assert row["DELIB_OBJET"] == f"'{title}"
    assert plain_text(row["DELIB_OBJET"]) == title
    assert exported.losses.count("cell.guarded") == 1


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@x", "'=1", "''=1", "l'été", "'quoted'", "a=b", ""])
def test_guarding_a_cell_can_be_undone(text: str) -> None:
    assert plain_text(safe_text(text)) == text
    assert safe_text(text)[:1] not in ("=", "+", "-", "@")


def test_a_line_break_cannot_make_a_second_row() -> None:
    data = to_csv(("a", "b"), [{"a": safe_text("one\r\n=two\ttabs"), "b": "é"}])
    assert data == "a,b\r\none =two tabs,é\r\n".encode()


def completed(row: dict[str, str]) -> dict[str, str]:
    """What somebody adds to an incomplete grant: invented values in the forms of the schema."""
    added = {
        "idAttribuant": SIRET,
        "dateConvention": "2024-04-02",
        "idBeneficiaire": siret("990000001") if not row["rnaBeneficiaire"] else "",
        "objet": "fonctionnement",
        "nomBeneficiaire": "un particulier",
        "conditionsVersement": "unique",
        "datesPeriodeVersement": "2024-05-01",
        "notificationUE": "non",
        "pourcentageSubvention": "1.00",
    }
    return {name: row[name] or added.get(name, "") for name in GRANT_COLUMNS}


def test_what_we_fill_in_a_grant_is_valid_and_the_rest_is_named(tmp_path: Path) -> None:
    acts = [purposed(an_act("1"), "x" * 300), purposed(an_act("2"), None, "0.5")]
    exported = export_grants(register_of(tmp_path, acts), {SIREN: SIRET})
    assert rows_of(exported.files["scdl-subventions.csv"]) == []
    rows = rows_of(exported.files["scdl-subventions-incompletes.csv"])
    assert [row["manquant"] for row in rows] == [
        "dateConvention;conditionsVersement;datesPeriodeVersement;notificationUE",
        "dateConvention;objet;conditionsVersement;datesPeriodeVersement;notificationUE",
    ]
    assert [row["montant"] for row in rows] == ["1200.50", "0.50"]
    assert [row["rnaBeneficiaire"] for row in rows] == ["W990000001"] * 2
    assert len(rows[0]["objet"]) == 256 and exported.losses.count("objet.cut") == 1
    assert judged(tmp_path, "scdl-subventions", to_csv(GRANT_COLUMNS, map(completed, rows))) == []


def test_a_fee_and_an_aid_to_a_private_person_are_not_grants(tmp_path: Path) -> None:
    exported = export_grants(register_of(tmp_path, [an_act("1")]), {})
    rows = rows_of(exported.files["scdl-subventions-incompletes.csv"])
    assert [row["nomBeneficiaire"] for row in rows] == ["Les Amis du Lavoir"]
    assert exported.losses.count("no-place.kind") == 3  # a fee, an aid, and money received
    assert not any(b"Secr" in data for data in exported.files.values())


def test_the_judges_can_say_no(tmp_path: Path) -> None:
    """A validator that accepts everything would prove nothing."""
    good = rows_of(
        export_deliberations(register_of(tmp_path, [an_act("1")]), {SIREN: SIRET}).files["scdl-deliberations.csv"]
    )[0]
    for name, value in {
        "COLL_SIRET": SIRET[:-1] + str((int(SIRET[-1]) + 1) % 10),
        "DELIB_DATE": "11/03/2024",
        "DELIB_MATIERE_NOM": "finances",
        "BUDGET_ANNEE": "2024",
        "PREF_DATE": "2024-03-10",
        "VOTE_REEL": "3",
        "VOTE_POUR": "",
        "VOTE_EFFECTIF": "2",
        "DELIB_ID": "",
    }.items():
        assert judged(tmp_path, "scdl-deliberations", to_csv(COLUMNS, [good | {name: value}])) != [], name


def test_the_examples_are_valid_and_their_rows_equal_the_graph(example_register: Register, tmp_path: Path) -> None:
    sirens = {one.identifier for one in example_register.bodies.values() if one.identifier}
    exported = export_deliberations(example_register, {one: siret(one) for one in sirens})
    assert judged(tmp_path, "scdl-deliberations", exported.files["scdl-deliberations.csv"]) == []
    rows = [row for data in exported.files.values() for row in rows_of(data)]
    assert len(rows) == len(example_register.acts) > 10
    assert list(faults(rows, schema("scdl-deliberations")["custom_checks"][3:10])) == []  # votes and dates of every row
    for act in example_register.acts:
        (row,) = [one for one in rows if one["DELIB_URL"] == act.iri]
        assert (plain_text(row["DELIB_ID"]), row["DELIB_DATE"]) == (act.number or "", act.day)
        assert plain_text(row["DELIB_OBJET"]) == " ".join((act.title or "").split())
        if act.vote is not None and row["VOTE_POUR"]:
            assert act.vote.favor in (None, int(row["VOTE_POUR"]))
            assert act.vote.against in (None, int(row["VOTE_CONTRE"]))


def test_the_grants_of_the_examples_sum_to_those_of_the_graph(example_register: Register) -> None:
    rows = rows_of(export_grants(example_register, {}).files["scdl-subventions-incompletes.csv"])
    rows = [row for row in rows if row["nature"] == "aide en numéraire"]
    graph = [one for act in example_register.acts for one in act.money if one.of_class.endswith("#Grant>")]
    assert len(rows) == len(graph) > 5
    stated = [one.amount_eur for one in graph if one.amount_eur is not None]
    assert sum(float(row["montant"]) for row in rows if row["montant"]) == pytest.approx(float(sum(stated)))


def test_what_is_lent_without_money_says_so(example_register: Register) -> None:
    rows = rows_of(export_grants(example_register, {}).files["scdl-subventions-incompletes.csv"])
    (lent,) = [row for row in rows if row["nature"] == "aide en nature"]
    assert (lent["nomBeneficiaire"], lent["objet"]) == ("Sorvan Formation", "salle de réunion du siège")
    assert float(lent["montant"]) == 960


@pytest.mark.parametrize(
    "digits", ["21990001600019", "1234567890123", "2199000160001a", "２１９９０００１６０００１９", ""]
)
def test_what_is_no_siret(digits: str) -> None:
    assert is_siret(digits) == (len(digits) == 14 and digits.isascii() and digits.isdigit() and luhn(digits))


def test_la_poste_has_its_own_check() -> None:
    assert is_siret("35600000000048") and is_siret("35600000009075") and not is_siret("35600000009076")


def test_head_offices_are_read_from_the_register_of_establishments(tmp_path: Path) -> None:
    seat, other = siret(SIREN, "0001"), siret(SIREN, "0002")
    stock = tmp_path / "StockEtablissement.csv"
    stock.write_text(f"siren,nic,siret,etablissementSiege\n{SIREN},0,{other},false\n{SIREN},0,{seat},true\n", "utf-8")
    assert read_sirets([stock], [SIREN]) == {SIREN: seat}
    assert read_sirets([stock], ["990000001"]) == {}


def test_a_siren_with_two_sirets_has_none(tmp_path: Path) -> None:
    both = tmp_path / "both.csv"
    both.write_text(f"siren;siret\n{SIREN};{siret(SIREN, '0001')}\n{SIREN};{siret(SIREN, '0002')}\n", "utf-8")
    assert read_sirets([both], [SIREN]) == {}


def test_a_publisher_may_give_the_siret_beside_the_body(tmp_path: Path) -> None:
    toml = tmp_path / "reference.toml"
    toml.write_text(f'[[body]]\nname = "Valbrume"\nkind = "commune"\nsiren = "{SIREN}"\nsiret = "{SIRET}"\n', "utf-8")
    assert read_sirets([toml], [SIREN]) == {SIREN: SIRET}


@pytest.mark.parametrize(
    "content", [f"siren,siret\n{SIREN},{SIREN}00012\n", f"siren,siret\n{SIREN},{siret('990000001')}\n", "a,b\n1,2\n"]
)
def test_a_wrong_siret_is_refused_with_its_file(tmp_path: Path, content: str) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(content, "utf-8")
    with pytest.raises(BadConfiguration, match=r"wrong\.csv"):
        read_sirets([wrong], [SIREN])


def test_the_command_writes_the_same_bytes_twice_and_says_what_is_missing(built: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        done = run_registre("export", "all", "--from", built, "--out", tmp_path / out)
        assert done.returncode == 0, done.stderr
        assert "scdl-deliberations: complete 0" in done.stdout
    first = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}
    assert len(first) == 8 + 2 * 6
    report = json.loads(first["scdl-deliberations-report.json"])
    missing = {row["code"]: row["count"] for row in report["losses"]}
    assert missing["COLL_SIRET"] == report["written"]["incomplete"] > 10
    assert all(row["fr"] and row["en"] for row in report["losses"])


def test_a_folder_that_is_no_publication_is_refused_gently(tmp_path: Path) -> None:
    done = run_registre("export", "oslo", "--from", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 3 and "registre build" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_formats_of_the_command_are_those_of_the_package() -> None:
    from registre.commands.using import EXPORT_FORMATS
    from registre.exports import FORMATS

    assert EXPORT_FORMATS == FORMATS
