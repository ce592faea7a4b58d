"""Groups that grow by joining two at a time, and never join what somebody or some mark keeps apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Clusters:
    """Every thing begins alone; a join moves the smaller group into the larger one."""

    def __init__(self, things: Iterable[str]) -> None:
        self._chief = {thing: thing for thing in things}
        self._members = {thing: [thing] for thing in self._chief}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        """Chief → chiefs that it must never join."""
        self._marks: defaultdict[str, dict[str, str]] = defaultdict(dict)
        """What is known of whole groups, their SIREN, their town …: kind → chief → value."""

    def chief(self, thing: str) -> str:
        """One member that stands for the whole group, until the next join."""
        return self._chief[thing]

    def same(self, one: str, other: str) -> bool:
        return self._chief[one] == self._chief[other]

    def mark(self, thing: str, kind: str, value: str) -> bool:
        """Two groups with different marks of one kind never join; False when this group has another one."""
        return self._marks[kind].setdefault(self._chief[thing], value) == value

    def marked(self, thing: str, kind: str) -> str | None:
        return self._marks[kind].get(self._chief[thing])

    def forbid(self, one: str, other: str) -> bool:
        """Keep the groups of two things apart for ever; False when they are already one."""
        first, second = self._chief[one], self._chief[other]
        if first == second:
            return False
        self._apart[first].add(second)
        self._apart[second].add(first)
        return True

    def may_join(self, one: str, other: str) -> bool:
        first, second = self._chief[one], self._chief[other]
        agree = all(
            first not in values or values.get(second, values[first]) == values[first] for values in self._marks.values()
        )
        return agree and second not in self._apart.get(first, ())

    def join(self, one: str, other: str) -> bool:
        """Make two groups one; False when something keeps them apart."""
        first, second = self._chief[one], self._chief[other]
        if first == second:
            return True
        if not self.may_join(one, other):
            return False
        lost, kept = sorted((first, second), key=lambda chief: (len(self._members[chief]), chief))
        for member in self._members[lost]:
            self._chief[member] = kept
        self._members[kept] += self._members.pop(lost)
        for values in self._marks.values():
            if lost in values:
                values[kept] = values.pop(lost)
        for enemy in self._apart.pop(lost, ()):
            self._apart[enemy].discard(lost)
            self._apart[enemy].add(kept)
            self._apart[kept].add(enemy)
        return True

    def groups(self) -> list[list[str]]:
        """All groups in order, their members in order."""
        return sorted(sorted(members) for members in self._members.values())
