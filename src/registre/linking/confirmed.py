"""Persons whom the répertoire national des élus knows: written as it writes them, and homonyms told apart.

The register confirms a name within one assembly, that of the person's body; it never joins persons of two bodies,
and nothing but the name is taken from it. Who is not in the register stays as the documents say: it knows those
in office on the day of its publication only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations

from registre.linking.constraints import NONE, Constraints, Judgement, Named
from registre.linking.identify import Identities
from registre.linking.identities import Body, Person
from registre.linking.names import fold
from registre.linking.person_names import read_name
from registre.linking.registers.rne import Assembly, Elected, find_elected
from registre.linking.registers.settings import RegisterPaths
from registre.linking.registers.tables import duckdb_session

REGISTER = "RNE"
Members = Mapping[Assembly, tuple[Elected, ...]]


def with_register(identify: Callable[[Constraints], Identities], paths: RegisterPaths) -> Identities:
    """What `identify` finds, told apart and confirmed by the RNE. It is called again only when two members were one."""
    found = identify(NONE)
    members = read_members(found, paths)
    apart = told_apart(found, members)
    return confirmed(identify(apart) if apart.persons else found, members)


def read_members(identities: Identities, paths: RegisterPaths) -> Members:
    """The members of the assemblies of the build, as the register names them; none without the register."""
    if paths.rne is None:
        return {}
    assemblies = {body.territory for body in identities.bodies if body.territory is not None}
    with duckdb_session() as session:
        return find_elected(session, paths.rne, sorted(assemblies))


def told_apart(identities: Identities, members: Members) -> Constraints:
    """Judgements for `identify`: two spellings that were joined as a slip, but are two members of one assembly."""
    found: list[Judgement] = []
    for person, elected in _with_members(identities, members):
        known = {spelling: one for spelling in person.spellings if (one := _only(spelling, elected)) is not None}
        for a, b in combinations(sorted(known), 2):
            if known[a] != known[b]:
                found.append(
                    Judgement(
                        Named(a, person.body),
                        Named(b, person.body),
                        same=False,
                        by=REGISTER,
                        reason="Deux élus de cette assemblée au répertoire national des élus",
                        reason_en="Two members of this assembly in the national register of elected persons",
                    )
                )
    return Constraints(persons=tuple(found))


def confirmed(identities: Identities, members: Members) -> Identities:
    """The same identities; a person who is one member in the register bears the name that it writes."""
    if not members:
        return identities
    names: dict[tuple[str, str], Person] = {}
    for person, elected in _with_members(identities, members):
        known = {one for spelling in person.spellings if (one := _only(spelling, elected)) is not None}
        if len(known) == 1:
            name = known.pop().name
            spellings = tuple(sorted({*person.spellings, name}))
            names[person.body, person.key] = replace(person, name=name, spellings=spellings)
    return identities.shown(persons=_alone(names))


def _with_members(identities: Identities, members: Members) -> list[tuple[Person, tuple[Elected, ...]]]:
    bodies: dict[str, Body] = {body.key: body for body in identities.bodies}
    pairs = ((one, bodies[one.body].territory) for one in identities.persons if one.body in bodies)
    return [(one, members[place]) for one, place in pairs if place is not None and place in members]


def _only(spelling: str, elected: tuple[Elected, ...]) -> Elected | None:
    """The one member whose names are the words of this spelling, in any order; None for nobody or for homonyms."""
    tokens = read_name(spelling).tokens
    found = [one for one in elected if _tokens(one) == tokens]
    return found[0] if len(found) == 1 else None


def _tokens(one: Elected) -> tuple[str, ...]:
    return tuple(sorted(fold(f"{one.given} {one.family}").split()))


def _alone(names: Mapping[tuple[str, str], Person]) -> dict[tuple[str, str], Person]:
    """Without two persons of one body who would bear one name."""
    times = Counter((body, one.name) for (body, _), one in names.items())
    return {key: one for key, one in names.items() if times[key[0], one.name] == 1}
