"""Extraction takes its time in proportion: no rule stalls on hostile text, long minutes stay short."""

from __future__ import annotations

import time

import pytest
from bench.stages import long_minutes

from registre.extraction.matching import find
from registre.extraction.rule import AnyRule
from registre.reading import fold
from test_rules import HOSTILE, RULES, SHORT

SIZE = 40_000
MOST_SECONDS = 0.2
"""Over three times what the slowest rule takes (docs/performance.md): a stall shows, a busy machine does not."""


@pytest.mark.parametrize("name", HOSTILE)
def test_no_rule_stalls_on_forty_kilobytes_of_hostile_text(name: str) -> None:
    text = HOSTILE[name] * (SIZE // len(HOSTILE[name]))
    folded = fold(text)
    slow = [rule.id for rule in RULES if _seconds(rule, text, folded) > MOST_SECONDS]
    assert [rule.id for rule in RULES if rule.id in slow and _seconds(rule, text, folded) > MOST_SECONDS] == []


def _seconds(rule: AnyRule, text: str, folded: str) -> float:
    end = len(text) if rule.within - {"titre", "mesure"} else SHORT
    start = time.process_time()
    for _ in find(rule, text, folded, 0, end):
        pass
    return time.process_time() - start


def test_minutes_of_180_kilobytes_are_read_in_two_seconds() -> None:
    """The best of up to three: a machine that does other work at the same time is no fault of the rules."""
    assert any(acts == 100 and seconds < 2 for seconds, acts in (long_minutes() for _ in range(3)))
