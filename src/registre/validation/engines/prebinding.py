"""A query with `$this` bound as SHACL binds it: put in its place in the text, down to the last filter and sub-query.

One query may be asked of many nodes at once, which saves reading and planning it for each: `$this` is then a variable
with these nodes as its values in every group, and comes back with each row. A query that SHACL forbids (5.2.1: one that
has MINUS, VALUES, SERVICE, or a sub-query that does not give `$this` back) would answer otherwise: each node is asked.

Binding a variable beside the query is not enough: a filter of a nested group would not see it, and its findings
would be missed in silence (measured on the W3C's pre-binding tests with pyoxigraph's substitutions).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

_PLACE = "\x00"
_PROJECTED = re.compile(r"(\bSELECT\s+(?:DISTINCT\s+)?)[$?]this\b", re.I)
_GROUPED = re.compile(r"(\bGROUP\s+BY\s+)[$?]this\b", re.I)
_ELSEWHERE = re.compile(r"[$?]this\b")
_ITEM = r"[\w-]*:[\w-]+(?:/[\w-]*:[\w-]+)*\s+(?:[?$]\w+|[\w-]*:[\w-]+)"
_FIRST = re.compile(rf"\bWHERE\s*\{{\s*{_PLACE}\s+({_ITEM}(?:\s*;\s*{_ITEM})*)\s*\.\s")
_PREFIX = re.compile(r"PREFIX\s+([\w-]*:)\s*<([^>]*)>")
_AGGREGATE = re.compile(r"\b(?:COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT)\s*\(", re.I)
_OPAQUE = r"""\"{3}(?:[^\\]|\\.)*?\"{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|\#[^\n]*"""
_GROUP = re.compile(rf"({_OPAQUE})|\{{(?!\s*SELECT\b)", re.I | re.S)
_WORDS = re.compile(_OPAQUE, re.S)
_OF_ONE_NODE = re.compile(r"\b(?:MINUS|VALUES|SERVICE|GRAPH|LIMIT|OFFSET|HAVING|REDUCED)\b", re.I)
_SELECT = re.compile(r"\bSELECT\s+(?:DISTINCT\s+)?([^{]*)", re.I)
_BY = re.compile(r"\bGROUP\s+BY\b", re.I)
_FOREIGN = re.compile(r"[$?](?:shapesGraph|currentShape|PATH)\b")


@dataclass(frozen=True)
class Prebound:
    """A query that waits for its `$this`. `every` is the query for many nodes, None when it must be asked of each."""

    text: str
    every: str | None = None
    written: str = ""
    """The query as it was given."""

    @classmethod
    def of(cls, query: str) -> Prebound:
        """Raises `ValueError` for a query that wants something else than `$this` bound."""
        if _FOREIGN.search(query) or _PLACE in query:
            raise ValueError("only $this is bound here")
        projected = count()
        text = _PROJECTED.sub(lambda select: f"{select[1]}({_PLACE} AS ?_{next(projected)})", query)
        text = _GROUPED.sub(lambda group: f"{group[1]}({_PLACE})", text)
        return cls(_ELSEWHERE.sub(_PLACE, text), _for_many(query), query)

    def about(self, iri: str) -> str:
        """The query about one node, an IRI that was checked where it was made."""
        return self.text.replace(_PLACE, f"<{iri}>")

    def about_all(self, iris: Sequence[str]) -> str:
        """The query about one node or more, IRIs as in `about`; in a row, `this` is the node."""
        assert self.every is not None
        return self.every.replace(_PLACE, f"VALUES ?this {{ {' '.join(f'<{iri}>' for iri in iris)} }}")

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """Properties (terms) that a node must have for a row to exist: those that the query begins with.

        A block of triples that stands first in the outermost group is joined with all that follows, whatever that is.
        What is written in any other way needs nothing that we know of.
        """
        first = _FIRST.search(self.text)
        if first is None or _AGGREGATE.search(self.text[: first.start()]):
            return ()
        spaces = dict(_PREFIX.findall(self.text))
        items = (item.split()[0].split("/")[0].partition(":") for item in first[1].split(";"))
        return tuple(sorted({f"<{spaces[prefix + mark]}{local}>" for prefix, mark, local in items}))


def _for_many(query: str) -> str | None:
    words = _WORDS.sub(" ", query)
    heads = [head.rstrip() for head in _SELECT.findall(words)]
    summed = sum(bool(_AGGREGATE.search(head)) for head in heads)
    grouped = len(_GROUPED.findall(words))
    if _OF_ONE_NODE.search(words) or summed != grouped or grouped != len(_BY.findall(words)):
        return None
    if not heads or not all(_ELSEWHERE.match(head) for head in heads):
        return None
    return _GROUP.sub(lambda group: group[1] or f"{{ {_PLACE} ", _ELSEWHERE.sub("?this", query))
