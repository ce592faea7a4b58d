"""Which act found is which act of the gold record."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from registre.evaluation.claims import Contract
from registre.evaluation.folding import fold, fold_number

COMPARED_CHARACTERS = 200
ALIKE = 0.5
"""Below this an act found is another act: neither its number nor its title speaks for it."""


def pair_acts(
    gold: Sequence[Contract], found: Sequence[Contract]
) -> tuple[list[tuple[Contract, Contract | None]], list[Contract]]:
    """Each gold act with the act found for it (or None), then the acts found that are nobody's.

    The number weighs twice as much as the title; among equals the order of the documents decides.
    One gold act and one found are always a pair: there is nothing to confuse.
    """
    free = list(range(len(found)))
    titles = [_title(act) for act in found]
    pairs: list[tuple[Contract, Contract | None]] = []
    for rank, act in enumerate(gold):
        best, likeness = None, 0.0
        for candidate in free:
            score = _likeness(act, found[candidate], titles[candidate])
            score += 0.05 * (1 - abs(rank - candidate) / max(len(gold), len(found)))
            if score > likeness:
                best, likeness = candidate, score
        if best is not None and (likeness > ALIKE or len(gold) == len(found) == 1):
            free.remove(best)
            pairs.append((act, found[best]))
        else:
            pairs.append((act, None))
    return pairs, [found[index] for index in free]


def _title(act: Contract) -> str:
    return fold(act.get("title") or "")[:COMPARED_CHARACTERS]


def _likeness(gold: Contract, found: Contract, found_title: str) -> float:
    numbers = gold.get("number"), found.get("number")
    same_number = all(numbers) and fold_number(numbers[0]) == fold_number(numbers[1])
    titles = difflib.SequenceMatcher(None, _title(gold), found_title).ratio()
    return (2.0 if same_number else 0.0) + titles
