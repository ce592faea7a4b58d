"""The members that a record names: in its roll, beside it, and whom each name stands for once persons are settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registre.linking.identities import Person
from registre.linking.names import fold
from registre.linking.persons import BodyPersons
from registre.linking.remembering import NAMES, remembered
from registre.linking.rolls import Rolls
from registre.records import Act, Attendance, Record, Session


def add_persons(rolls: Rolls, record: Record, session: Session, organ: str, day: date) -> None:
    """Add the members that a record names to the rolls of its body, with their roles."""
    roll = [fact.value for fact in session.attendance]
    rolls.add_roll(one.name for one in roll)
    for one in roll:
        rolls.seen(one.name).add(organ, day, {_role(one)}, one.role)
        if one.substitute_for is not None:
            rolls.seen(one.substitute_for).add(organ, day, {"titulaire"})
    for fact, role in ((session.president, "president"), (session.secretary, "secretary")):
        if fact is not None and not _is_office(fact.value):
            rolls.seen(fact.value).add(organ, day, {role})
    for name in _names_beside_the_roll(record, session):
        if not _is_office(name):
            rolls.seen(name).add(organ, day, ())


def _role(one: Attendance) -> str:
    said = fold(one.role or "")
    if one.substitute_for is not None or "suppleant" in said:
        return "suppleant"
    if "vice president" in said:
        return "vice-president"
    return "titulaire" if "titulaire" in said else "member"


def _names_beside_the_roll(record: Record, session: Session) -> Iterator[str]:
    """Names of members that are not entries of the roll: proxy holders, voters, signatories."""
    for fact in session.attendance:
        if fact.value.proxy_to is not None:
            yield fact.value.proxy_to
    for act in record.acts:
        yield from _names_of_act(act)


def _names_of_act(act: Act) -> Iterator[str]:
    if act.signatory is not None:
        yield act.signatory.value
    if act.vote is not None:
        vote = act.vote.value
        yield from (*vote.against_names, *vote.abstention_names, *vote.not_voting_names)


@dataclass(frozen=True, slots=True)
class MemberNames:
    """The names of members in one record, each once, sorted."""

    names: tuple[str, ...]
    offices: tuple[str, ...]
    """« M. le Maire » in the place of a name."""
    chair: str | None
    """The name of who chairs the session."""


def member_names(record: Record, session: Session) -> MemberNames:
    """The names of the members of a record: in its roll and beside it."""
    names = {fact.value.name for fact in session.attendance}
    names |= {fact.value.substitute_for for fact in session.attendance if fact.value.substitute_for is not None}
    names |= {fact.value for fact in (session.president, session.secretary) if fact is not None}
    names.update(_names_beside_the_roll(record, session))
    offices = set(filter(_is_office, names))
    chair = session.president.value if session.president is not None else None
    return MemberNames(tuple(sorted(names - offices)), tuple(sorted(offices)), chair)


def link_persons(named: MemberNames, persons: BodyPersons) -> dict[str, Person]:
    """Whom the names of a record stand for. « M. le Maire » as proxy holder is who chairs the session."""
    found = persons.in_record(named.names)
    if named.chair is not None and (chair := found.get(named.chair)) is not None:
        found |= dict.fromkeys(named.offices, chair)
    return dict(sorted(found.items()))


@remembered(NAMES)
def _is_office(name: str) -> bool:
    """ "M. le Maire", "Madame la Présidente": an office, not a name."""
    said = [word for word in fold(name).split() if word not in {"m", "mme", "monsieur", "madame", "le", "la"}]
    return not said or (
        len(said) <= 2 and said[0] in {"maire", "president", "presidente"} and said[1:] in ([], ["seance"])
    )
