"""RNE: the members of an assembly by their names. Birth dates, professions and the rest never leave the file.

Source: ministère de l'Intérieur, répertoire national des élus, Licence Ouverte 2.0, each quarter on data.gouv.fr as one
CSV a mandate (« ; » or tabs, UTF-8): elus-conseillers-municipaux-cm.csv, elus-maires-mai.csv (« Code de la commune »),
elus-conseillers-communautaires-epci.csv (« N° SIREN »), elus-conseillers-departementaux-cd.csv (« Code du canton »,
« Code du département »), elus-conseillers-regionaux-cr.csv (« Code de la région »); each with « Nom de l'élu »,
« Prénom de l'élu », « Code sexe », « Date de naissance » … of which the two names alone are selected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from registre.errors import BadRegister
from registre.linking.names import fold
from registre.linking.registers.rna import register_files
from registre.linking.registers.tables import Session

FAMILY: Final = "Nom de l'élu"
GIVEN: Final = "Prénom de l'élu"
MANDATES: Final = (
    ("epci", "N° SIREN", ""),
    ("region", "Code de la région", ""),
    ("departement", "Code du département", "Code du canton"),
    ("commune", "Code de la commune", ""),
)
"""Kind of the territory, the column of its code, a column that only this mandate has; the first that fits counts."""
_OF_ASSEMBLY: Final = """
SELECT code, family, given
FROM (SELECT "{code}" AS code, "{family}" AS family, "{given}" AS given FROM elected)
WHERE code IN (SELECT unnest($codes)) AND family <> '' AND given <> ''
""".replace("{family}", FAMILY).replace("{given}", GIVEN)


@dataclass(frozen=True, slots=True, order=True)
class Elected:
    """A member of an assembly, as the register writes the name: "VARENNE", "Odile"."""

    family: str
    given: str

    @property
    def name(self) -> str:
        """ "Odile VARENNE": the family name in capitals, which tells it from the given name."""
        return f"{self.given} {self.family.upper()}"


Assembly = tuple[str, str]
"""(kind, code) of the territory that an assembly governs: ("commune", "42218"), ("epci", SIREN)."""


def find_elected(
    session: Session, path: Path, assemblies: Iterable[Assembly]
) -> Mapping[Assembly, tuple[Elected, ...]]:
    """The members of each of these assemblies that the register knows, sorted, without those who share a name.

    `path` is a file of one mandate or a folder of files; those of other mandates (députés …) are passed over.
    Raises `BadRegister` when a file has no names of elected members at all.
    """
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for kind, code in assemblies:
        codes[kind].add(code)
    found: defaultdict[Assembly, set[Elected]] = defaultdict(set)
    homonyms: set[tuple[Assembly, Elected]] = set()
    for file in register_files(path):
        mandate = _mandate(session, file)
        if mandate is None or not codes[mandate[0]]:
            continue
        kind, column = mandate
        session.open_table(file, "elected", (FAMILY, GIVEN, column))
        query = _OF_ASSEMBLY.replace("{code}", column)
        seen: set[tuple[Assembly, Elected]] = set()
        for code, family, given in session.select(file, query, {"codes": sorted(codes[kind])}):
            one = (kind, code), Elected(family, given.split(",")[0].strip())
            (homonyms if one in seen else seen).add(one)
            found[one[0]].add(one[1])
    return {
        assembly: tuple(one for one in sorted(members) if (assembly, one) not in homonyms)
        for assembly, members in sorted(found.items())
    }


def _mandate(session: Session, path: Path) -> tuple[str, str] | None:
    """Which mandate a file is about, by its columns: (kind of territory, column of its code)."""
    columns = {fold(column) for column in session.columns(path)}
    if not {fold(FAMILY), fold(GIVEN)} <= columns:
        raise BadRegister(
            f"{path}: no columns « {FAMILY} » and « {GIVEN} »: not a file of the répertoire national des élus. "
            "See docs/registers.md for the files that are expected here."
        )
    for kind, code, proof in MANDATES:
        if {fold(one) for one in (code, proof) if one} <= columns:
            return kind, code
    return None
