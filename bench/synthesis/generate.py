"""One invented document from a seed, a layout and a level of noise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.synthesis.layouts import LAYOUTS
from bench.synthesis.noise import damage
from bench.synthesis.truth import Document


def generate(seed: int, layout: str, noise: int = 0) -> Document:
    """The same document at every level of noise; only its text is damaged."""
    document = LAYOUTS[layout](Random(f"{layout}/{seed}"))
    document.text = damage(Random(f"{layout}/{seed}/{noise}"), document.text, noise)
    return document


def documents(seed: int, count: int, layouts: list[str], noise: int) -> Iterator[tuple[str, Document]]:
    """`count` documents a layout, with their names, in the order of the layouts."""
    for layout in layouts:
        for rank in range(seed, seed + count):
            yield f"{layout}-{rank:05}-n{noise}", generate(rank, layout, noise)


def write(folder: Path, name: str, document: Document) -> None:
    """NAME.txt and NAME.gold.json in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(document.text, "utf-8")
    gold = json.dumps(document.gold(), ensure_ascii=False, indent=1)
    (folder / f"{name}.gold.json").write_text(gold + "\n", "utf-8")
