"""Groups that grow by joining two at a time, and never join what somebody keeps apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Clusters:
    """Every thing begins alone. Whom the group is called after does not depend on the order of the joins."""

    def __init__(self, things: Iterable[str]) -> None:
        self._chief = {thing: thing for thing in things}
        self._members = {thing: [thing] for thing in self._chief}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        """Chief → chiefs that it must never join."""

    def chief(self, thing: str) -> str:
        """One member that stands for the whole group: the least of them."""
        return self._chief[thing]

    def same(self, one: str, other: str) -> bool:
        return self._chief[one] == self._chief[other]

    def forbid(self, one: str, other: str) -> bool:
        """Keep the groups of two things apart for ever; False when they are already one."""
        first, second = self._chief[one], self._chief[other]
        if first == second:
            return False
        self._apart[first].add(second)
        self._apart[second].add(first)
        return True

    def may_join(self, one: str, other: str) -> bool:
        return self._chief[other] not in self._apart.get(self._chief[one], ())

    def join(self, one: str, other: str) -> bool:
        """Make two groups one; False when something keeps them apart."""
        first, second = self._chief[one], self._chief[other]
        if first == second:
            return True
        if not self.may_join(one, other):
            return False
        kept, lost = sorted((first, second))
        for member in self._members[lost]:
            self._chief[member] = kept
        self._members[kept] += self._members.pop(lost)
        for enemy in self._apart.pop(lost, ()):
            self._apart[enemy].discard(lost)
            self._apart[enemy].add(kept)
            self._apart[kept].add(enemy)
        return True

    def groups(self) -> list[list[str]]:
        """All groups, their members in order."""
        return [sorted(self._members[chief]) for chief in sorted(self._members)]
