"""`Accept` weighed by servers that can only match patterns: a score for each form, and which of two is greater.

A score is five digits, `1000-2`: a thousand times the quality, then how precisely the header names the form (2 its
type, 1 `text/*`, 0 `*/*`). Scores have one length, so the greater is the one whose first different digit is greater,
which a pattern with a back-reference can see. This is `negotiation.choose_form`, said in regular expressions: the
table of tests/resolution/ runs against both. Source: RFC 9110 § 12.5.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from registre.publication.negotiation import FORMS, Form

NOTHING: Final = "0000-0"
"""The score of a form that is not there or not wanted."""
ANY: Final = "1000-0"
"""The score of every form for a client that says nothing readable."""
READABLE: Final = r"[^\s,;/]+/[^\s,;/]+"
"""A header that has this says something."""
PADDED: Final = r"^(\d{4})0*(-\d)$"
REFUSED: Final = r"^0000"
GREATER: Final = r"^([\d-]*)(?:" + "|".join(rf"{digit}[\d-]*,\1[0-{digit - 1}]" for digit in range(1, 10)) + ")"
"""Matches `left,right` when the score on the left is greater."""


@dataclass(frozen=True, slots=True)
class Weight:
    """A pattern on the header, and the score it gives; `{}` stands for the digits that the pattern catches."""

    pattern: str
    score: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A form and the weights that give its score, the first that matches."""

    form: Form
    name: str
    weights: tuple[Weight, ...]


def scored() -> tuple[Scored, ...]:
    """Every form with its weights, the most precise range first."""
    return tuple(Scored(form, form.suffix.removeprefix("."), tuple(_weights(form))) for form in FORMS)


def _weights(form: Form) -> Iterator[Weight]:
    kind = form.media_type.partition("/")[0]
    for precision, named in ((2, form.media_type), (1, f"{kind}/*"), (0, "*/*")):
        name = rf"(?:^|,)\s*{re.escape(named)}\s*"
        yield Weight(rf"{name}(?:;[^,;]*)*?;\s*q\s*=\s*0(?:\.(\d{{0,3}}))?\s*(?:[,;]|$)", f"0{{}}000-{precision}")
        yield Weight(rf"{name}(?:[,;]|$)", f"1000-{precision}")
