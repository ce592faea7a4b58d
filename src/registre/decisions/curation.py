"""All decisions of a build in one place: what the journey asks of them, step after step.

curation = curate(records, places, decisions, reference)   after reading
identify(iter(curation.records), reference, curation.constraints)
identities = curation.settle(identities)                   after linking
Publisher(…, leaving=curation.leaving(…))                  what is left of what was published
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from registre.decisions.applying import DecidedRecords, Records, decide
from registre.decisions.decision import ERASING, Decision, Decisions, WithdrawDocument
from registre.decisions.following import followed
from registre.decisions.leaving import State, Tombstone, find_leaving
from registre.decisions.ledger import remembered
from registre.decisions.locating import withdraw_acts
from registre.decisions.naming import Naming
from registre.decisions.stating import decisions_page, label_of, tombstone_pages
from registre.graph.iris import TEXT_DIGITS, Minter
from registre.graph.pages import PageGraph
from registre.linking.constraints import Constraints
from registre.linking.identify import Identities
from registre.linking.moved import NO_MOVES, Moves, moves_of
from registre.records import Record

Identified = Callable[[Iterable[Record], Constraints], Identities]
"""The identities of records, under constraints."""

Exists = Callable[[str], bool]
"""Whether the publication has a page at an address."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the publisher writes last: the decisions, and the tombstones of what is no longer there."""

    decisions: tuple[Decision, ...] = ()
    applied: frozenset[str] = frozenset()
    tombstones: tuple[Tombstone, ...] = ()
    ledger: tuple[Tombstone, ...] = ()
    """Identifiers of the publication that is replaced; none when nobody asked to remember them."""
    hide: Callable[[str], str] = field(default=str)
    forgotten: Callable[[str], bool] = field(default=lambda path: False)
    """Whether a path says words that must not be published: it leaves no tombstone."""
    moves: Moves = NO_MOVES
    """Where things that had another address now stand."""

    @property
    def erasing(self) -> tuple[str, ...]:
        """Keys of the decisions that take words out of everything that was ever published."""
        return tuple(one.key for one in self.decisions if isinstance(one, ERASING))

    def settle(self, exists: Exists, mint: Minter) -> tuple[Tombstone, ...]:
        """Every tombstone, sorted: those of the decisions and those of the ledger."""
        old = remembered(
            (one for one in self.ledger if not self.forgotten(one.path) and one.path != "decisions"),
            lambda path: exists(mint.base + path),
            self.tombstones,
            self._withdraws,
        )
        return tuple(sorted((*self.tombstones, *(self._followed(one, exists, mint) for one in old))))

    def _followed(self, one: Tombstone, exists: Exists, mint: Minter) -> Tombstone:
        """What has merely gone, with what stands in its place when somebody knows."""
        path = self.moves.now(one.path) if one.state is State.gone else None
        if path is None or not exists(mint.base + path):
            return one
        return replace(one, state=State.moved, replaced_by=(path,))

    def _withdraws(self, path: str) -> str | None:
        digest = path.removeprefix("text/")
        every = (one for one in self.decisions if isinstance(one, WithdrawDocument))
        return next(
            (one.key for one in every if path.startswith("text/") and one.document[:TEXT_DIGITS] == digest), None
        )

    def pages(self, tombstones: Sequence[Tombstone], exists: Exists, mint: Minter) -> tuple[PageGraph, ...]:
        """The graphs of the tombstones, then that of the decisions when there are some."""
        paths, keys = {one.path for one in tombstones}, {one.key for one in self.decisions}

        def known(path: str) -> bool:
            return path in paths or exists(mint.base + path)

        pages = tombstone_pages(tombstones, mint, keys, known)
        if not self.decisions:
            return pages
        return (*pages, decisions_page(self.decisions, set(self.applied), mint, known, self.hide))


NOTHING_LEAVES = Leaving()


@dataclass(slots=True)
class Curation:
    """The decisions of a build at work."""

    records: DecidedRecords
    every: Sequence[int]
    before: Identities | None = None
    """What the rules alone would give; None when there are no decisions."""
    constraints: Constraints = field(default_factory=Constraints)

    def settle(self, identities: Identities) -> Identities:
        """Identities with the keys and the names that were decided; after it, `obsolete` knows all."""
        naming = self.records.naming
        return naming.settle(identities, self.records.applied) if naming is not None else identities

    def obsolete(self) -> Iterator[Decision]:
        """The decisions that found nothing of what they speak of."""
        applied = self.records.applied
        return (one for one in self.records.decisions.every if one.key not in applied)

    def leaving(
        self, identities: Identities, mint: Minter, ledger: tuple[Tombstone, ...], mask: Callable[[str], str]
    ) -> Leaving:
        """What is left behind; `mask` blackens the names of private persons in a reason."""
        records = self.records
        found, forgotten = tuple[Tombstone, ...](), frozenset[str]()
        if self.before is not None:
            found, forgotten = find_leaving(records, self.every, self.before, identities, mint)
        return Leaving(
            records.decisions.every,
            frozenset(records.applied),
            found,
            ledger,
            lambda words: mask(records.hide(words)),
            lambda path: path in forgotten or any(True for _ in records.finder.spans(path)),
            moves_of(identities) if ledger else NO_MOVES,
        )


def curate(records: Records, places: Sequence[int], decisions: Decisions, identified: Identified) -> Curation:
    """`decisions` at work on the records at `places`. Without decisions nothing is read.

    `identified` gives the identities of records under constraints. Raises `BadDecision` for a decision that cannot
    be followed.
    """
    decided = decide(records, places, decisions)
    if not decisions:
        return Curation(decided, places)
    before = identified(_AsRead(records, places), Constraints())
    now = moves_of(before).now
    current = tuple(followed(one, now) for one in decisions.every)
    withdraw_acts(decided, current, places, before)
    naming = Naming(current, before)
    decided.naming = naming
    decided.applied |= {one.key for one in current if naming.holds(one)}
    return Curation(decided, places, before, naming.constraints())


@dataclass(frozen=True, slots=True)
class _AsRead:
    """Records as they were read, as often as somebody asks."""

    records: Records
    places: Sequence[int]

    def __iter__(self) -> Iterator[Record]:
        return map(self.records.read, self.places)


__all__ = ["NOTHING_LEAVES", "Curation", "Leaving", "curate", "label_of"]
