"""Where things that had another address now stand: a body that got its SIREN, a person shown by another spelling.

What hangs below the key of a body (its organs, sessions, acts, persons) moves with it. Addresses are told by their
ends, "act/commune-vars/2024-03-05/2024-01". What two things may have been called stands nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from registre.linking.identify import Identities
from registre.linking.identities import Organisation, Person
from registre.linking.persons import person_key

OF_A_BODY = ("body", "organ", "session", "act", "coverage")
"""Kinds of things whose address holds the key of a body, and nothing else that changes with it."""


@dataclass(frozen=True, slots=True)
class Moves:
    """`bodies`: a key → that of today. `exact`: whole addresses of persons and organisations → those of today."""

    bodies: Mapping[str, str]
    exact: Mapping[str, str]

    def now(self, path: str) -> str | None:
        """The address of today of what had the address `path`; None when it has not moved, or nobody knows where."""
        if path in self.exact:
            return self.exact[path]
        kind, _, rest = path.partition("/")
        key, slash, below = rest.partition("/")
        return f"{kind}/{self.bodies[key]}{slash}{below}" if kind in OF_A_BODY and key in self.bodies else None


NO_MOVES = Moves({}, {})


def moves_of(identities: Identities) -> Moves:
    """All that the names of a build tell of former addresses. Memory grows with the names."""
    former: defaultdict[str, list[str]] = defaultdict(list)
    for old, new in sorted(identities.former_bodies.items()):
        former[new].append(old)
    called: defaultdict[str, set[str]] = defaultdict(set)
    own = set[str]()
    for person in identities.persons:
        own.add(today := f"person/{person.body}/{person.key}")
        for path in _of_person(person, former):
            called[path].add(today)
    for organisation in identities.organisations:
        own.add(today := f"organisation/{organisation.scheme}/{organisation.key}")
        for path in _of_organisation(organisation, former):
            called[path].add(today)
    for old_key, new_key in identities.moved.items():
        called[f"organisation/{'/'.join(old_key)}"].add(f"organisation/{'/'.join(new_key)}")
    exact = {old: next(iter(new)) for old, new in sorted(called.items()) if len(new) == 1 and old not in own}
    return Moves(dict(identities.former_bodies), exact)


def _of_person(person: Person, former: Mapping[str, list[str]]) -> Iterator[str]:
    """The addresses that a person has had under each spelling, in the body as it was called."""
    for body in (person.body, *former.get(person.body, ())):
        for spelling in person.spellings:
            yield f"person/{body}/{person_key(body, spelling)}"
            yield f"person/{body}/{person_key(body, spelling, person.spellings[0])}"


def _of_organisation(organisation: Organisation, former: Mapping[str, list[str]]) -> Iterator[str]:
    """A local key that ends with the body whose documents alone name the organisation."""
    start, _, body = organisation.key.rpartition("-")
    if organisation.scheme == "local":
        yield from (f"organisation/local/{start}-{old}" for old in former.get(body, ()))
