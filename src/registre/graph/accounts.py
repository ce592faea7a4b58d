"""Which account of which chart a number stands for: M14, or M57 that took its place by 2024 at the latest.

The concepts of `reg:AccountScheme` are the table. A number that two charts share stands for neither before 2024,
unless one of them only has it as a heading (M57 divides 6574, M14 charges it).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from registre.files import resource

M57_FOR_ALL: Final = date(2024, 1, 1)
"""From this day M57 is the chart of all; before, a body may have chosen it, and its number alone can tell."""


def recognised_account(number: str, day: date) -> str | None:
    """Code of the concept, "m57-65748", of the account that an act of `day` charges; None when two are possible."""
    digits = re.sub(r"\D", "", number)
    charts = [chart for chart, numbers in sorted(known_accounts().items()) if digits in numbers]
    if day >= M57_FOR_ALL:
        return f"m57-{digits}" if "m57" in charts else None
    if len(charts) > 1:
        charts = [chart for chart in charts if _is_leaf(digits, known_accounts()[chart])]
    return f"{charts[0]}-{digits}" if len(charts) == 1 else None


def _is_leaf(digits: str, numbers: frozenset[str]) -> bool:
    return not any(other != digits and other.startswith(digits) for other in numbers)


@cache
def known_accounts() -> Mapping[str, frozenset[str]]:
    """Numbers of the accounts of each chart in reg:AccountScheme."""
    scheme = (resource("ontology") / "schemes" / "account.ttl").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for chart, number in re.findall(r"^reg:account-(m\d{2})-(\d+)$", scheme, re.MULTILINE):
        found.setdefault(chart, set()).add(number)
    return {chart: frozenset(numbers) for chart, numbers in found.items()}
