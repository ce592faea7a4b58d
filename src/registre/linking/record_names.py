"""All that a record asks of who is who: the body and the organ it is of, and the names in it. Never its text."""

from __future__ import annotations

from dataclasses import dataclass

from registre.linking.identities import Body, Organ
from registre.linking.named_organisations import names_of_organisations
from registre.linking.named_persons import MemberNames, member_names
from registre.records import Record, Session


@dataclass(frozen=True, slots=True)
class RecordNames:
    """The names of one record, as they are written."""

    body: Body
    organ: Organ
    members: MemberNames
    organisations: tuple[str, ...]
    """Each once, in the order of the record."""


def names_in(record: Record, session: Session, body: Body, organ: Organ) -> RecordNames:
    """The names of a record whose body and organ are known."""
    return RecordNames(body, organ, member_names(record, session), tuple(dict.fromkeys(names_of_organisations(record))))
