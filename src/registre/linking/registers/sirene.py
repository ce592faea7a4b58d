"""SIRENE: legal units by name, and the SIRET of their seat, as the register states it.

Source: INSEE, stock files of the base Sirene, Licence Ouverte 2.0, monthly on data.gouv.fr as Parquet and as CSV
(« , », UTF-8): StockUniteLegale_utf8 (variables siren, statutDiffusionUniteLegale, identifiantAssociationUniteLegale,
etatAdministratifUniteLegale, denominationUniteLegale, denominationUsuelle1…3UniteLegale, sigleUniteLegale,
categorieJuridiqueUniteLegale, nicSiegeUniteLegale) and StockEtablissement_utf8 (siren, siret, etablissementSiege,
etatAdministratifEtablissement, codeCommuneEtablissement); described on sirene.fr, « variables ».

Natural persons are units too (categorieJuridique 1000): they are refused in the scan, as is every unit that asked
not to be diffused (statutDiffusion other than O), and the columns of their names are never read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from registre.linking.registers.candidates import Candidate
from registre.linking.registers.sniffing import is_siren, is_siret
from registre.linking.registers.tables import Session
from registre.linking.registers.wanted import MACROS, WantedNames, sieve

NAMES: Final = (
    *("denominationUniteLegale", "denominationUsuelle1UniteLegale", "denominationUsuelle2UniteLegale"),
    *("denominationUsuelle3UniteLegale", "sigleUniteLegale"),
)
UNITS: Final = (
    *("siren", "etatAdministratifUniteLegale", "statutDiffusionUniteLegale"),
    *("denominationUniteLegale", "categorieJuridiqueUniteLegale", "nicSiegeUniteLegale"),
)
MAYBE: Final = (*NAMES[1:], "identifiantAssociationUniteLegale")
ESTABLISHMENTS: Final = (
    *("siren", "siret", "etablissementSiege", "etatAdministratifEtablissement", "codeCommuneEtablissement"),
)
_LIVING: Final = """
    etatAdministratifUniteLegale = 'A' AND statutDiffusionUniteLegale = 'O'
    AND denominationUniteLegale <> '' AND categorieJuridiqueUniteLegale NOT IN ('', '1000')
"""
_BY_NAME: Final = f"""
SELECT DISTINCT siren, categorieJuridiqueUniteLegale, nicSiegeUniteLegale, identifiantAssociationUniteLegale,
    {", ".join(NAMES)}
FROM {sieve(NAMES, "units", _LIVING)}
"""
_SEATS: Final = """
SELECT siren, siret, codeCommuneEtablissement FROM establishments
WHERE siren IN (SELECT unnest($sirens)) AND lower(etablissementSiege) IN ('true', 't', '1')
  AND etatAdministratifEtablissement = 'A'
"""
_NICS: Final = f"SELECT siren, nicSiegeUniteLegale FROM units WHERE siren IN (SELECT unnest($sirens)) AND {_LIVING}"


def find_units(session: Session, path: Path, names: WantedNames) -> Iterator[Candidate]:
    """Active legal persons that bear one of the names; their commune is not known from this file alone."""
    session.open_table(path, "units", UNITS, MAYBE)
    session.define(MACROS)
    for siren, category, nic, association, *called in session.select(path, _BY_NAME, {"ends": names.ends}):
        borne = tuple(name for name in called if name and names.hold(name))
        if borne and is_siren(siren):
            siret = siren + nic if is_siret(siren + nic) else ""
            rna = association if association.startswith("W") and len(association) == 10 else ""
            yield Candidate("sirene", called[0], borne, siren=siren, siret=siret, rna=rna, category=category)


def find_seats(session: Session, path: Path, sirens: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """(SIRET, code of the commune) of the seat of each SIREN; none when it is closed or stated twice."""
    if not (wanted := sorted(set(sirens))):
        return {}
    session.open_table(path, "establishments", ESTABLISHMENTS)
    found: dict[str, set[tuple[str, str]]] = {}
    for siren, siret, commune in session.select(path, _SEATS, {"sirens": wanted}):
        if is_siret(siret) and siret.startswith(siren):
            found.setdefault(siren, set()).add((siret, commune))
    return {siren: min(seats) for siren, seats in sorted(found.items()) if len(seats) == 1}


def find_seat_numbers(session: Session, path: Path, sirens: Iterable[str]) -> Mapping[str, str]:
    """The SIRET of the seat by SIREN from the units alone, which state the NIC of the seat."""
    if not (wanted := sorted(set(sirens))):
        return {}
    session.open_table(path, "units", UNITS, MAYBE)
    rows = session.select(path, _NICS, {"sirens": wanted})
    return {siren: siren + nic for siren, nic in sorted(rows) if is_siret(siren + nic)}


def placed(candidates: Iterable[Candidate], seats: Mapping[str, tuple[str, str]]) -> Iterator[Candidate]:
    """The candidates with the commune of their seat, where the establishments state one."""
    for one in candidates:
        siret, commune = seats.get(one.siren, (one.siret, ""))
        yield replace(one, siret=siret, commune=commune)
