"""Colours of a terminal, or none: every colour of an explanation goes through here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import click

from registre.explanation.words import Family

_COLOURS: Final[dict[Family | None, str]] = {
    Family.identity: "blue",
    Family.people: "cyan",
    Family.counts: "bright_cyan",
    Family.act: "bright_magenta",
    Family.vote: "green",
    Family.money: "yellow",
    Family.parts: "bright_black",
    Family.names: "magenta",
    Family.stamp: "bright_blue",
    None: "red",
}
"""One a family; red is what was not read."""


@dataclass(frozen=True, slots=True)
class Style:
    """How words look. Without `colour` they are given back as they are."""

    colour: bool

    def _styled(
        self, words: str, *, fg: str | None = None, bold: bool = False, dim: bool = False, underline: bool = False
    ) -> str:
        if not self.colour or not words.strip():
            return words
        return click.style(words, fg=fg, bold=bold or None, dim=dim or None, underline=underline or None)

    def title(self, words: str) -> str:
        return self._styled(words, bold=True, underline=True)

    def strong(self, words: str) -> str:
        return self._styled(words, bold=True)

    def quiet(self, words: str) -> str:
        return self._styled(words, dim=True)

    def alarm(self, words: str) -> str:
        return self._styled(words, fg=_COLOURS[None])

    def family(self, words: str, family: Family | None) -> str:
        """The name of a section or of a field; plain without a family."""
        return self._styled(words, fg=_COLOURS[family]) if family else words

    def edge(self, sign: str, family: Family | None) -> str:
        return self._styled(sign, fg=_COLOURS[family], bold=True)

    def words(self, words: str, families: Sequence[Family | None]) -> str:
        """Words of the document inside marks of these families, the innermost last; plain outside of any."""
        return self._styled(words, fg=_COLOURS[families[-1]]) if families else words
