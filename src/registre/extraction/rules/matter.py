"""The ACTES matter of an act: a code that is stated, or words of a title that belong to one matter.

The words stand in `words/matters.toml`; here each row becomes a rule like any other, with its evidence
from the first to the last of the words that decide. `RANKS` says how much each rule is worth.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import Final

from registre.extraction import words as _words
from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Placed, Rule
from registre.reading.text import fold

Row = dict[str, list[str] | str | int | bool]
"""One `[[rule]]` of matters.toml."""

THEME: Final = 4
"""The rank of the fields of action: they speak only when no operation is named."""

TITLE = frozenset({"titre"})
TITLE_AND_ARTICLES = frozenset({"titre", "mesure"})
_LAW = "nomenclature nationale ACTES (CGCT art. R2131-1), matière {matter}"

_LEVELS: Final = {"1": 7, "2": 3, "3": 6, "4": 5, "5": 8, "6": 5, "7": 10, "8": 9, "9": 4}
"""How many matters of level 2 each matter of level 1 has."""

_SMALL = "d|l|de|du|des|la|le|les|a|au|aux|en|et|ou|un|une|son|sa|ses|sur|sous|pour|par|dans|avec"
_BETWEEN = rf"\W{{1,4}}(?:(?:{_SMALL})\W{{1,3}}){{0,3}}"
_FAR = r"\W{1,4}(?:\w{1,30}\W{1,4}){0,6}?"


def is_matter(code: str) -> bool:
    """Whether `code` is a matter of level 2 in the national list: "7.5", "7.10"."""
    first, _, second = code.partition(".")
    return second.isdigit() and 1 <= int(second) <= _LEVELS.get(first, 0) and second[0] != "0"


def _stated(match: Match) -> str | None:
    """« 6.1.1 » and « 8-8 » are stated at the level that all bodies share: "6.1", "8.8"."""
    code = ".".join(re.split(r"\s?[.-]\s?", match.folded("code"))[:2])
    return code if is_matter(code) else None


STATED: Rule[str] = Rule(
    id="matiere.code",
    within=frozenset({"acte"}),
    pattern=compile_(
        r"""\b(?:nomenclature(?:\s(?:des\s)?actes?|\s@ctes)?|matieres?(?:\sde\s(?:l')?actes?)?|classification(?:\s(?:de\sl'acte|matieres?|actes?))?|code\s(?:matiere|actes?|nomenclature)|rubrique\sactes?)
        \s?(?:n\s?°|:|-|–)?\s?:?\s?(?P<fait>(?P<code>[1-9]\s?[.-]\s?\d{1,2}(?:\s?[.-]\s?\d{1,2}){0,2}))(?![\d/])"""
    ),
    read=_stated,
    source=_LAW.format(matter="stated by the body"),
    examples=(
        "Nomenclature ACTES: [6.1.1]{6.1}",
        "Matières de l'acte : [8.8]{8.8}-Environnement",
        "Classification : [7.10]{7.10} Divers",
    ),
    refuses=("Nomenclature M57", "matière : 12.3", "Nomenclature ACTES : 7.11"),
    cues=("nomenclature", "matiere", "classification", "code acte", "rubrique act"),
)


def phrase(words: str) -> str:
    """The pattern, on folded text, of a phrase of matters.toml: "garantie* .. emprunt*"."""
    parts: list[str] = []
    far = False
    for word in fold(words).split():
        if word == "..":
            far = True
            continue
        if parts:
            parts.append(_FAR if far else _BETWEEN)
        parts.append(_word(word))
        far = False
    return "".join(parts)


def _word(word: str) -> str:
    forms = [re.escape(form.rstrip("*")) + (r"\w{0,20}" if form.endswith("*") else "") for form in word.split("|")]
    return rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)".replace("oe", "(?:oe|œ)")


def _any(phrases: Sequence[str]) -> re.Pattern[str] | None:
    # every phrase begins at a word: said once before them all, so that a place inside a word is left at once
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrase(one) for one in phrases)})") if phrases else None


def _cues(phrases: Sequence[str]) -> tuple[str, ...]:
    """For each phrase, the beginnings of the word whose shortest form is longest; « œ » in both spellings."""
    cues: set[str] = set()
    for one in phrases:
        stems = [[form.rstrip("*") for form in word.split("|")] for word in fold(one).split() if word != ".."]
        for form in max(stems, key=lambda forms: min(map(len, forms))):
            cues |= {form, form.replace("oe", "œ")}
    return tuple(sorted(cues))


def _reader(
    matter: str, also: re.Pattern[str] | None, never: re.Pattern[str] | None, theme: bool
) -> Callable[[Match], Placed[str] | None]:
    def read(match: Match) -> Placed[str] | None:
        where = match.found.string, *match.area
        if (never and never.search(*where)) or (theme and _is_name(match)):
            return None
        start, end = match.found.span()
        if also:
            companion = also.search(*where)
            if not companion:
                return None
            start, end = min(start, companion.start()), max(end, companion.end())
        return Placed(matter, start, end)

    return read


def _is_name(match: Match) -> bool:
    """Whether one word stands with a capital right after another: « Sorvan Énergies » is a body."""
    start, end = match.found.span()
    before = re.search(r"(\S+) $", match.flow[match.area[0] : start])
    return before is not None and before[1].istitle() and before[1].isalpha() and match.flow[start:end].istitle()


def _rule(row: Row) -> Rule[str]:
    matter, words = str(row["matter"]), _list(row, "words")
    never = [*_list(row, "without"), *(_list(_TABLE["themes"], "without") if row["rank"] == THEME else ())]
    pattern = _any(words)
    assert pattern is not None
    return Rule(
        id=f"matiere.{row['id']}",
        within=TITLE_AND_ARTICLES if row.get("articles") else TITLE,
        pattern=pattern,
        read=_reader(matter, _any(_list(row, "with")), _any(never), row["rank"] == THEME),
        source=_LAW.format(matter=matter),
        examples=tuple(example.replace("]", f"]{{{matter}}}") for example in _list(row, "examples")),
        refuses=tuple(_list(row, "refuses")),
        cues=_cues(words),
    )


def _list(row: Row, key: str) -> Sequence[str]:
    value = row.get(key, ())
    return value if isinstance(value, list) else ()


_TABLE = tomllib.loads(files(_words).joinpath("matters.toml").read_text("utf-8"))
_ROWS: list[Row] = _TABLE["rule"]
MATTERS: tuple[Rule[str], ...] = tuple(_rule(row) for row in _ROWS)
RANKS: Final[Mapping[str, int]] = {f"matiere.{row['id']}": int(str(row["rank"])) for row in _ROWS}
