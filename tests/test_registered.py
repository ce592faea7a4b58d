"""What the registers add to identities: a number when nothing else could be meant, a proposal or nothing otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import registers_samples as samples
from gold_records import fact, record
from registers_samples import SEAT, SIREN, Row, number
from registre.linking.confirmed import with_register
from registre.linking.identify import Identities, identify
from registre.linking.identities import Organisation
from registre.linking.names import fold
from registre.linking.reference import KnownBody, read_reference
from registre.linking.registered import registered
from registre.linking.registers.judging import ACCEPTED, CONFIDENCE, REASONS
from registre.linking.registers.settings import RegisterPaths
from registre.records import Act, Attendance, Mention, Record, Session, Status

TOWN, TOWN_SIREN = "42999", number("21429990")
REFERENCE = read_reference().completed(
    (
        KnownBody("valbrume", TOWN_SIREN, "Valbrume", "commune", "3", TOWN, "42"),
        KnownBody("boisclair", number("21639990"), "Boisclair", "commune", "3", "63999", "63"),
    ),
    {},
    {},
)
NAME = "Les Amis du Vieux Lavoir"
OTHER = number("92345678")


def minutes(*names: str, body: str = "Commune de Valbrume", roll: Iterable[str] = ()) -> Record:
    session = Session(
        body=fact(body),
        organ=fact("Conseil municipal"),
        date=fact(dt.date(2024, 3, 11)),
        attendance=tuple(fact(Attendance(name, Status.present), raw="") for name in roll),
    )
    return record("", session, (Act(0, 1, mentions=tuple(fact(Mention(name), raw="") for name in names)),))


def sirene(folder: Path, units: Iterable[Row], seats: Iterable[Row]) -> RegisterPaths:
    return RegisterPaths(
        sirene_units=samples.write_parquet(folder / "StockUniteLegale_utf8.parquet", samples.UNIT_COLUMNS, units),
        sirene_establishments=samples.write_csv(
            folder / "StockEtablissement_utf8.csv", samples.ESTABLISHMENT_COLUMNS, seats
        ),
    )


def rna(folder: Path, *rows: Row) -> Path:
    return samples.write_csv(folder / "rna_waldec.csv", samples.WALDEC_COLUMNS, rows, ";")


def known(records: list[Record], paths: RegisterPaths) -> Identities:
    return registered(identify(records, REFERENCE), paths, records, REFERENCE)


def only(identities: Identities) -> Organisation:
    (one,) = identities.organisations
    return one


def test_the_only_active_unit_of_that_name_in_the_town_is_the_one(tmp_path: Path) -> None:
    rna_number = {"identifiantAssociationUniteLegale": "W421000001"}
    paths = sirene(tmp_path, [samples.unit(SIREN, NAME.upper(), **rna_number)], [samples.seat(SIREN, TOWN)])
    records = [minutes(f"l'association {NAME}")]
    identities = known(records, paths)
    one = only(identities)
    assert (one.scheme, one.key, one.siret, one.rna) == ("siren", SIREN, SEAT, "W421000001")
    link = next(link for link in one.links if link.method == "register-name")
    assert (link.confidence, link.candidate) == (CONFIDENCE["commune"], "")
    assert SIREN in link.reason and f"commune {TOWN}" in link.reason and f"commune {TOWN}" in link.reason_en
    assert (link.accepted_by, link.evidence) == ("register:sirene", f"{NAME.upper()} (SIREN {SIREN})")
    linked = identities.link(records[0])
    assert linked is not None and list(linked.organisations.values()) == [one]


def test_a_unit_of_the_departement_is_the_one_when_it_is_alone_there(tmp_path: Path) -> None:
    units = [samples.unit(SIREN, NAME), samples.unit(OTHER, NAME)]
    paths = sirene(tmp_path, units, [samples.seat(SIREN, "42001"), samples.seat(OTHER, "63999")])
    assert only(known([minutes(NAME)], paths)).key == SIREN


def test_two_units_of_the_departement_are_proposals_kept_apart(tmp_path: Path) -> None:
    units = [samples.unit(SIREN, NAME), samples.unit(OTHER, NAME)]
    paths = sirene(tmp_path, units, [samples.seat(SIREN, "42001"), samples.seat(OTHER, "42002")])
    one = only(known([minutes(NAME)], paths))
    assert (one.scheme, one.siret) == ("local", None)
    assert {link.candidate for link in one.proposals} == {f"siren/{SIREN}", f"siren/{OTHER}"}
    assert all(link.confidence < ACCEPTED for link in one.proposals)
    assert not any(link.candidate for link in one.links)


@pytest.mark.parametrize(
    ("name", "unit", "commune", "proposed"),
    [
        (NAME, {}, "63999", True),  # alone of its name, but elsewhere
        (NAME, {}, "", True),  # nobody says where
        (NAME, {"categorieJuridiqueUniteLegale": "6540"}, TOWN, True),  # a property company of the same name
        (f"SARL {NAME}", {}, TOWN, False),  # a company is meant, the register knows an association
        ("VERTALIS", {}, TOWN, True),  # one word, no form: an acronym may be anybody's
        ("Comité des fêtes", {}, "42001", False),  # every town has one: that of the next town is another
        (NAME, {"etatAdministratifUniteLegale": "C"}, TOWN, False),  # ceased
        (NAME, {"statutDiffusionUniteLegale": "P"}, TOWN, False),  # asked not to be diffused
    ],
)
def test_what_is_doubtful_is_never_an_identity(
    name: str, unit: dict[str, str], commune: str, proposed: bool, tmp_path: Path
) -> None:
    bare = name.removeprefix("SARL ")
    seats = [samples.seat(SIREN, commune)] if commune else []
    one = only(known([minutes(name)], sirene(tmp_path, [samples.unit(SIREN, bare, **unit)], seats)))
    assert (one.scheme, one.siret, bool(one.proposals)) == ("local", None, proposed)


def test_an_acronym_that_the_text_explains_is_no_better_than_one_word(tmp_path: Path) -> None:
    """The register's VLV may be anybody; one that bears the whole name too is who is meant."""
    records = [minutes(f"VLV ({NAME})", "VLV", "Vieux Lavoir Vivant (VLV)")]
    (tmp_path / "short").mkdir()
    seats = [samples.seat(SIREN, TOWN)]
    found = known(records, sirene(tmp_path / "short", [samples.unit(SIREN, "VLV")], seats)).organisations
    assert all(one.scheme == "local" for one in found)
    unit = samples.unit(SIREN, "VIEUX LAVOIR VIVANT", sigleUniteLegale="VLV")
    assert SIREN in {one.key for one in known(records, sirene(tmp_path, [unit], seats)).organisations}


def test_a_generic_name_is_told_by_the_town_itself(tmp_path: Path) -> None:
    units = [samples.unit(SIREN, "COMITE DES FETES"), samples.unit(OTHER, "COMITE DES FETES")]
    paths = sirene(tmp_path, units, [samples.seat(SIREN, TOWN), samples.seat(OTHER, "63999")])
    records = [minutes("Comité des fêtes"), minutes("Comité des fêtes", body="Commune de Boisclair")]
    assert {one.key for one in known(records, paths).organisations} == {SIREN, OTHER}


def test_the_rna_alone_gives_its_number(tmp_path: Path) -> None:
    paths = RegisterPaths(rna=rna(tmp_path, samples.association("W421000001", NAME, TOWN)))
    one = only(known([minutes(NAME)], paths))
    assert (one.scheme, one.key, one.siret) == ("rna", "W421000001", None)


def test_two_registers_that_agree_give_both_numbers(tmp_path: Path) -> None:
    paths = sirene(tmp_path, [samples.unit(SIREN, NAME)], [samples.seat(SIREN, TOWN)])
    association = samples.association("W421000001", NAME, TOWN, siret=SEAT)
    one = only(known([minutes(NAME)], replace(paths, rna=rna(tmp_path, association))))
    assert (one.scheme, one.key, one.rna) == ("siren", SIREN, "W421000001")


def test_two_registers_that_contradict_each_other_give_none(tmp_path: Path) -> None:
    unit = samples.unit(SIREN, NAME, identifiantAssociationUniteLegale="W421000002")
    paths = sirene(tmp_path, [unit], [samples.seat(SIREN, TOWN)])
    one = only(known([minutes(NAME)], replace(paths, rna=rna(tmp_path, samples.association("W421000001", NAME, TOWN)))))
    assert one.scheme == "local"
    assert {link.candidate for link in one.proposals} == {f"siren/{SIREN}", "rna/W421000001"}


def test_names_of_one_number_become_one_organisation(tmp_path: Path) -> None:
    unit = samples.unit(SIREN, NAME, denominationUsuelle1UniteLegale="Lavoir et Patrimoine")
    paths = sirene(tmp_path, [unit], [samples.seat(SIREN, TOWN)])
    one = only(known([minutes(NAME, "Lavoir et patrimoine")], paths))
    assert (one.key, one.spellings) == (SIREN, ("Lavoir et patrimoine", NAME))


def test_a_body_has_the_siret_of_its_seat(tmp_path: Path) -> None:
    paths = RegisterPaths(
        sirene_establishments=samples.write_csv(
            tmp_path / "e.csv", samples.ESTABLISHMENT_COLUMNS, [samples.seat(TOWN_SIREN, TOWN)]
        )
    )
    (body,) = known([minutes(NAME)], paths).bodies
    assert body.siret == number(TOWN_SIREN + "0001")


def test_no_nic_is_ever_made(tmp_path: Path) -> None:
    """A unit whose seat number is not stated, or is wrong, has no SIRET; neither has one without establishments."""
    for nic in ("", "00011"):
        unit = samples.unit(SIREN, NAME, nicSiegeUniteLegale=nic)
        assert only(known([minutes(NAME)], sirene(tmp_path, [unit], []))).siret is None
        assert number(SIREN + "0001") != SIREN + "00011"


def test_the_order_of_documents_and_lines_does_not_count(tmp_path: Path) -> None:
    units = [samples.unit(SIREN, NAME), samples.unit(OTHER, NAME), samples.unit(number("93456789"), "Val Vert")]
    seats = [samples.seat(SIREN, TOWN), samples.seat(OTHER, "42002"), samples.seat(number("93456789"), TOWN)]
    records = [minutes(NAME), minutes("Val-Vert", NAME), minutes("Val Vert", body="Commune de Boisclair")]
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    one = known(records, sirene(tmp_path / "a", units, seats))
    other = known(records[::-1], sirene(tmp_path / "b", units[::-1], seats[::-1]))
    assert (list(one.organisations), one.bodies) == (list(other.organisations), other.bodies)


def test_without_registers_nothing_changes() -> None:
    records = [minutes(NAME)]
    found = identify(records, REFERENCE)
    assert registered(found, RegisterPaths(), records, REFERENCE) is found


def test_every_reason_has_its_confidence_and_only_two_are_accepted() -> None:
    assert set(REASONS) == set(CONFIDENCE)
    assert {code for code, confidence in CONFIDENCE.items() if confidence >= ACCEPTED} == {"commune", "departement"}


# ---- elected members


def rne(folder: Path, *members: tuple[str, str]) -> RegisterPaths:
    rows = [
        samples.elected(samples.RNE_MUNICIPAL, nom=family, prenom=given, code=TOWN, column="Code de la commune")
        for family, given in members
    ]
    return RegisterPaths(rne=samples.write_csv(folder / "cm.csv", samples.RNE_MUNICIPAL, rows, ";"))


def confirmed(records: list[Record], paths: RegisterPaths) -> Identities:
    return with_register(lambda more: identify(records, REFERENCE, more), paths)


def test_a_member_bears_the_name_that_the_register_writes(tmp_path: Path) -> None:
    records = [minutes(roll=["VARENNE Odile", "MME ODILE VARENNE", "Rose INCONNUE"])]
    before = identify(records, REFERENCE)
    after = confirmed(records, rne(tmp_path, ("VARENNE", "Odile")))
    assert sorted(one.name for one in after.persons) == ["Odile VARENNE", "Rose INCONNUE"]
    assert [one.key for one in after.persons] == [one.key for one in before.persons]
    linked = after.link(records[0])
    assert linked is not None and linked.persons["MME ODILE VARENNE"].name == "Odile VARENNE"


def test_two_members_whose_names_differ_by_a_slip_are_told_apart(tmp_path: Path) -> None:
    records = [minutes(roll=["Jean BERTHIER"]), minutes(roll=["Jean BERTHIEU"])]
    assert len(identify(records, REFERENCE).persons) == 1
    after = confirmed(records, rne(tmp_path, ("BERTHIER", "Jean"), ("BERTHIEU", "Jean")))
    assert sorted(one.name for one in after.persons) == ["Jean BERTHIER", "Jean BERTHIEU"]


def test_homonyms_of_one_assembly_confirm_nobody(tmp_path: Path) -> None:
    records = [minutes(roll=["VARENNE Odile"])]
    after = confirmed(records, rne(tmp_path, ("VARENNE", "Odile"), ("VARENNE", "Odile")))
    assert list(after.persons) == list(identify(records, REFERENCE).persons)


def test_a_member_of_another_assembly_confirms_nobody(tmp_path: Path) -> None:
    records = [minutes(roll=["VARENNE Odile"], body="Commune de Boisclair")]
    after = confirmed(records, rne(tmp_path, ("VARENNE", "Odile")))
    assert [one.name for one in after.persons] == ["VARENNE Odile"]


def test_a_number_that_a_curator_refuses_is_neither_given_nor_proposed(tmp_path: Path) -> None:
    paths = sirene(tmp_path, [samples.unit(SIREN, NAME)], [samples.seat(SIREN, TOWN)])
    records = [minutes(NAME)]
    found = identify(records, REFERENCE)
    assert only(registered(found, paths, records, REFERENCE)).key == SIREN
    for refused in (fold(NAME), f"organisation/local/{only(found).key}"):
        kept = only(registered(found, paths, records, REFERENCE, {(refused, ("siren", SIREN))}))
        assert (kept.scheme, kept.proposals) == ("local", ())
    assert only(registered(found, paths, records, REFERENCE, {(fold(NAME), ("siren", OTHER))})).key == SIREN


def test_a_number_below_the_accepting_threshold_is_but_proposed(tmp_path: Path) -> None:
    paths = sirene(tmp_path, [samples.unit(SIREN, NAME)], [samples.seat(SIREN, TOWN)])
    records = [minutes(NAME)]
    found = identify(records, REFERENCE)
    (proposal,) = only(registered(found, paths, records, REFERENCE, (), Decimal("0.98"))).proposals
    assert (proposal.candidate, proposal.confidence) == (f"siren/{SIREN}", CONFIDENCE["commune"])
    assert only(registered(found, paths, records, REFERENCE, (), Decimal("0.97"))).key == SIREN
