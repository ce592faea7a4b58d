"""Damage as scanning and text extraction do it; the record stays what the document said.

Level 1: accents lost, apostrophes and spaces changed. 2: words glued or split, hyphens at line ends,
punctuation lost. 3: letters and digits misread (O for 0, l for 1, rn for m).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random

LEVELS = (0, 1, 2, 3)
MISREAD = {
    "0": "O",
    "1": "l",
    "l": "1",
    "m": "rn",
    "é": "è",
    "c": "e",
    "i": "ï",
    "S": "5",
    "B": "8",
    "I": "l",
    "u": "ü",
    "n": "ri",
}
SIGNS = {"'": "’", "–": "-", "-": "–", "«": '"', "»": '"', ":": " :", "•": "e"}


def damage(rng: Random, text: str, level: int) -> str:
    """`text` damaged at `level` (0: untouched)."""
    if level >= 1:
        text = _by_character(rng, text, 0.4, _unaccented)
        text = _by_character(rng, text, 0.1, lambda one: SIGNS.get(one, one))
    if level >= 2:
        text = _by_word(rng, text)
    if level >= 3:
        text = _by_character(rng, text, 0.012, lambda one: MISREAD.get(one, one))
    return text


def _by_character(rng: Random, text: str, rate: float, change: Callable[[str], str]) -> str:
    return "".join(change(one) if rng.random() < rate else one for one in text)


def _unaccented(one: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", one) if not unicodedata.combining(part))


def _by_word(rng: Random, text: str) -> str:
    """Spaces lost or doubled, words split or cut at the end of a line."""
    pieces = []
    for word in text.split(" "):
        chance = rng.random()
        if chance < 0.006:
            pieces.append(word)
            continue
        if chance < 0.012 and len(word) > 6 and word.isalpha():
            cut = rng.randint(3, len(word) - 3)
            word = word[:cut] + rng.choice(("-\n", " ")) + word[cut:]
        elif chance < 0.02 and word[-1:] in ",.;":
            word = word[:-1]
        pieces.append(word + (" " if chance < 0.97 else "  "))
    return "".join(pieces).rstrip(" ")
