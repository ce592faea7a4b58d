"""What lost: other values that rules read for a field that has one, and the doubts of the record.

The assembler keeps one value a field and reports only some of those it leaves. Here the rules of a field are
run again where its value may stand, and what they read otherwise is shown beside the value that was kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from registre.explanation.facts import Mark
from registre.explanation.fields import Field, rules_of
from registre.explanation.places import around, in_flow, line_of
from registre.explanation.values import clean, shown
from registre.extraction.matching import find
from registre.extraction.rule import AnyRule
from registre.messages import Language
from registre.reading import Text
from registre.records import Diagnostic, Outcome, Record

_SINGLE: Final = frozenset(
    {
        *("body", "organ", "date", "convened_on", "number", "teletransmission_id", "received_on", "posted_on"),
        *("counts.in_office", "counts.present", "counts.proxies", "counts.voting"),
    }
)
"""Fields whose rules read the value itself (those of persons read the words before a name)."""
_SHOWN: Final = 3
_HEADING: Final = 3000


@dataclass(frozen=True, slots=True)
class Loser:
    """A value that was read and not kept, or a doubt: then `code` and `message` say which.

    `start`..`end` are characters of the source, None when the doubt is about the whole document.
    """

    field: Field | None
    act: int | None
    value: str | None
    kept: str | None
    rule: str | None
    code: str | None
    severity: str
    message: str | None
    start: int | None
    end: int | None
    line: int | None
    words: str


def find_losers(
    record: Record, text: Text, marks: Sequence[Mark], rules: Sequence[AnyRule], language: Language
) -> tuple[Loser, ...]:
    """The doubts of the record in its order, then the values that lost, by place."""
    doubts = [_doubt(record, one, language) for one in record.diagnostics]
    told = {(one.start, one.end) for one in doubts}
    rivals = (loser for mark in marks for loser in _rivals(record, text, mark, marks, rules, language))
    lost = [one for one in rivals if (one.start, one.end) not in told]
    return (*doubts, *sorted(lost, key=lambda one: (one.start or 0, one.end or 0)))


def _doubt(record: Record, one: Diagnostic, language: Language) -> Loser:
    words = "" if one.start is None or one.end is None else around(record.text, one.start, one.end)
    line = None if one.start is None else line_of(record.text, one.start)
    message = one.message_en or one.message if language == "en" else one.message
    return Loser(
        None, one.act, None, None, None, one.code, one.severity.value, clean(message), one.start, one.end, line, words
    )


def _rivals(
    record: Record, text: Text, mark: Mark, marks: Sequence[Mark], rules: Sequence[AnyRule], language: Language
) -> Iterator[Loser]:
    if mark.field.path not in _SINGLE and mark.field.path != "vote":
        return
    able = set(rules_of(mark.field, (rule.id for rule in rules)))
    taken = [(one.start, one.end) for one in marks if one.field is mark.field]
    start, end = _zone(record, mark)
    known = {_name(mark.value)}
    for rule in rules:
        if rule.id not in able:
            continue
        for one in find(rule, text.flow, text.folded, *in_flow(text, start, end)):
            value = _value(mark, one.value, language)
            first, last = text.source(one.start, one.end)
            if value is None or _name(value) in known or any(first < stop and begin < last for begin, stop in taken):
                continue
            if len(known) > _SHOWN:
                return
            known.add(_name(value))
            words = around(text.raw, first, last)
            yield Loser(
                mark.field, mark.act, value, mark.value, rule.id, None, "info", None,
                first, last, line_of(text.raw, first), words,
            )  # fmt: skip


def _zone(record: Record, mark: Mark) -> tuple[int, int]:
    """Where the field may stand: its act, or the heading of the document."""
    if mark.act is not None:
        return record.acts[mark.act].start, record.acts[mark.act].end
    first = record.acts[0] if record.acts else None
    end = len(record.text) if first is None else first.end if first.start < _HEADING else first.start
    return 0, max(end, mark.end)


def _value(mark: Mark, value: object, language: Language) -> str | None:
    """What the rule reads, when it can be compared with the value that was kept."""
    if mark.field.path == "vote":
        outcome = shown(value, language) if isinstance(value, Outcome) else None
        return None if outcome is None or mark.value.startswith(outcome) else outcome
    if isinstance(value, Enum) or getattr(value, "number", "") is None:
        return None
    return shown(value, language)


def _name(value: str) -> str:
    return "".join(char for char in value.casefold() if char.isalnum())
