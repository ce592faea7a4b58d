"""What leaves a publication: identifiers that would stand for something, had nobody decided otherwise.

The documents are followed twice, as they were read and as decided. What has an address the first time and none
the second leaves a tombstone, which says what the same words stand for now: the identity that was kept, the parts
of one that was split, the new address of a corrected act; or nothing, when it was withdrawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from registre.decisions.addresses import Thing, addresses
from registre.decisions.applying import DecidedRecords
from registre.decisions.decision import Merge
from registre.graph.iris import Minter
from registre.linking.identify import Identities


class State(StrEnum):
    """Why an identifier stands for nothing any more."""

    merged = "merged"
    divided = "split"
    moved = "moved"
    withdrawn = "withdrawn"
    gone = "gone"
    """Published once, not now, and nobody decided it: its document is no longer there, or is read otherwise."""


@dataclass(frozen=True, slots=True, order=True)
class Tombstone:
    """An identifier that stands for nothing any more. Paths are relative to the base; `decision` is a key."""

    path: str
    kind: str
    state: State
    replaced_by: tuple[str, ...] = ()
    decision: str | None = None


IDENTITIES = ("body", "organ", "person", "organisation")


def find_leaving(
    decided: DecidedRecords, every: Iterable[int], before: Identities, after: Identities, mint: Minter
) -> tuple[tuple[Tombstone, ...], frozenset[str]]:
    """The tombstones of the decisions, sorted, and the paths that leave none because they say withdrawn words.

    `every` are the places of all records, withdrawn ones too.
    """
    now = defaultdict[Thing, set[str]](set)
    for thing, address in addresses(decided.read, decided.places, after, mint):
        now[thing].add(address)
    there = {address for found in now.values() for address in found}
    left, documents = defaultdict[tuple[str, str], set[str]](set), defaultdict[str, set[str]](set)
    why = dict[str, str]()
    renamed = decided.naming.renamed if decided.naming is not None else {}
    by_document = _decisions_by_document(decided)
    for thing, address in addresses(decided.before, every, before, mint):
        if address not in there:
            same = (*thing[:2], renamed.get((thing[1], thing[-1]), thing[-1])) if len(thing) > 2 else thing
            left[address, thing[0]] |= now.get(same, set())
            documents[address].add(thing[1])
            if (key := by_document.get(thing[1])) is not None:
                why.setdefault(address, key)
    why |= _merged_away(decided, mint) | {mint.base + path: key for path, key in decided.withdrawn_acts.items()}
    found = sorted(_tombstone(address, kind, replaced, why, mint) for (address, kind), replaced in left.items())
    withdrawn = {source.sha256 for source, _, _ in decided.withdrawn} | set(decided.acts)
    alone = {
        address.removeprefix(mint.base)
        for (address, _), replaced in left.items()
        if documents[address] <= withdrawn and not replaced
    }
    forgotten = frozenset(one.path for one in found if _says_words(one, alone, decided))
    return tuple(one for one in found if one.path not in forgotten), forgotten


def _says_words(one: Tombstone, alone: Collection[str], decided: DecidedRecords) -> bool:
    """Whether the path itself holds hidden words, or words that only withdrawn documents or acts (`alone`) gave it."""
    of_words = one.kind in ("organisation", "body") and not one.path.rpartition("/")[2].isdigit()
    return (of_words and one.path in alone) or any(True for _ in decided.finder.spans(one.path))


def _tombstone(address: str, kind: str, replaced: set[str], why: dict[str, str], mint: Minter) -> Tombstone:
    if not replaced:
        state = State.withdrawn
    elif len(replaced) > 1:
        state = State.divided
    else:
        state = State.merged if kind in IDENTITIES else State.moved
    paths = tuple(sorted(one.removeprefix(mint.base) for one in replaced))
    return Tombstone(address.removeprefix(mint.base), kind, state, paths, why.get(address))


def _decisions_by_document(decided: DecidedRecords) -> dict[str, str]:
    """The key of the decision that withdraws or changes each document, by its digest."""
    found = {document: min(acts.values()) for document, acts in decided.acts.items()}
    found |= {document: corrections[0].key for document, corrections in decided.corrections.items()}
    return found | {source.sha256: decision.key for source, decision, _ in decided.withdrawn}


def _merged_away(decided: DecidedRecords, mint: Minter) -> dict[str, str]:
    merges = (one for one in decided.decisions.every if isinstance(one, Merge))
    return {mint.base + gone: one.key for one in merges for gone in one.gone}
