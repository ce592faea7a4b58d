"""Pages that do not come from one thing of the data: home, dataset, rules, queries, and what must be explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from rdflib import Graph, URIRef

from registre.publication.site.charts import chart_of
from registre.publication.site.closing import Closing
from registre.publication.site.hubs import Hubs
from registre.publication.site.money import granted
from registre.publication.site.naming import Named, named
from registre.publication.site.pictures.tiles import Tile, TileMap
from registre.publication.site.rendering import Page
from registre.publication.site.sparql_page import sparql_pages
from registre.validation import Gravity

PROSE = ("about", "method", "licence", "accessibility", "personal-data")
ANSWER_ROWS = 50
"""Rows of an answer shown on the page of its question; the file beside has them all."""
LATEST = 8
"""Sessions shown on the home page."""


@dataclass(frozen=True, slots=True)
class Counters:
    """The numbers of the publication. Money is the sum of the grants."""

    bodies: int
    sessions: int
    acts: int
    organisations: int
    documents: int
    granted_eur: Decimal | None
    first: date | None
    last: date | None


def counters(hubs: Hubs) -> Counters:
    """The numbers of everything that was added."""
    rows = hubs.rows
    days = [row.day for row in rows.sessions]
    return Counters(
        bodies=len(hubs.identities.bodies),
        sessions=len(rows.sessions),
        acts=len(rows.acts),
        organisations=len(hubs.identities.organisations),
        documents=rows.documents,
        granted_eur=granted(row.line for row in rows.money),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def fixed_pages(
    hubs: Hubs, closing: Closing, rules: Sequence[tuple[str, str]], squares: Sequence[Tile], ontology: Graph
) -> Iterator[Page]:
    """All of them. `squares` are those of the map; `ontology` names the classes."""
    numbers = counters(hubs)
    yield _home(hubs, numbers, squares, closing)
    shown = {"numbers": numbers, "closing": closing, "found": _found(closing), "classes": _classes(closing, ontology)}
    dataset = hubs.places.mint.dataset()
    yield Page("dataset", "dataset.html", shown, iri=dataset, data=True, json_ld=closing.described)
    yield _software(hubs, closing)
    yield from (Page(name, "prose.html", {"name": name}) for name in PROSE)
    yield from _rules(hubs, rules)
    yield from _queries(hubs, closing)
    yield Page("search", "search.html")
    yield from sparql_pages(hubs, closing.queries)
    yield Page("404", "404.html", index=False, anywhere=True)


def _home(hubs: Hubs, numbers: Counters, squares: Sequence[Tile], closing: Closing) -> Page:
    latest = islice(hubs.rows.sessions.latest(), LATEST)
    bodies = sorted(hubs.identities.bodies, key=lambda one: (one.name, one.key))
    values: dict[str, object] = {
        "numbers": numbers,
        "map": TileMap("map", squares),
        "found": _found(closing),
        "latest": [(row, hubs.body_name(row.body)) for row in latest],
        "bodies": [(body, hubs.places.body(body), hubs.rows.acts.count(body=body.key)) for body in bodies[:24]],
    }
    return Page("index", "home.html", values, day=numbers.last)


def _classes(closing: Closing, ontology: Graph) -> list[tuple[Named, int]]:
    """The classes of the graph and how many things each has, most first."""
    ranked = sorted(closing.classes.items(), key=lambda one: (-one[1], one[0]))
    return [(named(URIRef(term), ontology), count) for term, count in ranked]


def _found(closing: Closing) -> dict[str, int]:
    """Findings of the validation by gravity."""
    return {gravity.value: closing.quality.total(gravity) for gravity in Gravity}


def _software(hubs: Hubs, closing: Closing) -> Page:
    """The page of this version of the code, which every evidence names."""
    iri = hubs.places.mint.software(closing.version)
    return Page(hubs.places.path(iri), "software.html", {"version": closing.version}, iri=iri, data=True)


def _rules(hubs: Hubs, rules: Sequence[tuple[str, str]]) -> Iterator[Page]:
    declared = dict(rules)
    known = dict(declared)
    for rule in hubs.rows.rule_uses:
        known.setdefault(rule, "")
    shown = [
        (rule, source, hubs.places.rule(rule), hubs.rows.rule_uses.get(rule, 0))
        for rule, source in sorted(known.items())
    ]
    yield Page("list/rules", "list-rules.html", {"rules": shown})
    for rule, source, path, count in shown:
        values = {"rule": rule, "source": source, "uses": count}
        yield Page(path, "rule.html", values, iri=hubs.places.iri(path), data=rule in declared)


def _queries(hubs: Hubs, closing: Closing) -> Iterator[Page]:
    cards = [(card, hubs.places.path(hubs.places.mint.query(card.name))) for card in closing.queries]
    yield Page("list/queries", "list-queries.html", {"queries": cards})
    for card, path in cards:
        values = {"query": card, "chart": chart_of(card), "body": card.body, "rows": ANSWER_ROWS}
        yield Page(path, "query.html", values, iri=hubs.places.iri(path))
