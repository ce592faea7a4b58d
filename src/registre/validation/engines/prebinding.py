"""A query with `$this` bound as SHACL binds it: put in its place in the text, down to the last filter and sub-query.

Binding a variable beside the query is not enough: a filter of a nested group would not see it, and its findings
would be missed in silence (measured on the W3C's pre-binding tests with pyoxigraph's substitutions).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count

_PLACE = "\x00"
_PROJECTED = re.compile(r"(\bSELECT\s+(?:DISTINCT\s+)?)[$?]this\b", re.I)
_GROUPED = re.compile(r"(\bGROUP\s+BY\s+)[$?]this\b", re.I)
_ELSEWHERE = re.compile(r"[$?]this\b")
_FOREIGN = re.compile(r"[$?](?:shapesGraph|currentShape|PATH)\b")


@dataclass(frozen=True, slots=True)
class Prebound:
    """A query that waits for its `$this`."""

    text: str

    @classmethod
    def of(cls, query: str) -> Prebound:
        """Raises `ValueError` for a query that wants something else than `$this` bound."""
        if _FOREIGN.search(query) or _PLACE in query:
            raise ValueError("only $this is bound here")
        projected = count()
        text = _PROJECTED.sub(lambda select: f"{select[1]}({_PLACE} AS ?_{next(projected)})", query)
        text = _GROUPED.sub(lambda group: f"{group[1]}({_PLACE})", text)
        return cls(_ELSEWHERE.sub(_PLACE, text))

    def about(self, iri: str) -> str:
        """The query about one node, an IRI that was checked where it was made."""
        return self.text.replace(_PLACE, f"<{iri}>")
