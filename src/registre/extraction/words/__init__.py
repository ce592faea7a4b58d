"""Word lists: data, one folded word a line, `#` begins a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list `name` (words/<name>.txt)."""
    text = files(__package__).joinpath(f"{name}.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if (word := line.partition("#")[0].strip()))
