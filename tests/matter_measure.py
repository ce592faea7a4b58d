"""How right the matters of acts are: `python tests/matter_measure.py` prints the table of docs/subjects.md.

The sample is `matter_sample.tsv`. « first » asks for the annotator's own choice, « allowed » also takes
the other matters that the nomenclature allows for that title; an act without an answer counts in the
coverage only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from registre.extraction.matter import find_matter
from registre.extraction.rule import Found
from registre.reading import Text

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "shared" / "corpus"


@dataclass(frozen=True)
class Case:
    """One act of the sample; `title` is None when the corpus is not there."""

    part: str
    where: str
    matters: tuple[str, ...]
    title: str | None


@dataclass(frozen=True)
class Measure:
    """What the rules gave on some acts: how many, answered, equal to the first choice, allowed."""

    acts: int
    answered: int
    first: int
    allowed: int

    @property
    def precision(self) -> float:
        return self.allowed / self.answered

    @property
    def coverage(self) -> float:
        return self.answered / self.acts


def read_sample() -> tuple[Case, ...]:
    """The acts of the sample, in the order of the file."""
    lines = (HERE / "matter_sample.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return tuple(
        Case(part, where, tuple(matters.split("/")), title or _real(where)) for part, where, matters, title in rows
    )


def _real(where: str) -> str | None:
    folder, _, place = where.partition("/")
    document = next(iter(sorted((CORPUS / folder).glob(f"{place[:3]}_*.txt"))), None)
    if document is None:
        return None
    if "#" in place:
        gold = json.loads(document.with_suffix(".gold.json").read_text("utf-8"))
        title: str = gold["acts"][int(place.partition("#")[2]) - 1]["title"]
        return title
    start, _, end = place.partition("@")[2].partition("-")
    return document.read_bytes().decode("utf-8")[int(start) : int(end)]


def answer(title: str) -> str | None:
    """The matter that the words of a title alone give."""
    text = Text(title, whole=True)
    found = find_matter(text.flow, text.folded, Found(text.flow, 0, len(text.flow), "test"))
    return found.value if found else None


def measure(cases: Iterator[Case] | tuple[Case, ...]) -> Measure:
    given = [(case, answer(case.title)) for case in cases if case.title is not None]
    answered = [(case, matter) for case, matter in given if matter is not None]
    first = sum(case.matters[0] == matter for case, matter in answered)
    return Measure(len(given), len(answered), first, sum(matter in case.matters for case, matter in answered))


def main() -> int:
    sample = read_sample()
    print(f"{'part':22}{'acts':>6}{'answered':>10}{'coverage':>10}{'first':>8}{'allowed':>9}")
    for name, cases in (
        ("invented, learnt", tuple(case for case in sample if case.where == "invented")),
        ("real, learnt", tuple(case for case in sample if case.where != "invented" and case.part == "learnt")),
        ("real, apart", tuple(case for case in sample if case.where != "invented" and case.part == "apart")),
    ):
        got = measure(cases)
        if not got.acts:
            print(f"{name:22}   the corpus is not beside the checkout")
            continue
        shares = f"{got.first / got.answered:8.3f}{got.precision:9.3f}"
        print(f"{name:22}{got.acts:6}{got.answered:10}{got.coverage:10.3f}{shares}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
