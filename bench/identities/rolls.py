"""Invented rolls of invented bodies, with proxies and signatures whose true person is known.

`python -m bench.identities.rolls` says how many lead to the right person, by kind of writing.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bench.identities.noise import CONFUSIONS
from bench.synthesis.words import COMPOUND_SURNAMES, MEN, SURNAMES, WOMEN

from registre.linking.identify import identify
from registre.linking.reference import read_reference
from registre.records import Act, Attendance, DocumentKind, Evidence, Fact, Record, Session, Source, Status

HERE = Evidence(0, 0, "", "bench.rolls")
FIRST_DAY = dt.date(2021, 1, 10)
SESSIONS = 6


@dataclass(frozen=True, slots=True)
class Member:
    """`married` is the second family name that she takes from the fourth session on."""

    given: str
    family: str
    woman: bool
    married: str | None = None

    def name(self, session: int) -> tuple[str, str]:
        return self.given, self.family if self.married is None or session < 3 else f"{self.family}-{self.married}"


@dataclass(frozen=True, slots=True)
class Case:
    """A proxy holder or a signature: the record, the name as written, who it is, how it is written."""

    record: int
    written: str
    member: Member
    kind: str


def invent_members(rng: Random, count: int) -> list[Member]:
    """Members of one body: some share a family name, some a given name, never both nor family name and initial."""
    members: dict[tuple[str, str], Member] = {}
    families: list[str] = []
    while len(members) < count:
        woman = rng.random() < 0.5
        given = rng.choice(WOMEN if woman else MEN)
        shared = families and rng.random() < 0.12
        family = rng.choice(families) if shared else rng.choice((*SURNAMES, *COMPOUND_SURNAMES))
        if (family, given[0]) in members:
            continue
        families.append(family)
        married = rng.choice(SURNAMES) if woman and rng.random() < 0.12 and "-" not in family else None
        members[family, given[0]] = Member(given, family, woman, married)
    return list(members.values())


def _spell(rng: Random, given: str, family: str, style: int) -> str:
    forms = (f"{given} {family.upper()}", f"{family.upper()} {given}", f"{given} {family}", f"{given} {family.upper()}")
    return forms[style % len(forms)]


def noisy(rng: Random, name: str) -> str:
    """A slip that a roll may hold: accents lost, hyphens lost, one character misread."""
    way = rng.random()
    if way < 0.45:
        return "".join(one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one))
    if way < 0.7:
        return name.replace("-", " ")
    found = [(wrong, right) for wrong, right in CONFUSIONS if wrong.isalpha() and right.isalpha() and wrong in name[2:]]
    if not found:
        return name
    wrong, right = rng.choice(found)
    place = name.index(wrong, 2)
    return name[:place] + right + name[place + len(wrong) :]


def _short(rng: Random, member: Member, session: int, members: list[Member]) -> tuple[str, str]:
    """How a proxy names its holder; the family name alone, or with a title, only when it can mean nobody else."""
    given, family = member.name(session)
    title = "Mme" if member.woman else "M."
    alone = sum(one.family == member.family for one in members) == 1
    forms = [(f"{given} {family.upper()}", "whole name"), (f"{title} {given} {family}", "title and whole name")]
    forms += [(f"{family.upper()} {given[0]}.", "initial after")]
    if alone or given[0] != "M":  # « M. AUGER » would be Marc or any Monsieur AUGER: nobody can tell
        forms += [(f"{given[0]}. {family.upper()}", "initial")]
    rivals = [one for one in members if one.family == member.family and one.woman == member.woman]
    if alone or (len(rivals) == 1 and given.split("-")[0] not in {"Dominique", "Camille", "Claude"}):
        forms += [
            (f"{title} {family.upper()}", "title and family name"),
            *([(family.upper(), "family name")] if alone else []),
        ]
    written, kind = rng.choice(forms)
    if rng.random() < 0.12:
        slip = noisy(rng, written)
        return slip, f"{kind}, slip" if slip != written else kind
    return written, kind


def invent(seed: int, bodies: int) -> tuple[list[Record], list[Case]]:
    rng = Random(seed)
    records: list[Record] = []
    cases: list[Case] = []
    for body in range(bodies):
        members = invent_members(rng, rng.randint(11, 45))
        style = rng.randrange(4)
        for session in range(SESSIONS):
            record, found = _record(rng, body, session, members, style, len(records))
            records.append(record)
            cases += found
    return records, cases


def _record(
    rng: Random, body: int, session: int, members: list[Member], style: int, rank: int
) -> tuple[Record, list[Case]]:
    cases: list[Case] = []
    roll: list[Attendance] = []
    absent = set(rng.sample(range(len(members)), len(members) // 6))
    present = [one for number, one in enumerate(members) if number not in absent]
    for number, member in enumerate(members):
        written = _spell(rng, *member.name(session), style)
        written = noisy(rng, written) if rng.random() < 0.06 else written
        holder = None
        if number in absent:
            of = rng.choice(present)
            holder, kind = _short(rng, of, session, members)
            cases.append(Case(rank, holder, of, f"proxy: {kind}"))
        roll.append(Attendance(written, Status.represented if holder else Status.present, holder))
    chair = members[0] if 0 not in absent else present[0]
    signed, kind = _short(rng, chair, session, members)
    cases.append(Case(rank, signed, chair, f"signature: {kind}"))
    act = Act(0, 1, signatory=Fact(signed, HERE))
    held = Session(
        Fact(f"Commune de Roulac {body}", HERE),
        Fact("Conseil municipal", HERE),
        Fact(FIRST_DAY + dt.timedelta(days=60 * session), HERE),
        attendance=tuple(Fact(one, HERE) for one in roll),
    )
    name = f"{body}-{session}"
    return Record(Source(name, 1, name, "text/plain"), "x", name, DocumentKind.extract, held, (act,)), cases


def measure(seed: int, bodies: int) -> tuple[Counter[str], Counter[str]]:
    """Cases by kind, and those that lead to the member, alone in that person."""
    records, cases = invent(seed, bodies)
    identities = identify(records, read_reference())
    linked = [identities.link(record) for record in records]
    seen, right = Counter[str](), Counter[str]()
    members: defaultdict[int, set[str]] = defaultdict(set)
    for case in cases:
        members[case.record // SESSIONS].add(_key(case.member.given, case.member.family))
    for case in cases:
        record = linked[case.record]
        person = record.persons.get(case.written) if record is not None else None
        wanted = _key(case.member.given, case.member.family)
        seen[case.kind] += 1
        met = {_letters(one) for one in person.spellings} if person is not None else set()
        right[case.kind] += met & members[case.record // SESSIONS] == {wanted}
    return seen, right


def _key(given: str, family: str) -> str:
    return _letters(f"{given} {family}")


def _letters(name: str) -> str:
    """Letters of the words in order of the alphabet: the same for any order and case of the words."""
    plain = unicodedata.normalize("NFD", name.replace("-", " ").replace("'", " ")).encode("ascii", "ignore").decode()
    return " ".join(sorted(plain.lower().split()))


def lines(seen: Counter[str], right: Counter[str]) -> Iterator[str]:
    groups: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for kind, count in seen.items():
        for group in (kind, "all"):
            groups[group][0] += count
            groups[group][1] += right[kind]
    for kind, (count, good) in sorted(groups.items()):
        yield f"{kind:<44} {good:>6} of {count:>6}  {good / count:.4f}"


if __name__ == "__main__":
    for seed in (1, 2):
        print(f"seed {seed}")
        print("\n".join(lines(*measure(seed, 120))))
