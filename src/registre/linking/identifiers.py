"""The SIREN, SIRET or RNA number that a text states just after a name."""

from __future__ import annotations

import re

STATED = re.compile(
    r"[\s\"»]{0,3}[,;(–-]?\s{0,2}(?:n°|numéro)?\s?(?:de\s)?(?P<kind>SIREN|SIRET|RNA)\s?(?:n°|=)?\s?:?\s?"
    r"(?P<number>W\d[\dA-Z]\d{7}|\d{3}[ .\u00a0\u202f]?\d{3}[ .\u00a0\u202f]?\d{3}(?:[ .\u00a0\u202f]?\d{5})?)(?!\d)",
    re.IGNORECASE,
)
REACH = 60
"""Characters after a name where its number may begin and end."""

Identifier = tuple[str, str]
"""("siren", nine digits) or ("rna", "W" and nine characters)."""


def identifier_after(text: str, end: int) -> Identifier | None:
    """What stands at `end`: "(SIREN 812 345 679)" → ("siren", "812345679"). A SIREN must pass its own check."""
    found = STATED.match(text, end, end + REACH)
    if found is None:
        return None
    number = re.sub(r"[ .\u00a0\u202f]", "", found["number"]).upper()
    if number.startswith("W"):
        return ("rna", number) if found["kind"].upper() == "RNA" else None
    siren = number[:9]
    return ("siren", siren) if found["kind"].upper() != "RNA" and is_siren(siren) else None


def is_siren(digits: str) -> bool:
    """Whether nine digits pass the check of Luhn, as every SIREN does."""
    doubled = (int(one) * (2 if rank % 2 else 1) for rank, one in enumerate(digits))
    return len(digits) == 9 and sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
