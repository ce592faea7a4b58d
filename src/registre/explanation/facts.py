"""The facts of a record with a number each, in the order in which the document states them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from registre.explanation.fields import ACT, SESSION, Field
from registre.explanation.values import shown
from registre.messages import Language
from registre.records import Fact, Record


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact to be shown: its number, field and value; the rule that read it and what the rule rests on.

    `start`..`end` are characters of the source text; `also` are further stretches that complete it.
    `act` is the index of the act, None for the session.
    """

    number: int
    field: Field
    act: int | None
    value: str
    rule: str
    source: str | None
    start: int
    end: int
    also: tuple[tuple[int, int], ...] = ()
    page: int | None = None
    """The page of a PDF on which the fact begins."""


def number_facts(record: Record, sources: Mapping[str, str], language: Language) -> tuple[Mark, ...]:
    """Every fact of `record`, numbered from 1 by place: the one that holds others comes first."""
    pages = {(place.start, place.end): place.boxes[0].page for place in record.places if place.boxes}
    found = sorted(_facts(record), key=lambda one: (one[2].evidence.start, -one[2].evidence.end))
    return tuple(
        Mark(
            number,
            field,
            act,
            shown(fact.value, language),
            fact.evidence.rule,
            sources.get(fact.evidence.rule),
            fact.evidence.start,
            fact.evidence.end,
            tuple((other.start, other.end) for other in fact.also),
            pages.get((fact.evidence.start, fact.evidence.end)),
        )
        for number, (field, act, fact) in enumerate(found, start=1)
    )


def _facts(record: Record) -> Iterator[tuple[Field, int | None, Fact[Any]]]:
    for field in SESSION:
        yield from ((field, None, fact) for fact in field.facts(record.session))
    for index, act in enumerate(record.acts):
        for field in ACT:
            yield from ((field, index, fact) for fact in field.facts(act))
