"""Groups that grow by joining two at a time, and never join what somebody or some mark keeps apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator


class Clusters:
    """Every thing begins alone; a join moves the smaller group into the larger one.

    Only groups of several are kept: most names of a country stay alone.
    """

    def __init__(self, things: Collection[str]) -> None:
        self._things = things
        self._chief: dict[str, str] = {}
        """The chief of each thing that joined another one."""
        self._members: dict[str, list[str]] = {}
        """Chief → all members, of groups of several."""
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        """Chief → chiefs that it must never join."""
        self._marks: defaultdict[str, dict[str, str]] = defaultdict(dict)
        """What is known of whole groups, their SIREN, their town …: kind → chief → value."""

    def chief(self, thing: str) -> str:
        """One member that stands for the whole group, until the next join."""
        return self._chief.get(thing, thing)

    def same(self, one: str, other: str) -> bool:
        return self.chief(one) == self.chief(other)

    def mark(self, thing: str, kind: str, value: str) -> bool:
        """Two groups with different marks of one kind never join; False when this group has another one."""
        return self._marks[kind].setdefault(self.chief(thing), value) == value

    def marked(self, thing: str, kind: str) -> str | None:
        return self._marks[kind].get(self.chief(thing))

    def forbid(self, one: str, other: str) -> bool:
        """Keep the groups of two things apart for ever; False when they are already one."""
        first, second = self.chief(one), self.chief(other)
        if first == second:
            return False
        self._apart[first].add(second)
        self._apart[second].add(first)
        return True

    def may_join(self, one: str, other: str) -> bool:
        first, second = self.chief(one), self.chief(other)
        agree = all(
            first not in values or values.get(second, values[first]) == values[first] for values in self._marks.values()
        )
        return agree and second not in self._apart.get(first, ())

    def join(self, one: str, other: str) -> bool:
        """Make two groups one; False when something keeps them apart."""
        first, second = self.chief(one), self.chief(other)
        if first == second:
            return True
        if not self.may_join(one, other):
            return False
        lost, kept = sorted((first, second), key=lambda chief: (self._size(chief), chief))
        joining = self._members.pop(lost, [lost])
        self._chief.update(dict.fromkeys(joining, kept))
        self._members.setdefault(kept, [kept]).extend(joining)
        for values in self._marks.values():
            if lost in values:
                values[kept] = values.pop(lost)
        for enemy in self._apart.pop(lost, ()):
            self._apart[enemy].discard(lost)
            self._apart[enemy].add(kept)
            self._apart[kept].add(enemy)
        return True

    def _size(self, chief: str) -> int:
        return len(self._members[chief]) if chief in self._members else 1

    def group(self, thing: str) -> list[str]:
        """All members of its group, in order."""
        return sorted(self._members.get(self.chief(thing), [thing]))

    def groups(self) -> Iterator[list[str]]:
        """All groups in order, their members in order."""
        first = {min(members): members for members in self._members.values()}
        for thing in sorted(self._things):
            if thing in first:
                yield sorted(first[thing])
            elif self.chief(thing) not in self._members:
                yield [thing]
