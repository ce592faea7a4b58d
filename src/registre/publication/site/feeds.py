"""Feeds of the newest acts: of the whole register, of each body, and of each organisation the acts that give it money.

They stand beside the pages: `feed.atom`, `body/{key}.atom`, `organisation/{scheme}/{key}.atom`. Words are those of the
French pages, so whatever a page masks is masked here. A recalled amount is no money given and starts no entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from heapq import nlargest
from typing import Final

from registre.config import Config
from registre.linking.identities import organisation_id
from registre.publication.changes.atom import Entry, Feed, atom
from registre.publication.site.hubs import Hubs, grouped
from registre.publication.site.money import RECALLED
from registre.publication.site.rows import ActRow, MoneyRow, known_as
from registre.publication.site.words import Words

SITE: Final = "feed"
"""Path of the feed of everything, without its ending."""
ENDING: Final = ".atom"
MOST: Final = 50
"""Entries of a feed."""


def feeds(hubs: Hubs, config: Config, words: Words, english: Words, day: date) -> Iterator[tuple[str, bytes]]:
    """The path and the bytes of each feed. `day` is that of the publication."""
    writer = _FeedWriter(hubs, config, words, english, day)
    yield writer.feed(SITE, "index", config.title, "everything", hubs.rows.acts)
    for body in hubs.identities.bodies:
        path = hubs.places.body(body)
        yield writer.feed(path, path, body.name, "body", hubs.rows.acts.of(body=body.key))
    for organisation in hubs.identities.organisations:
        path = hubs.places.organisation(organisation)
        money = hubs.rows.money.of(organisation=known_as(organisation_id(organisation)))
        paid = [row for row in money if row.line.kind != RECALLED]
        acts = {row.act.path: row.act for row in paid}
        yield writer.feed(path, path, organisation.name, "organisation", acts.values(), paid)


class _FeedWriter:
    def __init__(self, hubs: Hubs, config: Config, words: Words, english: Words, day: date) -> None:
        self._hubs, self._config, self._day = hubs, config, day
        self._words, self._english = words, english

    def feed(
        self,
        path: str,
        page: str,
        name: str,
        kind: str,
        acts: Iterable[ActRow],
        money: Iterable[MoneyRow] | None = None,
    ) -> tuple[str, bytes]:
        """The feed at `path` of the newest of `acts`; `money` is what is told of them, by default all of it."""
        told = grouped(money, lambda row: row.act.path) if money is not None else None
        newest = nlargest(MOST, acts, key=lambda row: (row.day, row.path))
        key = f"feed.{kind}"
        made = Feed(
            iri=self._hubs.places.iri(path + ENDING),
            page=self._hubs.places.iri(f"{page}.html"),
            title=self._words(f"{key}.title", name=name).unescape(),
            subtitle=" / ".join(words(f"{key}.what").unescape() for words in (self._words, self._english)),
            publisher=self._config.publisher,
            licence=self._config.licence,
            day=self._day,
            entries=[
                self._entry(row, told.get(row.path, []) if told is not None else self._hubs.rows.money.of(act=row.path))
                for row in newest
            ],
        )
        return path + ENDING, atom(made)

    def _entry(self, row: ActRow, money: Iterable[MoneyRow]) -> Entry:
        title = row.title or self._words("act.untitled").unescape()
        return Entry(
            iri=self._hubs.places.iri(row.path),
            page=self._hubs.places.iri(f"{row.path}.html"),
            title=f"{row.number} · {title}" if row.number else title,
            day=row.day,
            author=self._hubs.body_name(row.body),
            summary=self._summary(row, [one for one in money if one.line.kind != RECALLED]),
        )

    def _summary(self, row: ActRow, money: list[MoneyRow]) -> str:
        """Who decided and when, how it ended, and each line of money."""
        words = self._words
        parts = [
            f"{self._hubs.body_name(row.body)}, {row.session.organ_name}, {words.figures.day(row.day)}",
            words.known("outcome", row.outcome or "unknown").unescape(),
            *map(self._line, money),
        ]
        return ". ".join(part.rstrip(".") for part in parts) + "."

    def _line(self, row: MoneyRow) -> str:
        line, words = row.line, self._words
        amount = words.figures.money(line.amount_eur) if line.amount_eur is not None else None
        who = words("money.private").unescape() if line.private else line.name or words("money.nobody").unescape()
        kind = words.known("kind", line.kind).unescape()
        return f"{kind} : {amount or words('money.not_stated').unescape()}, {who}"
