"""What the names in one document stand for, as terms."""

from __future__ import annotations

from dataclasses import dataclass

from registre.graph.iris import Minter
from registre.graph.pages import Term
from registre.graph.terms import iri
from registre.linking.identities import LinkedRecord


@dataclass(frozen=True, slots=True)
class Names:
    """A name that stands for nobody known gives None: it states nothing, and is no fault."""

    linked: LinkedRecord
    mint: Minter

    def person(self, name: str | None) -> Term | None:
        found = self.linked.persons.get(name) if name is not None else None
        return iri(self.mint.person(found.body, found.key)) if found is not None else None

    def person_key(self, name: str | None) -> str | None:
        """The key that names a person's part of a page ("attendance-3f9a")."""
        found = self.linked.persons.get(name) if name is not None else None
        return found.key if found is not None else None

    def organisation(self, name: str | None) -> Term | None:
        found = self.linked.organisations.get(name) if name is not None else None
        return iri(self.mint.organisation(found.scheme, found.key)) if found is not None else None

    def organisation_key(self, name: str) -> str | None:
        found = self.linked.organisations.get(name)
        return found.key if found is not None else None
