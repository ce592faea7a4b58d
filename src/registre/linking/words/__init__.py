"""Word lists of the linking: one folded word or name a line, `#` begins a comment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def read_words(name: str) -> frozenset[str]:
    """The lines of `{name}.txt` that are not comments; a name may say its own ending ("abbreviations.tsv")."""
    lines = (FOLDER / (name if "." in name else f"{name}.txt")).read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
