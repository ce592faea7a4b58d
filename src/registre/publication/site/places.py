"""Where each thing has its page: the path of its IRI under the base, as the minter makes it."""

from __future__ import annotations

from dataclasses import dataclass

from registre.graph.iris import Minter
from registre.linking.identities import Body, Organ, Organisation, Person, Territory
from registre.linking.sittings import PlacedAct, Sitting


def attendance_path(organ_path: str) -> str:
    """ "organ/219900016/conseil-municipal" → "attendance/219900016/conseil-municipal"."""
    return f"attendance/{organ_path.partition('/')[2]}"


@dataclass(frozen=True, slots=True)
class Places:
    """Paths without extension ("organisation/siren/200000016"), relative to the base of the publication."""

    mint: Minter
    base: str

    def path(self, iri: str) -> str:
        """The path of a page's IRI."""
        return iri.removeprefix(self.base)

    def iri(self, path: str) -> str:
        return self.base + path

    def body(self, body: Body) -> str:
        return self.path(self.mint.body(body.key))

    def organ(self, organ: Organ) -> str:
        return self.path(self.mint.organ(organ.body, organ.slug))

    def session(self, sitting: Sitting) -> str:
        return self.path(self.mint.session(sitting.body.key, sitting.organ.slug, sitting.day))

    def act(self, sitting: Sitting, placed: PlacedAct) -> str:
        return self.path(self.mint.act(sitting.body.key, sitting.day, placed.slug))

    def person(self, person: Person) -> str:
        return self.path(self.mint.person(person.body, person.key))

    def organisation(self, organisation: Organisation) -> str:
        return self.path(self.mint.organisation(organisation.scheme, organisation.key))

    def territory(self, territory: Territory) -> str:
        return self.path(self.mint.territory(territory.kind, territory.code))

    def text(self, sha256: str) -> str:
        return self.path(self.mint.text(sha256))

    def rule(self, rule: str) -> str:
        return self.path(self.mint.rule(rule))
