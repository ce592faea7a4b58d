"""Values that cannot be compared, such as a date and a year: what the referee says of their order.

SHACL calls them out of order; pySHACL 0.40 sorts some of them by datatype and finds nothing. Two engines must say the
same, so what only the fast one finds here is left out. Such a value breaks its own sh:datatype where there is one.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping

from pyshacl.rdfutil.compare import compare_literal
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

Rule = Callable[..., bool]
_OF_PAIRS: Mapping[str, tuple[URIRef, Rule]] = {
    "LessThan": (SH.lessThan, operator.lt),
    "LessThanOrEquals": (SH.lessThanOrEquals, operator.le),
}
_OF_BOUNDS: Mapping[str, tuple[URIRef, Rule]] = {
    "MaxInclusive": (SH.maxInclusive, operator.le),
    "MaxExclusive": (SH.maxExclusive, operator.lt),
}
ORDERS = frozenset(_OF_PAIRS) | frozenset(_OF_BOUNDS)


def is_out_of_order(component: str, value: Node, shape: URIRef, shapes: Graph, focus: URIRef, data: Graph) -> bool:
    """Whether pySHACL too finds `value` of `focus` out of the order that `shape` asks for."""
    if component in _OF_PAIRS:
        kind, rule = _OF_PAIRS[component]
        return _breaks_pair(value, data.objects(focus, shapes.value(shape, kind)), rule)
    kind, rule = _OF_BOUNDS[component]
    try:
        order: int = compare_literal(value, shapes.value(shape, kind))  # type: ignore[no-untyped-call]  # pySHACL has no annotations
    except (TypeError, NotImplementedError, AttributeError):  # kinds without an order; ill-typed; no literal at all
        return True
    return not rule(order, 0)


def _breaks_pair(value: Node, others: Iterable[Node], rule: Rule) -> bool:
    return any(not _agrees(value, other, rule) for other in others)


def _agrees(one: Node, other: Node, rule: Rule) -> bool:
    left, right = _words(one), _words(other)
    if (left is None) != (right is None):
        return False
    try:
        return rule(left, right) if left is not None else rule(one, other)
    except TypeError:
        return False


def _words(node: Node) -> str | None:
    if isinstance(node, Literal):
        return node.value if isinstance(node.value, str) else None
    return str(node)
