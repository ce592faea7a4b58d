"""Who sat: the roll of a session by status, its proxies, and the arithmetic of its counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from registre.graph.mapping.sessions import EASED_QUORUM
from registre.linking.identities import LinkedRecord, Person
from registre.publication.site.evidence import Ledger
from registre.publication.site.places import Places
from registre.records import Attendance, Fact, Motion, Session, Status

ActName = tuple[str, str | None]
"""Path of an act's page, and its number."""

NO_ACTS: Mapping[int, ActName] = {}

STATUSES = tuple(status.value for status in Status)


@dataclass(frozen=True, slots=True)
class Named:
    """A person as the text writes the name; `path` is None when the name stands for nobody known."""

    name: str
    path: str | None
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One movement of a member: at what hour, before which act (path and name), and who then holds the proxy."""

    id: str
    motion: str
    hour: str | None
    act: tuple[str, str | None] | None
    holder: Named | None


@dataclass(frozen=True, slots=True)
class Seat:
    """One entry of the roll. `proxy` is the fragment of the proxy when the member gave one."""

    id: str
    who: Named
    status: str
    holder: Named | None
    replaces: Named | None
    proxy: str | None
    role: str | None
    arrives: str | None
    leaves: str | None
    """What the roll notes, when no movement tells it."""
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """One check of the counts: `terms` (label, number) should add up to `total`."""

    key: str
    terms: tuple[tuple[str, int], ...]
    total: tuple[str, int]

    @property
    def holds(self) -> bool:
        return sum(number for _, number in self.terms) == self.total[1]

    @property
    def gap(self) -> int:
        """What is missing on the left."""
        return self.total[1] - sum(number for _, number in self.terms)


@dataclass(frozen=True, slots=True)
class Quorum:
    """CGCT art. L2121-17: more than half of the members in office must be present."""

    required: int
    present: int
    in_office: int

    @property
    def reached(self) -> bool:
        return self.present >= self.required


def named(linked: LinkedRecord, name: str, places: Places) -> Named:
    """Who `name` is in this document."""
    person = linked.persons.get(name)
    return Named(name, places.person(person) if person is not None else None, person)


def seats(linked: LinkedRecord, places: Places, ledger: Ledger, acts: Mapping[int, ActName] = NO_ACTS) -> list[Seat]:
    """The roll of the session in the order of the document; `acts`: path and number by index in the record."""
    session = linked.record.session
    if session is None:
        return []
    moves = _moves(linked, places, ledger, acts)
    return [_seat(linked, fact, places, ledger, moves) for fact in session.attendance]


def _moves(
    linked: LinkedRecord, places: Places, ledger: Ledger, acts: Mapping[int, ActName]
) -> dict[str, tuple[Move, ...]]:
    """The movements of each member, by the key of the person."""
    session = linked.record.session
    found: defaultdict[str, list[Move]] = defaultdict(list)
    for number, fact in enumerate(session.movements if session is not None else (), 1):
        one = fact.value
        who = linked.persons.get(one.name)
        if who is None:
            continue
        holder = named(linked, one.proxy_to, places) if one.proxy_to else None
        act = acts.get(one.act) if one.act is not None else None
        name = ledger.note(f"movement-{number}", "people", fact)
        found[who.key].append(Move(name, one.motion.value, one.hour, act, holder))
    return {key: tuple(moves) for key, moves in found.items()}


def _seat(
    linked: LinkedRecord,
    fact: Fact[Attendance],
    places: Places,
    ledger: Ledger,
    moves: Mapping[str, tuple[Move, ...]],
) -> Seat:
    entry = fact.value
    who = named(linked, entry.name, places)
    key = who.person.key if who.person is not None else "unknown"
    name = ledger.note(f"attendance-{key}", "people", fact)
    told = moves.get(key, ())
    return Seat(
        id=name,
        who=who,
        status=entry.status.value,
        holder=named(linked, entry.proxy_to, places) if entry.proxy_to else None,
        replaces=named(linked, entry.substitute_for, places) if entry.substitute_for else None,
        proxy=name.replace("attendance", "proxy", 1) if entry.proxy_to else None,
        role=entry.role,
        arrives=entry.arrives if not told else None,
        leaves=entry.leaves if not told else None,
        moves=told,
    )


def by_status(roll: list[Seat]) -> list[tuple[str, list[Seat]]]:
    """The roll in groups: present, represented, excused, absent; empty groups are left out."""
    groups = [(status, [seat for seat in roll if seat.status == status]) for status in STATUSES]
    return [(status, group) for status, group in groups if group]


def stated(session: Session) -> dict[str, int | None]:
    """The counts as the document states them."""
    counts = session.counts
    return {
        name: fact.value if fact is not None else None
        for name, fact in (
            ("in_office", counts.in_office),
            ("present", counts.present),
            ("proxies", counts.proxies),
            ("voting", counts.voting),
        )
    }


def sums(session: Session) -> list[Sum]:
    """The checks that the stated counts allow, against each other and against the roll, as the session opens."""
    said, late = stated(session), latecomers(session)
    listed = {status: sum(f.value.status.value == status for f in session.attendance) for status in STATUSES}
    listed["present"], listed["late"] = listed["present"] - len(late), len(late)
    proxies = sum(fact.value.proxy_to is not None for fact in session.attendance)
    checks: list[Sum] = []
    if (present := said["present"]) is not None and listed["present"]:
        checks.append(Sum("present", (("listed_present", listed["present"]),), ("present", present)))
    if (given := said["proxies"]) is not None and session.attendance:
        checks.append(Sum("proxies", (("listed_proxies", proxies),), ("proxies", given)))
    if present is not None and given is not None and (voting := said["voting"]) is not None:
        checks.append(Sum("voting", (("present", present), ("proxies", given)), ("voting", voting)))
    if (in_office := said["in_office"]) is not None and session.attendance and listed["present"]:
        terms = tuple((f"listed_{status}", number) for status, number in listed.items() if number)
        checks.append(Sum("in_office", terms, ("in_office", in_office)))
    return checks


def latecomers(session: Session) -> frozenset[str]:
    """Members listed present of whom the document first tells that they arrive, spelt as in the roll."""
    first: dict[str, Motion] = {}
    for fact in session.movements:
        first.setdefault(fact.value.name, fact.value.motion)
    present = {fact.value.name for fact in session.attendance if fact.value.status is Status.present}
    return frozenset(name for name, motion in first.items() if motion is Motion.arrives and name in present)


def quorum(session: Session, day: date) -> Quorum | None:
    """The check of the quorum, when the text gives both numbers.

    None when it is missed while laws of exception asked for less: a majority missed then proves nothing.
    """
    said = stated(session)
    if said["in_office"] is None or said["present"] is None:
        return None
    check = Quorum(said["in_office"] // 2 + 1, said["present"], said["in_office"])
    return check if check.reached or not EASED_QUORUM[0] <= day <= EASED_QUORUM[1] else None
