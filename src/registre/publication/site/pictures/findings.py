"""What the validation found: rules a line, bodies a column, a count in each cell; and that from version to version.

The tint of a cell, and the stroke around it, say how many findings that is for a hundred acts of the body, so that
a body that publishes much does not look bad for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from registre.publication.quality import Version
from registre.publication.site.figures import LANGUAGES
from registre.publication.site.pictures.answer_lines import AnswerLines
from registre.publication.site.pictures.canvas import box, frame, path, shortened, words_at
from registre.publication.site.pictures.marks import Mark, Marks, Unit
from registre.publication.site.words import Words
from registre.validation import Gravity

WIDE: Final = 44
TALL: Final = 24
NAMES: Final = 270
HEAD: Final = 150
LEGEND: Final = 30
LETTERS: Final = 40
STEPS: Final = (Decimal(10), Decimal(50))
"""Findings for a hundred acts from which a cell takes the second tint, and the third."""

_COMMUNE: Final = re.compile(r"^(?:Commune|Ville) (?:de |d['’])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A body, or several when it has no name: `label` is a word of the catalogue then. `acts` are None for no body."""

    name: str | None
    label: str = ""
    acts: int | None = None

    def words(self, words: Words) -> str:
        """What stands over the column, without the words that most bodies share."""
        return _COMMUNE.sub("", self.name) if self.name is not None else str(words(f"quality.{self.label}"))


@dataclass(frozen=True, slots=True)
class FindingsHeat:
    """`counts` holds the findings of (line, column)."""

    name: str
    rules: Sequence[str]
    columns: Sequence[Column]
    counts: Mapping[tuple[int, int], int]

    def draw(self, words: Words) -> Markup:
        right, foot = NAMES + len(self.columns) * WIDE, LEGEND + HEAD + len(self.rules) * TALL
        top = LEGEND + HEAD
        parts = _legend(words)
        for n, column in enumerate(self.columns):
            said = shortened(column.words(words), LETTERS - 14)
            parts.append(words_at(NAMES + n * WIDE + 26, top - 6, said, "small", turn=-60))
        for n, rule in enumerate(self.rules):
            said = shortened(str(words.known("shape", rule)), LETTERS)
            parts.append(words_at(NAMES - 8, top + n * TALL + 16, said, "small", "end"))
        lines = "".join(f"M{NAMES} {top + n * TALL}H{right}" for n in range(len(self.rules) + 1))
        lines += "".join(f"M{NAMES + n * WIDE} {top}V{foot}" for n in range(len(self.columns) + 1))
        parts.append(path(lines, "rule"))
        for (line, number), count in sorted(self.counts.items()):
            x, y = NAMES + number * WIDE, top + line * TALL
            parts.append(box(x + 2, y + 2, WIDE - 4, TALL - 4, f"tint-{tint(count, self.columns[number].acts)}"))
            parts.append(words_at(x + WIDE / 2, y + 16, _brief(count, words), "small", "middle"))
        total = words.figures.number(sum(self.counts.values()))
        told = words("picture.findings.told", rules=len(self.rules), bodies=len(self.columns), count=total)
        return frame(self.name, max(right + 78, 620), foot + 8, words("picture.findings.title"), told, parts)


def tint(count: int, acts: int | None) -> int:
    """1 to 3, by the findings for a hundred acts; 1 where there are no acts to compare with."""
    if not acts:
        return 1
    rate = Decimal(count * 100) / acts
    return 1 + sum(rate >= step for step in STEPS)


def _brief(count: int, words: Words) -> str:
    return words.figures.number(count) if count < 10_000 else f"{count // 1000}k"


def _legend(words: Words) -> list[Markup]:
    parts, x = [words_at(4, 14, words("picture.findings.legend"), "small pale")], 190.0
    for number in (1, 2, 3):
        label = words(f"picture.findings.tint_{number}")
        parts += [box(x, 2, 22, 16, f"tint-{number}"), words_at(x + 28, 14, label, "small")]
        x += 52 + 6.4 * len(label)
    return parts


@dataclass(frozen=True, slots=True)
class FindingsTrend:
    """Findings for a hundred acts, version by version: a line for what is to be checked, one for what is told."""

    name: str
    versions: Sequence[Version]

    def draw(self, words: Words) -> Markup:
        marks = tuple(
            Mark(one.name, one.rate(gravity), str(words(f"quality.many.{gravity.value}")))
            for gravity in (Gravity.warning, Gravity.info)
            for one in self.versions
        )
        title = str(words("picture.trend.title"))
        return AnswerLines(self.name, Marks(dict.fromkeys(LANGUAGES, title), Unit.things, marks)).draw(words)
