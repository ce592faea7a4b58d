"""Who is who: the bodies, persons and organisations that names stand for.

Identities are made once for a whole build (`identify`), then each record is linked to them
(`Identities.link`). Keys never contain a name of a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registre.records import Record


@dataclass(frozen=True, slots=True, order=True)
class Territory:
    """A commune, EPCI, département or région by its official code (COG, SIREN)."""

    kind: str
    """commune | epci | departement | region"""
    code: str
    name: str
    parent: tuple[str, str] | None = None
    """(kind, code) of the territory it lies in."""
    population: int | None = None
    """Municipal population of a commune."""


@dataclass(frozen=True, slots=True, order=True)
class Body:
    """A public body. `key` is its SIREN, or a slug of its name while the SIREN is unknown."""

    key: str
    name: str
    siren: str | None
    kind: str
    """commune | cc | ca | cu | metropole | ept | syndicat | pole-metropolitain | departement | region | ccas | other"""
    territory: tuple[str, str] | None = None
    siret: str | None = None
    """Of its seat, as a register states it."""
    member_of: tuple[str, ...] = ()
    """SIRENs of the groups that it is a member of, as a register states them."""


@dataclass(frozen=True, slots=True, order=True)
class Organ:
    """An assembly of a body. `kind` is a code of the organ kinds ("bureau", "conseil-municipal" …)."""

    body: str
    slug: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, order=True)
class Mandate:
    """A person's seat in an organ, as far as the documents show it. Roles: codes of the role scheme."""

    organ: str
    first_seen: date
    last_seen: date
    roles: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    """The roles as the rolls write them: "4ème vice-présidente", "délégué suppléant"."""


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """An elected member of one body. `name` is the preferred spelling, `spellings` all of them."""

    body: str
    key: str
    name: str
    spellings: tuple[str, ...]
    mandates: tuple[Mandate, ...]


@dataclass(frozen=True, slots=True, order=True)
class IdentityLink:
    """Why a spelling stands for an organisation. `method` is a code of the link methods."""

    spelling: str
    method: str
    confidence: Decimal
    reason: str
    """In French; `reason_en` says the same in English."""
    reason_en: str = ""
    accepted_by: str = ""
    """ "rule:letters": a rule of the software (matching.toml); else who decided, "curator:…", "register:…"."""
    evidence: str = ""
    """The other spelling, the words of a text or the identifier that it rests on."""
    candidate: str = ""
    """For a proposal that nobody accepted: the identity it leads to, "siren/812345678"; "" for a link that holds."""


@dataclass(frozen=True, slots=True, order=True)
class Organisation:
    """A legal person that documents name. `scheme` is siren | rna | local."""

    scheme: str
    key: str
    name: str
    spellings: tuple[str, ...]
    links: tuple[IdentityLink, ...]
    siret: str | None = None
    """Of its seat, as a register states it; never made from a SIREN."""
    rna: str | None = None
    """Its RNA number, beside the SIREN that is its key."""
    proposals: tuple[IdentityLink, ...] = ()
    """Links to other organisations or to entries of a register that nobody has accepted: they join nothing."""


OrganisationId = tuple[str, str]
"""Scheme and key."""


def organisation_id(organisation: Organisation) -> OrganisationId:
    return (organisation.scheme, organisation.key)


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """Two organisations that may be one, below the accepting threshold: nothing is joined before somebody says so.

    Each spelling is the one that makes them alike.
    """

    one: OrganisationId
    other: OrganisationId
    spelling: str
    other_spelling: str
    method: str
    confidence: Decimal
    reason: str
    reason_en: str
    proposed_by: str


@dataclass(frozen=True, slots=True)
class Linked:
    """What the names of a record stand for; names that stand for nothing are not in the mappings."""

    body: Body
    organ: Organ
    persons: Mapping[str, Person]
    """Person of each name as written in the record."""
    organisations: Mapping[str, Organisation]
    """Organisation of each name as written in the record."""

    def of(self, record: Record) -> LinkedRecord:
        """The same with the record whose names they are."""
        return LinkedRecord(self.body, self.organ, self.persons, self.organisations, record)


@dataclass(frozen=True, slots=True)
class LinkedRecord(Linked):
    """A record and what its names stand for."""

    record: Record
