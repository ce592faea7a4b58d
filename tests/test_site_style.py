"""The style sheet: every text can be read on what it stands on, in light and in dark, and nothing is fetched."""

from __future__ import annotations

import re

import pytest

from registre.files import resource

CSS = (resource("site") / "static" / "registre.css").read_text("utf-8")
SCRIPT = (resource("site") / "static" / "registre.js").read_text("utf-8")
VARIABLES = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
_BEFORE, _AFTER = CSS.split("@media (prefers-color-scheme: dark)")
LIGHT, DARK = dict(VARIABLES.findall(_BEFORE)), dict(VARIABLES.findall(_AFTER.split("}\n}")[0]))
PAIRS = [
    *((text, ground) for text in ("ink", "soft", "link", "accent") for ground in ("paper", "sheet")),
    *(("ink", ground) for ground in ("vote", "money", "people", "text", "step", "accent-soft", "doubt-soft")),
    *((one, f"{one}-soft") for one in ("good", "bad", "doubt", "accent")),
    ("soft", "accent-soft"),
    ("soft", "doubt-soft"),
    ("link", "accent-soft"),
    ("bad", "doubt-soft"),
    ("bad", "paper"),
]
MARKS = [
    ("focus", "paper"),
    ("focus", "sheet"),
    *((f"{one}-line", "sheet") for one in ("vote", "money", "people", "text", "step")),
]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out(theme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(theme[text], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_stand_out(theme: dict[str, str], mark: str, ground: str) -> None:
    assert contrast(theme[mark], theme[ground]) >= 3


def test_both_themes_name_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK) and len(LIGHT) > 20


def test_style_and_script_fetch_nothing_and_stay_small() -> None:
    for text in (CSS, SCRIPT):
        assert not re.search(r"@import|url\(|https?://|eval\(|innerHTML|document\.write", text)
    assert len(CSS) < 25_000
    assert len(SCRIPT) < 5_000
