"""The words of a document around a value that was missed or wrongly read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from registre.months import FRENCH

MARGIN = 60
"""Characters shown on each side of the value."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def words_around(text: str, shown: str) -> str | None:
    """The value and its neighbours on one line, « … » where the text goes on; None when it is not there.

    Line ends or punctuation may cut the value in the text; a day is also looked for as people write
    it. When the value does not stand there as a whole, the longest beginning of it that does shows
    the place, or else its longest word.
    """
    for pattern in _patterns(shown):
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            return _window(text, match.start(), match.end())
    return None


def _patterns(shown: str) -> Iterator[str]:
    day = _DAY.fullmatch(shown)
    if day:
        year, month, number = (int(part) for part in day.groups())
        yield rf"\b0?{number}(?:er)?\W{{1,3}}(?:0?{month}|{FRENCH[month - 1]})\W{{1,3}}{year}\b"
        return
    words = re.findall(r"\w+", shown)
    for count in range(len(words), 1, -1):
        yield r"\b" + r"\W{1,4}".join(map(re.escape, words[:count])) + r"\b"
    for word in sorted(words, key=len, reverse=True):
        if len(word) > 3 or len(words) == 1:
            yield rf"\b{re.escape(word)}\b"


def _window(text: str, start: int, end: int) -> str:
    left, right = max(0, start - MARGIN), min(len(text), end + MARGIN)
    before, after = ("…" if left else ""), ("…" if right < len(text) else "")
    line = f"{text[left:start]}[{text[start:end]}]{text[end:right]}"
    return before + " ".join(line.split()) + after
