"""What was found of names, words and spellings, remembered while who is who is settled, and forgotten step by step.

These answers are as many as names, and of all ages: a few that are left keep whole regions of memory from the system.
So they are forgotten whenever other names come: after persons, after organisations were compared, before days.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, ParamSpec, TypeVar, cast

Asked = ParamSpec("Asked")
Told = TypeVar("Told")

NAMES: Final = 16_384
"""Names that are remembered: those of the bodies that come now."""
WORDS: Final = 32_768
"""Words that names are made of; whole names pass through too, and need not stay."""
_forgetting: Final[list[Callable[[], None]]] = []


def remembered(most: int) -> Callable[[Callable[Asked, Told]], Callable[Asked, Told]]:
    """A pure function that remembers its last `most` answers."""

    def remembering(function: Callable[Asked, Told]) -> Callable[Asked, Told]:
        kept = lru_cache(most)(function)
        _forgetting.append(kept.cache_clear)
        return cast(Callable[Asked, Told], kept)

    return remembering


def forget() -> None:
    """Forget every answer; those that are asked for again are found again."""
    for each in _forgetting:
        each()
