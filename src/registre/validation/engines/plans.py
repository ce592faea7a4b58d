"""Queries as plans: the same query in a few steps that `foresight` goes through, written as JSON holds them.

Made when shapes change (`python -m bench.agreement`): reading a query takes rdflib longer than judging a sitting.
A step is a list: its name, then what it needs.

    ["holds", subject, path, object]        each a term, or a variable by its place in the row (int)
    ["forth", subject, path, variable]      binds the variable to each object
    ["back", variable, path, object]        binds it to each subject
    ["keep", expression]                    the row goes on unless the expression is surely false
    ["let", variable, expression]
    ["either", plan, plan]                  UNION
    ["maybe", plan, variables]              OPTIONAL, with the variables that it may bind
    ["count", plan, keys, counted]          a sub-query by groups: its keys [inner, bound before, outer], and
                                            what it counts, [inner or null, outer]

An expression is a term, a variable (int), or a list: a function and its arguments. What has no step has no plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from rdflib import Literal, URIRef, Variable
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

Plan: TypeAlias = list[Any]
THIS = 0
"""The place of `$this` in a row."""


class NoPlan(ValueError):
    """The query says something that has no step here."""


def plan_of(query: str) -> Plan | None:
    """The steps of a SELECT query; None when it has none."""
    try:
        return _filters_early(_steps(_unwrapped(prepareQuery(query).algebra.p), _Names()))
    except NoPlan:
        return None


def _filters_early(plan: Plan) -> Plan:
    """Each filter of the outermost group right after the last step that its variables need."""
    ordered = [step for step in plan if step[0] != "keep"]
    for step in plan:
        if step[0] == "keep":
            needed = _places(step) - {THIS}
            last = max((at for at, one in enumerate(ordered) if needed & _places(one)), default=-1)
            ordered.insert(last + 1, step)
    return ordered


def _places(part: Any) -> set[int]:
    if isinstance(part, list):
        return set().union(*map(_places, part))
    return {part} if type(part) is int else set()


@dataclass(slots=True)
class _Names:
    """Variables that are bound so far, with their places; those of a sub-query have places of their own."""

    places: dict[str, int] = field(default_factory=lambda: {"this": THIS})
    taken: list[int] = field(default_factory=lambda: [1])
    within: bool = False
    """Whether this is an EXISTS, which is asked of a row as it is."""

    def known(self, variable: Variable) -> int:
        if str(variable) not in self.places:
            raise NoPlan(f"?{variable} is used before it is bound")
        return self.places[str(variable)]

    def bind(self, variable: Variable) -> int:
        if str(variable) not in self.places:
            self.places[str(variable)] = self.taken[0]
            self.taken[0] += 1
        return self.places[str(variable)]

    def apart(self) -> _Names:
        """For a sub-query: it sees `$this` alone."""
        return _Names(taken=self.taken)

    def inside(self, *, within: bool = False) -> _Names:
        """For a group: what it binds is not known after it."""
        return _Names(dict(self.places), self.taken, within or self.within)


def _unwrapped(part: CompValue) -> CompValue:
    """The pattern of a query, without what its rows are shown as."""
    while part.name in ("Distinct", "Project", "Reduced") or (part.name == "Extend" and _is_shown(part)):
        part = part.p
    return part


def _is_shown(part: CompValue) -> bool:
    """`(reg:chair AS ?path)`, `(?against AS ?value)`: nothing depends on it."""
    return isinstance(part.expr, URIRef | Variable)


def _steps(part: CompValue, names: _Names) -> Plan:
    match part.name:
        case "BGP":
            return list(_matches(part.triples, names))
        case "Join":
            return _steps(part.p1, names) + _steps(part.p2, names)
        case "LeftJoin" if part.expr.name == "TrueFilter":
            return [*_steps(part.p1, names), _maybe(part.p2, names)]
        case "Filter":
            return [*_steps(part.p, names), *_kept(part.expr, names, _scope(part.p, names))]
        case "Extend":
            steps = _steps(part.p, names)
            value = _expression(part.expr, names, _scope(part.p, names))
            return [*steps, ["let", names.bind(part.var), value]]
        case "Union":
            return [_either(part, names)]
        case "ToMultiSet" if part.p is not None:
            return [_counted(part.p, names)]
    raise NoPlan(f"{part.name} has no step")


def _scope(part: CompValue, names: _Names) -> set[str]:
    """Variables that a filter of a group may see: those of the group, and in EXISTS those around it too."""
    return {"this", *_variables(part)} | (names.places.keys() if names.within else set())


def _variables(part: Any) -> Iterator[str]:
    if isinstance(part, Variable):
        yield str(part)
    elif isinstance(part, CompValue | list | tuple):
        for one in part.values() if isinstance(part, CompValue) else part:
            yield from _variables(one)


def _matches(triples: Iterable[tuple[Any, Any, Any]], names: _Names) -> Iterator[Plan]:
    """Patterns in an order in which each begins with what is known."""
    waiting = sorted(triples, key=str)
    while waiting:
        best = min(waiting, key=lambda one: (not _is_known(one[0], names), not _is_known(one[2], names)))
        waiting.remove(best)
        subject, predicate, value = best
        if not (_is_known(subject, names) or _is_known(value, names)):
            raise NoPlan("a pattern begins with nothing that is known")
        way = "back" if not _is_known(subject, names) else "holds" if _is_known(value, names) else "forth"
        yield [way, _place(subject, names), _path(predicate), _place(value, names)]


def _is_known(node: Any, names: _Names) -> bool:
    return not isinstance(node, Variable) or str(node) in names.places


def _place(node: Any, names: _Names) -> int | str:
    return names.bind(node) if isinstance(node, Variable) else _term(node)


def _term(node: Any) -> str:
    if isinstance(node, URIRef):
        return f"<{node}>"
    if not isinstance(node, Literal) or '"' in node or "\\" in node or "\n" in node:
        raise NoPlan(f"{node!r} stands in no step")
    if node.language:
        return f'"{node}"@{node.language}'
    return f'"{node}"^^<{node.datatype}>' if node.datatype else f'"{node}"'


def _path(path: Any) -> Any:
    match path:
        case URIRef():
            return f"<{path}>"
        case SequencePath():
            return ["/", *map(_path, path.args)]
        case AlternativePath():
            return ["|", *map(_path, path.args)]
        case InvPath():
            return ["^", _path(path.arg)]
        case MulPath(mod="?"):
            return ["?", _path(path.path)]
    raise NoPlan(f"{path!r} is no path of a step" if isinstance(path, Path) else "a predicate is a variable")


def _maybe(part: CompValue, names: _Names) -> Plan:
    if part.name != "BGP":
        raise NoPlan("an OPTIONAL holds more than patterns")
    before = set(names.places)
    steps = _steps(part, names)
    return ["maybe", steps, sorted(place for name, place in names.places.items() if name not in before)]


def _either(part: CompValue, names: _Names) -> Plan:
    """Both sides bind the same variables, each in its own places first."""
    sides = []
    for one in (part.p1, part.p2):
        inner = names.inside()
        sides.append((_steps(one, inner), inner))
    (_, first), (_, second) = sides
    if first.places.keys() != second.places.keys():
        raise NoPlan("the sides of a UNION bind different variables")
    for variable in sorted(first.places.keys() - names.places.keys()):
        place = names.bind(Variable(variable))
        for steps, inner in sides:
            steps.append(["let", place, inner.places[variable]])
    return ["either", *(steps for steps, _ in sides)]


def _counted(part: CompValue, names: _Names) -> Plan:
    """A sub-query that counts by groups; sums and the like are not known."""
    shown: list[tuple[Variable, Variable]] = []
    while part.name in ("Project", "Extend", "Distinct"):
        if part.name == "Extend":
            shown.append((part.expr, part.var))
        part = part.p
    if part.name != "AggregateJoin" or part.p.expr is None:
        raise NoPlan("a sub-query that counts nothing by groups")  # without groups, nothing is counted as 0
    inner = names.apart()
    steps = _steps(part.p.p, inner)
    if any(step[0] == "keep" for step in steps):
        raise NoPlan("what is counted is filtered")
    made = {one.res: one for one in part.A}
    keys, counted = [], []
    for result, variable in sorted(shown):
        one = made[result]
        if one.name == "Aggregate_Sample":
            keys.append([inner.known(one.vars), str(variable) in names.places, names.bind(variable)])
        else:
            is_count = one.name == "Aggregate_Count" and one.distinct and isinstance(one.vars, Variable)
            counted.append([inner.known(one.vars) if is_count else None, names.bind(variable)])
    return ["count", steps, keys, counted]


def _kept(condition: Any, names: _Names, scope: set[str]) -> Iterator[Plan]:
    parts = [condition.expr, *condition.other] if _name(condition) == "ConditionalAndExpression" else [condition]
    for one in parts:
        yield ["keep", _expression(one, names, scope)]


def _name(part: Any) -> str:
    return part.name if isinstance(part, CompValue) else ""


_UNKNOWN: Plan = ["unknown"]
_ARGUMENTS = {
    "STR": ("arg",),
    "STRSTARTS": ("arg1", "arg2"),
    "STRBEFORE": ("arg1", "arg2"),
    "SUBSTR": ("arg", "start", "length"),
    "REPLACE": ("arg", "pattern", "replacement"),
    "REGEX": ("text", "pattern"),
    "IF": ("arg1", "arg2", "arg3"),
    "IRI": ("arg",),
    "isIRI": ("arg",),
    "FLOOR": ("arg",),
    "CEIL": ("arg",),
}


def _expression(part: Any, names: _Names, scope: set[str]) -> Any:
    """`scope` are the variables that the expression may see; in a group of its own, those outside are none of them."""

    def of(one: Any) -> Any:
        return _expression(one, names, scope)

    if isinstance(part, Variable):
        if str(part) not in scope:
            raise NoPlan(f"?{part} is out of sight")
        return names.known(part)
    if isinstance(part, URIRef | Literal):
        return _term(part)
    name = _name(part)
    match name:
        case "RelationalExpression" if part.op in ("IN", "NOT IN"):
            return [part.op, of(part.expr), *map(of, part.other)]
        case "RelationalExpression":
            return [part.op, of(part.expr), of(part.other)]
        case "ConditionalAndExpression" | "ConditionalOrExpression":
            return ["&&" if "And" in name else "||", of(part.expr), *map(of, part.other)]
        case "UnaryNot":
            return ["!", of(part.expr)]
        case "AdditiveExpression" | "MultiplicativeExpression":
            result = of(part.expr)
            for sign, other in zip(part.op, part.other, strict=True):
                result = [sign, result, of(other)]
            return result
        case "Function":
            return [str(part.iri), *map(of, part.expr)]
        case "Builtin_EXISTS" | "Builtin_NOTEXISTS":
            return [name.removeprefix("Builtin_"), _steps(part.graph, names.inside(within=True))]
        case "Builtin_COALESCE" | "Builtin_CONCAT":
            return [name.removeprefix("Builtin_"), *map(of, part.arg)]
    return _builtin(part, name.removeprefix("Builtin_"), of)


def _builtin(part: Any, name: str, of: Callable[[Any], Any]) -> Any:
    arguments = _ARGUMENTS.get(name)
    if arguments is None or part.get("flags") != "flags" or not all(one in part for one in arguments):
        return _UNKNOWN  # `get` gives the name of what is not there
    return [name, *(of(part[one]) for one in arguments)]
