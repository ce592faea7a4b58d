"""What the shapes ask (`shapes`), and what they found in this publication (`quality`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import Graph

from registre.csvfile import safe_text, to_csv
from registre.files import resource
from registre.publication.quality import SHARED, Quality, Record, Version, acts_of
from registre.publication.site.closing import Closing
from registre.publication.site.hubs import Hubs
from registre.publication.site.naming import Named
from registre.publication.site.pictures.findings import Column, FindingsHeat, FindingsTrend
from registre.publication.site.rendering import Page
from registre.publication.site.rows import ActRow, SessionRow
from registre.publication.site.shape_reading import Part, read_parts
from registre.validation import Gravity

DRAWN: Final = 16
"""Bodies in the picture, those with most findings, as many as a screen has room for; the others are added up."""
LISTED: Final = 200
"""Rows of a table; the CSV has all."""
TRACED: Final = 40
"""Versions drawn and listed, the latest."""
RECOMMENDED: Final = (
    ("title", "act-title"),
    ("number", "number-stated"),
    ("vote", "vote-stated"),
)
"""What a reader may wish to know of an act, and the rule that speaks when it is missing."""
_COLUMNS: Final = ("body", "name", "acts", "rule", "gravity", "findings", "address")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that found something: how often, in how many bodies, and what it rests on."""

    name: str
    gravity: Gravity
    findings: int
    bodies: int
    sources: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class BodyLine:
    """What was found about a body. `coverage` is the path of the page that tells it year by year."""

    name: str | None
    path: str | None
    coverage: str | None
    acts: int | None
    warnings: int
    infos: int


def shapes_file() -> bytes:
    """All shapes in one Turtle file, as they stand in the sources."""
    return b"\n".join(path.read_bytes() for path in sorted(resource("shapes").glob("*.ttl")))


def quality_pages(hubs: Hubs, closing: Closing, shapes: Graph, ontology: Graph) -> Iterator[Page]:
    """`shapes`, then `quality`. `shapes` are those that judged."""
    parts = read_parts(shapes, ontology)
    quality = closing.quality
    values: dict[str, object] = {"described": parts, "found": quality.by_rule(), "judged": quality.judged}
    yield Page("shapes", "shapes.html", values, day=hubs.last_day)
    yield _quality_page(hubs, closing, parts)


def _quality_page(hubs: Hubs, closing: Closing, parts: Sequence[Part]) -> Page:
    quality, acts = closing.quality, acts_of(closing.coverage)
    lines = _rule_lines(quality, parts)
    bodies = _body_lines(hubs, quality, acts)
    cells = _cells(quality, acts)
    traced = closing.traced[-TRACED:]
    values: dict[str, object] = {
        "totals": {gravity.value: quality.total(gravity) for gravity in Gravity},
        "examined": sum(quality.judged.values()),
        "judging": sum(1 for count in quality.judged.values() if count),
        "rules": lines,
        "heat": _heat(hubs, quality, lines, acts),
        "cells": [(_name(hubs, body), *rest) for body, *rest in cells[:LISTED]],
        "cells_left": max(len(cells) - LISTED, 0),
        "bodies": bodies[:LISTED],
        "bodies_left": max(len(bodies) - LISTED, 0),
        "fields": _fields(quality, closing, sum(acts.values())),
        "worst": [(one, *_named(hubs, one)) for one in quality.worst],
        "versions": traced,
        "trend": FindingsTrend("trend", traced) if len(traced) > 1 else None,
    }
    tables = {"": _quality_csv(hubs, quality, acts)}
    if traced:
        tables[".versions"] = _versions_csv(traced)
    return Page("quality", "quality.html", values, tables=tables, day=hubs.last_day)


def _rule_lines(quality: Quality, parts: Sequence[Part]) -> list[RuleLine]:
    """Rules that found something, gravest and most first."""
    sources = {rule.name: rule.sources for part in parts for one in part.sets for rule in one.rules}
    findings: Counter[tuple[str, Gravity]] = Counter()
    bodies: Counter[tuple[str, Gravity]] = Counter()
    for (body, rule, gravity), count in quality.counts.items():
        findings[rule, gravity] += count
        bodies[rule, gravity] += body != SHARED
    order = list(Gravity)
    lines = [
        RuleLine(rule, gravity, count, bodies[rule, gravity], sources.get(rule, ()))
        for (rule, gravity), count in findings.items()
    ]
    return sorted(lines, key=lambda one: (order.index(one.gravity), -one.findings, one.name))


def _by_findings(quality: Quality) -> list[str]:
    """Bodies with findings, most first."""
    found = {body: sum(counts.values()) for body, counts in quality.by_body().items() if body != SHARED}
    return sorted(found, key=lambda body: (-found[body], body))


def _heat(hubs: Hubs, quality: Quality, lines: Sequence[RuleLine], acts: Mapping[str, int]) -> FindingsHeat | None:
    """The picture of bodies and rules; None when nothing was found."""
    if not quality.counts:
        return None
    ranked = _by_findings(quality)
    drawn, rest = ranked[:DRAWN], ranked[DRAWN:]
    columns = [Column(_name(hubs, body), acts=acts.get(body)) for body in drawn]
    places = {body: number for number, body in enumerate(drawn)}
    if rest:
        columns.append(Column(None, "others", sum(acts.get(body, 0) for body in rest)))
        places |= dict.fromkeys(rest, len(columns) - 1)
    if any(body == SHARED for body, _, _ in quality.counts):
        places[SHARED] = len(columns)
        columns.append(Column(None, "shared"))
    rules = list(dict.fromkeys(one.name for one in lines))
    counts: Counter[tuple[int, int]] = Counter()
    for (body, rule, _), count in quality.counts.items():
        counts[rules.index(rule), places[body]] += count
    return FindingsHeat("findings", rules, columns, dict(counts))


def _cells(quality: Quality, acts: Mapping[str, int]) -> list[tuple[str, int | None, str, Gravity, int]]:
    """Body, its acts, rule, gravity, findings: most findings first."""
    found = [(body, acts.get(body), rule, gravity, n) for (body, rule, gravity), n in quality.counts.items()]
    return sorted(found, key=lambda one: (-one[4], one[0], one[2]))


def _body_lines(hubs: Hubs, quality: Quality, acts: Mapping[str, int]) -> list[BodyLine]:
    """Every body with acts or findings, those with most warnings first, then what belongs to none."""
    found = quality.by_body()
    none: Counter[Gravity] = Counter()

    def rank(body: str) -> tuple[int, int, str]:
        counts = found.get(body, none)
        return -counts[Gravity.warning], -counts[Gravity.info], body

    every = [*sorted({*acts, *found} - {SHARED}, key=rank), *({SHARED} & found.keys())]
    return [_body_line(hubs, body, acts.get(body), found.get(body, none)) for body in every]


def _body_line(hubs: Hubs, key: str, acts: int | None, found: Mapping[Gravity, int]) -> BodyLine:
    body = hubs.bodies.get(key)
    places = hubs.places
    return BodyLine(
        name=_name(hubs, key),
        path=places.body(body) if body is not None else None,
        coverage=places.path(places.mint.coverage(key)) if body is not None else None,
        acts=acts,
        warnings=found.get(Gravity.warning, 0),
        infos=found.get(Gravity.info, 0),
    )


def _name(hubs: Hubs, body: str) -> str | None:
    """The name of a body, its key when it has left; None for pages of no body."""
    return hubs.bodies[body].name if body in hubs.bodies else body or None


def _fields(quality: Quality, closing: Closing, acts: int) -> list[tuple[str, int, int]]:
    """What is recommended: its word, how many have it, how many there are."""
    missing = quality.by_rule()
    lines = [(word, acts - missing[rule], acts) for word, rule in RECOMMENDED]
    for word, part, whole in (("evidence", "evidence", "acts"), ("identified", "identified", "beneficiaries")):
        held, of = (sum(y.value(one) or 0 for body in closing.coverage for y in body.years) for one in (part, whole))
        lines.append((word, held, of))
    return [line for line in lines if line[2]]


def _named(hubs: Hubs, record: Record) -> tuple[str | None, ActRow | SessionRow | None]:
    """What a page is called, and what lists say of its act or session; None for what they do not know."""
    for act in hubs.rows.acts.of(path=record.path):
        return act.title, act
    for session in hubs.rows.sessions.of(path=record.path):
        return f"{session.organ_name}, {hubs.body_name(session.body)}", session
    return None, None


def _quality_csv(hubs: Hubs, quality: Quality, acts: Mapping[str, int]) -> bytes:
    """Every count, in the order of the table; the address is that of the rule."""
    return to_csv(
        _COLUMNS,
        (
            {
                "body": body,
                "name": safe_text(_name(hubs, body) or ""),
                "acts": str(of) if of is not None else "",
                "rule": rule,
                "gravity": gravity.value,
                "findings": str(count),
                "address": f"{hubs.places.iri('shapes')}.html#{rule}",
            }
            for body, of, rule, gravity, count in _cells(quality, acts)
        ),
    )


def _versions_csv(versions: Sequence[Version]) -> bytes:
    return to_csv(
        ("version", "acts", *(gravity.value for gravity in Gravity)),
        (
            {"version": one.name, "acts": str(one.acts), **{name.value: str(n) for name, n in one.findings.items()}}
            for one in versions
        ),
    )
