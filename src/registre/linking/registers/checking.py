"""Whether the files of the registers are what the settings say, told before hours of documents are read."""

from __future__ import annotations

from pathlib import Path

from registre.linking.registers import banatic, cog, rna, rne, sirene
from registre.linking.registers.settings import RegisterPaths
from registre.linking.registers.sniffing import csv_layout, locate
from registre.linking.registers.tables import Session, duckdb_session


def check_registers(paths: RegisterPaths) -> None:
    """Open each file and find its columns; no row is read. Raises `BadRegister` for the first that is not right."""
    for path, wanted in ((paths.banatic, (banatic.SIREN, banatic.NAME, banatic.KIND)), (paths.cog, cog.COMMUNE)):
        if path is not None:
            locate(path, csv_layout(path).columns, wanted)
    if paths.populations is not None:
        locate(paths.populations, csv_layout(paths.populations).columns, ("COM", "PMUN"))
    if paths.of_organisations or paths.rne is not None:
        with duckdb_session() as session:
            _check_tables(session, paths)


def _check_tables(session: Session, paths: RegisterPaths) -> None:
    tables: list[tuple[Path, tuple[str, ...]]] = []
    if paths.sirene_units is not None:
        tables.append((paths.sirene_units, sirene.UNITS))
    if paths.sirene_establishments is not None:
        tables.append((paths.sirene_establishments, sirene.ESTABLISHMENTS))
    if paths.rna is not None:
        tables += [(path, rna.WANTED) for path in rna.register_files(paths.rna)]
    if paths.rne is not None:
        tables += [(path, (rne.FAMILY, rne.GIVEN)) for path in rna.register_files(paths.rne)]
    for path, wanted in tables:
        locate(path, session.columns(path), wanted)
