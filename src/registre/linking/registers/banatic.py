"""BANATIC: groups of communes with their SIREN, kind and seat, and who is a member of them.

Source: DGCL, base nationale sur l'intercommunalité, Licence Ouverte 2.0. Two exports are read, one line a member:
« périmètre des groupements » (banatic.interieur.gouv.fr; tabs, Windows-1252, each line ended by a tab, often under
the name .xls: Région siège, Département siège, Arrondissement siège, Commune siège, N° SIREN, Nom du groupement,
Nature juridique, Mode financement …, Nom membre, Siren membre) and its successor, the export « groupements et membres »
saved as CSV (Nom du groupement, N° SIREN, Nature juridique, Département, Nom membre, Siren membre, Catégorie des
membres du groupement …). Presidents, addresses and telephones stand in these files; they are not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from registre.linking.names import body_name
from registre.linking.reference import GROUPS, KnownBody
from registre.linking.registers.rows import read_rows
from registre.linking.registers.sniffing import is_siren

SIREN: Final = "N° SIREN"
NAME: Final = "Nom du groupement"
KIND: Final = "Nature juridique"
MEMBER: Final = "Siren membre"
SEATS: Final = ("Département siège", "Département")
KINDS: Final = {
    "CC": "cc",
    "CA": "ca",
    "CU": "cu",
    **dict.fromkeys(("METRO", "MET69", "METLYON"), "metropole"),
    "EPT": "ept",
    "POLEM": "pole-metropolitain",
    **dict.fromkeys(("SIVU", "SIVOM", "SMF", "SMO", "SM"), "syndicat"),
}
"""Nature juridique → our kind of body; any other (PETR, EATM …) is « other »."""
WHOLE: Final = {"CC": "Communauté de communes", "CA": "Communauté d'agglomération", "CU": "Communauté urbaine"}
_CODE: Final = re.compile(r"\d[\dABab]\d?")


def read_groups(path: Path) -> Iterator[KnownBody]:
    """Each group once, in the order of the file; a line whose SIREN does not hold is passed over."""
    seen: set[str] = set()
    for row in read_rows(path, (SIREN, NAME, KIND), SEATS):
        siren = row[SIREN].replace(" ", "")
        if siren in seen or not is_siren(siren) or not row[NAME]:
            continue
        seen.add(siren)
        name = whole_name(" ".join(row[NAME].split()))
        seat = _CODE.match(next((row[one] for one in SEATS if row[one]), ""))
        yield KnownBody(
            key=body_name(name)[1],
            siren=siren,
            name=name,
            kind=(kind := KINDS.get(row[KIND].upper(), "other")),
            code=siren if kind in GROUPS else "",
            departement=seat[0].upper() if seat is not None else "",
        )


def read_members(path: Path) -> Mapping[str, tuple[str, ...]]:
    """SIREN of each member, a commune or a group → the SIRENs of its groups, sorted; none in a file without members."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for row in read_rows(path, (SIREN,), (MEMBER,)):
        group, member = (row[one].replace(" ", "") for one in (SIREN, MEMBER))
        if is_siren(group) and is_siren(member) and group != member:
            groups[member].add(group)
    return {member: tuple(sorted(found)) for member, found in sorted(groups.items())}


def whole_name(name: str) -> str:
    """ "CC du Haut-Sorvan" → "Communauté de communes du Haut-Sorvan"."""
    short, _, rest = name.partition(" ")
    return f"{WHOLE[short]} {rest}" if short in WHOLE and rest else name
