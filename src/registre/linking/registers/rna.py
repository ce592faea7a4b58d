"""RNA: declared associations by name, with their number and the commune of their seat.

Source: ministère de l'Intérieur, répertoire national des associations, Licence Ouverte 2.0, monthly on data.gouv.fr
as ZIP archives of one CSV a département (« ; », quoted; UTF-8 today, ISO-8859-1 before): rna_waldec_AAAAMMJJ_dpt_DD.csv
(columns id, id_ex, siret, rup_mi, gestion, date_creat, …, titre, titre_court, …, adrs_codeinsee, …, position, …) and
rna_import_AAAAMMJJ_dpt_DD.csv, associations that declared nothing since 2009 (the same without titre_court; their `id`
is an old number, not a W number). `position` A: active; D: dissolved; S: struck off. Addresses and the civility of
the head are in these files; they are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from registre.errors import BadRegister
from registre.linking.registers.candidates import Candidate
from registre.linking.registers.sniffing import is_siret
from registre.linking.registers.tables import Session
from registre.linking.registers.wanted import MACROS, WantedNames, sieve

WANTED: Final = ("id", "siret", "titre", "position", "adrs_codeinsee")
MAYBE: Final = ("titre_court",)
NUMBER: Final = re.compile(r"W[0-9A-Z][0-9]{8}")
_LIVING: Final = """ "position" = 'A' """
_BY_NAME: Final = f"""
SELECT DISTINCT id, siret, titre, titre_court, adrs_codeinsee
FROM {sieve(("titre", "titre_court"), "associations", _LIVING)}
"""


def find_associations(session: Session, path: Path, names: WantedNames) -> Iterator[Candidate]:
    """Active associations that bear one of the names. `path` is a file, or a folder of files (one a département).

    A line without W number is given when it states a SIRET, which identifies it as well.
    """
    session.define(MACROS)
    for file in register_files(path):
        session.open_table(file, "associations", WANTED, MAYBE)
        rows = session.select(file, _BY_NAME, {"ends": names.ends})
        for number, siret, title, short, commune in rows:
            called = tuple(text for text in (title, short) if text and names.hold(text))
            rna = number if NUMBER.fullmatch(number) else ""
            stated = siret if is_siret(siret) else ""
            if called and (rna or stated):
                yield Candidate(
                    "rna", title, called, siren=stated[:9], siret=stated, rna=rna, commune=commune, category="92"
                )


def register_files(path: Path) -> list[Path]:
    """A file, or the CSV and Parquet files of a folder in the order of their names."""
    if not path.is_dir():
        return [path]
    found = sorted(one for one in path.iterdir() if one.suffix.lower() in {".csv", ".txt", ".parquet"})
    if not found:
        raise BadRegister(f"{path}: no CSV or Parquet file in this folder. Unzip the register there.")
    return found
