"""Says of which nodes a query surely finds nothing, from its plan (`plans`) and an index: they are not asked about.

Reading and planning a query takes pyoxigraph longer than most answers, and nearly all answers are « nothing ». A plan
is gone through row by row, up to the first that may be a row. What is not known is taken for one: pyoxigraph decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from registre.validation.engines.expressions import Expression, Row, operation
from registre.validation.engines.values import UNKNOWN, Value, text_of, value_of
from registre.validation.engines.ways import Index, Way
from registre.validation.things import Things

Step: TypeAlias = Callable[[Row], int]
"""Goes on from a row: whether there is `NONE`, there may be one (`MAYBE`), or there surely is `SOME` row in the end."""
NONE, MAYBE, SOME = 0, 1, 2


class Foresight:
    """A plan, ready to be asked of nodes. Its functions are made once and look into one index after the other."""

    def __init__(self, plan: list[Any]) -> None:
        self._index = Index()
        self._first, self._empty = _Functions(self._index).steps(plan, _row), [None] * _last_place(plan)

    def may_find(self, things: Things, nodes: Iterable[str]) -> list[str]:
        """Those of `nodes` for which the query may have a row, in their order."""
        self._index.turn_to(things)
        return [node for node in nodes if self._first([node, *self._empty])]


def _last_place(plan: Any) -> int:
    if isinstance(plan, list):
        return max(map(_last_place, plan), default=0)
    return plan if type(plan) is int else 0


def _row(_: Row) -> int:
    return SOME


class _Functions:
    """A plan as functions: each step calls the next for every row that it makes."""

    def __init__(self, index: Index) -> None:
        self._way = index.way

    def steps(self, plan: Sequence[Any], then: Step) -> Step:
        for name, *needs in reversed(plan):
            match name:
                case "forth":
                    then = _walk(needs[0], self._way(needs[1], onward=True), needs[2], then)
                case "back":
                    then = _walk(needs[2], self._way(needs[1], onward=False), needs[0], then)
                case "holds":
                    then = _check(needs[0], self._way(needs[1], onward=True), needs[2], then)
                case "keep":
                    then = _keep(self.expression(needs[0]), then)
                case "let":
                    then = _let(needs[0], self._copy(needs[1]), then)
                case "either":
                    then = _either(self.steps(needs[0], then), self.steps(needs[1], then))
                case "maybe":
                    then = self._maybe(needs[0], needs[1], then)
                case _:
                    then = self._count(needs[0], needs[1], needs[2], then)
        return then

    def _maybe(self, plan: Sequence[Any], places: Sequence[int], then: Step) -> Step:
        found = [False]

        def seen(row: Row) -> int:
            found[0] = True
            return then(row)

        inside = self.steps(plan, seen)

        def step(row: Row) -> int:
            found[0] = False
            result = inside(row)
            if found[0]:
                return result
            for place in places:
                row[place] = None
            return max(result, then(row))

        return step

    def _count(self, plan: Sequence[Any], keys: Sequence[Any], counted: Sequence[Any], then: Step) -> Step:
        groups: defaultdict[tuple[Any, ...], list[set[Any]]] = defaultdict(lambda: [set() for _ in counted])

        def gather(row: Row) -> int:
            seen = groups[tuple([row[inner] for inner, _, _ in keys])]
            for (inner, _), values in zip(counted, seen, strict=True):
                values.add(UNKNOWN if inner is None else row[inner])
            return NONE

        inside = self.steps(plan, gather)

        def step(row: Row) -> int:
            groups.clear()
            if inside(row):
                return MAYBE
            best = NONE
            for key, seen in list(groups.items()):
                if any(was and row[outer] != value for (_, was, outer), value in zip(keys, key, strict=True)):
                    continue
                for (_, _, outer), value in zip(keys, key, strict=True):
                    row[outer] = value
                for (_, outer), values in zip(counted, seen, strict=True):
                    row[outer] = UNKNOWN if UNKNOWN in values else len(values - {None})
                best = max(best, then(row))
            return best

        return step

    def _copy(self, part: Any) -> Expression:
        """A variable is copied as it is; anything else is worked out."""
        return (lambda row: row[part]) if type(part) is int else self.expression(part)

    def expression(self, part: Any) -> Expression:
        if type(part) is int:
            return lambda row: _value(row[part])
        if isinstance(part, str):
            value = value_of(part)
            return lambda row: value
        name, *parts = part
        if name in ("EXISTS", "NOTEXISTS"):
            return _exists(self.steps(parts[0], _row), wanted=name == "EXISTS")
        if name == "STR":
            words = self._copy(parts[0])
            return lambda row: text_of(words(row))
        return operation(name, [self.expression(one) for one in parts])


def _value(bound: Any) -> Value:
    return value_of(bound) if type(bound) is str and bound[0] != "<" else bound


def _walk(start: Any, way: Way, place: int, then: Step) -> Step:
    def step(row: Row) -> int:
        term = row[start] if type(start) is int else start
        if type(term) is not str:
            return MAYBE
        best = NONE
        for row[place] in way(term):
            result = then(row)
            if result == SOME:
                return SOME
            best = result or best
        return best

    return step


def _check(start: Any, way: Way, end: Any, then: Step) -> Step:
    def step(row: Row) -> int:
        term = row[start] if type(start) is int else start
        wanted = row[end] if type(end) is int else end
        if type(term) is not str or type(wanted) is not str:
            return MAYBE
        return then(row) if wanted in way(term) else NONE

    return step


def _keep(holds: Expression, then: Step) -> Step:
    def step(row: Row) -> int:
        kept = holds(row)
        if kept is False:
            return NONE
        return then(row) if kept is True else min(then(row), MAYBE)

    return step


def _let(place: int, made: Expression, then: Step) -> Step:
    def step(row: Row) -> int:
        row[place] = made(row)
        return then(row)

    return step


def _either(one: Step, other: Step) -> Step:
    return lambda row: max(one(row), other(row))


def _exists(inside: Step, *, wanted: bool) -> Expression:
    def holds(row: Row) -> Value:
        found = inside(row)
        return UNKNOWN if found == MAYBE else (found == SOME) is wanted

    return holds
