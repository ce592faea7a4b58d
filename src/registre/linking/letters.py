"""Words whose small differences do not count: plurals, doubled letters, characters that recognisers confuse."""

from __future__ import annotations

import re

from registre.linking.remembering import WORDS, remembered

SKELETON = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
LIKE = str.maketrans("0158i6", "olsble")


@remembered(WORDS)
def singular(word: str) -> str:
    """A word without its plural and its doubled letters."""
    bare = word[:-1] if len(word) > 4 and word.endswith(("s", "x")) else word
    return re.sub(r"([a-z])\1", r"\1", bare)


@remembered(WORDS)
def skeleton(word: str) -> str:
    """A word whose characters that recognisers confuse are the same; a number stays a number."""
    if word.isdigit():
        return word
    for wrong, right in SKELETON:
        word = word.replace(wrong, right)
    return singular(word.translate(LIKE))
