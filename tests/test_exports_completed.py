"""Incomplete rows given back: a row that somebody completed is valid, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from conftest import run_registre
from exports_fixture import SIREN, an_act, published, purposed, register_of, rows_of, siret
from exports_judges import judged
from registre.csvfile import to_csv
from registre.errors import BadConfiguration
from registre.exports.completed import is_day, is_days, is_share, read_completed
from registre.exports.losses import Exported
from registre.exports.register import Register
from registre.exports.scdl_deliberations import export_deliberations
from registre.exports.scdl_subventions import KEY, export_grants

SIRET = siret(SIREN)
ADDED = {
    "dateConvention": "2024-04-02",
    "conditionsVersement": "un seul versement",
    "datesPeriodeVersement": "2024-05-01/2024-06-30",
    "notificationUE": "non",
}
"""What nobody can read in a deliberation: invented, in the forms of the schema."""


def given_back(exported: Exported, path: Path, **cells: str) -> Path:
    """The file of incomplete rows with these cells in each of them."""
    rows = [{**row, **cells} for row in rows_of(exported.files[f"{exported.name}-incompletes.csv"])]
    path.write_bytes(to_csv(tuple(rows[0]), rows))
    return path


def again(register: Register, path: Path) -> Exported:
    return export_grants(register, {SIREN: SIRET}, read_completed([path], (KEY,)))


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return register_of(tmp_path / "public", [purposed(an_act("1"), "la fête du lavoir")])


def test_a_grant_that_somebody_completed_is_a_valid_row(register: Register, tmp_path: Path) -> None:
    first = export_grants(register, {SIREN: SIRET})
    assert (first.written["complete"], first.written["incomplete"]) == (0, 1)
    done = again(register, given_back(first, tmp_path / "given.csv", **ADDED))
    assert (done.written["complete"], done.written["incomplete"]) == (1, 0)
    data = done.files["scdl-subventions.csv"]
    assert judged(tmp_path, "scdl-subventions", data) == []
    (row,) = rows_of(data)
    (before,) = rows_of(first.files["scdl-subventions-incompletes.csv"])
    assert row == {name: ADDED.get(name, before[name]) for name in row}
    assert KEY not in row


def test_what_the_act_says_cannot_be_completed_otherwise(register: Register, tmp_path: Path) -> None:
    path = given_back(export_grants(register, {SIREN: SIRET}), tmp_path / "given.csv", **ADDED, objet="autre chose")
    done = again(register, path)
    (row,) = rows_of(done.files["scdl-subventions.csv"])
    assert row["objet"] == "la fête du lavoir"
    assert done.losses.count("completed.differs") == 1


def test_the_amount_is_the_acts_alone(tmp_path: Path) -> None:
    act = an_act("1")
    first, *others = act.commitments
    silent = replace(act, commitments=(replace(first, value=replace(first.value, amount_eur=None)), *others))
    register = register_of(tmp_path / "public", [silent])
    path = given_back(export_grants(register, {SIREN: SIRET}), tmp_path / "given.csv", **ADDED, montant="900.00")
    (row,) = rows_of(again(register, path).files["scdl-subventions-incompletes.csv"])
    assert "montant" in row["manquant"].split(";")
    assert row["montant"] == ""


def test_a_private_person_cannot_be_named_by_completing(tmp_path: Path) -> None:
    act = an_act("1")
    first, *others = act.commitments
    private = replace(act, commitments=(replace(first, value=replace(first.value, private=True)), *others))
    register = register_of(tmp_path / "public", [private])
    cells = {**ADDED, "nomBeneficiaire": "Quelqu'un", "rnaBeneficiaire": "W990000009", "objet": "un toit"}
    done = again(register, given_back(export_grants(register, {SIREN: SIRET}), tmp_path / "given.csv", **cells))
    assert done.written["complete"] == 0
    assert not any(b"Quelqu" in data or b"W990000009" in data for data in done.files.values())


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("dateConvention", "2 avril 2024"),
        ("dateConvention", "2024-02-30"),
        ("datesPeriodeVersement", "2024-06-30/2024-05-01"),
        ("notificationUE", "peut-être"),
        ("conditionsVersement", "x" * 300),
        ("idRAE", "=A1+B"),
        ("idBeneficiaire", f"{SIRET[:-1]}{(int(SIRET[-1]) + 1) % 10}"),
    ],
)
def test_a_cell_without_the_form_of_its_column_is_refused_with_its_place(
    name: str, cell: str, register: Register, tmp_path: Path
) -> None:
    path = given_back(export_grants(register, {SIREN: SIRET}), tmp_path / "given.csv", **{**ADDED, name: cell})
    with pytest.raises(BadConfiguration, match=rf"given\.csv, line 2: .* cannot stand in « {name} »"):
        again(register, path)


def test_a_formula_that_somebody_adds_does_not_run(register: Register, tmp_path: Path) -> None:
    cells = {**ADDED, "conditionsVersement": "=1+1"}
    done = again(register, given_back(export_grants(register, {SIREN: SIRET}), tmp_path / "given.csv", **cells))
    (row,) = rows_of(done.files["scdl-subventions.csv"])
    assert row["conditionsVersement"] == "'=1+1"


def test_a_row_of_nobody_is_counted_and_left_out(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "given.csv"
    path.write_text(f"{KEY};dateConvention\nhttps://data.example.org/act/none#grant-1;2024-04-02\n", "utf-8")
    done = again(register, path)
    assert done.losses.count("completed.unknown") == 1
    assert done.written == export_grants(register, {SIREN: SIRET}).written


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "no column « adresse »"),
        (f"{KEY},dateConvention\nx,2024-04-02\nx,2024-04-03\n", "line 3: the row of x was given before"),
    ],
)
def test_a_file_whose_rows_cannot_be_known_is_refused(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "given.csv").write_text(text, "utf-8")
    with pytest.raises(BadConfiguration, match=r"given\.csv") as fault:
        read_completed([tmp_path / "given.csv"], (KEY,))
    assert said in str(fault.value)
    with pytest.raises(BadConfiguration, match="cannot be read"):
        read_completed([tmp_path / "absent.csv"], (KEY,))


def test_a_deliberation_is_completed_by_its_address(tmp_path: Path) -> None:
    register = register_of(tmp_path / "public", [an_act("1")])
    first = export_deliberations(register, {})
    path = given_back(first, tmp_path / "given.csv", COLL_SIRET=SIRET, PREF_ID="990")
    done = export_deliberations(register, {}, read_completed([path], ("DELIB_URL",)))
    data = done.files["scdl-deliberations.csv"]
    assert judged(tmp_path, "scdl-deliberations", data) == []
    assert [(row["COLL_SIRET"], row["PREF_ID"]) for row in rows_of(data)] == [(SIRET, "990")]


def test_the_command_takes_both_files_back(tmp_path: Path) -> None:
    public = published(tmp_path / "public", [purposed(an_act("1"), "la fête du lavoir")])
    done = run_registre("export", "all", "--from", public, "--out", tmp_path / "one")
    assert done.returncode == 0, done.stderr
    files = []
    for name, cells in (
        ("scdl-deliberations", {"COLL_SIRET": SIRET}),
        ("scdl-subventions", {**ADDED, "idAttribuant": SIRET}),
    ):
        rows = rows_of((tmp_path / "one" / f"{name}-incompletes.csv").read_bytes())
        path = tmp_path / f"{name}.csv"
        path.write_bytes(to_csv(tuple(rows[0]), [{**row, **cells} for row in rows]))
        files += ["--completed", str(path)]
    done = run_registre("export", "all", "--from", public, "--out", tmp_path / "two", *files)
    assert done.returncode == 0, done.stderr
    for name in ("scdl-deliberations", "scdl-subventions"):
        data = (tmp_path / "two" / f"{name}.csv").read_bytes()
        assert len(rows_of(data)) == 1
        assert judged(tmp_path, name, data) == []
        assert rows_of((tmp_path / "two" / f"{name}-incompletes.csv").read_bytes()) == []


def test_forms_of_dates_and_shares() -> None:
    assert is_day("2024-02-29") and not is_day("2023-02-29") and not is_day("2024-2-9")
    assert (
        is_days("2024-05-01") and is_days("2024-05-01/2024-05-01") and not is_days("2024-05-01/2024-06-01/2024-07-01")
    )
    assert is_share("0.01") and is_share("1") and not is_share("0") and not is_share("1.01") and not is_share("1e0")
