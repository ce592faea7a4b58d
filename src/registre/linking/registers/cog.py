"""COG: the communes of a year, and how many people live in each.

Source: INSEE, Licence Ouverte 2.0. Code officiel géographique, v_commune_AAAA.csv (« , », UTF-8: TYPECOM, COM, REG,
DEP, CTCD, ARR, TNCC, NCC, NCCENR, LIBELLE, CAN, COMPARENT; « commune_AAAA.csv » before 2022, in small letters).
Populations de référence, donnees_communes.csv (« ; »: …, CODDEP, …, CODCOM, COM, PMUN, PCAP, PTOT; in newer files COM
is the code and « Commune » the name). The municipal population is the one that counts for a council (CGCT R2151-4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from registre.errors import BadRegister
from registre.linking.names import body_name
from registre.linking.reference import KnownBody
from registre.linking.registers.rows import read_rows

COMMUNE: Final = ("TYPECOM", "COM", "DEP", "REG", "TNCC", "LIBELLE")


def read_communes(path: Path) -> Iterator[KnownBody]:
    """The communes in force; communes déléguées and associées and municipal arrondissements are none."""
    for row in read_rows(path, COMMUNE):
        if row["TYPECOM"] == "COM":
            name = row["LIBELLE"]
            yield KnownBody(
                key=body_name(name)[1],
                siren="",
                name=name,
                kind="commune",
                liaison=row["TNCC"],
                code=row["COM"],
                departement=row["DEP"],
            )


def read_populations(path: Path) -> Mapping[str, int]:
    """The municipal population by code of commune, of the INSEE's file."""
    found: dict[str, int] = {}
    for row in read_rows(path, ("COM", "PMUN"), ("CODDEP", "DEP", "CODCOM", "Commune")):
        code = row["COM"] if row["Commune"] or not row["CODCOM"] else (row["CODDEP"] or row["DEP"])[:2] + row["CODCOM"]
        people = row["PMUN"].replace(" ", "").replace("\u202f", "").replace("\xa0", "")
        if len(code) == 5 and people.isdigit():
            found[code] = int(people)
    if not found:
        raise BadRegister(f"{path}: no commune with its population (PMUN). Give INSEE's donnees_communes.csv.")
    return found
