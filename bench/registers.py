"""What looking up names in a large SIRENE costs: time and memory, on generated units.

    python -m bench.registers [ROWS] [NAMES] [parquet|csv]

Generates StockUniteLegale and StockEtablissement as Parquet and CSV in a temporary folder (invented names), looks
NAMES names up in a process of its own for each format, and prints processor time and peak memory.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import count as count_from
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb

from registre.linking.registers.sirene import find_seats, find_units
from registre.linking.registers.sniffing import is_siren
from registre.linking.registers.tables import duckdb_session
from registre.linking.registers.wanted import WantedNames

WORDS: Final = (
    *("amis", "lavoir", "sport", "club", "culture", "jardin", "musique", "union", "atelier", "chorale", "théâtre"),
    *("patrimoine", "montagne", "vallée", "rivière", "forêt", "étang", "horizon", "soleil", "avenir", "passerelle"),
)
FORMS: Final = ("parquet", "csv")
_UNITS: Final = """
COPY (
    SELECT lpad(CAST(900000000 + i AS VARCHAR), 9, '0') AS siren, 'O' AS statutDiffusionUniteLegale,
        false AS unitePurgeeUniteLegale, DATE '2001-01-01' AS dateCreationUniteLegale, NULL AS sigleUniteLegale,
        NULL AS prenom1UniteLegale, NULL AS nomUniteLegale, NULL AS identifiantAssociationUniteLegale,
        CASE WHEN i % 4 = 0 THEN 'C' ELSE 'A' END AS etatAdministratifUniteLegale,
        CASE WHEN i % 2 = 0 THEN NULL ELSE upper(words[1 + i % n] || ' de ' || words[1 + (i // n) % n] || ' '
            || i || ' ' || words[1 + (i // (n * n)) % n]) END AS denominationUniteLegale,
        NULL AS denominationUsuelle1UniteLegale, NULL AS denominationUsuelle2UniteLegale,
        NULL AS denominationUsuelle3UniteLegale,
        CASE WHEN i % 2 = 0 THEN 1000 ELSE 9220 END AS categorieJuridiqueUniteLegale,
        '94.99Z' AS activitePrincipaleUniteLegale, '00014' AS nicSiegeUniteLegale
    FROM (SELECT i, $words AS words, len($words) AS n FROM range($rows) AS t(i))
) TO '{path}'
"""
_ESTABLISHMENTS: Final = """
COPY (
    SELECT lpad(CAST(900000000 + i AS VARCHAR), 9, '0') AS siren, '00014' AS nic, siren || '00014' AS siret,
        true AS etablissementSiege, 'A' AS etatAdministratifEtablissement,
        lpad(CAST(1000 + i % 95000 AS VARCHAR), 5, '0') AS codeCommuneEtablissement
    FROM range($rows) AS t(i)
) TO '{path}'
"""


def generate(folder: Path, rows: int, forms: Iterable[str] = FORMS) -> None:
    with duckdb.connect() as connection:
        for form in forms:
            units, seats = folder / f"units.{form}", folder / f"establishments.{form}"
            connection.execute(_UNITS.replace("{path}", str(units)), {"words": list(WORDS), "rows": rows})
            connection.execute(_ESTABLISHMENTS.replace("{path}", str(seats)), {"rows": rows})


def look_up(folder: Path, form: str, count: int) -> str:
    """One look-up of `count` names, told with what it cost this process."""
    names = WantedNames(islice(_names(), count))
    start = time.process_time()
    with duckdb_session() as session:
        units = list(find_units(session, folder / f"units.{form}", names))
        seats = find_seats(session, folder / f"establishments.{form}", (one.siren for one in units))
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sizes = sum((folder / f"{name}.{form}").stat().st_size for name in ("units", "establishments")) // 1_000_000
    found = f"{len(units):6} units, {len(seats):6} seats"
    return f"{form:8} {sizes:5} MB  {found}  {spent:6.1f} s of processor  {peak:5} MB peak"


def _names() -> Iterator[str]:
    """Names as documents may write them, of generated units that are active and whose number holds."""
    n = len(WORDS)
    for i in count_from(1, 74):
        if i % 4 and is_siren(str(900_000_000 + i)):
            yield f"Association {WORDS[i % n]} de {WORDS[(i // n) % n].title()} {i} {WORDS[(i // (n * n)) % n]}"


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["look-up"]:
        print(look_up(Path(arguments[1]), arguments[2], int(arguments[3])))
        return
    rows, count = (
        int(arguments[place]) if len(arguments) > place else most for place, most in ((0, 1_000_000), (1, 2_000))
    )
    forms = arguments[2:] or FORMS
    with TemporaryDirectory(prefix="registre-bench-") as folder:
        generate(Path(folder), rows, forms)
        print(f"{rows:,} units, {count:,} names, {duckdb.__version__}")
        for form in forms:
            command = [sys.executable, "-m", "bench.registers", "look-up", folder, form, str(count)]
            print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="")


if __name__ == "__main__":
    main(sys.argv[1:])
