"""Everything that an explanation says, as values: what the terminal shows and what `--format json` gives."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from registre.explanation.facts import Mark, number_facts
from registre.explanation.fields import Field
from registre.explanation.losers import Loser, find_losers
from registre.explanation.misses import Absent, find_absent
from registre.explanation.sections import Section, split_sections
from registre.explanation.words import in_language
from registre.extraction import all_rules, rule_sources
from registre.messages import Language
from registre.reading import Text
from registre.records import Record


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record with its sections, its numbered facts, what lost and what was not found."""

    record: Record
    language: Language
    sections: tuple[Section, ...]
    marks: tuple[Mark, ...]
    losers: tuple[Loser, ...]
    absent: tuple[Absent, ...]


def explanation_of(record: Record, language: Language) -> Explanation:
    """The explanation of `record`: pure, the same for the same record and the same rules."""
    text, rules, sources = Text(record.text), all_rules(), dict(rule_sources())
    with_pattern = {rule.id for rule in rules}
    procedures = tuple(name for name in sources if name not in with_pattern)
    marks = number_facts(record, sources, language)
    words = tuple((one.start, one.end) for one in marks if one.field.path not in ("visas", "recitals", "articles"))
    return Explanation(
        record,
        language,
        split_sections(record, text, marks, rules),
        marks,
        find_losers(record, text, marks, rules, language),
        find_absent(record, text, rules, procedures, words, language),
    )


def to_json(explanation: Explanation) -> str:
    """The explanation as one JSON object; positions are characters of the source text, ends excluded."""
    record = explanation.record
    return json.dumps(
        {
            "source": record.source.path,
            "kind": record.kind.value,
            "characters": len(record.text),
            "text_sha256": record.text_sha256,
            "acts": [{"start": act.start, "end": act.end} for act in record.acts],
            "sections": [
                {"kind": one.kind, "start": one.start, "end": one.end, "act": one.act, "fact": one.number}
                for one in explanation.sections
            ],
            "facts": [_fact(one, explanation) for one in explanation.marks],
            "losers": [_loser(one, explanation.language) for one in explanation.losers],
            "not_found": [_absent(one, explanation.language) for one in explanation.absent],
        },
        ensure_ascii=False,
        indent=1,
    )


def _names(field: Field, language: Language) -> Iterator[tuple[str, str]]:
    yield "field", field.path
    yield "label", in_language(field.label, language)


def _fact(one: Mark, explanation: Explanation) -> dict[str, Any]:
    return {
        "number": one.number,
        **dict(_names(one.field, explanation.language)),
        "act": one.act,
        "value": one.value,
        "rule": one.rule,
        "source": one.source,
        "start": one.start,
        "end": one.end,
        "page": one.page,
        "raw": explanation.record.text[one.start : one.end],
        "also": [{"start": start, "end": end} for start, end in one.also],
    }


def _loser(one: Loser, language: Language) -> dict[str, Any]:
    return {
        **dict(_names(one.field, language) if one.field else ()),
        "code": one.code,
        "severity": one.severity,
        "message": one.message,
        "act": one.act,
        "value": one.value,
        "kept": one.kept,
        "rule": one.rule,
        "start": one.start,
        "end": one.end,
        "line": one.line,
        "words": one.words,
    }


def _absent(one: Absent, language: Language) -> dict[str, Any]:
    return {
        **dict(_names(one.field, language)),
        "expected": one.field.need.value,
        "acts": list(one.acts),
        "rules": list(one.rules),
        "procedures": list(one.procedures),
        "example": one.example,
        "nearest": [
            {
                "rule": miss.rule,
                "how": miss.near.value,
                "value": miss.value,
                "shared": list(miss.shared),
                "start": miss.start,
                "end": miss.end,
                "line": miss.line,
                "words": miss.words,
            }
            for miss in one.misses
        ],
    }
