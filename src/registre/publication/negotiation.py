"""Which form of a page a client gets: RFC 9110 § 12.5.1, over the forms that stand on disk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_RANGE = re.compile(r"([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)", re.ASCII)
_QUALITY = re.compile(r"\s*q\s*=\s*(\d(?:\.\d{0,3})?)\s*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a page: its media type and the suffix of its file."""

    media_type: str
    suffix: str
    charset: bool = True


FORMS = (
    Form("text/html", ".html"),
    Form("text/turtle", ".ttl"),
    Form("application/ld+json", ".jsonld", charset=False),
)
"""The forms of a page, the preferred first: what a client that takes anything gets."""


@dataclass(frozen=True, slots=True)
class _Range:
    type: str
    subtype: str
    quality: float

    def weight(self, media_type: str) -> int | None:
        """How precisely this range names `media_type`: 2 exactly, 1 by its type, 0 by */*; None not at all."""
        type_, _, subtype = media_type.partition("/")
        if (self.type, self.subtype) == (type_, subtype):
            return 2
        if self.subtype == "*" and self.type in (type_, "*"):
            return 1 if self.type == type_ else 0
        return None


def choose_form(accept: str | None, forms: Sequence[Form] = FORMS) -> Form | None:
    """The form that `accept` prefers; None when it accepts none of them.

    Without a header, or with one that cannot be read, the first form. Between equal qualities the range that
    names the form more precisely wins, then the order of `forms`.
    """
    ranges = _read_ranges(accept) if accept is not None and accept.strip() else []
    if not ranges:
        return forms[0] if forms else None
    best: tuple[float, int, int] | None = None
    chosen = None
    for place, form in enumerate(forms):
        matches = [(weight, one.quality) for one in ranges if (weight := one.weight(form.media_type)) is not None]
        if not matches:
            continue
        weight, quality = max(matches, key=lambda match: match[0])
        rank = (quality, weight, -place)
        if quality > 0 and (best is None or rank > best):
            best, chosen = rank, form
    return chosen


def _read_ranges(accept: str) -> list[_Range]:
    """The ranges of a header; what is not one is passed over. Lower case, parameters but `q` dropped."""
    found = []
    for one in accept[:4096].split(","):
        head, *parameters = one.split(";")
        if (match := _RANGE.fullmatch(head.strip().lower())) is not None:
            found.append(_Range(match[1], match[2], _quality(parameters)))
    return found


def _quality(parameters: Sequence[str]) -> float:
    for one in parameters:
        if (match := _QUALITY.fullmatch(one)) is not None:
            return min(float(match[1]), 1.0)
    return 1.0
