"""The session of a record: the heading's facts and the settled roll, spelt as the roll spells its members."""

from __future__ import annotations

import re
from dataclasses import replace

from registre.extraction.cutting.part import Part
from registre.extraction.doubts import doubt
from registre.extraction.movement_places import Agenda
from registre.extraction.movements import read_movements
from registre.extraction.names_beside import name_after
from registre.extraction.roll import Roll
from registre.extraction.roster import key_of, settle
from registre.extraction.rule import Found, fact
from registre.extraction.sessions import Heading
from registre.extraction.spelling import Members
from registre.extraction.stamps import Stamp
from registre.reading import Text, fold
from registre.records import Act, Attendance, Counts, Diagnostic, Fact, Movement, Session, Severity

_MAYOR = re.compile(r",?\s(?:[Mm]aire|MAIRE|[Pp]r[ée]sidente?|PR[EÉ]SIDENTE?)\b(?!\s(?:de la commission|du groupe))")
_OFFICE = re.compile(r"(?:(?:m\.?|mme|monsieur|madame) )?(?:le |la )?(?:maire|presidente?)")
_DEPUTY = re.compile(r"\s?[,(]?\s?(?:le |la )?(?:\w{1,9} )?(?:maire[- ])?(?:adjointe?|vice)")
_LED_BY_MAYOR = re.compile(
    r"sous la presidence (?:de |du )?(?:monsieur |madame |m\.? |mme )?(?:le |la )?(?:maire|president)"
    r"|(?:monsieur|madame|m\.|mme) (?:le |la )?maire ouvre la seance"
)


def read_session(text: Text, heading: Heading, roll: Roll | None, stamp: Stamp, losers: list[Diagnostic]) -> Session:
    """The session, in the words of the heading and of the roll; what loses goes to `losers`."""
    raw, where = text.raw, text.source
    president = _full_name(heading.president, roll) or _chair_of_roll(text, roll)
    attendance: list[Fact[Attendance]] = []
    if roll:
        settled, lost = settle(roll, president)
        attendance = [fact(_with_holder(one, president, text.folded), raw, where) for one in settled]
        losers += [_loser(text, one) for one in lost]
    secretary = _full_name(heading.secretary, roll)
    if secretary and roll and Members(one.value.name for one in roll.entries).contradicts(secretary.value):
        losers.append(doubt("session.secretary", where=where(secretary.start, secretary.end)))
        secretary = None
    losers += [
        doubt("session.other-date", where=where(one.start, one.end), day=one.value.isoformat())
        for one in heading.other_days
    ]  # fmt: skip
    return Session(
        body=fact(heading.body, raw, where) if heading.body else None,
        organ=fact(heading.organ, raw, where) if heading.organ else None,
        date=fact(heading.day, raw, where) if heading.day else None,
        body_siren=stamp.siren,
        convened_on=fact(heading.convened_on, raw, where) if heading.convened_on else None,
        counts=Counts(
            in_office=fact(heading.in_office, raw, where) if heading.in_office else None,
            present=fact(heading.present, raw, where) if heading.present else None,
            proxies=fact(heading.proxies, raw, where) if heading.proxies else None,
            voting=fact(heading.voting, raw, where) if heading.voting else None,
        ),
        president=fact(president, raw, where) if president else None,
        secretary=fact(secretary, raw, where) if secretary else None,
        remote=fact(heading.remote, raw, where) if heading.remote else None,
        attendance=tuple(attendance),
    )


def _with_holder(one: Found[Attendance], chair: Found[str] | None, folded: str) -> Found[Attendance]:
    """`one` with the name of who chairs where a proxy goes to « M. le Maire »: a deputy in the chair is no mayor."""
    holder = one.value.proxy_to
    if holder is None or chair is None or not _OFFICE.fullmatch(fold(holder)) or _DEPUTY.match(folded, chair.end):
        return one
    if key_of(chair.value) == key_of(one.value.name):
        return one
    return Found(replace(one.value, proxy_to=chair.value), one.start, one.end, one.rule)


def read_moves(
    text: Text, roll: Roll | None, session: Session, parts: tuple[Part, ...], acts: tuple[Act, ...]
) -> tuple[Fact[Movement], ...]:
    """Who came and went, tied to the acts that are decided next."""
    if roll is None:
        return ()
    agenda = Agenda.of(text.folded, parts, [_decided(act) for act in acts], text.source)
    chair = session.president.value if session.president else None
    found = read_movements(text.flow, text.folded, roll, chair, agenda)
    return tuple(fact(one, text.raw, text.source) for one in found)


def _decided(act: Act) -> int | None:
    """Where in the source the decision on an act begins."""
    decision = act.vote or (act.articles[0] if act.articles else None)
    return decision.evidence.start if decision else None


def _loser(text: Text, one: Found[Attendance]) -> Diagnostic:
    return doubt("roll.two-lists", Severity.info, where=text.source(one.start, one.end), status=one.value.status)


def _full_name(name: Found[str] | None, roll: Roll | None) -> Found[str] | None:
    """`name` cut to the member of the roll it begins with, when a scan has glued words to it."""
    if name is None or roll is None:
        return name
    words = name.value.split()
    same = next((one for one in roll.entries if _letters(one.value.name) == _letters(name.value)), None)
    if same:
        return Found(same.value.name, name.start, name.end, name.rule)
    known = {key_of(entry.value.name) for entry in roll.entries}
    for length in range(len(words), 0, -1):
        if key_of(" ".join(words[:length])) in known and length < len(words):
            short = " ".join(words[:length])
            return Found(short, name.start, name.start + len(short), name.rule)
        if key_of(" ".join(words[:length])) in known:
            break
    return name


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", fold(name))


def _chair_of_roll(text: Text, roll: Roll | None) -> Found[str] | None:
    """« sous la présidence de Monsieur le Maire »: the member whom the roll or the signature calls Maire."""
    if roll is None or not _LED_BY_MAYOR.search(text.folded, 0, roll.end + 1500):
        return None
    for entry in roll.entries:
        if _MAYOR.match(text.flow, entry.end):
            return Found(entry.value.name, entry.start, entry.end, "seance.maire-de-l-appel")
    tail = text.flow[-2500:]
    for entry in roll.entries:
        place = tail.rfind(entry.value.name)
        if place > 0 and re.search(r"(?i)le maire[^.]{0,60}$", tail[max(0, place - 90) : place]):
            start = len(text.flow) - len(tail) + place
            return Found(entry.value.name, start, start + len(entry.value.name), "seance.maire-signataire")
    signer = re.search(r"\bLe [Mm]aire,\s{1,2}(?:Sign[ée]\s)?(?=[A-ZÀ-Ý])", text.flow[roll.end :])
    if signer:
        place = roll.end + signer.end()
        words = text.flow[place : place + 60]
        inside = [entry.value.name for entry in roll.entries if entry.value.name in words]
        if inside:
            name = max(inside, key=lambda one: (words.find(one), one))
            start = place + words.find(name)
            return Found(name, start, start + len(name), "seance.maire-signataire")
        signed = name_after(text.flow, place)  # « Le Maire, Ida LILAS », in the roll as « LILAS Ida »
        if signed and Members(entry.value.name for entry in roll.entries).whom(signed[2]):
            return Found(signed[2], signed[0], signed[1], "seance.maire-signataire")
    return None
