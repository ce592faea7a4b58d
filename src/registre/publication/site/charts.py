"""The answer to a question as a picture, when the question says how it may be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from registre.publication.site.closing import QueryCard, StaticAnswer
from registre.publication.site.figures import Language
from registre.publication.site.pictures.answer_bars import AnswerBars
from registre.publication.site.pictures.answer_lines import AnswerLines
from registre.publication.site.pictures.canvas import Picture
from registre.publication.site.pictures.flows import Flows, gather
from registre.publication.site.pictures.marks import Mark, Marks, unit_of

NAME: Final = "chart"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, what each of its columns means, and how many rows of the answer it draws."""

    picture: Picture
    columns: tuple[dict[Language, str], ...]
    """The number first, then what it stands for."""
    drawn: int
    rows: int


def chart_of(card: QueryCard) -> Chart | None:
    """The chart of `card`; None when the question names none, or no row of its answer holds a number."""
    if not card.chart or card.answer is None:
        return None
    marks = Marks(card.title, unit_of(card.chart["value"]), _marks(card, card.answer))
    if marks.largest is None:
        return None
    picture, drawn = _drawn(card.chart["kind"], marks)
    meanings = {name: dict(meaning) for name, _, meaning in card.columns}
    told = [card.chart[part] for part in ("value", "label", "series") if part in card.chart]
    return Chart(picture, tuple(meanings[name] for name in told), drawn, len(card.answer.rows))


def _drawn(kind: str, marks: Marks) -> tuple[Picture, int]:
    if kind == "bars":
        bars = AnswerBars(NAME, marks)
        return bars, bars.drawn
    if kind == "lines":
        lines = AnswerLines(NAME, marks)
        return lines, lines.drawn
    bands = [(mark.label, mark.series, mark.value) for mark in marks.marks if mark.value is not None and mark.value > 0]
    return Flows(NAME, gather(bands), marks.title, marks.unit), len(bands)


def _marks(card: QueryCard, answer: StaticAnswer) -> tuple[Mark, ...]:
    label, value = (answer.columns.index(card.chart[part]) for part in ("label", "value"))
    series = answer.columns.index(card.chart["series"]) if "series" in card.chart else None
    return tuple(
        Mark(row[label], _number(row[value]), row[series] if series is not None else "") for row in answer.rows
    )


def _number(cell: str) -> Decimal | None:
    try:
        return Decimal(cell) if cell else None
    except InvalidOperation:
        return None
