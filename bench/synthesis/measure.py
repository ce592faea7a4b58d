"""The extractor measured on invented documents, by layout, level of noise and field."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bench.synthesis.generate import generate

from registre.contract import to_contract
from registre.evaluation import Evaluation, Tally
from registre.evaluation.scoring import evaluate_one
from registre.extraction import extract
from registre.records import Source

Reader = Callable[[str, str], Mapping[str, Any]]
"""(name, text) to a record of the contract."""


def read_with_registre(name: str, text: str) -> Mapping[str, Any]:
    """What `registre extract` prints for this text."""
    data = text.encode()
    source = Source(f"{name}.txt", len(data), hashlib.sha256(data).hexdigest(), "text/plain")
    return to_contract(extract(source, text), source.path)


@dataclass(slots=True)
class Measure:
    """Evaluations by (layout, noise), and all together."""

    cells: dict[tuple[str, int], Evaluation] = field(default_factory=dict)

    @property
    def whole(self) -> Evaluation:
        whole = Evaluation()
        for cell in self.cells.values():
            whole.add(cell)
        return whole

    def at_noise(self, noise: int) -> Evaluation:
        part = Evaluation()
        for (_, level), cell in self.cells.items():
            if level == noise:
                part.add(cell)
        return part


def measure(seeds: Iterable[int], layouts: Iterable[str], noises: Iterable[int], read: Reader) -> Measure:
    """Every document of the product of seeds, layouts and levels, read and compared with its record."""
    result = Measure()
    ranks = list(seeds)
    levels = list(noises)
    for layout in layouts:
        for noise in levels:
            cell = Evaluation()
            for seed in ranks:
                name = f"{layout}-{seed:05}-n{noise}"
                document = generate(seed, layout, noise)
                cell.add(evaluate_one(name, document.gold(), read(name, document.text), document.text))
            result.cells[layout, noise] = cell
    return result


def render_cells(result: Measure) -> str:
    """Layouts down, levels of noise across: precision, recall and F1 of all facts; last line: all layouts."""
    layouts = list(dict.fromkeys(layout for layout, _ in result.cells))
    noises = sorted({noise for _, noise in result.cells})
    head = f"{'layout':28}" + "".join(f"{f'noise {noise}: P     R    F1':>26}" for noise in noises)
    lines = [head]
    for layout in layouts:
        lines.append(f"{layout:28}" + "".join(_rates(result.cells[layout, noise].total) for noise in noises))
    lines.append(f"{'ALL LAYOUTS':28}" + "".join(_rates(result.at_noise(noise).total) for noise in noises))
    return "\n".join(lines) + "\n"


def _rates(tally: Tally) -> str:
    return f"{f'{tally.precision:.3f} {tally.recall:.3f} {tally.f1:.3f}':>26}"
