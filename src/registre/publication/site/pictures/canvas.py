"""What all pictures are made of: a frame with title and description, rectangles, paths and escaped words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Protocol

from markupsafe import Markup, escape

from registre.publication.site.words import Words

HATCH: Final = Markup(
    '<defs><pattern id="{0}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="hatch" d="M0 0V6"/></pattern></defs>'
)


FITS: Final = 400
"""Width up to which a picture shrinks to fit a phone; a wider one is moved under its window, its words still read."""


class Picture(Protocol):
    """Numbers that can be drawn. `name` is unique on its page: identifiers begin with it."""

    @property
    def name(self) -> str: ...

    def draw(self, words: Words) -> Markup: ...


def frame(
    name: str, width: float, height: float, title: str, told: str, parts: Iterable[Markup], role: str = "img"
) -> Markup:
    """The picture: its title is its name, its description says what the eye would take from it.

    `role` is "group" for a picture with links in it, which would be lost in an image.
    """
    size = Markup('viewBox="0 0 {0:g} {1:g}" width="{0:g}" height="{1:g}"').format(width, height)
    if width <= FITS:
        size += Markup(' data-fits=""')
    return _framed(name, size, title, told, parts, role)


def fluid_frame(name: str, height: float, title: str, told: str, parts: Iterable[Markup]) -> Markup:
    """A picture as wide as the place where it stands: its parts are placed in percents from left to right."""
    return _framed(name, Markup('width="100%" height="{0:g}"').format(height), title, told, parts, "img")


def _framed(name: str, size: Markup, title: str, told: str, parts: Iterable[Markup], role: str) -> Markup:
    opening = Markup(
        '<svg class="pic" id="pic-{0}" {1} role="{2}" aria-labelledby="pic-{0}-t" aria-describedby="pic-{0}-d">'
        '<title id="pic-{0}-t">{3}</title><desc id="pic-{0}-d">{4}</desc>'
    ).format(name, size, role, title, told)
    return opening + Markup("").join(parts) + Markup("</svg>")


def box(x: float, y: float, width: float, height: float, look: str) -> Markup:
    """A rectangle of the class `look`."""
    return Markup(f'<rect class="{look}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"/>')


def hatched(name: str, x: float, y: float, width: float, height: float) -> Markup:
    """A rectangle of lines: what is not known. The picture `name` opens with `HATCH.format(name)`."""
    return Markup(
        f'<rect fill="url(#{escape(name)}-hatch)" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"/>'
    )


def path(steps: str, look: str) -> Markup:
    """Lines of the class `look`; `steps` are numbers and letters of ours."""
    return Markup(f'<path class="{look}" d="{steps}"/>')


def linked(address: str, said: str, parts: Iterable[Markup]) -> Markup:
    """Parts that lead to an address; `said` is what the link is called."""
    opening = Markup('<a href="{0}" aria-label="{1}"><title>{1}</title>').format(address, said)
    return opening + Markup("").join(parts) + Markup("</a>")


def words_at(x: float, y: float, text: str, look: str = "", anchor: str = "start", turn: int = 0) -> Markup:
    """`text` from the point (x, y); `anchor` is start, middle or end; `turn` in degrees around that point."""
    turned = f' transform="rotate({turn} {x:g} {y:g})"' if turn else ""
    kind = f' class="{look}"' if look else ""
    held = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return Markup(f'<text{kind}{held}{turned} x="{x:g}" y="{y:g}">') + escape(text) + Markup("</text>")


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` characters; the table beneath has all of it."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def brief_money(amount_eur: Decimal, words: Words) -> str:
    """An amount in few characters, for a label: 950 € · 12 k€ · 1,2 M€."""
    for step, letter in ((Decimal(1_000_000), "M"), (Decimal(1_000), "k")):
        if amount_eur >= step:
            value = amount_eur / step
            shown = f"{value:.1f}".removesuffix(".0") if value < 10 else f"{value:.0f}"
            french = f"{shown.replace('.', ',')}\u202f{letter}€"
            return french if words.language == "fr" else f"€{shown}{letter}"
    return words.figures.money(amount_eur.quantize(Decimal(1)))
