"""Which groups a body belongs to and who belongs to it, as the register of groups says (`org:memberOf`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from registre.linking.identities import Body, Organisation
from registre.publication.site.hubs import Hubs

Named = tuple[Body, str]
"""A body and the path of its page."""


class Memberships:
    """Groups and members that have a page here: what the graph states, both ways."""

    def __init__(self, hubs: Hubs) -> None:
        bodies = hubs.identities.bodies
        self._places = hubs.places
        self._by_siren = {one.siren: one for one in bodies if one.siren is not None}
        self._members: defaultdict[str, list[Body]] = defaultdict(list)
        for one in bodies:
            for siren in one.member_of:
                self._members[siren].append(one)

    def groups(self, body: Body) -> list[Named]:
        """The groups of a body, by name."""
        return self._named(self._by_siren[siren] for siren in body.member_of if siren in self._by_siren)

    def members(self, body: Body) -> list[Named]:
        """The members of a group, by name."""
        return self._named(self._members.get(body.siren, ()) if body.siren is not None else ())

    def body_of(self, organisation: Organisation) -> Named | None:
        """The body that an organisation is, told by their SIREN; None for one that has no assembly here."""
        body = self._by_siren.get(organisation.key) if organisation.scheme == "siren" else None
        return (body, self._places.body(body)) if body is not None else None

    def _named(self, bodies: Iterable[Body]) -> list[Named]:
        return [(one, self._places.body(one)) for one in sorted(bodies, key=lambda body: (body.name, body.key))]
