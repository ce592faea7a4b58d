"""What a publication is made with."""

from __future__ import annotations

from dataclasses import dataclass

from registre.engine.cache import Cache
from registre.engine.engines import LOCAL, Engine
from registre.publication.standing import StandingPages


@dataclass(frozen=True, slots=True)
class Means:
    """Who does the work, and what is left of earlier work: none of it changes a byte of what is published."""

    jobs: int = 1
    """Processes that compose pages, and as many that render them; 1: the one who builds does it."""
    machines: Engine = LOCAL
    """Those that compose."""
    composed: Cache | None = None
    """What became of days of a body in earlier builds."""
    standing: StandingPages | None = None
    """The pages of the site that is replaced."""


ALONE = Means()
