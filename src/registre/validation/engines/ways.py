"""The ways that a query takes through triples: from a term along a path, or back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeAlias

from registre.validation.things import Things

Way: TypeAlias = Callable[[str], Collection[str]]


class Index:
    """The ways that a plan takes through the triples, of whichever batch is asked about."""

    def __init__(self) -> None:
        self._known: list[tuple[str, bool, list[Mapping[str, Sequence[str]]]]] = []
        self._memories: list[dict[str, Collection[str]]] = []

    def turn_to(self, things: Things) -> None:
        for predicate, onward, cell in self._known:
            cell[0] = things.objects_of(predicate) if onward else things.subjects_of(predicate)
        for memory in self._memories:
            memory.clear()

    def way(self, path: Any, *, onward: bool) -> Way:
        """From a term to those that a path leads to, or to those from which it leads there."""
        if not isinstance(path, str):
            return self._remembered(self._of_parts(path, onward=onward))
        cell: list[Mapping[str, Sequence[str]]] = [{}]
        self._known.append((path, onward, cell))
        return lambda term: cell[0].get(term, ())

    def _of_parts(self, path: Sequence[Any], *, onward: bool) -> Way:
        sign, *parts = path
        if sign == "^":
            return self.way(parts[0], onward=not onward)
        ways = [self.way(one, onward=onward) for one in parts]
        if sign == "?":
            return lambda term: dict.fromkeys((term, *ways[0](term)))
        if sign == "|":
            return lambda term: dict.fromkeys([one for way in ways for one in way(term)])
        return _chained(ways if onward else ways[::-1])

    def _remembered(self, way: Way) -> Way:
        memory: dict[str, Collection[str]] = {}
        self._memories.append(memory)

        def known(term: str) -> Collection[str]:
            found = memory.get(term)
            if found is None:
                found = memory[term] = way(term)
            return found

        return known


def _chained(ways: Sequence[Way]) -> Way:
    def way(term: str) -> Collection[str]:
        terms: Collection[str] = (term,)
        for one in ways:
            terms = dict.fromkeys([other for each in terms for other in one(each)])
        return terms

    return way
