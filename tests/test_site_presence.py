"""What the page of an act says of those who sat for it, and of what it plans: the minutes of 13 December 2023."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

MINUTES = "act/219600319/2023-12-13"


def _section(built: Path, act: str, heading: str) -> str:
    """The words of one section of an act's page, without tags."""
    page = (built / MINUTES / f"{act}.html").read_text("utf-8")
    (section,) = re.findall(rf'<section aria-labelledby="{heading}">(.*?)</section>', page, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", section)).split())


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("2023-051", "9 présents , 1 représenté , 1 absent — 10 voix"),  # Patricia GUILLERMONT has not arrived
        ("2023-052", "10 présents , 1 représenté Voir"),  # she has: the session's 10 voices are not said of this act
        ("2023-053", "10 présents , 1 représenté Voir"),
        ("2023-054", "9 présents , 2 représentés Voir"),  # Hugues LANDREMONT left his proxy
    ],
)
def test_an_act_says_who_sat_when_it_was_decided(built: Path, act: str, said: str) -> None:
    assert said in _section(built, act, "h-people")


def test_a_proxy_left_on_leaving_holds_from_then_on(built: Path) -> None:
    left = "Hugues LANDREMONT → Claire MOURGLIER"
    assert left in _section(built, "2023-054", "h-people")
    assert left not in _section(built, "2023-053", "h-people")


def test_the_counts_of_the_opening_are_not_compared_with_who_came_later(built: Path) -> None:
    page = (built / "session/219600319/conseil-municipal/2023-12-13.html").read_text("utf-8")
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
    assert "9 présents nommés = 9 présents annoncés le compte y est" in words
    assert "1 arrivé en cours de séance" in words
    assert "écart" not in words


def test_a_funding_plan_is_shown_with_both_sides_and_apart_from_money_given(built: Path) -> None:
    plan = _section(built, "2023-051", "h-plan-1")
    for words in ("Charpente 34 300 €", "État (DETR) 33 720 € 40 %", "Commune 25 290 € 30 %", "Total écrit : 84 300 €"):
        assert words in plan
    assert "h-money" not in (built / MINUTES / "2023-051.html").read_text("utf-8")
