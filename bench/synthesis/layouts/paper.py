"""From paragraphs to a page: blank lines, wrapped lines, or no line at all."""

from __future__ import annotations

import textwrap
from random import Random


def page(rng: Random, paragraphs: list[str], *, wrap: bool | None = None) -> str:
    """Paragraphs one under the other; wrapped as the text layer of a PDF when asked (or by chance)."""
    kept = [one for one in paragraphs if one]
    if wrap if wrap is not None else rng.random() < 0.35:
        width = rng.choice((70, 84, 96, 110))
        kept = ["\n".join(_wrapped(line, width) for line in one.splitlines()) for one in kept]
    gap = rng.choice(("\n\n", "\n\n", "\n"))
    return gap.join(kept) + "\n"


def _wrapped(line: str, width: int) -> str:
    return textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) or line


def flat(text: str) -> str:
    """The same words on one single line, as many public datasets give them."""
    return " ".join(text.split(None))


def furniture(rng: Random, text: str, line: str) -> str:
    """`line` (a page's header, a stamp) dropped between two lines near the middle of `text`."""
    lines = text.split("\n")
    if len(lines) < 3:
        return text
    at = rng.randint(1, len(lines) - 1)
    return "\n".join([*lines[:at], line, *lines[at:]])
