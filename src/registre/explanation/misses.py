"""Fields that stayed empty, the rules that could have filled them, and where one nearly did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from registre.explanation.examples import read_example
from registre.explanation.fields import ACT, ACTS, SESSION, Field, Need, rules_of
from registre.explanation.near import Miss, Near, Search
from registre.extraction.rule import AnyRule
from registre.messages import Language
from registre.reading import Text
from registre.records import Record

_CLOSE = 3
"""Words of a rule that a sentence must have to be worth showing when the field is often empty."""
_ACTS_SHOWN = 3
_WITNESSES = frozenset({"body", "organ", "date", "attendance"})
"""What shows that an assembly met: all that is looked for in a document without a session."""


@dataclass(frozen=True, slots=True)
class Absent:
    """An empty field. `acts` are the indices of the acts that lack it (none: the session lacks it)."""

    field: Field
    acts: tuple[int, ...]
    rules: tuple[str, ...]
    procedures: tuple[str, ...]
    example: str | None
    misses: tuple[Miss, ...]


def find_absent(
    record: Record,
    text: Text,
    rules: Sequence[AnyRule],
    procedures: Sequence[str],
    taken: Sequence[tuple[int, int]],
    language: Language,
) -> tuple[Absent, ...]:
    """The empty fields, those of the session first; `taken` are the words that other facts stand on."""
    search = Search(text, rules, taken, language)
    everywhere = (0, len(record.text))
    absent = []
    for field in SESSION:
        if field.is_empty(record.session) and (record.session or field.path in _WITNESSES):
            absent.append(_absent(field, (), (everywhere,), search, procedures))
    if not record.acts:
        absent.append(_absent(ACTS, (), (everywhere,), search, procedures))
    for field in ACT:
        lacking = [index for index, act in enumerate(record.acts) if field.is_empty(act)]
        if lacking and not (
            field.path == "vote.value.for_" and all(record.acts[index].vote is None for index in lacking)
        ):
            places = tuple((record.acts[index].start, record.acts[index].end) for index in lacking)
            absent.append(_absent(field, tuple(lacking), places, search, procedures))
    return tuple(absent)


def _absent(
    field: Field, acts: tuple[int, ...], places: Sequence[tuple[int, int]], search: Search, procedures: Sequence[str]
) -> Absent:
    able = set(rules_of(field, (rule.id for rule in search.rules)))
    rules = [rule for rule in search.rules if rule.id in able]
    misses = []
    if field.need is not Need.rarely:
        found = (search.nearest(rules, start, end) for start, end in places)
        misses = list(islice((one for one in found if one and _worth(field, one)), _ACTS_SHOWN))
    first = next((rule for rule in rules if misses and rule.id == misses[0].rule), rules[0] if rules else None)
    example = read_example(first.examples[0]) if first and first.examples else None
    return Absent(
        field,
        acts,
        tuple(rule.id for rule in rules),
        tuple(rules_of(field, procedures)),
        str(example) if example else None,
        tuple(misses),
    )


def _worth(field: Field, miss: Miss) -> bool:
    return field.need is Need.always or miss.near is not Near.words or len(miss.shared) >= _CLOSE
