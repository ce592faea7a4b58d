"""Make src/registre/linking/reference/*.tsv from the npm package @etalab/decoupage-administratif.

    npm pack @etalab/decoupage-administratif && tar xzf etalab-decoupage-administratif-*.tgz
    python scripts/make_reference.py package

One line a body, sorted by comparison key: what `registre.linking.reference` reads without parsing
more than it needs. Régions and départements take their SIREN from hand.tsv, which this script never
writes, as does every body that the package lacks.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from registre.linking.names import body_name

FOLDER = Path(__file__).parent.parent / "src" / "registre" / "linking" / "reference"
COLUMNS = ("key", "siren", "name", "kind", "liaison", "code", "departement", "region", "epci", "population")
EPCI_KINDS = {"CC": "cc", "CA": "ca", "CU": "cu", "METRO": "metropole", "MET69": "metropole", "EPT": "ept"}
FULL_NAMES = {"CC": "Communauté de communes", "CA": "Communauté d'agglomération", "CU": "Communauté urbaine"}


def read_json(package: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((package / "data" / f"{name}.json").read_text("utf-8"))
    return rows


def full_name(row: dict[str, Any]) -> str:
    """ "CC du Nogentais" → "Communauté de communes du Nogentais"."""
    short, name = row["type"], " ".join(row["nom"].split())
    return f"{FULL_NAMES[short]}{name[2:]}" if short in FULL_NAMES and name.startswith(f"{short} ") else name


def seat(row: dict[str, Any], departement_of: dict[str, str]) -> str:
    """The département where most inhabitants of a group of communes live."""
    people: Counter[str] = Counter()
    for member in row["membres"]:
        people[departement_of.get(member["code"], member["code"][:2])] += member.get("populationTotale") or 0
    return min(people, key=lambda code: (-people[code], code))


def line(name: str, kind: str, **more: str) -> tuple[str, ...]:
    row = {"key": body_name(name)[1], "name": name, "kind": kind, **more}
    return tuple(row.get(column, "") for column in COLUMNS)


def communes(package: Path, epci_of: dict[str, str]) -> Iterator[tuple[str, ...]]:
    for row in read_json(package, "communes"):
        if row["type"] == "commune-actuelle":
            yield line(
                row["nom"],
                "commune",
                siren=row.get("siren", ""),
                code=row["code"],
                liaison=str(row.get("typeLiaison", "")),
                departement=row.get("departement", ""),
                epci=epci_of.get(row["code"], ""),
                population=str(row.get("population", "")),
            )


def write(name: str, rows: Iterable[tuple[str, ...]]) -> None:
    lines = ["\t".join(COLUMNS), *("\t".join(row) for row in sorted(rows))]
    (FOLDER / f"{name}.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{name}: {len(lines) - 1} rows")


def main(package: Path) -> None:
    groups = read_json(package, "epci")
    territorial = read_json(package, "ept")
    departement_of = {row["code"]: row.get("departement", "") for row in read_json(package, "communes")}
    region_of = {row["code"]: row.get("region", "") for row in read_json(package, "departements")}
    epci_of = {member["code"]: row["code"] for row in groups for member in row["membres"]}
    write("communes", communes(package, epci_of))
    seats = [(row, seat(row, departement_of)) for row in (*groups, *territorial)]
    write(
        "epci",
        (
            line(
                full_name(row),
                EPCI_KINDS[row["type"]],
                siren=row["code"],
                code=row["code"],
                departement=departement,
                region=region_of.get(departement, ""),
            )
            for row, departement in seats
        ),
    )
    write(
        "departements",
        (
            line(
                row["nom"],
                "departement",
                liaison=str(row.get("typeLiaison", "")),
                code=row["code"],
                departement=row["code"],
                region=row.get("region", ""),
            )
            for row in read_json(package, "departements")
        ),
    )
    write(
        "regions",
        (line(row["nom"], "region", code=row["code"], region=row["code"]) for row in read_json(package, "regions")),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
