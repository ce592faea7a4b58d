"""What the questions of the library answer on this publication, kept beside them for those who run nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from registre.publication.site import QueryCard
from registre.publication.site.closing import StaticAnswer
from registre.sparql.binding import bind
from registre.sparql.library import find_query
from registre.sparql.local import LocalStore
from registre.sparql.query import Kind
from registre.sparql.table import render, written

MOST_BYTES: Final = 300_000_000
"""Size of the N-Quads above which nothing is asked at build time: the store takes twice that in memory."""


def answered(cards: Sequence[QueryCard], dump: Path) -> tuple[QueryCard, ...]:
    """Each card with its answer over `dump`, with the parameters that the question gives itself.

    A question that needs a value from its reader, or the network, keeps its card as it was, and so do all when the
    dump is too large.
    """
    if not dump.is_file() or dump.stat().st_size > MOST_BYTES:
        return tuple(cards)
    store = LocalStore(dump)
    return tuple(
        card if card.required or card.service else replace(card, answer=_answer(card.name, store)) for card in cards
    )


def _answer(name: str, store: LocalStore) -> StaticAnswer:
    query = find_query(name)
    answer = store.ask(query, bind(query, {}))
    return StaticAnswer(
        columns=answer.columns,
        rows=tuple(tuple(map(written, row)) for row in answer.rows),
        links=frozenset(place for place, column in enumerate(query.columns) if column.kind is Kind.iri),
        csv=render(answer, "csv"),
    )
