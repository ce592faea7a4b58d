"""Invented documents for builds of any size, one after the other; the first ones are the same for every size."""

from __future__ import annotations

from pathlib import Path

from bench.stages import FILLER, LAYOUTS
from bench.synthesis.chance import of_body
from bench.synthesis.layouts import LAYOUTS as MADE_BY

A_FOLDER = 100
"""Documents a folder."""


def write_documents(folder: Path, count: int, size_bytes: int, sittings: int = 1) -> None:
    """`count` documents of about `size_bytes`, each body with so many `sittings`, one document each.

    A body keeps its town, its members and its layout; its days follow each other. With one sitting a body, which is
    the worst case for who is who, nearly every document has a town and members of its own.
    """
    for number in range(count):
        text = _text(*divmod(number, sittings), sittings)
        text += "\n" + FILLER * (max(0, size_bytes - len(text.encode())) // len(FILLER.encode()))
        place = folder / f"{number // A_FOLDER:05}" / f"{number:07}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


def _text(body: int, sitting: int, sittings: int) -> str:
    layout = LAYOUTS[body % len(LAYOUTS)]
    return MADE_BY[layout](of_body(f"{layout}/{body // len(LAYOUTS) + 1}", sitting, sittings)).text
