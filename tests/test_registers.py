"""The registers are read in their true formats, for the names asked for, and nothing private leaves them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import registers_samples as samples
from registers_samples import SEAT, SIREN, number
from registre.errors import BadConfiguration, BadRegister
from registre.linking.reference import KnownBody, read_reference
from registre.linking.registers.banatic import read_groups, read_members
from registre.linking.registers.bodies import completed_reference
from registre.linking.registers.checking import check_registers
from registre.linking.registers.cog import read_communes, read_populations
from registre.linking.registers.rna import find_associations
from registre.linking.registers.rne import Elected, find_elected
from registre.linking.registers.settings import RegisterPaths, read_register_paths
from registre.linking.registers.sirene import find_seat_numbers, find_seats, find_units
from registre.linking.registers.tables import Session, duckdb_session
from registre.linking.registers.wanted import LENGTHS, MACROS, WantedNames, comparison_key

OTHER = number("92345678")


@pytest.fixture
def session() -> Iterator[Session]:
    with duckdb_session() as opened:
        yield opened


UNITS = (
    samples.unit(SIREN, "LES AMIS DU LAVOIR", sigleUniteLegale="ADL", identifiantAssociationUniteLegale="W421000001"),
    samples.unit(OTHER, "LES AMIS DU LAVOIR", etatAdministratifUniteLegale="C"),  # ceased
    samples.unit(number("93456789"), "AMIS DU LAVOIR", statutDiffusionUniteLegale="P"),  # asked not to be diffused
    samples.unit(number("94567890"), "ELAN DU LAC", denominationUsuelle2UniteLegale="Amis du Lavoir"),
    samples.unit(number("95678901"), "", nomUniteLegale="LAVOIR", categorieJuridiqueUniteLegale="1000"),  # a person
    samples.unit("912345670", "LES AMIS DU LAVOIR"),  # a number that does not hold
)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_active_units_are_found_by_any_of_their_names(form: str, tmp_path: Path, session: Session) -> None:
    write = samples.write_csv if form == "csv" else samples.write_parquet
    path = write(tmp_path / f"StockUniteLegale_utf8.{form}", samples.UNIT_COLUMNS, UNITS)
    found = sorted(find_units(session, path, WantedNames(["l'association Les Amis du Lavoir"])))
    assert [(one.siren, one.siret, one.rna, one.category) for one in found] == [
        (number("94567890"), number(number("94567890") + "0001"), "", "9220"),
        (SIREN, SEAT, "W421000001", "9220"),
    ]
    assert [one.siren for one in find_units(session, path, WantedNames(["ADL"]))] == [SIREN]
    assert find_seat_numbers(session, path, [SIREN, OTHER]) == {SIREN: SEAT}


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_seat_is_the_one_that_the_register_states(form: str, tmp_path: Path, session: Session) -> None:
    second = number(SIREN + "0002")
    rows = (
        samples.seat(SIREN, "42218"),
        samples.seat(SIREN, "42001", siret=second, nic=second[9:], etablissementSiege="false"),
        samples.seat(OTHER, "42218", etatAdministratifEtablissement="F"),  # closed
    )
    write = samples.write_csv if form == "csv" else samples.write_parquet
    path = write(tmp_path / f"StockEtablissement_utf8.{form}", samples.ESTABLISHMENT_COLUMNS, rows)
    assert find_seats(session, path, [SIREN, OTHER]) == {SIREN: (SEAT, "42218")}
    assert find_seats(session, path, []) == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_associations_are_read_in_both_encodings(encoding: str, tmp_path: Path, session: Session) -> None:
    rows = (
        samples.association("W421000001", "ASSOCIATION CŒUR D’ÉTANG", "42218", titre_court="CŒUR"),
        samples.association("W421000002", "COEUR D'ETANG", "42218", position="D"),  # dissolved
        samples.association("042S123456", "COEUR D'ETANG", "42001"),  # neither number nor SIRET
        samples.association("042S123457", "COEUR D'ETANG", "42001", siret=SEAT),
    )
    path = samples.write_csv(tmp_path / "rna_waldec_20260101_dpt_42.csv", samples.WALDEC_COLUMNS, rows, ";", encoding)
    found = sorted(find_associations(session, path, WantedNames(["Cœur d'étang"])))
    assert [(one.rna, one.siren, one.siret, one.commune) for one in found] == [
        ("W421000001", "", "", "42218"),
        ("", SIREN, SEAT, "42001"),
    ]


def test_a_folder_of_departements_is_read_with_its_old_files(tmp_path: Path, session: Session) -> None:
    new = samples.association("W421000001", "Val Vert", "42218")
    old = {key: value for key, value in new.items() if key in samples.IMPORT_COLUMNS} | {"id": "W421000009"}
    samples.write_csv(tmp_path / "rna_waldec_dpt_42.csv", samples.WALDEC_COLUMNS, [new], ";")
    samples.write_csv(tmp_path / "rna_import_dpt_42.csv", samples.IMPORT_COLUMNS, [old], ";")
    (tmp_path / "lisez-moi.md").write_text("not a register")
    found = find_associations(session, tmp_path, WantedNames(["Val Vert"]))
    assert sorted(one.rna for one in found) == ["W421000001", "W421000009"]


NAMES = (
    *(
        "Les Amis du Lavoir",
        "Association sportive de l'Étang",
        "Cœur d'étang SARL",
        "ADL (Amis du Lavoir)",
        "Club du Mt",
    ),
    *("SAS Bois et Forêts", "Comité des fêtes", "Val-Vert", "Ste Ursule", "Office du Grand Saint", "Amicale laïque de"),
)


@pytest.mark.parametrize("name", NAMES)
def test_the_sieve_lets_through_every_name_that_compares_equal(name: str, session: Session) -> None:
    wanted = WantedNames([name])
    session.define(MACROS)
    written = (name, name.upper(), f"L'{name}", f"{name} SARL", name.replace("-", ""), name.replace("Saint", "ST"))
    for text in written:
        if comparison_key(text) in wanted.keys:
            ((letters,),) = session.select(Path("x"), "SELECT sieve_letters($name)", {"name": text})
            assert {letters[-length:] for length in LENGTHS} & set(wanted.ends), text


BIRTH = "17/04/1963"


def rne_folder(folder: Path) -> Path:
    """Two mandates and deputies, whom no assembly here knows."""
    municipal = [
        ("VARENNE", "Odile", "42218"),
        ("LE GOFF", "Jean-Luc", "42218"),
        ("AUBIN", "Rose", "42001"),
        ("DOUBLE", "Paul", "42218"),
        ("DOUBLE", "Paul", "42218"),
    ]
    rows = [
        samples.elected(samples.RNE_MUNICIPAL, nom=n, prenom=p, code=c, column="Code de la commune", birth=BIRTH)
        for n, p, c in municipal
    ]
    samples.write_csv(folder / "elus-conseillers-municipaux-cm.csv", samples.RNE_MUNICIPAL, rows, ";")
    epci = samples.elected(
        samples.RNE_EPCI, nom="VARENNE", prenom="Odile", code="244200770", column="N° SIREN", birth=BIRTH
    )
    samples.write_csv(folder / "elus-conseillers-communautaires-epci.csv", samples.RNE_EPCI, [epci], "\t", "cp1252")
    deputies = ("Nom de l'élu", "Prénom de l'élu", "Code de la circonscription législative")
    samples.write_csv(folder / "elus-deputes-dep.csv", deputies, [], ";")
    return folder


def test_members_are_found_by_assembly_and_homonyms_are_left_out(tmp_path: Path, session: Session) -> None:
    found = find_elected(session, rne_folder(tmp_path), [("commune", "42218"), ("epci", "244200770")])
    assert found == {
        ("commune", "42218"): (Elected("LE GOFF", "Jean-Luc"), Elected("VARENNE", "Odile")),
        ("epci", "244200770"): (Elected("VARENNE", "Odile"),),
    }


def test_no_byte_of_a_birth_date_leaves_the_reader(tmp_path: Path, session: Session) -> None:
    folder = rne_folder(tmp_path)
    found = find_elected(session, folder, [("commune", "42218"), ("epci", "244200770")])
    assert "1963" not in repr(found)
    bad = folder / "elus-conseillers-municipaux-cm.csv"
    whole = bad.read_bytes()
    bad.write_bytes(whole[: whole.rindex(BIRTH.encode()) + len(BIRTH)])  # cut behind a birth date
    with pytest.raises(BadRegister) as caught:
        find_elected(session, folder, [("commune", "42218")])
    assert "1963" not in str(caught.value) and "DOUBLE" not in str(caught.value) and "line 6" in str(caught.value)
    assert caught.value.__suppress_context__


def test_groups_of_banatic_are_bodies(tmp_path: Path) -> None:
    syndicate, pole = number("25990001"), number("20099001")
    rows = [
        f"84 - X\t42 - Loire\t421 - A\t42218 - B\t{syndicate}\tSyndicat du Haut-Sorvan\tSMF\t\t\t\tValbrume\t1\t",
        f"84 - X\t42 - Loire\t421 - A\t42218 - B\t{syndicate}\tSyndicat du Haut-Sorvan\tSMF\t\t\t\tBoisclair\t2\t",
        f"84 - X\t2A - Corse\t421 - A\t42218 - B\t{pole}\tCC de l’Étang\tCC\t\t\t\tValbrume\t1\t",
        "84 - X\t42 - Loire\t\t\t259900010\tUn numéro faux\tSMF\t\t\t\tValbrume\t1\t",
    ]
    path = tmp_path / "perimetre-groupements.xls"  # what BANATIC calls its tabulated text
    path.write_bytes("\n".join(["\t".join(samples.BANATIC_COLUMNS), *rows, ""]).encode("cp1252"))
    groups = list(read_groups(path))
    assert [(one.siren, one.name, one.kind, one.departement) for one in groups] == [
        (syndicate, "Syndicat du Haut-Sorvan", "syndicat", "42"),
        (pole, "Communauté de communes de l’Étang", "cc", "2A"),
    ]
    reference = completed_reference(read_reference(), RegisterPaths(banatic=path))
    body = reference.find("Syndicat du Haut Sorvan")
    assert body is not None and body.siren == syndicate
    assert [place.code for place in reference.territories(body)] == ["42", "84"]


def test_members_of_groups_tell_the_epci_of_a_commune_and_who_belongs_to_a_syndicate(tmp_path: Path) -> None:
    town, group, other, syndicate = (number(stem) for stem in ("21420999", "20099002", "20099003", "25990002"))
    rows = [
        (group, "CC du Vent", "CC", town),
        (other, "CC de l’Ombre", "CC", number("21420998")),
        *((syndicate, "Syndicat des eaux du Vent", "SMF", member) for member in (town, group, "", "219000001")),
    ]
    path = tmp_path / "groupements.csv"
    lines = ["N° SIREN,Nom du groupement,Nature juridique,Siren membre", *map(",".join, rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert read_members(path) == {
        group: (syndicate,),
        town: tuple(sorted((group, syndicate))),
        number("21420998"): (other,),
    }
    commune = KnownBody("vent-haut", town, "Vent-le-Haut", "commune", code="42999", departement="42", epci=other)
    reference = completed_reference(read_reference().with_bodies([commune]), RegisterPaths(banatic=path))
    assert reference.groups_of(town) == tuple(sorted((group, syndicate)))
    assert [place.code for place in reference.territories(commune)] == ["42999", group, "42", "84"], "the newer file"
    both = reference.completed((), {}, {town: (group, other)})
    assert [place.code for place in both.territories(commune)][1] == other, "two groups decide nothing"


def test_communes_and_populations_complete_the_reference(tmp_path: Path) -> None:
    cog = tmp_path / "v_commune_2026.csv"
    cog.write_text(
        ",".join(samples.COG_COLUMNS)
        + "\nCOM,42999,84,42,42D,421,3,VALBRUME,Valbrume,Valbrume,4201,\nCOMD,42998,,,,,0,VIEUX,Vieux,Vieux,,42999\n"
    )
    people = tmp_path / "donnees_communes.csv"
    people.write_text(
        "CODREG;REG;CODDEP;CODARR;CODCAN;CODCOM;COM;PMUN;PCAP;PTOT\n84;Auvergne;42;1;08;999;Valbrume;3 500;16;3516\n"
    )
    newer = tmp_path / "donnees_communes_2026.csv"
    newer.write_text(
        "REG;Région;DEP;CODARR;CODCAN;CODCOM;COM;Commune;PMUN;PCAP;PTOT\n01;X;971;1;9;101;97101;Abymes;5100;1;5101\n"
    )
    assert [one.code for one in read_communes(cog)] == ["42999"]
    assert read_populations(newer) == {"97101": 5100}
    reference = completed_reference(read_reference(), RegisterPaths(cog=cog, populations=people))
    body = reference.by_code("commune", "42999")
    assert body is not None and body.full_name == "Commune de Valbrume"
    assert reference.territories(body)[0].population == 3500


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a;b;c\n1;2;3\n", "no column « siren"),
        (b"", "empty"),
        (b"PK\x03\x04zip", "Unzip"),
        (b"s\x00i\x00r\x00e\x00n\x00", "UTF-16"),
        (b"PAR1 and then nothing", "cannot be read as a whole"),  # a Parquet file cut
        (",".join(samples.UNIT_COLUMNS).encode() + b"\n" + b"x," * 12, "line 2"),  # a line cut
    ],
)
def test_a_bad_file_is_told_by_its_name_and_what_was_seen(
    data: bytes, told: str, tmp_path: Path, session: Session
) -> None:
    path = tmp_path / "StockUniteLegale_utf8.csv"
    path.write_bytes(data)
    with pytest.raises(BadRegister, match=told) as caught:
        list(find_units(session, path, WantedNames(["Val Vert"])))
    assert "StockUniteLegale_utf8.csv" in str(caught.value)


def test_bytes_that_are_not_of_the_encoding_are_told(tmp_path: Path, session: Session) -> None:
    good = samples.write_csv(
        tmp_path / "rna.csv", samples.WALDEC_COLUMNS, [samples.association("W1", "É" * 999, "1")] * 3000, ";"
    )
    good.write_bytes(good.read_bytes() + b"W421000001" + b";" * 11 + b"\xe9" + b";" * 26 + b"A;\n")
    with pytest.raises(BadRegister, match="UTF-8"):
        list(find_associations(session, good, WantedNames(["Val Vert"])))


def test_a_small_file_that_is_cut_is_told(tmp_path: Path) -> None:
    path = tmp_path / "v_commune_2026.csv"
    path.write_text(",".join(samples.COG_COLUMNS) + "\nCOM,42999,84\n")
    with pytest.raises(BadRegister, match="line 2"):
        list(read_communes(path))


def test_the_settings_name_the_files_beside_them(tmp_path: Path) -> None:
    (tmp_path / "rna").mkdir()
    settings = tmp_path / "registre.toml"
    assert read_register_paths(settings, {"rna": "rna"}) == RegisterPaths(rna=tmp_path / "rna")
    for table, told in (
        ({"rnaa": "rna"}, "rnaa"),
        ({"rna": 3}, "quotes"),
        ({"rne": "no.csv"}, "no.csv"),
        ("x", "table"),
    ):
        with pytest.raises(BadConfiguration, match=told):
            read_register_paths(settings, table)


def test_every_reader_says_where_its_format_is_described() -> None:
    from registre.linking.registers import banatic, cog, rna, rne, sirene

    for module in (banatic, cog, rna, rne, sirene):
        assert "Source: " in (module.__doc__ or "") and "Licence Ouverte" in (module.__doc__ or "")


def test_files_are_looked_at_before_any_document_is_read(tmp_path: Path) -> None:
    good = samples.write_parquet(tmp_path / "units.parquet", samples.UNIT_COLUMNS, UNITS)
    (tmp_path / "rne").mkdir()
    check_registers(RegisterPaths(sirene_units=good, rne=rne_folder(tmp_path / "rne")))
    for name in ("banatic", "cog", "populations", "sirene_units", "sirene_establishments", "rna", "rne"):
        bad = tmp_path / f"{name}.csv"
        bad.write_text("a;b\n1;2\n")
        with pytest.raises(BadRegister, match=rf"{name}.csv: no column"):
            check_registers(RegisterPaths(**{name: bad}))
