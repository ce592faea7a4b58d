"""The CSV beside a page: the rows that the page shows, in its order, one table a file.

Texts are guarded against formulas; amounts and dates are plain; each row leads to the place it stands for. The files
are the same in both languages: a section is named by its code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from registre.csvfile import safe_text, to_csv
from registre.linking.identities import Person
from registre.publication.coverage import METRICS, BodyCoverage, shape_name
from registre.publication.site.evidence import Ledger
from registre.publication.site.hubs import Hubs, Total
from registre.publication.site.money import GRANT, IN_KIND, RECALLED, RECEIVED
from registre.publication.site.people import STATUSES, Seat
from registre.publication.site.pictures.flows import Flow
from registre.publication.site.places import Places
from registre.publication.site.rows import MentionRow, MoneyRow, PresenceRow, SessionRow

MONEY: Final = (
    "section",
    "date",
    "body",
    "number",
    "title",
    "kind",
    "beneficiary",
    "amount_eur",
    "budget_year",
    "address",
)
PRESENCE: Final = ("date", "organ", "person", "status", "proxy_to", "address")
FACTS: Final = ("fact", "words", "start", "end", "rule", "address")
SESSIONS: Final = ("date", "organ", "acts", "present", "in_office", "address")
COVERAGE: Final = ("body", "year", "metric", "shape", "value", "address")


def section_of(kind: str) -> str:
    """The part of an organisation's page in which money of a kind stands."""
    return {GRANT: "grants", IN_KIND: "in_kind", RECEIVED: "pays", RECALLED: "recalled"}.get(kind, "fees")


def money_csv(hubs: Hubs, rows: Iterable[MoneyRow], mentions: Iterable[MentionRow] = ()) -> bytes:
    """Lines of money, then the acts that only name."""
    lines = [_money_line(hubs, row) for row in rows]
    lines += [{**_act_cells(hubs, row, row.id), "section": "mentions"} for row in mentions]
    return to_csv(MONEY, lines)


def _money_line(hubs: Hubs, row: MoneyRow) -> dict[str, str]:
    line = row.line
    name = line.name or ""
    if line.organisation in hubs.organisations:
        name = hubs.organisations[line.organisation].name
    return {
        **_act_cells(hubs, row, line.id),
        "section": section_of(line.kind),
        "kind": line.kind,
        "beneficiary": safe_text(name) if not line.private else "",
        "amount_eur": plain(line.amount_eur),
        "budget_year": str(line.year) if line.year is not None else "",
    }


def _act_cells(hubs: Hubs, row: MoneyRow | MentionRow, fragment: str) -> dict[str, str]:
    act = row.act
    return {
        "date": act.day.isoformat(),
        "body": safe_text(hubs.body_name(act.body)),
        "number": safe_text(act.number or ""),
        "title": safe_text(act.title or ""),
        "address": f"{hubs.places.iri(act.path)}#{fragment}",
    }


def plain(amount_eur: Decimal | None) -> str:
    """1200.50; nothing when no amount is stated."""
    return f"{amount_eur:f}" if amount_eur is not None else ""


def rolls_csv(hubs: Hubs, rolls: Iterable[tuple[SessionRow, Mapping[str, int]]]) -> bytes:
    """How the roll of each session divides: the numbers of the bars, no names."""
    rows = (
        {
            "date": session.day.isoformat(),
            **{status: str(counts[status]) for status in STATUSES},
            "address": hubs.places.iri(session.path),
        }
        for session, counts in rolls
    )
    return to_csv(("date", *STATUSES, "address"), rows)


def facts_csv(page: str, ledger: Ledger, text: str) -> bytes:
    """Each fact of a page with the words that state it: the evidence, one passage a row, in the order of the text."""
    marks = sorted(ledger.marks, key=lambda one: (one.start, one.end, one.fact, not one.main))
    return to_csv(
        FACTS,
        (
            {
                "fact": one.fact,
                "words": safe_text(text[one.start : one.end]),
                "start": str(one.start),
                "end": str(one.end),
                "rule": ledger.rules[one.fact],
                "address": f"{page}#{one.fact}",
            }
            for one in marks
        ),
    )


def roll_csv(places: Places, session: SessionRow, roll: Iterable[Seat]) -> bytes:
    """The roll of a session in the order of its document, with the columns of every other table of presences."""
    return to_csv(
        PRESENCE,
        (
            {
                "date": session.day.isoformat(),
                "organ": safe_text(session.organ_name),
                "person": safe_text(seat.who.name),
                "status": seat.status,
                "proxy_to": safe_text(seat.holder.name) if seat.holder is not None else "",
                "address": f"{places.iri(session.path)}#{seat.id}",
            }
            for seat in roll
        ),
    )


def years_csv(lines: Iterable[Total]) -> bytes:
    """Sums by year, as the bars and their table; no number for a year of which nothing is published."""
    rows = ({"year": one.label, "grants": str(one.count or ""), "amount_eur": plain(one.amount_eur)} for one in lines)
    return to_csv(("year", "grants", "amount_eur"), rows)


def presence_csv(hubs: Hubs, rows: Iterable[PresenceRow]) -> bytes:
    """Entries of rolls, as the minutes record them."""
    return to_csv(PRESENCE, (_presence_line(hubs, row) for row in rows))


def _presence_line(hubs: Hubs, row: PresenceRow) -> dict[str, str]:
    holder = hubs.persons[row.proxy_to].name if row.proxy_to in hubs.persons else row.proxy_name or ""
    person: Person = hubs.persons[row.person]
    return {
        "date": row.session.day.isoformat(),
        "organ": safe_text(row.session.organ_name),
        "person": safe_text(person.name),
        "status": row.status,
        "proxy_to": safe_text(holder),
        "address": f"{hubs.places.iri(row.session.path)}#attendance-{person.key}",
    }


def sessions_csv(hubs: Hubs, rows: Iterable[SessionRow]) -> bytes:
    """Sessions, with what the document counts; an empty cell is a count that it does not state."""
    return to_csv(SESSIONS, (_session_line(hubs, row) for row in rows))


def _session_line(hubs: Hubs, row: SessionRow) -> dict[str, str]:
    return {
        "date": row.day.isoformat(),
        "organ": safe_text(row.organ_name),
        "acts": str(row.acts),
        "present": str(row.present) if row.present is not None else "",
        "in_office": str(row.in_office) if row.in_office is not None else "",
        "address": hubs.places.iri(row.path),
    }


def flows_csv(flows: Sequence[Flow]) -> bytes:
    """The bands of a picture of flows; an empty name stands for all the others."""
    return to_csv(
        ("from", "to", "amount_eur"),
        (
            {
                "from": safe_text(one.giver or ""),
                "to": safe_text(one.receiver or ""),
                "amount_eur": plain(one.amount),
            }
            for one in flows
        ),
    )


def coverage_csv(hubs: Hubs, covered: Iterable[BodyCoverage]) -> bytes:
    """One measurement a row; what was not measured has no row."""
    return to_csv(COVERAGE, (line for one in covered for line in _coverage_lines(hubs, one)))


def _coverage_lines(hubs: Hubs, one: BodyCoverage) -> Iterable[dict[str, str]]:
    page = hubs.places.mint.coverage(one.body)
    for line in one.years:
        base = {"body": safe_text(one.name), "year": str(line.year)}
        for metric in METRICS:
            value = line.value(metric)
            if value is not None:
                yield {**base, "metric": metric, "value": str(value), "address": f"{page}#{metric}-{line.year}"}
        for shape, count in line.findings:
            name = shape_name(shape)
            address = f"{page}#findings-{line.year}-{name}"
            yield {**base, "metric": "findings", "shape": name, "value": str(count), "address": address}
