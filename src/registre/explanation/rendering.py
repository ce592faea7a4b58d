"""An explanation for a terminal: the document, what was read, what lost, what was not found."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from registre.explanation.explanation import Explanation
from registre.explanation.facts import Mark
from registre.explanation.fields import Field, Need
from registre.explanation.losers import Loser
from registre.explanation.misses import Absent
from registre.explanation.near import Miss, Near
from registre.explanation.page import render_page
from registre.explanation.style import Style
from registre.explanation.values import clean
from registre.explanation.words import FAMILIES, KINDS, SEVERITIES, in_language, say, thousands

_FIELD: Final = 17
_RULE: Final = 32
_VALUE: Final = 13
_INDENT: Final = 6


def render_text(explanation: Explanation, style: Style, width: int) -> str:
    """The whole explanation in lines of at most `width` columns; ends with a newline."""
    parts = (
        _head(explanation, style, width),
        _titled("document", explanation, style, render_page(explanation, style, width)),
        _titled("facts", explanation, style, _facts(explanation, style, width)),
        _titled("losers", explanation, style, _losers(explanation, style, width)),
        _titled("absent", explanation, style, _absents(explanation, style, width)),
    )
    return "\n".join(line.rstrip() for part in parts for line in part) + "\n"


def _titled(key: str, explanation: Explanation, style: Style, lines: Iterator[str]) -> Iterator[str]:
    yield ""
    yield style.title(say(key, explanation.language))
    yield ""
    yield from lines


def _head(explanation: Explanation, style: Style, width: int) -> Iterator[str]:
    record, language = explanation.record, explanation.language
    yield style.strong(clean(record.source.path))
    counted = say(
        "counted",
        language,
        kind=in_language(KINDS[record.kind.value], language),
        bytes=thousands(record.source.size_bytes),
        acts=len(record.acts),
        facts=len(explanation.marks),
        losers=len(explanation.losers),
        absent=sum(one.field.need is Need.always for one in explanation.absent),
    )
    yield from _wrap(counted, width)
    yield from (style.quiet(line) for line in _wrap(say("how", language), width))
    if style.colour:
        yield " ".join(style.family(in_language(words, language), family) for family, words in FAMILIES.items())


def _wrap(words: str, width: int, indent: int = 0, first: int | None = None) -> list[str]:
    """`words` on lines of at most `width` columns, `indent` before each (`first` before the first)."""
    return textwrap.wrap(
        words,
        width,
        initial_indent=" " * (indent if first is None else first),
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
    )


def _short(words: str, width: int) -> str:
    return words if len(words) <= width else words[: max(1, width - 1)] + "…"


def _label(field: Field, explanation: Explanation) -> str:
    return in_language(field.label, explanation.language)


# --- facts ---------------------------------------------------------------------------------------


def _facts(explanation: Explanation, style: Style, width: int) -> Iterator[str]:
    """A line a fact; what a rule rests on stands under its first fact."""
    language = explanation.language
    if not explanation.marks:
        yield say("nothing_read", language)
        return
    rows = [_cells(mark, explanation) for mark in explanation.marks]
    sizes = _sizes([say("columns", language).split("|"), *rows], width)
    yield style.quiet(_row(say("columns", language).split("|"), sizes))
    told: set[str] = set()
    for mark, cells in zip(explanation.marks, rows, strict=True):
        row = _row(cells, sizes)
        before = _INDENT + _FIELD
        yield row[:_INDENT] + style.family(row[_INDENT:before], mark.field.family) + row[before:]
        if mark.rule not in told:
            told.add(mark.rule)
            source = "↳ " + (mark.source or say("unknown_source", language))
            yield from (style.quiet(line) for line in _wrap(source, width, before + 2, before))


def _cells(mark: Mark, explanation: Explanation) -> list[str]:
    place = f"{thousands(mark.start)}–{thousands(mark.end)}"
    place = f"p. {mark.page} : {place}" if mark.page else place
    return [str(mark.number), _label(mark.field, explanation), mark.value, mark.rule, place]


def _sizes(rows: Sequence[Sequence[str]], width: int) -> tuple[int, int, int]:
    """The columns that value, rule and place take: the value has what the others leave."""
    place = max(len(row[4]) for row in rows)
    room = width - _INDENT - _FIELD - place
    rule = min(_RULE, max(len(row[3]) for row in rows) + 1, max(_VALUE, room - _VALUE))
    return room - rule, rule, place


def _row(cells: Sequence[str], sizes: tuple[int, int, int]) -> str:
    number, field, words, name, where = cells
    value, rule, place = sizes
    return (
        f"{number:>{_INDENT - 2}}  {_short(field, _FIELD - 1):{_FIELD}}{_short(words, value - 1):{value}}"
        f"{_short(name, rule - 1):{rule}}{where:>{place}}"
    )


# --- losers --------------------------------------------------------------------------------------


def _losers(explanation: Explanation, style: Style, width: int) -> Iterator[str]:
    if not explanation.losers:
        yield say("no_loser", explanation.language)
    for one in explanation.losers:
        yield from _loser(one, explanation, style, width)


def _loser(one: Loser, explanation: Explanation, style: Style, width: int) -> Iterator[str]:
    language = explanation.language
    if one.code:
        told = f"{in_language(SEVERITIES[one.severity], language)} · {one.code}{_of_act(one.act, explanation)}"
        yield style.alarm(told)
        yield from _wrap(one.message or "", width, _INDENT)
    elif one.field:
        head = f"{_label(one.field, explanation)}{_of_act(one.act, explanation)} · {say('lost', language)}"
        yield style.family(head, one.field.family)
        told = f"{one.value} ({one.rule}) ; {say('instead', language)} : {_short(one.kept or '', 60)}"
        yield from _wrap(told, width, _INDENT)
    if one.line is not None:
        yield from _quoted(one.words, one.line, one.start or 0, explanation, style, width)


def _of_act(act: int | None, explanation: Explanation) -> str:
    return "" if act is None else f" · {say('act', explanation.language, act=act + 1)}"


def _quoted(words: str, line: int, start: int, explanation: Explanation, style: Style, width: int) -> Iterator[str]:
    where = say("line", explanation.language, line=thousands(line), character=thousands(start))
    quoted = f"{where} : « {_short(words, 2 * width)} »"
    yield from (style.quiet(one) for one in _wrap(quoted, width, _INDENT))


# --- absent --------------------------------------------------------------------------------------


def _absents(explanation: Explanation, style: Style, width: int) -> Iterator[str]:
    language = explanation.language
    if not explanation.absent:
        yield say("no_absent", language)
    for one in explanation.absent:
        if _is_told(one):
            yield from _absent(one, explanation, style, width)
    ordinary = [_label(one.field, explanation) for one in explanation.absent if not _is_told(one)]
    if ordinary:
        yield from _wrap(f"{say('ordinary', language)} : {', '.join(ordinary)}.", width)


def _is_told(one: Absent) -> bool:
    return one.field.need is Need.always or bool(one.misses)


def _absent(one: Absent, explanation: Explanation, style: Style, width: int) -> Iterator[str]:
    language = explanation.language
    acts = ", ".join(str(act + 1) for act in one.acts)
    where = f"{say('acts', language)} {acts}" if len(one.acts) > 1 else say("act", language, act=acts) if acts else ""
    where = where if len(explanation.record.acts) > 1 else ""
    yield from _wrap(_label(one.field, explanation) + (f" · {where}" if where else ""), width, _INDENT, 0)
    yield from _wrap(", ".join(one.rules), width, _INDENT)
    if one.procedures:
        yield from _wrap(f"{say('procedure', language)} : {', '.join(one.procedures)}", width, _INDENT)
    if one.example:
        yield from _wrap(f"{say('for_example', language)} : {one.example}", width, _INDENT)
    if not one.misses:
        yield from _wrap(say("miss_none", language), width, _INDENT)
    for miss in one.misses:
        yield from (style.alarm(line) for line in _wrap(_reason(miss, explanation), width, _INDENT))
        yield from _quoted(miss.words, miss.line, miss.start, explanation, style, width)


def _reason(miss: Miss, explanation: Explanation) -> str:
    shared = ", ".join(f"« {word} »" for word in miss.shared)
    key = "near" if miss.near is Near.fits and miss.value is None else miss.near
    return f"{miss.rule} : {say(f'miss_{key}', explanation.language, value=miss.value, words=shared)}"
