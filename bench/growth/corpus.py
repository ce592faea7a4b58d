"""Invented documents for builds of any size, one after the other; the first ones are the same for every size.

A country has one body of a name, but names are invented from short lists. As long as nothing kept two councils from
one name, 454 of 1,000 bodies shared theirs, where 14 of 100 did: one body had the members of up to nine, whose short
names took longer to tell apart, and so a further document cost more than in a register.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain, islice
from itertools import count as counting
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from bench.stages import FILLER, LAYOUTS
from bench.synthesis import words
from bench.synthesis.chance import OfBody, of_body
from bench.synthesis.layouts import LAYOUTS as MADE_BY

from registre.linking.names import body_name

if TYPE_CHECKING:
    from _typeshed import SupportsLenAndGetItem

T = TypeVar("T")
A_FOLDER = 100
"""Documents a folder."""


def write_documents(folder: Path, count: int, size_bytes: int, sittings: int = 1) -> None:
    """`count` documents of about `size_bytes`, each body with so many `sittings`, one document each.

    A body keeps its name, its town, its members and its layout; its days follow each other. With one sitting a body,
    which is the worst case for who is who, nearly every document has a town and members of its own.
    """
    texts = (text for layout, name in _bodies(sittings) for text in _texts(layout, name, sittings))
    for number, text in enumerate(islice(texts, count)):
        text += "\n" + FILLER * (max(0, size_bytes - len(text.encode())) // len(FILLER.encode()))
        place = folder / f"{number // A_FOLDER:05}" / f"{number:07}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


def _bodies(sittings: int) -> Iterator[tuple[str, str]]:
    """The layout of each body and what its chance is called. No two bodies that sit several times have one name."""
    taken = set[tuple[str | None, str]]()
    for body in counting():
        layout = LAYOUTS[body % len(LAYOUTS)]
        chosen = own = f"{layout}/{body // len(LAYOUTS) + 1}"
        if sittings > 1:
            tries = chain([own], (f"{own}/{again}" for again in counting(1)))
            name, chosen = next((name, one) for one in tries if (name := _name(layout, one, sittings)) not in taken)
            taken.add(name)
        yield layout, chosen


def _name(layout: str, body: str, sittings: int) -> tuple[str | None, str]:
    """The name of a body as those compare that documents write."""
    session = MADE_BY[layout](_chance(body, 0, sittings)).session
    return body_name(session.body or "") if session is not None else (None, body)


def _texts(layout: str, body: str, sittings: int) -> Iterator[str]:
    return (MADE_BY[layout](_chance(body, sitting, sittings)).text for sitting in range(sittings))


class _ManyRivers(OfBody):
    """The chance of a body of a country, whose syndicates do not share ten rivers: « la Vorne-Montbrac »."""

    _inventing = True
    """Whether the body is being invented, not yet what happens there."""

    def sit(self) -> dt.date:
        self._inventing = False
        return super().sit()

    def choice(self, seq: SupportsLenAndGetItem[T]) -> T:
        chosen = super().choice(seq)
        if cast(object, seq) is words.RIVERS and self._inventing:
            return cast(T, f"{chosen}-{super().choice(words.TOWN_HEADS)}{super().choice(words.TOWN_TAILS)}")
        return chosen


def _chance(body: str, sitting: int, sittings: int) -> OfBody:
    return of_body(body, sitting, sittings, OfBody if sittings == 1 else _ManyRivers)
