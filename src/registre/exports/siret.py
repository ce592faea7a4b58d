"""SIRET numbers that a publisher gives: none is ever made from a SIREN, for nobody can guess a NIC."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from registre.errors import BadConfiguration
from registre.linking.reference import read_bodies

_LA_POSTE: Final = "356000000"
"""Its establishments are too many for the check digit: the sum of the digits is a multiple of five instead."""
_TRUE: Final = frozenset({"true", "t", "1", "oui", "vrai"})


def is_siret(text: str) -> bool:
    """Fourteen digits whose check holds (Luhn)."""
    if len(text) != 14 or not (text.isascii() and text.isdigit()):
        return False
    if text.startswith(_LA_POSTE) and sum(map(int, text)) % 5 == 0:
        return True
    doubled = (int(digit) * (2 - rank % 2) for rank, digit in enumerate(text))
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def read_sirets(paths: Iterable[Path], wanted: Iterable[str]) -> Mapping[str, str]:
    """SIRET of the head office by SIREN, for the `wanted` SIREN, from CSV files or a reference.toml.

    A CSV has columns `siren` and `siret`; where it also has `etablissementSiege`, as the State's register
    of establishments (StockEtablissement) has, only head offices are read. A SIREN with two SIRET has none.
    Raises `BadConfiguration` for a file that is not so, or a SIRET that is wrong or belongs to another SIREN.
    """
    needed, found = frozenset(wanted), dict[str, set[str]]()
    for path in paths:
        for siren, siret in _of_toml(path) if path.suffix == ".toml" else _of_csv(path):
            if siren in needed:
                _check(path, siren, siret)
                found.setdefault(siren, set()).add(siret)
    return {siren: min(sirets) for siren, sirets in sorted(found.items()) if len(sirets) == 1}


def _check(path: Path, siren: str, siret: str) -> None:
    if not is_siret(siret) or not siret.startswith(siren):
        raise BadConfiguration(f"{path}: « {siret[:40]} » is not a SIRET of {siren}: 14 digits, a right check digit.")


def _of_toml(path: Path) -> Iterator[tuple[str, str]]:
    return ((body.siren, body.siret) for body in read_bodies(path) if body.siret)


def _of_csv(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream, delimiter=_delimiter(stream.readline()), fieldnames=None)
            stream.seek(0)
            if not {"siren", "siret"} <= set(rows.fieldnames or ()):
                raise BadConfiguration(f"{path}: columns « siren » and « siret » are needed in its first line.")
            for row in rows:
                seat = row.get("etablissementSiege")
                if seat is None or seat.strip().lower() in _TRUE:
                    yield (row["siren"] or "").strip(), (row["siret"] or "").strip()
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise BadConfiguration(f"{path}: cannot be read ({fault}). Give a CSV file in UTF-8.") from fault


def _delimiter(header: str) -> str:
    return ";" if header.count(";") > header.count(",") else ","
