"""Facts become a record. All choice lives here: what wins is in the record, what lost is a diagnostic."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from registre.extraction.acts import cut_acts
from registre.extraction.apostrophes import act_as_written, with_apostrophes
from registre.extraction.capacities import with_capacities
from registre.extraction.commitments import read_gifts, read_recalled, read_received, read_titled_gift
from registre.extraction.consistency import check_record
from registre.extraction.cutting.part import Part
from registre.extraction.deciding import Area, decision_area
from registre.extraction.doubts import doubt
from registre.extraction.funding_plan import read_funding_plans
from registre.extraction.heads import read_head
from registre.extraction.in_kind import read_in_kind
from registre.extraction.inside import Marks, read_articles, read_marks, read_recitals, read_visas
from registre.extraction.kinds import kind_of
from registre.extraction.matching import find_all
from registre.extraction.matter import find_matter
from registre.extraction.meeting import read_moves, read_session
from registre.extraction.mentions import read_agreements, read_mentions
from registre.extraction.movements import with_arrivals
from registre.extraction.names import Order
from registre.extraction.roll import Roll, read_roll
from registre.extraction.rule import Found, evidence, fact
from registre.extraction.rules.budget import CHARGES
from registre.extraction.rules.money import SUM_ALONE, Gift
from registre.extraction.rules.parts import PartKind
from registre.extraction.sessions import read_heading, read_voters
from registre.extraction.signing import read_signatory
from registre.extraction.stamps import Stamp, heads_page, most, read_stamps
from registre.extraction.totals import read_totals
from registre.extraction.votes import read_vote
from registre.reading import Text, fold
from registre.records import (
    Act,
    Article,
    BudgetCharge,
    Commitment,
    Diagnostic,
    DocumentKind,
    Fact,
    Outcome,
    Record,
    Session,
    Severity,
    Source,
    Vote,
)

_ROLL_ZONE = 24000
_NOT_GIVEN = (Outcome.rejected, Outcome.postponed, Outcome.withdrawn)


def assemble_record(source: Source, raw: str) -> Record:
    """The record of a document: pure, total, the same for the same text."""
    text = Text(raw)
    flow, folded = text.flow, text.folded
    roll = read_roll(flow, folded, 0, min(len(flow), _ROLL_ZONE))
    kind = kind_of(folded, roll is not None)
    digest = hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    if kind is DocumentKind.other:
        seen = doubt("document.no-session", Severity.info)
        return Record(source, raw, digest, kind, None, (), (seen,))
    parts = cut_acts(flow, folded, kind, roll.end if roll else 0)
    stamp = read_stamps(text, 0, len(raw))
    end = parts[0].start if parts and parts[0].start > 200 else min(len(flow), 3000)
    heading = read_heading(flow, folded, end, roll, stamp.day)
    losers: list[Diagnostic] = []
    session = read_session(text, heading, roll, stamp, losers)
    bounds = _raw_bounds(text, parts)
    secretary = heading.secretary.end if heading.secretary else 0
    acts = tuple(_act(text, part, kind, roll, session, bounds[index], secretary) for index, part in enumerate(parts))
    if not acts and heading.day is None:
        seen = doubt("document.no-session", Severity.info)
        return Record(source, raw, digest, DocumentKind.other, None, (), (seen,))
    movements = read_moves(text, roll, session, parts, acts)
    session = replace(session, attendance=with_arrivals(session.attendance, movements), movements=movements)
    session = with_apostrophes(replace(session, attendance=with_capacities(session, acts, raw)))
    acts = tuple(act_as_written(act, raw) for act in acts)
    record = Record(source, raw, digest, kind, session, acts, tuple(losers))
    return replace(record, diagnostics=(*losers, *check_record(record)))


def _raw_bounds(text: Text, parts: tuple[Part, ...]) -> list[tuple[int, int]]:
    """Where each act stands in the source. A stamp that touches a page's beginning goes with the page,
    unless the page before it has its number, or ends with its stamp as all pages do."""
    starts = [text.source(part.start, part.start + 1)[0] if part.start else 0 for part in parts]
    for index, start in enumerate(starts):
        for stamp in text.furniture:
            first, last = stamp.source(0, len(stamp.flow))
            if not 0 <= start - last < 260 or (index and first <= starts[index - 1]):
                continue
            if index == 0 or heads_page(text, stamp, parts[index - 1].number, parts[index].number):
                starts[index] = min(starts[index], first)
    ends = [
        starts[index + 1] if index + 1 < len(starts) else text.source(part.start, part.end)[1]
        for index, part in enumerate(parts)
    ]
    if len(parts) == 1:
        return [(0, len(text.raw))]
    return list(zip(starts, ends, strict=True))


# --- acts ----------------------------------------------------------------------------------------


def _act(
    text: Text,
    part: Part,
    kind: DocumentKind,
    roll: Roll | None,
    session: Session,
    bounds: tuple[int, int],
    secretary: int,
) -> Act:
    raw, where, flow, folded = text.raw, text.source, text.flow, text.folded
    number, title, body = part.number, part.title, part.body
    extract = kind is DocumentKind.extract and title is None
    if extract:
        spot = (roll.start, roll.end) if roll else None
        here, title, body = read_head(flow, folded, part.start, part.end, spot, secretary)
        number = number or here
    order = roll.order if roll else Order.unknown
    area = (
        Area(body, part.end)
        if kind is DocumentKind.list
        else decision_area(flow, folded, min(body, part.end), part.end)
    )
    if area is None and not extract:
        area = decision_area(flow, folded, part.start, part.end)
    head = (part.start, body) if extract else None
    vote = read_vote(flow, folded, area or Area(part.end, part.end), order, head, part.start) if area or head else None
    stamps = read_stamps(text, *bounds) if extract or kind is DocumentKind.extract else Stamp((), (), ())
    dispositif = area or Area(part.end, part.end)
    marks = read_marks(flow, folded, body, part.end)
    if vote is None and part.title and part.title.rule == "acte.titre-liste":
        vote = _listed_vote(flow, folded)
    given = area and not (vote and vote.value.outcome in _NOT_GIVEN)
    gifts = read_gifts(text, body, dispositif, title.value if title else "") if given else []
    titled = not gifts and bool(vote and vote.value.outcome is Outcome.adopted)
    gifts = gifts or (read_titled_gift(flow, folded, body, part.end, title) if titled else [])
    articles = read_articles(flow, folded, marks, dispositif) if area else []
    body_name = session.body.value if session.body else None
    lent = read_in_kind(flow, folded, dispositif, title, articles, body_name) if given else []
    received = read_received(flow, folded, body, part.end)
    taken = [*((one.start, one.end) for one in gifts), *((one.start, one.end) for one in received)]
    recalled = read_recalled(flow, folded, body, dispositif.start, taken) if extract else []
    foot = _foot(marks, dispositif if area else Area(body, part.end), part.end if area is None else dispositif.start)
    signed = extract or kind is DocumentKind.extract
    signatory = _signatory(text, foot, part.end, roll, session) if signed else None
    start, end = where(part.start, part.end)
    matter = find_matter(flow, folded, title, articles, part.start, part.end)
    alone = bounds == (0, len(raw))  # the counts of the session are its own
    present, proxies, voting = (None,) * 3 if alone else read_voters(flow, folded, part.start, part.end)
    return Act(
        start=min(bounds[0], start),
        end=max(bounds[1], end) if extract else end,
        number=fact(number, raw, where) if number else None,
        title=fact(title, raw, where) if title else None,
        vote=fact(vote, raw, where) if vote else None,
        commitments=tuple(_commitment(text, one, articles, title) for one in gifts),
        in_kind=tuple(fact(one, raw, where) for one in lent),
        received=tuple(fact(one, raw, where) for one in received),
        recalled=tuple(fact(one, raw, where) for one in recalled),
        charges=tuple(fact(one, raw, where) for one in _charges(flow, folded, body, part.end)),
        plans=tuple(fact(one, raw, where) for one in read_funding_plans(flow, folded, body, part.end)),
        tables=tuple(fact(one, raw, where) for one in read_totals(folded, gifts, body, part.end)),
        articles=tuple(fact(one, raw, where) for one in articles),
        visas=tuple(fact(one, raw, where) for one in read_visas(flow, folded, marks, part.end)),
        recitals=tuple(fact(one, raw, where) for one in read_recitals(flow, marks, part.end)),
        mentions=tuple(fact(one, raw, where) for one in read_mentions(flow, folded, body, dispositif.start)),
        agreements=tuple(fact(one, raw, where) for one in read_agreements(flow, folded, dispositif)),
        teletransmission_id=most(stamps.identifiers),
        received_on=most(stamps.received),
        posted_on=most(stamps.posted),
        signatory=fact(signatory, raw, where) if signatory else None,
        matter=fact(matter, raw, where) if matter else None,
        present=fact(present, raw, where) if present else None,
        proxies=fact(proxies, raw, where) if proxies else None,
        voting=fact(voting, raw, where) if voting else None,
    )


_VOTED_LIST = re.compile(r"\bdeliberations\s(?P<fait>votees|adoptees|approuvees)\b")


def _listed_vote(flow: str, folded: str) -> Found[Vote] | None:
    """What the heading of a list of titles says of all of them: « Liste des délibérations votées »."""
    said = _VOTED_LIST.search(folded)
    return Found(Vote(Outcome.adopted), *said.span("fait"), "acte.titre-liste") if said else None


def _commitment(
    text: Text, gift: Found[Gift], articles: list[Found[Article]], titled: Found[str] | None
) -> Fact[Commitment]:
    inside = next((i for i, one in enumerate(articles) if one.start <= gift.start < one.end), None)
    title = titled.value if titled else ""
    year = gift.value.year
    if year is None and (found := re.search(r"\b(20\d\d)\b", title)):
        year = int(found[1])
    value = Commitment(
        gift.value.kind, gift.value.beneficiary, gift.value.amount, year, None, gift.value.private, inside
    )
    also = (evidence(titled, text.raw, text.source),) if titled and gift.rule == SUM_ALONE.id else ()
    return fact(Found(value, gift.start, gift.end, gift.rule), text.raw, text.source, also)


def _charges(flow: str, folded: str, start: int, end: int) -> list[Found[BudgetCharge]]:
    kept: list[Found[BudgetCharge]] = []
    for one in find_all(CHARGES, flow, folded, start, end):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return kept


def _foot(marks: Marks, area: Area, otherwise: int) -> int:
    return next((one.start for one in marks if one.value is PartKind.foot and one.start >= area.start), otherwise)


def _signatory(text: Text, start: int, end: int, roll: Roll | None, session: Session) -> Found[str] | None:
    """Who signs; else the chair or the secretary, when their name stands at the foot."""
    flow, folded = text.flow, text.folded
    chair = session.president.value if session.president else None
    members = [entry.value.name for entry in roll.entries] if roll else []
    if found := read_signatory(flow, folded, start, end, roll.order if roll else Order.unknown, chair, members):
        return found
    stop = min(end, start + 5000)
    for person in (session.president, session.secretary):
        if person is None:
            continue
        place = folded.find(fold(person.value), start, stop)
        if place >= 0 and start != end:
            return Found(flow[place : place + len(person.value)], place, place + len(person.value), "signature.nom")
    return None
