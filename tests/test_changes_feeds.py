"""Atom feeds: what a reader's own parser sees, what RFC 4287 asks, and texts that try to break out.

feedparser is what many readers are made of: it shows that a feed is understood. It forgives much, so the rules of the
RFC that these feeds could break are checked beside it with the XML parser of Python's library.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pytest

from registre.publication.changes.atom import ATOM, Entry, Feed, atom

BASE = "https://data.example.org/"
NAME = f"{{{ATOM}}}"
ATTACKS = (
    "]]></title><script>alert(1)</script>",
    "</summary></entry></feed><!-- ",
    '" onclick="alert(1)',
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;",
    "&lt;script&gt; &amp; &#x3c;b&#x3e;",
    "nul \x00, bell \x07, half \ud800, none \ufffe, \x1b[2J",
)


def entry(words: str, number: int = 1, day: date = date(2024, 3, 11)) -> Entry:
    return Entry(f"{BASE}act/1/{number}", f"{BASE}act/1/{number}.html", words, day, words, words)


def feed(*entries: Entry, words: str = "Registre") -> Feed:
    licence = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
    return Feed(BASE + "feed.atom", BASE, words, words, words, licence, date(2024, 1, 2), entries)


def check_rfc(data: bytes) -> ET.Element:
    """RFC 4287, 4.1: what a feed and an entry must have, once; all times in RFC 3339; entries with an identity each."""
    root = ET.fromstring(data)
    assert root.tag == NAME + "feed"
    entries = root.findall(NAME + "entry")
    for node in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(node.findall(NAME + name)) == 1, name
        for child in node:
            assert child.tag.startswith(NAME), child.tag
        assert (node.findtext(NAME + "id") or "").startswith("https://")
        assert (node.findtext(NAME + "updated") or "").endswith("T00:00:00Z")
        assert node.findtext(f"{NAME}author/{NAME}name")
        alternates = [link for link in node.findall(NAME + "link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
    assert [link.get("href") for link in root.findall(NAME + "link") if link.get("rel") == "self"] == [
        root.findtext(NAME + "id")
    ]
    identities = [one.findtext(NAME + "id") for one in entries]
    assert len(identities) == len(set(identities))
    return root


@pytest.mark.parametrize("words", ATTACKS)
def test_a_text_stays_a_text(words: str) -> None:
    data = atom(feed(entry(words), words=words))
    root = check_rfc(data)
    shown = root.findtext(f"{NAME}entry/{NAME}title")
    assert shown is not None and len(shown) == len(words)
    assert all(one == other or one == "�" for one, other in zip(shown, words, strict=True))
    assert {one.tag for one in root.iter()} <= {
        NAME + name
        for name in ("feed", "id", "title", "subtitle", "updated", "link", "author", "name", "entry", "summary")
    }
    read = feedparser.parse(data)
    assert not read.bozo and len(read.entries) == 1
    assert read.entries[0].title_detail.type == read.entries[0].summary_detail.type == "text/plain"


def test_a_feed_without_entries_is_one_of_the_day_of_the_publication() -> None:
    read = feedparser.parse(atom(feed()))
    assert not read.bozo and read.entries == []
    assert read.feed.updated == "2024-01-02T00:00:00Z"


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    read = feedparser.parse(atom(feed(entry("a", 1), entry("b", 2, date(2023, 1, 1)))))
    assert read.version == "atom10" and not read.bozo
    assert read.feed.updated == "2024-03-11T00:00:00Z"
    assert [one.id for one in read.entries] == [BASE + "act/1/1", BASE + "act/1/2"]


class _Alternates(HTMLParser):
    """The feeds that a page names in its head, and those that it leads to in its body."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.head, self.body = [], []  # type: list[str], list[str]
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("type") == "application/atom+xml":
            (self.head if tag == "link" else self.body).append(found["href"] or "")


def test_every_feed_of_a_publication_is_valid_and_named_by_its_page(built: Path) -> None:
    found = sorted(built.rglob("*.atom"))
    assert built / "feed.atom" in found
    pages = [one for kind in ("body", "organisation") for one in (built / kind).rglob("*.html")]
    assert sorted(one.with_suffix(".atom") for one in pages) == [one for one in found if one.name != "feed.atom"]
    for path in found:
        root = check_rfc(path.read_bytes())
        assert root.findtext(NAME + "id") == BASE + path.relative_to(built).as_posix()
        read = feedparser.parse(path.read_bytes())
        assert not read.bozo, path
        for one in read.entries:
            assert (built / one.link.removeprefix(BASE)).is_file() and one.link == one.id + ".html"
        page = built / "dataset.html" if path.name == "feed.atom" else path.with_suffix(".html")
        for place in (page, built / "en" / page.relative_to(built)):
            links = _Alternates(place)
            assert len(links.head) == 1 and links.body, place
            assert {(place.parent / one).resolve() for one in (*links.head, *links.body)} == {path.resolve()}


def test_an_organisation_is_told_its_money_newest_first_and_no_other(built: Path) -> None:
    [path] = (built / "organisation" / "local").glob("ateliers-halage*.atom")
    read = feedparser.parse(path.read_bytes())
    assert [one.updated[:10] for one in read.entries] == ["2023-12-13", "2023-07-06", "2023-06-28"]
    assert "Subvention : 1\u202f500\u00a0€" in read.entries[2].summary
    everything = feedparser.parse((built / "feed.atom").read_bytes())
    assert len(everything.entries) == 22
    assert all("█" in one.title for one in everything.entries if "Mme " in one.title)
