"""Who voted in an act, by its own document's roll: members present, and those who gave one of them their proxy."""

from __future__ import annotations

from dataclasses import dataclass

from registre.graph.mapping.names import Names
from registre.graph.pages import Term
from registre.linking.identities import LinkedRecord
from registre.records import Session, Status


@dataclass(frozen=True, slots=True)
class Voter:
    """A member whose voice was cast: `cast_by` is the proxy holder when the member was absent."""

    key: str
    person: Term
    cast_by: Term | None


def voters_of(linked: LinkedRecord, names: Names) -> list[Voter]:
    """Voters in the order of the roll, each person once; empty when a name stands for nobody known."""
    session = linked.record.session
    if session is None:
        return []
    found: dict[str, Voter] = {}
    for fact in session.attendance:
        one = fact.value
        holder = names.person(one.proxy_to)
        if one.status is not Status.present and holder is None:
            continue
        key, person = names.person_key(one.name), names.person(one.name)
        if key is None or person is None:
            return []
        found.setdefault(key, Voter(key, person, holder if one.status is not Status.present else None))
    return list(found.values())


def moves(session: Session) -> bool:
    """Whether a member joined or left while the session sat: then who voted in one act is not sure."""
    late = (fact.value.arrives or fact.value.leaves for fact in session.attendance)
    return bool(session.movements) or any(late)
