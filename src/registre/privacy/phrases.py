"""Where any of many phrases stands in a text, in one pass however many there are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

TOKEN = re.compile(r"\w+|[^\w\s]")
_NEXT = re.compile(r"\s*(\w+|[^\w\s])")


class Phrases:
    """Phrases that compare word by word: spaces and line ends between words do not count, case does."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_head: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for tokens in sorted({tuple(TOKEN.findall(phrase)) for phrase in phrases}, key=lambda one: (-len(one), one)):
            if tokens:
                self._by_head[tokens[0]].append(tokens)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Each place of a phrase, in order, the longest phrase of a place; never inside a longer word."""
        for place, head in sorted((place, one) for one in self._by_head for place in _places(one, text)):
            for phrase in self._by_head[head]:
                end = _end(phrase, text, place)
                if end and text[place - 1 : place] != "-" and text[end : end + 1] != "-":
                    yield place, end
                    break


def _places(word: str, text: str) -> Iterator[int]:
    """Where the token `word` begins in `text`."""
    whole = _is_word(word)
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if not whole or not (_is_word(text[place - 1 : place]) or _is_word(text[end : end + 1])):
            yield place
        place = text.find(word, place + 1)


def _is_word(char: str) -> bool:
    """Whether the first character of `char` belongs to a word, as a pattern means it."""
    return char[:1].isalnum() or char[:1] == "_"


def _end(phrase: tuple[str, ...], text: str, place: int) -> int:
    """Where the phrase that begins at `place` ends, 0 when other words stand there."""
    end = place
    for word in phrase:
        token = _NEXT.match(text, end)
        if token is None or token[1] != word:
            return 0
        end = token.end()
    return end
