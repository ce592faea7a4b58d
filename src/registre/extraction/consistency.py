"""What does not add up in a record. Nothing is repaired: a contradiction is reported with its code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from registre.extraction.doubts import doubt
from registre.extraction.roster import key_of
from registre.extraction.rules.stamp import date_in
from registre.records import Attendance, Diagnostic, Fact, Record, Session, Severity, Status


def check_record(record: Record) -> tuple[Diagnostic, ...]:
    """The contradictions of `record`, in a fixed order."""
    if record.session is None:
        return ()
    return (*_check_counts(record.session), *_check_roll(record.session), *_check_acts(record))


def _of(session: Session, status: Status) -> list[Fact[Attendance]]:
    return [one for one in session.attendance if one.value.status is status]


def _moving(session: Session) -> int:
    """How many members come or go during the session: counts stated for one moment may differ by as many."""
    noted = [one.value.name for one in session.attendance if one.value.arrives or one.value.leaves]
    return len({key_of(name) for name in (*noted, *(one.value.name for one in session.movements))})


def _check_counts(session: Session) -> Iterator[Diagnostic]:
    counts = session.counts
    if counts.present and counts.proxies and counts.voting:
        voices = counts.present.value + counts.proxies.value
        if voices != counts.voting.value:
            yield doubt(
                "count.voting",
                where=counts.voting,
                present=counts.present.value,
                proxies=counts.proxies.value,
                sum=voices,
                voting=counts.voting.value,
            )
    if not session.attendance:
        return
    present, represented = len(_of(session, Status.present)), len(_of(session, Status.represented))
    moving = _moving(session)
    if counts.present and not present - moving <= counts.present.value <= present:
        yield doubt("count.present", where=counts.present, stated=counts.present.value, named=present)
    if counts.proxies and not represented <= counts.proxies.value <= represented + moving:
        yield doubt("count.proxies", where=counts.proxies, stated=counts.proxies.value, named=represented)
    if counts.in_office:
        replaced = {key_of(one.value.substitute_for) for one in session.attendance if one.value.substitute_for}
        away = [one for one in session.attendance if one.value.status in (Status.excused, Status.absent)]
        away = [one for one in away if key_of(one.value.name) not in replaced]
        named = present + represented + len(away)
        if named != counts.in_office.value:
            missing = counts.in_office.value - named
            yield doubt(
                "count.in-office" if missing > 0 else "count.in-office-over",
                where=counts.in_office,
                present=present,
                represented=represented,
                away=len(away),
                named=named,
                stated=counts.in_office.value,
                missing=abs(missing),
            )


def _check_roll(session: Session) -> Iterator[Diagnostic]:
    times = Counter(key_of(one.value.name) for one in session.attendance)
    present = {key_of(one.value.name) for one in _of(session, Status.present)}
    held: Counter[str] = Counter()
    for one in session.attendance:
        if times[key_of(one.value.name)] > 1:
            yield doubt("roll.duplicate", where=one)
        if one.value.proxy_to:
            holder = key_of(one.value.proxy_to)
            held[holder] += 1
            if present and holder not in present and not any(holder in key or key in holder for key in present):
                yield doubt("proxy.holder-not-present", where=one)
            if held[holder] == 2:
                yield doubt("proxy.two", Severity.info, where=one)
    for one in _of(session, Status.represented):
        if key_of(one.value.name) in present:
            yield doubt("proxy.giver-present", where=one)


def _check_acts(record: Record) -> Iterator[Diagnostic]:
    session = record.session
    if session is None:
        return
    for index, act in enumerate(record.acts):
        counted = act.voting or session.counts.voting
        if act.vote and act.vote.value.for_ is not None and counted:
            vote = act.vote.value
            voices = (vote.for_ or 0) + (vote.against or 0) + (vote.abstentions or 0)
            most = counted.value + (0 if act.voting else _moving(session))
            if vote.against is not None and vote.abstentions is not None and voices > most:
                yield doubt("vote.voices", where=act.vote, act=index, voices=voices, voting=counted.value)
        if identifier := act.teletransmission_id:
            _, siren, day, number, _ = _parts(identifier.value)
            stamped = date_in(day)
            if session.date and stamped and stamped != session.date.value:
                stated = session.date.value.isoformat()
                yield doubt("stamp.date", where=identifier, act=index, stamped=stamped.isoformat(), day=stated)
            if act.number and not _same_number(number, act.number.value):
                yield doubt(
                    "stamp.number", Severity.info, where=identifier, act=index, stamped=number, number=act.number.value
                )
            if session.body_siren and siren != session.body_siren.value:
                yield doubt("stamp.siren", where=identifier, act=index)


def _parts(identifier: str) -> tuple[str, str, str, str, str]:
    department, siren, day, rest = identifier.split("-", 3)
    number, _, nature = rest.rpartition("-")
    return department, siren, day, number, nature


def _same_number(stamped: str, number: str) -> bool:
    """Whether the digits of one are in the other: « D20220020110 » and « 2022.00201 »."""
    left = "".join(char for char in stamped if char.isdigit()).lstrip("0")
    right = "".join(char for char in number if char.isdigit()).lstrip("0")
    return bool(left and right) and (left in right or right in left)
