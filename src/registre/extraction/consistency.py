"""What does not add up in a record. Nothing is repaired: a contradiction is reported with its code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

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


def _check_counts(session: Session) -> Iterator[Diagnostic]:
    counts = session.counts
    if counts.present and counts.proxies and counts.voting:
        voices = counts.present.value + counts.proxies.value
        if voices != counts.voting.value:
            yield _finding(
                "count.voting",
                f"{counts.present.value} present + {counts.proxies.value} proxies = {voices}, but {counts.voting.value} voting",
                counts.voting,
            )
    if not session.attendance:
        return
    present, represented = len(_of(session, Status.present)), len(_of(session, Status.represented))
    if counts.present and counts.present.value != present:
        yield _finding("count.present", f"{counts.present.value} present are stated, {present} are named", counts.present)
    if counts.proxies and counts.proxies.value != represented:
        yield _finding("count.proxies", f"{counts.proxies.value} proxies are stated, {represented} are named", counts.proxies)
    if counts.in_office:
        replaced = {key_of(one.value.substitute_for) for one in session.attendance if one.value.substitute_for}
        away = [one for one in session.attendance if one.value.status in (Status.excused, Status.absent)]
        away = [one for one in away if key_of(one.value.name) not in replaced]
        named = present + represented + len(away)
        if named != counts.in_office.value:
            missing = counts.in_office.value - named
            yield _finding(
                "count.in-office",
                f"{present} present + {represented} represented + {len(away)} excused or absent = {named} of "
                f"{counts.in_office.value} in office: {abs(missing)} {'nowhere' if missing > 0 else 'too many'}",
                counts.in_office,
            )


def _check_roll(session: Session) -> Iterator[Diagnostic]:
    times = Counter(key_of(one.value.name) for one in session.attendance)
    present = {key_of(one.value.name) for one in _of(session, Status.present)}
    held: Counter[str] = Counter()
    for one in session.attendance:
        if times[key_of(one.value.name)] > 1:
            yield _finding("roll.duplicate", "a name stands twice in the roll", one)
        if one.value.proxy_to:
            holder = key_of(one.value.proxy_to)
            held[holder] += 1
            if present and holder not in present and not any(holder in key or key in holder for key in present):
                yield _finding("proxy.holder-not-present", "the holder of a proxy is not among the presents", one)
            if held[holder] == 2:
                yield _finding("proxy.two", "a member holds more than one proxy", one, Severity.info)
    for one in _of(session, Status.represented):
        if key_of(one.value.name) in present:
            yield _finding("proxy.giver-present", "a member who gave a proxy is also present", one)


def _check_acts(record: Record) -> Iterator[Diagnostic]:
    session = record.session
    if session is None:
        return
    for index, act in enumerate(record.acts):
        if act.vote and act.vote.value.for_ is not None and session.counts.voting:
            vote = act.vote.value
            voices = (vote.for_ or 0) + (vote.against or 0) + (vote.abstentions or 0)
            if vote.against is not None and vote.abstentions is not None and voices > session.counts.voting.value:
                yield _finding(
                    "vote.voices", f"{voices} voices for {session.counts.voting.value} voting", act.vote, act=index
                )
        if act.teletransmission_id:
            _, siren, day, number, _ = _parts(act.teletransmission_id.value)
            stamped = date_in(day)
            if session.date and stamped and stamped != session.date.value:
                yield _finding(
                    "stamp.date", f"the identifier says {stamped.isoformat()}, the session {session.date.value.isoformat()}",
                    act.teletransmission_id, act=index,
                )  # fmt: skip
            if act.number and not _same_number(number, act.number.value):
                yield _finding(
                    "stamp.number", f"the identifier says « {number} », the act « {act.number.value} »",
                    act.teletransmission_id, Severity.info, act=index,
                )  # fmt: skip
            if session.body_siren and siren != session.body_siren.value:
                yield _finding("stamp.siren", "the identifier is of another body", act.teletransmission_id, act=index)


def _parts(identifier: str) -> tuple[str, str, str, str, str]:
    department, siren, day, rest = identifier.split("-", 3)
    number, _, nature = rest.rpartition("-")
    return department, siren, day, number, nature


def _same_number(stamped: str, number: str) -> bool:
    """Whether the digits of one are in the other: « D20220020110 » and « 2022.00201 »."""
    left = "".join(char for char in stamped if char.isdigit()).lstrip("0")
    right = "".join(char for char in number if char.isdigit()).lstrip("0")
    return bool(left and right) and (left in right or right in left)


def _finding(
    code: str, message: str, where: Fact, severity: Severity = Severity.warning, act: int | None = None  # type: ignore[type-arg]
) -> Diagnostic:
    return Diagnostic(code, message, severity, act, where.evidence.start, where.evidence.end)
