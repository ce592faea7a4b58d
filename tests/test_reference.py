"""Bodies by SIREN, name and code: the reference says who it is, or says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.errors import BadConfiguration
from registre.linking.names import body_name, fold
from registre.linking.reference import FOLDER, KnownBody, read_reference

EXAMPLES = Path(__file__).parent.parent / "examples"
REFERENCE = read_reference()


def luhn(number: str) -> bool:
    digits = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(digit - 9 if digit > 9 else digit for digit in digits) % 10 == 0


@pytest.mark.parametrize(
    ("name", "kinds", "departement", "siren"),
    [
        ("Saint-Étienne Métropole", None, None, "244200770"),
        ("SAINT ETIENNE METROPOLE", {"metropole"}, None, "244200770"),
        ("St-Etienne Métropole", None, None, "244200770"),
        ("Communauté de Communes Cluses Arve et Montagnes", None, None, "200033116"),
        ("CC Cluses-Arve et Montagnes", None, None, "200033116"),
        ("Ville de Pessac", {"commune"}, None, "213303183"),
        ("Commune d’IBOS", {"commune"}, None, "216502260"),
        ("Saint-Denis", {"commune"}, None, None),  # several communes of that name: nobody is guessed
        ("Saint-Denis", {"commune"}, "974", "219740115"),
        ("Région Île-de-France", None, None, "237500079"),
        ("Eurométropole de Strasbourg", None, None, "246700488"),
        ("Ville", {"commune"}, None, None),
    ],
)
def test_a_body_is_found_by_its_name(
    name: str, kinds: set[str] | None, departement: str | None, siren: str | None
) -> None:
    found = REFERENCE.find(name, kinds, departement)
    assert (found.siren if found is not None else None) == siren


def test_a_pole_metropolitain_is_known_without_an_invented_siren() -> None:
    found = REFERENCE.find("Pôle métropolitain du Genevois français")
    assert found is not None
    assert (found.siren, found.kind, found.territory) == ("", "pole-metropolitain", ("departement", "74"))
    assert [place.name for place in REFERENCE.territories(found)] == ["Haute-Savoie", "Auvergne-Rhône-Alpes"]


def test_territories_lead_from_the_body_to_its_region() -> None:
    body = REFERENCE.by_siren("244200770")
    assert body is not None
    places = REFERENCE.territories(body)
    assert [(place.kind, place.code, place.parent) for place in places] == [
        ("epci", "244200770", ("departement", "42")),
        ("departement", "42", ("region", "84")),
        ("region", "84", None),
    ]
    assert places[0].name == "Saint-Étienne Métropole"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("76351", "Commune du Havre"),
        ("17300", "Commune de La Rochelle"),
        ("01001", "Commune de L'Abergement-Clémenciat"),
        ("65226", "Commune d'Ibos"),
        ("33318", "Commune de Pessac"),
    ],
)
def test_a_commune_has_its_full_name(code: str, name: str) -> None:
    body = REFERENCE.by_code("commune", code)
    assert body is not None
    assert body.full_name == name


def test_a_departement_has_its_article() -> None:
    names = [body.full_name for code in ("01", "42", "93") if (body := REFERENCE.by_code("departement", code))]
    assert names == ["Département de l'Ain", "Département de la Loire", "Département de la Seine-Saint-Denis"]


def test_every_siren_of_the_files_passes_its_check() -> None:
    lines = [line.split("\t") for path in sorted(FOLDER.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()]
    sirens = [parts[1] for parts in lines if parts[1] not in {"siren", ""}]
    assert len(sirens) > 36_000
    assert [siren for siren in sirens if not luhn(siren)] == []


def test_the_files_are_sorted_and_their_keys_are_those_of_the_names() -> None:
    for path in sorted(FOLDER.glob("*.tsv")):
        rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
        assert rows == sorted(rows), path.name
        assert all(row[0] == body_name(row[2])[1] for row in rows), path.name


def test_a_publisher_adds_bodies_with_a_file() -> None:
    reference = read_reference(EXAMPLES / "reference.toml")
    commune = reference.find("COMMUNE DE SAINT-ORLAN-SUR-AUBRELLE", {"commune"})
    assert commune is not None
    assert commune.full_name == "Commune de Saint-Orlan-sur-Aubrelle"
    assert [place.name for place in reference.territories(commune)] == [
        "Saint-Orlan-sur-Aubrelle",
        "Aubrelle Métropole",
        "Aubrelle",
        "Rives et Monts",
    ]


@pytest.mark.parametrize(
    "text", ["not toml", "[[town]]\nname='x'", "[[body]]\nkind='cc'", "[[body]]\nname=1\nkind='cc'"]
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "reference.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadConfiguration, match=r"reference\.toml"):
        read_reference(path)


def test_names_compare_without_case_accents_hyphens_and_small_words() -> None:
    assert fold("L’Œuvre de Saint-Étienne") == "l oeuvre de saint etienne"
    assert body_name("Communauté de Communes du Val") == ("cc", "val")
    assert body_name("Commune de Ville-d'Avray")[1] == body_name("Ville-d'Avray")[1]


def test_a_commune_has_its_population_which_a_newer_file_replaces() -> None:
    assert REFERENCE.population("commune", "42218") == 173136  # INSEE, in force on 1 January 2026
    newer = REFERENCE.completed((), {"42218": 170000}, {})
    assert (newer.population("commune", "42218"), newer.population("departement", "42")) == (170000, None)


def test_a_register_adds_only_the_bodies_that_the_reference_lacks() -> None:
    new = KnownBody("haut sorvan", "259900017", "Syndicat du Haut-Sorvan", "syndicat", departement="99")
    again = KnownBody("autre nom", "244200770", "Autre nom", "metropole")
    completed = REFERENCE.completed((new, again), {}, {})
    assert completed.by_siren("259900017") == new
    known = completed.by_siren("244200770")
    assert known is not None and known.name == "Saint-Étienne Métropole"
