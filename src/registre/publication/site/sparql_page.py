"""The page where readers ask the graph in SPARQL, on their own machine: what it is told, and the files it loads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from registre.files import resource
from registre.publication.shards import SHARDS
from registre.publication.site.closing import QueryCard
from registre.publication.site.figures import Language
from registre.publication.site.hubs import Hubs
from registre.publication.site.rendering import Page

LIBRARY: Final = "list/queries.json"
"""The questions of the library for scripts, in both languages."""
PARTS: Final = "static/browser"
_MADE: Final = "oxigraph.wasm"


def browser_parts() -> tuple[Path, ...]:
    """The store and the editor that `make site-assets` makes; nothing when they were not made."""
    folder = resource("site") / "assets"
    return tuple(sorted(folder.iterdir())) if (folder / _MADE).is_file() else ()


def sparql_pages(hubs: Hubs, cards: tuple[QueryCard, ...]) -> Iterator[Page]:
    """Two pages: what is asked on the first stays in the browser, on the other it goes where the reader says."""
    values: dict[str, object] = {
        "shards": SHARDS,
        "bodies": {key: body.name for key, body in sorted(hubs.bodies.items())},
        "questions": [(card, hubs.places.path(hubs.places.mint.query(card.name))) for card in _at_home(cards)],
    }
    yield Page("sparql", "sparql.html", {**values, "endpoint": False, "made": bool(browser_parts())})
    yield Page("endpoint", "sparql.html", {**values, "endpoint": True, "made": True})


def library_for_scripts(cards: tuple[QueryCard, ...]) -> bytes:
    """The questions that ask nobody else, as JSON: name, texts, parameters in order, columns, chart and SPARQL."""
    told = [
        {
            "name": card.name,
            "title": _both(card.title),
            "description": _both(card.description),
            "limits": _both(card.limits),
            "parameters": list(_parameters(card)),
            "columns": {name: _both(said) for name, _, said in card.columns},
            "chart": dict(card.chart),
            "sparql": card.body,
        }
        for card in _at_home(cards)
    ]
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _at_home(cards: tuple[QueryCard, ...]) -> tuple[QueryCard, ...]:
    """The questions that a browser can answer from the published files alone."""
    return tuple(card for card in cards if not card.service)


def _parameters(card: QueryCard) -> Iterator[dict[str, object]]:
    for name, kind, default, said in card.parameters:
        required = name in card.required
        yield {"name": name, "kind": kind, "default": default, "required": required, "meaning": _both(said)}


def _both(texts: Mapping[Language, str]) -> dict[str, str]:
    return {language: texts[language] for language in sorted(texts)}
