"""Chance for many sittings of one body: what invents the body is the same each time, what happens there is not."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Final

FIRST_DAY: Final = dt.date(2015, 1, 5)
DAYS: Final = 11 * 365
"""Days on which sittings are held, from the first one on."""


class OfBody(Random):
    """Gives the same chance to every document of a body until its sitting begins (`sit`); made by `of_body`."""

    sitting = ""
    day = FIRST_DAY

    def sit(self) -> dt.date:
        """The day of the sitting; what is drawn from now on is drawn for it alone."""
        self.seed(self.sitting)
        return self.day


def of_body(body: str, sitting: int, sittings: int, kind: type[OfBody] = OfBody) -> OfBody:
    """The chance of one of the `sittings` of a body (0 is the first): their days follow each other, evenly."""
    chance = kind(body)
    chance.sitting = f"{body}/{sitting}"
    chance.day = FIRST_DAY + dt.timedelta(days=sitting * DAYS // max(1, sittings))
    return chance
