"""The head comment of a .rq file: everything a reader must know before asking.

    # title_fr: …            # each of title, description, use, limits in _fr then _en
    #   a longer line goes on like this
    # parameters:            # or « # parameters: none »
    #   year: year: none: sens en français | meaning in English
    # columns:
    #   total: decimal: sens | meaning

Then may come « # chart: bars label value series », a drawing of the answer by names of columns (`sparql.chart`), and
« # network: address sends variable » for a question that also asks another endpoint.
A parameter is « name: kind: default: meaning »; the default is a value, `none` (may be left out) or `required`.
Anything else in a head is an error that names the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from registre.errors import BadConfiguration
from registre.sparql.chart import read_chart
from registre.sparql.query import Chart, Column, Kind, Parameter, Service, Words

TEXTS = ("title", "description", "use", "limits")
_KEYS = (*(f"{key}_{language}" for key in TEXTS for language in ("fr", "en")), "parameters", "columns")
_LAST_KEYS = ("chart", "network")
_KEY_LINE = re.compile(r"# (?P<key>[a-z_]+):(?: (?P<value>\S.*))?")
_MORE_LINE = re.compile(r"# {2,4}(?P<value>\S.*)")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_NETWORK = re.compile(r"(?P<url>https?://[^\s<>\"]+) sends (?P<sent>[a-z][a-z0-9_]{0,40})")


@dataclass(frozen=True, slots=True)
class Head:
    """A head that was read: texts by key (`title` …), parameters and columns in their order."""

    texts: dict[str, Words]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    chart: Chart | None = None
    service: Service | None = None


@dataclass(slots=True)
class _Entry:
    """One key of a head with the lines it holds, each with its number."""

    key: str
    number: int
    lines: list[tuple[int, str]]

    def text(self) -> str:
        return " ".join(line for _, line in self.lines)


def read_head(path: str, lines: list[str]) -> Head:
    """The head that opens `lines`. Raises `BadConfiguration` naming `path` and the line at fault."""
    entries = _entries(path, lines)
    for position, key in enumerate(_KEYS):
        if position >= len(entries) or entries[position].key != key:
            number = entries[position].number if position < len(entries) else len(lines) + 1
            _refuse(path, number, f"« {key} » should stand here")
    last = _last(path, entries[len(_KEYS) :])
    texts = {key: _both(path, *entries[2 * place : 2 * place + 2]) for place, key in enumerate(TEXTS)}
    parameters = tuple(_parameters(path, entries[len(_KEYS) - 2]))
    columns = tuple(_columns(path, entries[len(_KEYS) - 1]))
    names = [one.name for one in parameters] + [one.name for one in columns]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        _refuse(path, entries[len(_KEYS) - 1].number, f"« {twice[0]} » names two things")
    chart = _chart(path, last["chart"], columns) if "chart" in last else None
    return Head(texts, parameters, columns, chart, _service(path, last["network"]) if "network" in last else None)


def _last(path: str, entries: list[_Entry]) -> dict[str, _Entry]:
    """The entries that a head may end with, by key, in their order."""
    left = list(_LAST_KEYS)
    for entry in entries:
        if entry.key not in left:
            _refuse(path, entry.number, f"« {entry.key} » is said twice, is unknown or stands too late")
        del left[: left.index(entry.key) + 1]
    return {entry.key: entry for entry in entries}


def _entries(path: str, lines: list[str]) -> list[_Entry]:
    entries: list[_Entry] = []
    for number, line in enumerate(lines, start=1):
        if found := _KEY_LINE.fullmatch(line):
            value = found["value"]
            entries.append(_Entry(found["key"], number, [(number, value)] if value else []))
        elif (more := _MORE_LINE.fullmatch(line)) and entries:
            entries[-1].lines.append((number, more["value"]))
        else:
            _refuse(path, number, "a head holds only « # key: value » and lines that go on with « #   »")
    return entries


def _chart(path: str, entry: _Entry, columns: tuple[Column, ...]) -> Chart:
    if not entry.lines:
        _refuse(path, entry.number, "« chart » says nothing")
    try:
        return read_chart(entry.text(), columns)
    except ValueError as fault:
        _refuse(path, entry.number, str(fault))


def _service(path: str, entry: _Entry) -> Service:
    found = _NETWORK.fullmatch(entry.text())
    if found is None:
        _refuse(path, entry.number, "« network » is written « https://… sends variable »")
    return Service(found["url"], found["sent"])


def _both(path: str, french: _Entry, english: _Entry) -> Words:
    for entry in (french, english):
        if not entry.lines:
            _refuse(path, entry.number, f"« {entry.key} » says nothing")
    return Words(french.text(), english.text())


def _parameters(path: str, entry: _Entry) -> Iterator[Parameter]:
    if [line for _, line in entry.lines] == ["none"]:
        return
    for number, (name, kind, default, meaning) in _rows(path, entry, 4):
        optional = default in ("none", "required")
        yield Parameter(
            _name(path, number, name),
            _kind(path, number, kind),
            default == "required",
            None if optional else default,
            _meaning(path, number, meaning),
        )


def _columns(path: str, entry: _Entry) -> Iterator[Column]:
    for number, (name, kind, meaning) in _rows(path, entry, 3):
        yield Column(_name(path, number, name), _kind(path, number, kind), _meaning(path, number, meaning))


def _rows(path: str, entry: _Entry, width: int) -> Iterator[tuple[int, list[str]]]:
    if not entry.lines:
        _refuse(path, entry.number, f"« {entry.key} » is empty")
    for number, line in entry.lines:
        parts = line.split(": ", width - 1)
        if len(parts) != width:
            _refuse(path, number, f"a line of « {entry.key} » has {width} parts between « : »")
        yield number, parts


def _name(path: str, number: int, name: str) -> str:
    return name if _NAME.fullmatch(name) else _refuse(path, number, f"« {name} » cannot be a name")


def _kind(path: str, number: int, kind: str) -> Kind:
    if kind not in Kind.__members__:
        _refuse(path, number, f"« {kind} » is no kind; kinds are {', '.join(Kind)}")
    return Kind(kind)


def _meaning(path: str, number: int, meaning: str) -> Words:
    parts = meaning.split(" | ")
    if len(parts) != 2 or not all(parts):
        _refuse(path, number, "say it in French, then « | », then in English")
    return Words(*parts)


def _refuse(path: str, number: int, seen: str) -> NoReturn:
    raise BadConfiguration(f"{path}, line {number}: {seen}.")
