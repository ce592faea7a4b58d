"""The facts of a page and the words they rest on, gathered while its context is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from registre.publication.site.segments import Excerpt, Mark, Span, cut
from registre.records import Evidence, Fact


@dataclass(slots=True)
class Ledger:
    """Facts noted so far: each has an id unique on the page, which is its fragment where the graph names it."""

    marks: list[Mark] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    """Rule of each fact."""

    def note(self, wished: str, tint: str, fact: Fact[Any]) -> str:
        """Keep the words of `fact`; gives the id it got (`wished`, or `wished`-2 when that one is taken)."""
        return self.note_evidence(wished, tint, fact.evidence, *fact.also)

    def note_evidence(self, wished: str, tint: str, main: Evidence, *also: Evidence) -> str:
        """The same for words that no single fact holds."""
        name = self._free(wished)
        self.rules[name] = main.rule
        self.marks.append(Mark(name, main.start, main.end, tint))
        self.marks.extend(Mark(name, one.start, one.end, tint, main=False) for one in also)
        return name

    def excerpts(self, text: str, passages: list[Span]) -> tuple[Excerpt, ...]:
        """The passages of the text, and the lines around words that stand elsewhere."""
        return cut(text, passages, self.marks)

    def _free(self, wished: str) -> str:
        if wished not in self.rules:
            return wished
        return next(f"{wished}-{n}" for n in range(2, 10**6) if f"{wished}-{n}" not in self.rules)
