"""What builds keep from one to the next: records by document, what becomes of each sitting, what the rules stand on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from registre import extraction
from registre.config import Config
from registre.engine.cache import COMPOSED, RECORDS, RULES, Cache, tag
from registre.engine.versions import composing_version, reading_version
from registre.publication.standing import StandingPages
from registre.summary import Remade


@dataclass(frozen=True, slots=True)
class Kept:
    """The caches of one folder; none of them when nothing is kept."""

    records: Cache | None = None
    composed: Cache | None = None
    rules: Cache | None = None

    def rule_sources(self) -> tuple[tuple[str, str], ...]:
        """As `extraction.rule_sources`, which compiles every rule to name them: half a second of processor."""
        if self.rules is None:
            return extraction.rule_sources()
        key = self.rules.key(b"sources")
        if (known := self.rules.find(key)) is not None:
            return msgspec.json.decode(known, type=tuple[tuple[str, str], ...])
        sources = extraction.rule_sources()
        self.rules.keep(key, msgspec.json.encode(sources))
        return sources

    def remade(self, standing: StandingPages | None) -> Remade | None:
        """What had to be done anew; None when nothing is kept."""
        if self.records is None or self.composed is None or standing is None:
            return None
        return Remade(self.records.missed, self.composed.missed, standing.made, standing.made + standing.carried)

    def sweep(self) -> None:
        """Remove what this build did not ask for."""
        for one in (self.records, self.composed, self.rules):
            if one is not None:
                one.sweep()


def kept_at(folder: Path | None, config: Config) -> Kept:
    """What is kept at `folder`; None: nothing."""
    if folder is None:
        return Kept()
    tag(folder)
    reading = reading_version()
    return Kept(
        Cache(folder / RECORDS, reading),
        Cache(folder / COMPOSED, composing_version()),
        Cache(folder / RULES, reading),
    )
