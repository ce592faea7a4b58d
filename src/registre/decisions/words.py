"""Words that must be published nowhere: found by what they are, not by how they are written.

Case, accents, order and what stands between the words do not count: « Jeanne TALBOUZE », "Talbouze, Jeanne" and
the slug "jeanne-talbouze" are the same two words. A decision holds a digest of them, salted with the digest of the
document that they stand in, so that they can be found, and their absence proved, without being said.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

BLACK = "█"
"""What privacy writes in the place of a letter."""
_TOKEN = re.compile(rf"[^\W_]+|{BLACK}+")
"""What is black already stands between words: it does not bring those around it together."""
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})

Token = tuple[str, int, int]
"""A word as it compares, and where it stands (end excluded)."""


@dataclass(frozen=True, slots=True, order=True)
class Hidden:
    """`words` words with this digest; `known` are those words, sorted, when their document is there."""

    salt: str
    words: int
    digest: str
    known: tuple[str, ...] | None = None


def tokens(text: str) -> list[Token]:
    """The words of `text` as they compare, in order."""
    return [(fold_word(found.group()), *found.span()) for found in _TOKEN.finditer(text)]


def fold_word(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.translate(_LIGATURES))
    return "".join(one for one in letters if not unicodedata.combining(one)).casefold()


def digest_of(words: Iterable[str], salt: str) -> str:
    """SHA-256 of the salt and the compared words in the order of the alphabet, one a line."""
    return hashlib.sha256("\n".join((salt, *sorted(words))).encode()).hexdigest()


class Finder:
    """Where any of the hidden words stand. What is known is looked up; the rest costs a digest a place."""

    def __init__(self, hidden: Iterable[Hidden]) -> None:
        every = sorted(set(hidden), key=lambda one: (one.words, one.digest))
        self._known = {one.known for one in every if one.known is not None}
        self._unknown = [one for one in every if one.known is None]
        self._lengths = sorted({len(one) for one in self._known} | {one.words for one in self._unknown})

    def __bool__(self) -> bool:
        return bool(self._lengths)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Each place, first the shortest; places may overlap."""
        found = tokens(text) if self._lengths else []
        for length in self._lengths:
            for place in range(len(found) - length + 1):
                window = found[place : place + length]
                if self._holds(tuple(sorted(word for word, _, _ in window))):
                    yield window[0][1], window[-1][2]

    def _holds(self, words: tuple[str, ...]) -> bool:
        return words in self._known or any(
            one.words == len(words) and digest_of(words, one.salt) == one.digest for one in self._unknown
        )


def blacken_spans(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """`text` with every character of the spans but line ends as █: same length, same lines."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = [one if one == "\n" else BLACK for one in letters[start:end]]
    return "".join(letters)
