"""The numbers of the registers in a publication: graph, shapes, SCDL exports."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import registers_samples as samples
from conftest import ROOT, run_registre
from exports_judges import judged
from registers_samples import SEAT, SIREN, number

EXAMPLES = ROOT / "examples"
METROPOLE, TOWN, POLE = "249600016", "219600319", "259900017"
ADMS = "http://www.w3.org/ns/adms#"
BIRTH = "17/04/1963"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, built with invented registers that know some of their names."""
    folder = tmp_path_factory.mktemp("registers")
    units = [
        samples.unit(SIREN, "LES JOYEUX SABOTIERS", identifiantAssociationUniteLegale="W961000001"),
        samples.unit(number("92345678"), "PRISME"),
    ]
    seats = [samples.seat(siren, "96031") for siren in (SIREN, number("92345678"), METROPOLE, TOWN)]
    seats += [samples.seat(SIREN, "99001", siret=number(SIREN + "0002"), etablissementSiege="false")]
    samples.write_parquet(folder / "units.parquet", samples.UNIT_COLUMNS, units)
    samples.write_parquet(folder / "establishments.parquet", samples.ESTABLISHMENT_COLUMNS, seats)
    member = samples.elected(
        samples.RNE_MUNICIPAL, nom="PRUNIÉRAS", prenom="Élodie", code="96031", column="Code de la commune", birth=BIRTH
    )
    samples.write_csv(folder / "cm.csv", samples.RNE_MUNICIPAL, [member], ";")
    people = "CODREG;REG;CODDEP;CODARR;CODCAN;CODCOM;COM;PMUN;PCAP;PTOT\n98;X;96;1;1;031;Saint-Orlan;4120;10;4130\n"
    (folder / "donnees_communes.csv").write_text(people, "utf-8")
    groups = ((METROPOLE, TOWN), (POLE, METROPOLE), (number("25990009"), TOWN))
    lines = (f"{group};Un groupement;SMF;96;{member}" for group, member in groups)
    head = "N° SIREN;Nom du groupement;Nature juridique;Département;Siren membre"
    (folder / "groupements.csv").write_text("\n".join((head, *lines, "")), "utf-8")
    (folder / "reference.toml").write_bytes((EXAMPLES / "reference.toml").read_bytes())
    table = """
[registers]
sirene_units = "units.parquet"
sirene_establishments = "establishments.parquet"
rne = "cm.csv"
populations = "donnees_communes.csv"
banatic = "groupements.csv"
"""
    (folder / "registre.toml").write_text((EXAMPLES / "registre.toml").read_text("utf-8") + table, "utf-8")
    out = folder / "public"
    settings = str(folder / "registre.toml")
    done = run_registre("build", str(EXAMPLES / "documents"), "--out", str(out), "--config", settings, "--quiet")
    assert done.returncode in (0, 1), done.stderr
    return out


@pytest.fixture(scope="module")
def dump(published: Path) -> str:
    return next(path for path in sorted(published.rglob("registre.nq"))).read_text("utf-8")


def test_the_organisation_is_known_by_its_numbers(dump: str) -> None:
    page = f"<https://data.example.org/organisation/siren/{SIREN}"
    assert f'{page}> <http://www.w3.org/ns/org#identifier> "{SIREN}"' in dump
    assert f'{page}#siret> <http://www.w3.org/2004/02/skos/core#notation> "{SEAT}"' in dump
    assert f'{page}#rna> <http://www.w3.org/2004/02/skos/core#notation> "W961000001"' in dump
    assert f'{page}#siret> <{ADMS}schemeAgency> "INSEE"' in dump


def test_the_number_has_its_reason(dump: str) -> None:
    assert "https://w3id.org/registre/ns#link-register-name" in dump
    assert f"SIREN {SIREN}, en activité" in dump


def test_what_is_doubtful_is_a_proposal_and_no_identity(dump: str) -> None:
    local = "<https://data.example.org/organisation/local/prisme>"
    assert f"{local} <https://w3id.org/registre/ns#identityProposal>" in dump
    assert f'<https://w3id.org/registre/ns#candidate> "{number("92345678")}"' in dump
    assert f"organisation/siren/{number('92345678')}" not in dump


def test_a_town_has_its_population_and_its_siret(dump: str) -> None:
    assert '<https://data.example.org/territory/commune/96031> <https://w3id.org/registre/ns#population> "4120"' in dump
    assert f'body/{TOWN}#siret> <http://www.w3.org/2004/02/skos/core#notation> "{number(TOWN + "0001")}"' in dump


def test_a_body_is_a_member_of_the_groups_that_are_published(dump: str) -> None:
    member_of = "<http://www.w3.org/ns/org#memberOf>"
    base = "https://data.example.org/body/"
    assert f"<{base}{TOWN}> {member_of} <{base}{METROPOLE}>" in dump
    assert f"<{base}{METROPOLE}> {member_of} <{base}{POLE}>" in dump
    assert dump.count(member_of) == 2, "a group without a page is not linked to"


def test_a_member_bears_the_name_of_the_register(dump: str) -> None:
    assert '<http://www.w3.org/2004/02/skos/core#prefLabel> "Élodie PRUNIÉRAS"' in dump
    assert '<http://www.w3.org/2004/02/skos/core#hiddenLabel> "Élodie PRUNIERAS"' in dump


def test_no_birth_date_reaches_any_file(published: Path) -> None:
    for path in sorted(published.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            assert not any(form in data for form in (b"17/04/1963", b"1963-04-17", b"04/1963")), path


def test_rows_of_scdl_become_complete(published: Path, built: Path, tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for source, out in ((built, before), (published, after)):
        done = run_registre("export", "all", "--from", str(source), "--out", str(out))
        assert done.returncode == 0, done.stderr
    assert not rows(before / "scdl-deliberations.csv")
    data = (after / "scdl-deliberations.csv").read_bytes()
    assert judged(tmp_path, "scdl-deliberations", data) == []
    complete = rows(after / "scdl-deliberations.csv")
    assert {row["COLL_SIRET"] for row in complete} <= {number(METROPOLE + "0001"), number(TOWN + "0001")}
    assert len(complete) > 5
    lacking = rows(after / "scdl-deliberations-incompletes.csv")
    assert lacking
    assert all(not row[name] for row in lacking for name in row["manquant"].split(";"))
    grants = rows(after / "scdl-subventions-incompletes.csv")
    sabotiers = [row for row in grants if row["idBeneficiaire"]]
    assert {(row["idBeneficiaire"], row["rnaBeneficiaire"]) for row in sabotiers} == {(SEAT, "W961000001")}


def test_a_file_of_numbers_gives_the_rows_that_sirene_gives(published: Path, built: Path, tmp_path: Path) -> None:
    """Both ways to a complete row end at the same bytes, act by act."""
    numbers = tmp_path / "numbers.csv"
    numbers.write_text(
        "siren,siret\n" + "".join(f"{one},{number(one + '0001')}\n" for one in (METROPOLE, TOWN)), "utf-8"
    )
    for source, out, more in (
        (published, tmp_path / "sirene", ()),
        (built, tmp_path / "sirets", ("--sirets", str(numbers))),
    ):
        done = run_registre("export", "scdl-deliberations", "--from", str(source), "--out", str(out), *more)
        assert done.returncode == 0, done.stderr
    data = (tmp_path / "sirets" / "scdl-deliberations.csv").read_bytes()
    assert judged(tmp_path, "scdl-deliberations", data) == []
    assert data == (tmp_path / "sirene" / "scdl-deliberations.csv").read_bytes()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
