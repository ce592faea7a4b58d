"""Linked records of one meeting put together: extracts of the same session share its facts.

A town hall may publish forty extracts of one session, each with the same roll. The first document
(by path) speaks for the session; the acts of all of them belong to it; an act found twice is kept once.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, groupby

from registre.linking.identities import Body, LinkedRecord, Organ
from registre.records import Act, Record, Session

LONGEST_SLUG = 80


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
    return place_of(linked.body, linked.organ, day_of(linked.record), linked.record.source.path)


def place_of(body: Body, organ: Organ, day: date, path: str) -> tuple[str, str, str, str]:
    """The same for a document that is not at hand."""
    return (body.key, day.isoformat(), organ.slug, path)


def day_of(record: Record) -> date:
    """The day of the meeting, which every linked record states."""
    assert record.session is not None and record.session.date is not None
    return record.session.date.value


def gather_days(linked: Iterable[LinkedRecord]) -> Iterator[tuple[LinkedRecord, ...]]:
    """The documents of each day of each body, of records that come in the order of `sort_key`."""
    for _, group in groupby(linked, key=lambda one: sort_key(one)[:2]):
        yield tuple(group)


def sittings_of_day(documents: Iterable[LinkedRecord]) -> Iterator[Sitting]:
    """The sittings of one day of one body, by organ: two organs that give one number have two acts."""
    taken = set[str]()
    for _, group in groupby(documents, key=lambda one: one.organ.slug):
        sitting = _sitting(tuple(group), taken)
        taken.update(placed.slug for placed in sitting.acts)
        yield sitting


def gather_sittings(linked: Iterable[LinkedRecord]) -> Iterator[Sitting]:
    """The sittings of records that come in the order of `sort_key`."""
    for documents in gather_days(linked):
        yield from sittings_of_day(documents)


def _sitting(documents: tuple[LinkedRecord, ...], taken: Container[str]) -> Sitting:
    first = documents[0]
    placed, repeated = _place_acts(documents, taken)
    return Sitting(first.body, first.organ, day_of(first.record), documents, placed, repeated)


def _place_acts(
    documents: tuple[LinkedRecord, ...], taken: Container[str]
) -> tuple[tuple[PlacedAct, ...], tuple[PlacedAct, ...]]:
    """The acts of a sitting, and those that are stated again; `taken` are slugs of other sittings of the day."""
    placed: dict[str, PlacedAct] = {}
    repeated: list[PlacedAct] = []
    so_called: defaultdict[str, list[PlacedAct]] = defaultdict(list)
    for linked in documents:
        for index, act in enumerate(linked.record.acts):
            name = act_slug(act)
            before = next((one for one in so_called[name] if _same_title(one.act, act)), None)
            if before is not None:
                repeated.append(PlacedAct(before.slug, act, index, linked))
                continue
            slug = next(one for one in _slugs(name) if one not in placed and one not in taken)
            placed[slug] = PlacedAct(slug, act, index, linked)
            so_called[name].append(placed[slug])
    return tuple(placed.values()), tuple(repeated)


def act_slug(act: Act) -> str:
    """ "2022.00201" → "2022-00201"; an act without a number is known by a digest of its title."""
    if act.number is not None and (slug := number_slug(act.number.value)):
        return slug
    title = act.title.value if act.title is not None else f"{act.start}"
    return "sans-numero-" + hashlib.sha256(slug_of(title).encode()).hexdigest()[:8]


def number_slug(number: str) -> str:
    """The number of an act as its address shows it."""
    return shortened(slug_of(number))


def shortened(slug: str) -> str:
    """A slug that has room in an address: what is too long ends with a digest of all of it."""
    if len(slug) <= LONGEST_SLUG:
        return slug
    return slug[: LONGEST_SLUG - 9].rstrip("-") + "-" + hashlib.sha256(slug.encode()).hexdigest()[:8]


def slug_of(text: str) -> str:
    """Lower-case ASCII letters and digits joined by single hyphens."""
    folded = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    ascii_only = folded.encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))


def _same_title(a: Act, b: Act) -> bool:
    titles = [slug_of(act.title.value) if act.title is not None else "" for act in (a, b)]
    return titles[0] == titles[1]


def _slugs(name: str) -> Iterator[str]:
    """What an act may be called: its name, then "name-2", "name-3" …"""
    yield name
    yield from (f"{name}-{number}" for number in count(2))
