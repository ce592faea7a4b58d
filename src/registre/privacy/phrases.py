"""Where any of many phrases stands in a text, in one pass however many there are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

TOKEN = re.compile(r"\w+|[^\w\s]")


class Phrases:
    """Phrases that compare word by word: spaces and line ends between words do not count, case does."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_head: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for tokens in sorted({tuple(TOKEN.findall(phrase)) for phrase in phrases}, key=lambda one: (-len(one), one)):
            if tokens:
                self._by_head[tokens[0]].append(tokens)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Each place of a phrase, in order, the longest phrase of a place; never inside a longer word."""
        if not self._by_head:
            return
        found = [(token.group(), *token.span()) for token in TOKEN.finditer(text)]
        for place, (token, start, _) in enumerate(found):
            for phrase in self._by_head.get(token, ()):
                last = place + len(phrase) - 1
                if last < len(found) and all(found[place + n][0] == word for n, word in enumerate(phrase)):
                    end = found[last][2]
                    if text[start - 1 : start] != "-" and text[end : end + 1] != "-":
                        yield start, end
                        break
