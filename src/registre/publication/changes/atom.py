"""Atom feeds as static bytes: RFC 4287. The same entries give the same bytes; there is no clock.

Element names and texts go through the XML writer of Python's library, which escapes; characters that XML 1.0 cannot
hold at all are shown as "�".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

ATOM: Final = "http://www.w3.org/2005/Atom"
MEDIA_TYPE: Final = "application/atom+xml"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: its IRI, which is its identity, the address of its page, and what a reader sees in a list."""

    iri: str
    page: str
    title: str
    day: date
    author: str
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed at the address `iri` about the page at `page`; `entries` are newest first.

    `day` is told where there is no entry: that of the publication.
    """

    iri: str
    page: str
    title: str
    subtitle: str
    publisher: str
    licence: str
    day: date
    entries: Sequence[Entry]


def atom(feed: Feed) -> bytes:
    """The feed as a file."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "fr"})
    _add(root, "id", feed.iri)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _moment(max((one.day for one in feed.entries), default=feed.day)))
    SubElement(root, "link", {"rel": "self", "type": MEDIA_TYPE, "href": feed.iri})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "hreflang": "fr", "href": _clean(feed.page)})
    SubElement(root, "link", {"rel": "license", "href": _clean(feed.licence)})
    _add(SubElement(root, "author"), "name", feed.publisher)
    for entry in feed.entries:
        _add_entry(root, entry)
    indent(root, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, "unicode")}\n'.encode()


def _add_entry(root: Element, entry: Entry) -> None:
    node = SubElement(root, "entry")
    _add(node, "id", entry.iri)
    _add(node, "title", entry.title)
    _add(node, "updated", _moment(entry.day))
    SubElement(node, "link", {"rel": "alternate", "type": "text/html", "hreflang": "fr", "href": _clean(entry.page)})
    _add(SubElement(node, "author"), "name", entry.author)
    _add(node, "summary", entry.summary)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    return _NOT_XML.sub("�", text)


def _moment(day: date) -> str:
    """A day as RFC 3339 has it: the moment at which it begins."""
    return f"{day.isoformat()}T00:00:00Z"
