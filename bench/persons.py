"""Do the proxies and signatures of real documents lead to the right person?

    python -m bench.persons ../shared/corpus/seeds ../shared/corpus/dev

Each folder holds documents beside their gold records. They are read and linked together, folder by
folder; what a gold record says of a proxy, a signature, a chair or a secretary is one case, right when
the person that the data name is the member whom the gold roll spells in full. A document that names no
public body is not published: its names are resolved alone, by the same means, and counted apart.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from registre.evaluation.folding import fold_person
from registre.extraction import extract
from registre.extraction.spelling import Members
from registre.linking.identify import identify
from registre.linking.identities import Person
from registre.linking.persons import settle_persons
from registre.linking.reference import read_reference
from registre.linking.rolls import Rolls
from registre.reading import read_source
from registre.records import Record

KINDS = ("proxy", "signatory", "chair", "secretary")


@dataclass(frozen=True, slots=True)
class Case:
    """One name that a gold record gives, and whether it leads to the right person."""

    kind: str
    document: str
    name: str
    right: bool
    published: bool


def measure(folder: Path) -> list[Case]:
    """Every case of `folder`, by document; documents that record no session have none."""
    golds = sorted(folder.glob("*.gold.json"))
    texts = [gold.with_name(gold.name.replace(".gold.json", ".txt")) for gold in golds]
    records = [extract(*read_source(path, path.name)) for path in texts]
    identities = identify(records, read_reference())
    cases: list[Case] = []
    for gold, record in zip(golds, records, strict=True):
        said = json.loads(gold.read_text("utf-8"))
        if said.get("session"):
            linked = identities.link(record)
            persons = linked.persons if linked else _alone(record)
            cases += _cases(gold.name.removesuffix(".gold.json"), said, record, persons, linked is not None)
    return cases


def _alone(record: Record) -> Mapping[str, Person]:
    """Whom the names of one record stand for, without its body."""
    session, rolls = record.session, Rolls()
    if session is None:
        return {}
    roll = [fact.value for fact in session.attendance]
    names = [one.name for one in roll] + [one.proxy_to for one in roll if one.proxy_to]
    names += [fact.value for fact in (session.president, session.secretary) if fact]
    names += [act.signatory.value for act in record.acts if act.signatory]
    rolls.add_roll(one.name for one in roll)
    for name in names:
        rolls.seen(name).add("", date.min, ())
    return settle_persons("", rolls).in_record(names)


def _cases(
    document: str, said: dict[str, Any], record: Record, persons: Mapping[str, Person], published: bool
) -> Iterator[Case]:
    session = said["session"]
    members = Members(one["name"] for one in session.get("attendance") or ())
    given = dict(_proxies(record, persons))
    for one in session.get("attendance") or ():
        if one.get("proxy_to"):
            holder = given.get(fold_person(one["name"]))
            yield Case("proxy", document, one["proxy_to"], _is(holder, one["proxy_to"], members), published)
    for kind, name in (("chair", session.get("president")), ("secretary", session.get("secretary"))):
        if name:
            yield Case(kind, document, name, _is(_stated(kind, record, persons), name, members), published)
    signing = [persons[act.signatory.value] for act in record.acts if act.signatory and act.signatory.value in persons]
    for name in sorted({act["signatory"] for act in said.get("acts") or () if act.get("signatory")}):
        yield Case("signatory", document, name, any(_is(one, name, members) for one in signing), published)


def _is(person: Person | None, name: str, members: Members) -> bool:
    """Whether `person` is the member whom the gold roll spells in full, else the one of that very name."""
    wanted = fold_person(members.whom(name) or name)
    return person is not None and wanted in {fold_person(one) for one in (person.name, *person.spellings)}


def _proxies(record: Record, persons: Mapping[str, Person]) -> Iterator[tuple[str, Person | None]]:
    """The holder of each proxy, by the folded spellings of its giver."""
    for fact in record.session.attendance if record.session else ():
        giver = persons.get(fact.value.name)
        if fact.value.proxy_to is not None and giver is not None:
            for spelling in (fact.value.name, giver.name, *giver.spellings):
                yield fold_person(spelling), persons.get(fact.value.proxy_to)


def _stated(kind: str, record: Record, persons: Mapping[str, Person]) -> Person | None:
    if record.session is None:
        return None
    fact = record.session.president if kind == "chair" else record.session.secretary
    return persons.get(fact.value) if fact else None


def show(cases: Iterable[Case]) -> str:
    """The table by kind, all cases and those of published documents, then the cases that are wrong."""
    cases = list(cases)
    lines = [f"{'':10} {'all':>18} {'published':>18}"]
    for kind in KINDS:
        every = [one for one in cases if one.kind == kind]
        columns = [_share(every), _share([one for one in every if one.published])]
        lines.append(f"{kind:10} {columns[0]:>18} {columns[1]:>18}")
    lines += [f"  wrong: {one.kind} in {one.document}: {one.name}" for one in cases if not one.right]
    return "\n".join(lines)


def _share(cases: list[Case]) -> str:
    right = sum(one.right for one in cases)
    return f"{right} of {len(cases)}  {right / max(len(cases), 1):.3f}"


def main() -> None:
    for name in sys.argv[1:]:
        print(f"{name}\n{show(measure(Path(name)))}")


if __name__ == "__main__":
    main()
