"""The document cut into its sections, as the record shows them.

The extraction does not publish its sections; they are drawn here from what it found: a stretch of the
register's furniture is a stamp, the list of members is the roll, what decides is the operative part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from registre.explanation.facts import Mark
from registre.explanation.places import find_in_source
from registre.explanation.words import Family
from registre.extraction.rule import AnyRule
from registre.reading import Text
from registre.records import Act, Record

_PARTS: Final = {"visas": "visa", "recitals": "recital", "articles": "article"}
_ANYWHERE: Final = frozenset({"attendance", "body", "organ"})
"""What says nothing of where the heading ends: a body is named all over its documents."""
_BEFORE: Final = 400
"""Characters before the first measure in which the words of decision may stand."""
_LABEL: Final = 250


@dataclass(frozen=True, slots=True)
class Section:
    """Characters `start`..`end` of the source and what they are; `number` is that of a visa, a recital or an
    article among the facts, `act` the index of the act it belongs to."""

    kind: str
    start: int
    end: int
    act: int | None = None
    number: int | None = None


def split_sections(record: Record, text: Text, marks: Sequence[Mark], rules: Sequence[AnyRule]) -> tuple[Section, ...]:
    """Sections that cover the whole source text in order, without overlap."""
    layers = [Section("header" if record.session else "body", 0, len(record.text))]
    if record.acts:
        layers.append(Section("outside", record.acts[0].start, len(record.text)))
    for index, act in enumerate(record.acts):
        layers += _act_sections(index, act, text, marks, rules, alone=len(record.acts) == 1)
    layers += _roll(text, marks, rules)
    layers += [Section("vote", one.start, one.end, one.act) for one in marks if one.field.path == "vote"]
    layers += [
        Section(_PARTS[one.field.path], one.start, one.end, one.act, one.number)
        for one in marks
        if one.field.path in _PARTS
    ]
    layers += [_furniture(*stamp.source(0, len(stamp.flow)), marks) for stamp in text.furniture]
    return tuple(_joined(_flattened(layers), record.text))


def _furniture(start: int, end: int, marks: Sequence[Mark]) -> Section:
    """A stamp when it says something of an act, else what a page repeats: a heading, its number."""
    stamped = any(start <= one.start < end and one.rule.startswith("cachet.") for one in marks)
    return Section("stamp" if stamped else "page", start, end)


def _act_sections(
    index: int, act: Act, text: Text, marks: Sequence[Mark], rules: Sequence[AnyRule], *, alone: bool
) -> Iterator[Section]:
    own = [one for one in marks if one.act == index]
    parts = [one for one in own if one.field.path in _PARTS]
    first = min((one.start for one in parts), default=act.end)
    heading = [one for one in own if one.field.path in ("number", "title")]
    if alone:
        heading += [one for one in marks if one.act is None and one.field.path not in _ANYWHERE]
    head = max((one.end for one in heading if one.end <= first), default=act.start)
    yield Section("header" if alone else "body", act.start, head, index)
    yield Section("body", head, act.end, index)
    decides = _decision(act, own, text, rules)
    if decides is None:
        return
    foot = find_in_source(rules, ("partie.signature",), text, decides, act.end)
    signed = min(
        [at for at, _ in foot] + [one.start for one in own if one.field.path == "signatory" and one.start > decides],
        default=act.end,
    )
    yield Section("operative", decides, signed, index)
    yield Section("signature", signed, act.end, index)


def _decision(act: Act, own: Sequence[Mark], text: Text, rules: Sequence[AnyRule]) -> int | None:
    """Where the act begins to decide: at its words of decision, or its first measure."""
    past = max((one.end for one in own if one.field.path in ("visas", "recitals")), default=act.start)
    told = [one.start for one in own if one.field.path in ("articles", "commitments")]
    told = told or [one.start for one in own if one.field.path == "vote" and one.start >= past]
    if not told:
        return None
    first = min(told)
    words = find_in_source(rules, ("vote.formule",), text, max(act.start, past, first - _BEFORE), first)
    return words[0][0] if words else first


def _roll(text: Text, marks: Sequence[Mark], rules: Sequence[AnyRule]) -> Iterator[Section]:
    """From the label of the first list to the last member that stands near the one before."""
    named = sorted(
        (one.start, one.end) for one in marks if one.field.path == "attendance" and one.rule.startswith("appel.")
    )
    if not named:
        return
    first, last = named[0]
    for start, end in named:
        if start - last < 3 * _BEFORE:
            last = max(last, end)
    labels = find_in_source(rules, ("appel.",), text, max(0, first - _LABEL), first)
    yield Section("roll", max([at for at, _ in labels], default=first), last)


def _flattened(layers: Sequence[Section]) -> Iterator[Section]:
    """`layers` without overlap: where several stand, the last one shows."""
    cuts = sorted({place for one in layers for place in (one.start, one.end)})
    covering: list[tuple[int, Section]] = []
    waiting = sorted(enumerate(layers), key=lambda one: one[1].start, reverse=True)
    shown: Section | None = None
    for start, end in pairwise(cuts):
        while waiting and waiting[-1][1].start <= start:
            covering.append(waiting.pop())
        covering = [one for one in covering if one[1].end > start]
        top = max(covering, key=lambda one: one[0])[1]
        if shown and (shown.kind, shown.act, shown.number) == (top.kind, top.act, top.number):
            shown = Section(top.kind, shown.start, end, top.act, top.number)
            continue
        if shown:
            yield shown
        shown = Section(top.kind, start, end, top.act, top.number)
    if shown:
        yield shown


def _joined(sections: Iterator[Section], raw: str) -> Iterator[Section]:
    """`sections` where a comma or a full stop ends the one before, and a bullet begins its article."""
    shown: Section | None = None
    for one in sections:
        if shown is None:
            shown = one
            continue
        start = one.start
        while start < one.end and raw[start] in ".,;:)»":
            start += 1
        if not any(char.isalnum() for char in raw[start : one.end]):
            start = one.end
        elif one.kind == "article" and start == one.start:
            line = raw.rfind("\n", shown.start, start) + 1
            bullet = line > shown.start and not any(char.isalnum() for char in raw[line:start])
            start = line if bullet else start
        shown = replace(shown, end=start)
        if start < one.end:
            yield shown
            shown = replace(one, start=start)
    if shown:
        yield shown


FAMILY_OF: Final = {
    "visa": Family.parts,
    "recital": Family.parts,
    "article": Family.parts,
    "roll": Family.people,
    "vote": Family.vote,
    "stamp": Family.stamp,
    "header": Family.identity,
}
"""The colour of a section's name; the others have none."""
