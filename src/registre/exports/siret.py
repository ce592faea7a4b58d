"""SIRET numbers that a publisher gives: none is ever made from a SIREN, for nobody can guess a NIC."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from registre.csvfile import given_csv
from registre.errors import BadConfiguration
from registre.linking.reference import read_bodies
from registre.linking.registers.sirene import find_seats
from registre.linking.registers.sniffing import is_siret
from registre.linking.registers.tables import duckdb_session

_TRUE: Final = frozenset({"true", "t", "1", "oui", "vrai"})


def read_sirets(paths: Iterable[Path], wanted: Iterable[str]) -> Mapping[str, str]:
    """SIRET of the head office by SIREN, for the `wanted` SIREN, from CSV files or a reference.toml.

    A CSV has columns `siren` and `siret`; where it also has `etablissementSiege`, as the State's register
    of establishments (StockEtablissement) has, only head offices are read; a Parquet file is that register. A
    SIREN with two SIRET has none.
    Raises `BadConfiguration` for a file that is not so, or a SIRET that is wrong or belongs to another SIREN.
    """
    needed, found = frozenset(wanted), dict[str, set[str]]()
    for path in paths:
        for siren, siret in _read(path, needed):
            if siren in needed:
                _check(path, siren, siret)
                found.setdefault(siren, set()).add(siret)
    return {siren: min(sirets) for siren, sirets in sorted(found.items()) if len(sirets) == 1}


def _check(path: Path, siren: str, siret: str) -> None:
    if not is_siret(siret) or not siret.startswith(siren):
        raise BadConfiguration(f"{path}: « {siret[:40]} » is not a SIRET of {siren}: 14 digits, a right check digit.")


def _read(path: Path, needed: frozenset[str]) -> Iterable[tuple[str, str]]:
    if path.suffix == ".toml":
        return _of_toml(path)
    return _of_parquet(path, needed) if path.suffix == ".parquet" else _of_csv(path)


def _of_parquet(path: Path, needed: frozenset[str]) -> Iterable[tuple[str, str]]:
    with duckdb_session() as session:
        return [(siren, siret) for siren, (siret, _) in find_seats(session, path, needed).items()]


def _of_toml(path: Path) -> Iterator[tuple[str, str]]:
    return ((body.siren, body.siret) for body in read_bodies(path) if body.siret)


def _of_csv(path: Path) -> Iterator[tuple[str, str]]:
    with given_csv(path) as rows:
        if not {"siren", "siret"} <= set(rows.fieldnames or ()):
            raise BadConfiguration(f"{path}: columns « siren » and « siret » are needed in its first line.")
        for row in rows:
            seat = row.get("etablissementSiege")
            if seat is None or seat.strip().lower() in _TRUE:
                yield (row["siren"] or "").strip(), (row["siret"] or "").strip()
