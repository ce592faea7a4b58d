"""Whether a line of a register is the organisation that the documents name: yes, perhaps, or nobody knows.

Yes wants the same name, an active unit, and no second one of that name where the documents come from. What is
below is a proposal that a person may accept; it never becomes an identity by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from registre.linking.names import fold
from registre.linking.registers.candidates import Candidate
from registre.linking.registers.wanted import comparison_key

ACCEPTED: Final = Decimal("0.80")
CONFIDENCE: Final = {
    "commune": Decimal("0.97"),
    "departement": Decimal("0.92"),
    "one-word": Decimal("0.70"),
    "property-company": Decimal("0.50"),
    "elsewhere": Decimal("0.60"),
    "several": Decimal("0.40"),
    "contradiction": Decimal("0.40"),
}
REASONS: Final = {
    "commune": (
        "seul de ce nom à avoir son siège dans la commune {commune}",
        "the only one of this name with its seat in the commune {commune}",
    ),
    "departement": (
        "seul de ce nom à avoir son siège dans le département {departement}",
        "the only one of this name with its seat in the département {departement}",
    ),
    "one-word": (
        "seul de ce nom dans le territoire, mais le nom n'a qu'un mot et le texte n'en dit pas la forme",
        "the only one of this name in the territory, but the name is one word and the text does not state its form",
    ),
    "property-company": (
        "seul de ce nom dans le territoire, mais c'est une société civile immobilière",
        "the only one of this name in the territory, but it is a property company",
    ),
    "elsewhere": (
        "seul de ce nom, mais son siège n'est pas dans le territoire de ceux qui le nomment",
        "the only one of this name, but its seat is not in the territory of those who name it",
    ),
    "several": ("de ce nom dans le territoire, comme d'autres", "of this name in the territory, as others are"),
    "contradiction": (
        "SIRENE et RNA ne donnent pas la même personne",
        "SIRENE and the RNA do not give the same legal person",
    ),
}
"""Why, in French and in English."""
FORMS: Final = {
    **dict.fromkeys(("association", "asso"), ("92",)),
    "fondation": ("93",),
    **dict.fromkeys(("sarl", "eurl"), ("54",)),
    **dict.fromkeys(("sas", "sasu"), ("57",)),
    "sa": ("55", "56"),
}
"""A word of the name that states the legal form → the legal categories of INSEE that fit it."""
PROPERTY_COMPANIES: Final = "654"
"""SCI and the like bear the names of those who own them."""
MOST_PROPOSED: Final = 3


@dataclass(frozen=True, slots=True)
class Sought:
    """An organisation as documents name it, and the territories of the bodies that do."""

    spellings: tuple[str, ...]
    communes: frozenset[str]
    departements: frozenset[str]
    generic: bool
    """A name that many towns use: only the commune itself tells who it is."""
    one_words: frozenset[str]
    """The comparison keys of its spellings that are a single word, such as an acronym."""

    @property
    def categories(self) -> tuple[str, ...]:
        """The legal categories that a spelling states; none when it says nothing of the form."""
        stated = {word for spelling in self.spellings for word in fold(spelling).split() if word in FORMS}
        return tuple(sorted({category for word in stated for category in FORMS[word]}))


@dataclass(frozen=True, slots=True)
class Opinion:
    """A candidate, how sure it is and why (a code of REASONS)."""

    candidate: Candidate
    code: str

    @property
    def confidence(self) -> Decimal:
        return CONFIDENCE[self.code]

    @property
    def accepted(self) -> bool:
        return self.confidence >= ACCEPTED

    @property
    def number(self) -> str:
        return f"SIREN {self.candidate.siren}" if self.candidate.siren else f"RNA {self.candidate.rna}"

    @property
    def reason(self) -> str:
        one = self.candidate
        why = REASONS[self.code][0].format(commune=one.commune, departement=one.departement)
        return f"{one.register.upper()} : « {one.name} », {self.number}, en activité, {why}"

    @property
    def reason_en(self) -> str:
        one = self.candidate
        why = REASONS[self.code][1].format(commune=one.commune, departement=one.departement)
        return f"{one.register.upper()}: “{one.name}”, {self.number}, active, {why}"


def judge(sought: Sought, candidates: Iterable[Candidate]) -> tuple[Opinion, ...]:
    """One accepted opinion, or up to three proposals, or nothing."""
    fit = [one for one in sorted(set(candidates)) if _has_form(one, sought.categories)]
    near = [one for one in fit if one.commune in sought.communes]
    around = [one for one in fit if one.departement in sought.departements]
    local = near or ([] if sought.generic else around)
    if len(_keys(local)) == 1:
        return (Opinion(local[0], _code(local[0], sought, bool(near))),)
    if local:
        return tuple(Opinion(one, "several") for one in local) if len(local) <= MOST_PROPOSED else ()
    if len(_keys(fit)) == 1 and not sought.generic:
        return (Opinion(fit[0], "elsewhere"),)
    return ()


def _code(one: Candidate, sought: Sought, near: bool) -> str:
    if one.category.startswith(PROPERTY_COMPANIES):
        return "property-company"
    if {comparison_key(name) for name in one.names} <= sought.one_words and not sought.categories:
        return "one-word"
    return "commune" if near else "departement"


def _has_form(one: Candidate, categories: Collection[str]) -> bool:
    return not categories or not one.category or one.category.startswith(tuple(categories))


def _keys(candidates: Iterable[Candidate]) -> set[tuple[str, str]]:
    return {one.key for one in candidates}


def settle(sirene: tuple[Opinion, ...], rna: tuple[Opinion, ...]) -> tuple[Opinion, ...]:
    """What two registers say together: one identity with both numbers, or a contradiction that a person settles."""
    unit, association = _accepted(sirene), _accepted(rna)
    if unit is None or association is None:
        return sirene if unit is not None else rna if association is not None else (*sirene, *rna)
    a, b = unit.candidate, association.candidate
    if a.siren == b.siren or (a.rna and a.rna == b.rna):
        joined = Candidate(
            "sirene",
            a.name,
            a.names,
            siren=a.siren,
            siret=a.siret,
            rna=b.rna or a.rna,
            commune=a.commune,
            category=a.category,
        )
        return (Opinion(joined, unit.code),)
    if (a.rna and b.rna) or b.siren:
        return Opinion(a, "contradiction"), Opinion(b, "contradiction")
    return (unit,)  # neither register knows the other's number: the SIREN stands, the RNA number is not attached


def _accepted(opinions: tuple[Opinion, ...]) -> Opinion | None:
    return opinions[0] if len(opinions) == 1 and opinions[0].accepted else None
