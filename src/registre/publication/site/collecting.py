"""Rows of one sitting, kept for the hub pages while its texts go by."""

from __future__ import annotations

from collections.abc import Iterable

from registre.linking.sittings import Sitting, slug_of
from registre.publication.site.act_page import ActContext
from registre.publication.site.people import Seat
from registre.publication.site.places import Places
from registre.publication.site.rows import FollowerRow, MentionRow, MoneyRow, PresenceRow, Rows, SessionRow, person_id


def session_row(sitting: Sitting, places: Places) -> SessionRow:
    """What lists say of a sitting. The organ stands under its name."""
    counts = sitting.session.counts
    return SessionRow(
        path=places.session(sitting),
        body=sitting.body.key,
        organ=sitting.organ.slug,
        organ_name=sitting.organ.name,
        day=sitting.day,
        acts=len(sitting.acts),
        present=counts.present.value if counts.present is not None else None,
        in_office=counts.in_office.value if counts.in_office is not None else None,
    )


def collect_act(rows: Rows, one: ActContext) -> None:
    """Keep an act, its money and its mentions."""
    row = one.row
    if rows.cited and next(iter(rows.cited))[0] != row.body:
        rows.cited.clear()
    rows.acts.add(row)
    for line in one.money:
        rows.money.add(MoneyRow(row, line))
    for organisation, fragment in one.named:
        rows.mentions.add(MentionRow(row, organisation, fragment))
    for path in one.cites:
        rows.followers.add(FollowerRow(path, row))
    if row.number is not None:
        rows.cited[row.body, slug_of(row.number)] = row.path


def collect_session(rows: Rows, row: SessionRow, roll: Iterable[Seat]) -> None:
    """Keep a session and who took part, for the members who have a page."""
    rows.sessions.add(row)
    for seat in roll:
        if seat.who.person is None:
            continue
        holder = seat.holder
        rows.presences.add(
            PresenceRow(
                session=row,
                person=person_id(seat.who.person),
                status=seat.status,
                proxy_to=person_id(holder.person) if holder is not None and holder.person is not None else None,
                proxy_name=holder.name if holder is not None else None,
            )
        )


def collect_rules(rows: Rows, used: Iterable[str]) -> None:
    """Count the facts each rule read."""
    for rule in used:
        rows.rule_uses[rule] = rows.rule_uses.get(rule, 0) + 1
