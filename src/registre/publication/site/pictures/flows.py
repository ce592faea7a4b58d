"""From those who give to those who receive, as bands whose thickness is the sum (a Sankey picture)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from registre.publication.site.figures import Language
from registre.publication.site.pictures.canvas import box, frame, path, shortened, words_at
from registre.publication.site.pictures.marks import Unit, brief, exact, named
from registre.publication.site.words import Words

SIDE: Final = 310
MIDDLE: Final = 220
NODE: Final = 8
BANDS: Final = 240
LEAST: Final = 24
"""Height that a name needs."""
MOST: Final = 10
"""Names on one side; the others are added up."""
LETTERS: Final = 32
OTHERS = None

Side = Mapping[str | None, Decimal]
Places = Mapping[str | None, tuple[float, float]]
"""Top and height of each name."""


@dataclass(frozen=True, slots=True)
class Flow:
    """How much goes from one name to another, in the unit of its picture; None: all the others together."""

    giver: str | None
    receiver: str | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Flows:
    """Flows, each pair of names once: grants from bodies to beneficiaries, unless `title` says otherwise."""

    name: str
    flows: Sequence[Flow]
    title: Mapping[Language, str] | None = None
    unit: Unit = Unit.euros

    def draw(self, words: Words) -> Markup:
        given, received = _sides(self.flows)
        total = sum(given.values(), Decimal(0)) or Decimal(1)
        left, right = _placed(given, total), _placed(received, total)
        parts = [*_bands(self.flows, left, right, total)]
        parts += self._names(left, given, 0, words) + self._names(right, received, SIDE + MIDDLE, words)
        height = max(max(y + tall for y, tall in side.values()) for side in (left, right)) + 10
        title = self.title[words.language] if self.title else words("picture.flows.title")
        told = words(
            "picture.chart.flows" if self.title else "picture.flows.told",
            givers=len(given),
            receivers=len(received),
            amount=exact(total, self.unit, words),
        )
        return frame(self.name, 2 * SIDE + MIDDLE, height, title, told, parts)

    def _names(self, places: Places, sums: Side, x: float, words: Words) -> list[Markup]:
        parts: list[Markup] = []
        for name, (y, tall) in places.items():
            label = shortened(named(name, words), LETTERS) if name is not None else words("picture.flows.others")
            text = f"{label} · {brief(sums[name], self.unit, words)}"
            at, anchor, node = (SIDE - 6, "end", SIDE) if x == 0 else (x + 6, "start", x - NODE)
            parts.append(box(node, round(y, 1), NODE, round(tall, 1), "bar-fill"))
            parts.append(words_at(at, round(y + max(tall / 2, 5) + 4, 1), text, anchor=anchor))
        return parts


def gather(pairs: Iterable[tuple[str, str, Decimal]], most: int = MOST) -> tuple[Flow, ...]:
    """The flows of (giver, receiver, amount), largest names first; those beyond `most` on a side become the others."""
    every = list(pairs)
    givers = _largest(((giver, amount) for giver, _, amount in every), most)
    kept = [givers, _largest(((receiver, amount) for _, receiver, amount in every), most)]
    sums: defaultdict[tuple[str | None, str | None], Decimal] = defaultdict(Decimal)
    for giver, receiver, amount in every:
        sums[giver if giver in kept[0] else None, receiver if receiver in kept[1] else None] += amount
    order = {name: place for side in kept for place, name in enumerate(side)}
    ranked = sorted(sums.items(), key=lambda one: [order.get(name or "", len(order)) for name in one[0]])
    return tuple(Flow(*names, amount) for names, amount in ranked if amount > 0)


def _largest(pairs: Iterable[tuple[str, Decimal]], most: int) -> list[str]:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for name, amount in pairs:
        sums[name] += amount
    ranked = sorted(sums, key=lambda name: (-sums[name], name))
    return ranked if len(ranked) <= most else ranked[: most - 1]


def _sides(flows: Sequence[Flow]) -> tuple[Side, Side]:
    """The sum of each name, in order of size, the others last."""
    sums: tuple[defaultdict[str | None, Decimal], ...] = (defaultdict(Decimal), defaultdict(Decimal))
    for flow in flows:
        sums[0][flow.giver] += flow.amount
        sums[1][flow.receiver] += flow.amount
    given, received = (
        dict(sorted(one.items(), key=lambda pair: (pair[0] is None, -pair[1], pair[0] or ""))) for one in sums
    )
    return given, received


def _placed(side: Side, total: Decimal) -> Places:
    places, y = {}, 6.0
    for name, amount in side.items():
        tall = max(float(amount / total) * BANDS, 1.0)
        places[name] = (y, tall)
        y += max(tall + 6, LEAST)
    return places


def _bands(flows: Sequence[Flow], left: Places, right: Places, total: Decimal) -> Iterable[Markup]:
    starts = {name: y for name, (y, _) in left.items()}
    ends = {name: y for name, (y, _) in right.items()}
    x1, x2 = SIDE + NODE, SIDE + MIDDLE - NODE
    half = (x1 + x2) / 2
    for flow in flows:
        tall = max(float(flow.amount / total) * BANDS, 1.0)
        y1, y2 = starts[flow.giver], ends[flow.receiver]
        starts[flow.giver], ends[flow.receiver] = y1 + tall, y2 + tall
        steps = (
            f"M{x1} {y1:.1f}C{half:g} {y1:.1f} {half:g} {y2:.1f} {x2} {y2:.1f}V{y2 + tall:.1f}"
            f"C{half:g} {y2 + tall:.1f} {half:g} {y1 + tall:.1f} {x1} {y1 + tall:.1f}Z"
        )
        yield path(steps, "band")
