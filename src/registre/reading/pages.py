"""Where the characters of a text stand on its pages.

A reader of paged documents gives, beside the text, the box of every word. `locate` turns a span of the
text (that of an `Evidence`) into boxes that a viewer can draw: one a line, in points (1/72 inch) from the
top left corner of the page as it is shown.
"""

from __future__ import annotations

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from registre.records import PageBox

_ROW = struct.Struct("<2I4f")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: characters `start`..`end` (end excluded) of the text; its size in points as shown."""

    start: int
    end: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class WordBox:
    """One word: characters `start`..`end` and its box in points from the top left corner."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a text and the boxes of its words, packed: 24 bytes a word, in the order of the text."""

    pages: tuple[Page, ...]
    words: bytes

    def word(self, index: int) -> WordBox:
        return WordBox(*_ROW.unpack_from(self.words, index * _ROW.size))

    @property
    def count(self) -> int:
        """How many words have a box."""
        return len(self.words) // _ROW.size


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a reader found in a file: its text and, for paged formats, where each word stands.

    `pictures` are the numbers (from 1) of the pages that only show a picture of a text: nobody read them.
    """

    text: str
    media_type: str
    layout: Layout | None = None
    pictures: tuple[int, ...] = ()


def pack_words(words: Iterable[WordBox]) -> bytes:
    """The boxes as `Layout.words` holds them; `words` come in the order of the text."""
    return b"".join(_ROW.pack(word.start, word.end, word.left, word.top, word.right, word.bottom) for word in words)


def locate(layout: Layout, start: int, end: int) -> tuple[PageBox, ...]:
    """The boxes of characters `start`..`end` (end excluded), one a line, in reading order.

    A word that is only partly inside counts whole. Empty when nothing of the span stands on a page.
    """
    boxes: list[PageBox] = []
    for word in _words_in(layout, start, end):
        page = _page_of(layout, word.start)
        if boxes and boxes[-1].page == page and _same_line(boxes[-1], word):
            boxes[-1] = _around(boxes[-1], word)
        else:
            boxes.append(PageBox(page, *(round(side, 1) for side in (word.left, word.top, word.right, word.bottom))))
    return tuple(boxes)


def _words_in(layout: Layout, start: int, end: int) -> Iterator[WordBox]:
    index = max(0, bisect_right(range(layout.count), start, key=lambda at: layout.word(at).start) - 1)
    while index < layout.count and (word := layout.word(index)).start < end:
        if word.end > start:
            yield word
        index += 1


def _page_of(layout: Layout, position: int) -> int:
    return bisect_left(layout.pages, position + 1, key=lambda page: page.end) + 1


def _same_line(box: PageBox, word: WordBox) -> bool:
    shared = min(box.bottom, word.bottom) - max(box.top, word.top)
    return word.left >= box.left and shared >= 0.5 * min(box.bottom - box.top, word.bottom - word.top)


def _around(box: PageBox, word: WordBox) -> PageBox:
    return PageBox(
        box.page,
        round(min(box.left, word.left), 1),
        round(min(box.top, word.top), 1),
        round(max(box.right, word.right), 1),
        round(max(box.bottom, word.bottom), 1),
    )
