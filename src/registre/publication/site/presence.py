"""Who sat when one act was decided: the roll of the session, and who had come or gone by then."""

from __future__ import annotations

from dataclasses import replace

from registre.linking.identities import LinkedRecord
from registre.publication.site.people import Seat, named
from registre.publication.site.places import Places
from registre.records import Motion, Movement, Session, Status


def roll_at(act: int, roll: list[Seat], linked: LinkedRecord, places: Places) -> list[Seat]:
    """The roll as it stood when the act of that index in the record was decided.

    Who is told to arrive later is absent until then; who left is absent, or represented when a proxy was left.
    """
    session = linked.record.session
    told: dict[str, list[Movement]] = {}
    for fact in session.movements if session is not None else ():
        person = linked.persons.get(fact.value.name)
        if person is not None and fact.value.act is not None:
            told.setdefault(person.key, []).append(fact.value)
    return [_seat_at(act, seat, told.get(_key(seat), []), linked, places) for seat in roll]


def voters_at(act: int, session: Session) -> int | None:
    """The voters that the session counts, as long as nobody came or went before the act of that index."""
    if session.counts.voting is None or any(
        one.value.act is not None and one.value.act <= act for one in session.movements
    ):
        return None
    return session.counts.voting.value


def _key(seat: Seat) -> str:
    return seat.who.person.key if seat.who.person is not None else ""


def _seat_at(act: int, seat: Seat, told: list[Movement], linked: LinkedRecord, places: Places) -> Seat:
    done = [one for one in told if one.act is not None and one.act <= act]
    if done and done[-1].motion is Motion.leaves:
        return _gone(seat, done[-1].proxy_to, linked, places)
    if not done and told and told[0].motion is not Motion.leaves:
        return _gone(seat, None, linked, places)
    return seat


def _gone(seat: Seat, holder: str | None, linked: LinkedRecord, places: Places) -> Seat:
    if holder is None and seat.status != Status.present:
        return seat
    status = Status.represented if holder is not None else Status.absent
    return replace(
        seat, status=status.value, holder=named(linked, holder, places) if holder is not None else None, proxy=None
    )
