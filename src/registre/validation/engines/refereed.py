"""Two engines on the same batch, and an error when they do not say the same.

The referee judges what the first engine rejects, a fixed sample of the rest, and everything as long as it is not
recorded that both agree on these shapes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import shacl

from registre.errors import EnginesDisagree
from registre.validation.engines.batch import Batch, Engine, lines
from registre.validation.engines.constraints import Known
from registre.validation.report import Finding, Gravity
from registre.validation.shapes import Shapes

RECORD = Path(__file__).parent / "agreed.json"
"""What `python -m bench.agreement` wrote after both engines judged every fixture and the examples alike."""

_DRAWN_BY = 4096
"""Characters of a batch that decide whether the referee judges it."""
_SHORTEST = len("_:a <b> _:c .\n")
_DECIMAL = re.compile(r"(?<![\w.,-])[+]?(-?)0*([0-9]+)\.([0-9]+)(?![\w.,-])")


class Refereed:
    """`first` judges all batches; `referee` those that are rejected, and one in `every` of the others."""

    def __init__(self, first: Engine, referee: Engine, every: int) -> None:
        self._first, self._referee, self._every = first, referee, every

    def findings(self, batch: Batch) -> Iterator[Finding]:
        """Raises `EnginesDisagree` naming the node, the property and the value."""
        found = set(self._first.findings(batch))
        rejected = any(one.severity is Gravity.violation for one in found)
        if rejected or _number_of(batch) % self._every == 0:
            compare(found, set(self._referee.findings(batch)))
        yield from found


def compare(first: set[Finding], referee: set[Finding]) -> None:
    """Raise `EnginesDisagree` for the first finding, in the order of a report, that one engine has alone."""
    mine, theirs = set(map(same_words, first)), set(map(same_words, referee))
    if mine == theirs:
        return
    alone = min(mine ^ theirs, key=lambda one: one.sort_key)
    who = "the fast engine" if alone in mine else "pySHACL"
    raise EnginesDisagree(
        f"The SHACL engines disagree about {alone.focus}: only {who} says « {alone.message_en} » "
        f"({alone.shape}, {alone.component}, property {alone.path}, value {alone.value}). Nothing is published. "
        'Set shacl_engine = "pyshacl" in registre.toml to go on with the reference, and report this case.'
    )


def same_words(finding: Finding) -> Finding:
    """The finding with its numbers in one spelling: a store writes 38500.0 as 38500, and means the same."""
    return replace(
        finding,
        value=None if finding.value is None else _DECIMAL.sub(_plain, finding.value),
        message_fr=_DECIMAL.sub(_plain, finding.message_fr),
        message_en=_DECIMAL.sub(_plain, finding.message_en),
    )


def _plain(number: re.Match[str]) -> str:
    """No zero at the end of the decimals."""
    decimals = number[3].rstrip("0")
    return f"{number[1]}{number[2]}" + (f".{decimals}" if decimals else "")


@dataclass(frozen=True, slots=True)
class Agreement:
    """On what two engines agreed: a version and shapes. `queries` tells what is known of each query of these shapes."""

    shacl: str
    shapes: str
    queries: dict[str, Known]

    def holds_for(self, shapes: Shapes) -> bool:
        return (self.shacl, self.shapes) == (shacl.__version__, shapes.digest)


def recorded_agreement() -> Agreement | None:
    """The last agreement recorded, None when there is none."""
    return msgspec.json.decode(RECORD.read_bytes(), type=Agreement) if RECORD.exists() else None


def _number_of(batch: Batch) -> int:
    """A number that the first triples of a batch decide, the same in each build: a quick sum, which draws lots only."""
    enough = batch.triples[: _DRAWN_BY // _SHORTEST]
    return zlib.crc32(lines(enough)[:_DRAWN_BY].encode())
