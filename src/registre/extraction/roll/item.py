"""An item of a list: the words between two separators, and what was said of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from registre.extraction.names import Shape, Word

Span = tuple[int, int, str]
"""Where a name stands in the flow, and its words."""


@dataclass(slots=True)
class Item:
    """The words of a list between two separators, and what was said of them."""

    words: list[Word] = field(default_factory=list)
    titled: bool = False
    grouped: bool = False
    """Under a title for many: « Mmes A, B »."""
    led: bool = False
    """« … est désigné secrétaire » follows."""
    hard: bool = False
    """A sentence or a paragraph ended just before."""
    note: str = ""
    proxy: Span | None = None
    substitute: Span | None = None
    deputy: Span | None = None
    """Who sits in the place of the person named."""
    gives: Span | None = None


def is_whole(item: Item) -> bool:
    """« Paul ORME »: a given name and a family name, as their case shows."""
    return {Shape.capital, Shape.capitals} <= {word.shape for word in item.words}
