"""What a register says of a legal person that bears a name the documents write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

OVERSEAS: Final = ("97", "98")


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """One line of a register; "" stands for what it does not say."""

    register: str
    """sirene | rna"""
    name: str
    """The official name."""
    names: tuple[str, ...]
    """Those of its names that a document may write."""
    siren: str = ""
    siret: str = ""
    """Of the seat."""
    rna: str = ""
    commune: str = ""
    """COG code of the commune of the seat."""
    category: str = ""
    """Legal category of SIRENE (92…: association); that of the RNA is always an association."""

    @property
    def departement(self) -> str:
        return departement_of(self.commune)

    @property
    def key(self) -> tuple[str, str]:
        """(scheme, key) of the identity: its SIREN when it has one, else its RNA number."""
        return ("siren", self.siren) if self.siren else ("rna", self.rna)


def departement_of(commune: str) -> str:
    """ "42218" → "42", "97411" → "974", "2A004" → "2A"."""
    return commune[: 3 if commune.startswith(OVERSEAS) else 2]
