"""Linked records of one meeting put together: extracts of the same session share its facts.

A town hall may publish forty extracts of one session, each with the same roll. The first document
(by path) speaks for the session; the acts of all of them belong to it; an act found twice is kept once.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from registre.linking.identities import Body, LinkedRecord, Organ
from registre.records import Act, Record, Session


@dataclass(frozen=True, slots=True)
class PlacedAct:
    """An act of a sitting: `slug` is unique in body and date, `linked` is the document that states it."""

    slug: str
    act: Act
    index: int
    """Its place in `linked.record.acts`."""
    linked: LinkedRecord


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting of an organ, on one day, as its documents tell it."""

    body: Body
    organ: Organ
    day: date
    documents: tuple[LinkedRecord, ...]
    acts: tuple[PlacedAct, ...]
    repeated: tuple[PlacedAct, ...]
    """Acts that another document of this sitting already states."""

    @property
    def session(self) -> Session:
        """The facts of the meeting, in the words of its first document."""
        session = self.documents[0].record.session
        assert session is not None
        return session


def sort_key(linked: LinkedRecord) -> tuple[str, str, str, str]:
    """Body, day, organ, path: the order in which documents are published."""
    return place_of(linked.record, linked.body, linked.organ)


def place_of(record: Record, body: Body, organ: Organ) -> tuple[str, str, str, str]:
    """The same for a record whose body and organ are all that is known."""
    assert record.session is not None and record.session.date is not None
    return (body.key, record.session.date.value.isoformat(), organ.slug, record.source.path)


def gather_sittings(linked: Iterable[LinkedRecord]) -> Iterator[Sitting]:
    """The sittings of records that come in the order of `sort_key`."""
    for (_body, day, _organ), group in groupby(linked, key=lambda one: sort_key(one)[:3]):
        documents = tuple(group)
        placed, repeated = _place_acts(documents)
        yield Sitting(documents[0].body, documents[0].organ, date.fromisoformat(day), documents, placed, repeated)


def _place_acts(documents: tuple[LinkedRecord, ...]) -> tuple[tuple[PlacedAct, ...], tuple[PlacedAct, ...]]:
    placed: dict[str, PlacedAct] = {}
    repeated: list[PlacedAct] = []
    for linked in documents:
        for index, act in enumerate(linked.record.acts):
            slug = act_slug(act)
            one = PlacedAct(slug, act, index, linked)
            if slug not in placed:
                placed[slug] = one
            elif _same_title(placed[slug].act, act):
                repeated.append(one)
            else:
                slug = _free_slug(slug, placed)
                placed[slug] = PlacedAct(slug, act, index, linked)
    return tuple(placed.values()), tuple(repeated)


def act_slug(act: Act) -> str:
    """ "2022.00201" → "2022-00201"; an act without a number is known by a digest of its title."""
    if act.number is not None and (slug := slug_of(act.number.value)):
        return slug
    title = act.title.value if act.title is not None else f"{act.start}"
    return "sans-numero-" + hashlib.sha256(slug_of(title).encode()).hexdigest()[:8]


def slug_of(text: str) -> str:
    """Lower-case ASCII letters and digits joined by single hyphens."""
    folded = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    ascii_only = folded.encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))


def _same_title(a: Act, b: Act) -> bool:
    titles = [slug_of(act.title.value) if act.title is not None else "" for act in (a, b)]
    return titles[0] == titles[1]


def _free_slug(slug: str, taken: dict[str, PlacedAct]) -> str:
    return next(f"{slug}-{n}" for n in range(2, 10**6) if f"{slug}-{n}" not in taken)
