"""Doubts speak two languages, and each code that is used has its words."""

from __future__ import annotations

import re
import string

import pytest

from conftest import ROOT
from registre.extraction.doubts import DOUBTS, doubt
from registre.records import Evidence, Fact, Severity


@pytest.mark.parametrize("code", sorted(DOUBTS))
def test_both_languages_say_the_same_values(code: str) -> None:
    french, english = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in DOUBTS[code])
    assert french == english


def test_every_code_that_the_reading_uses_has_its_words() -> None:
    used = set[str]()
    for path in sorted((ROOT / "src" / "registre" / "extraction").glob("*.py")):
        used |= set(re.findall(r'doubt\(\s*"([a-z.-]+)"', path.read_text("utf-8")))
    assert used
    assert used <= set(DOUBTS)


def test_a_doubt_points_at_the_words_of_its_fact() -> None:
    fact = Fact(3, Evidence(10, 12, "03", "compte.presents"))
    found = doubt("count.present", Severity.info, where=fact, stated=3, named=2)
    assert (found.start, found.end, found.severity) == (10, 12, Severity.info)
    assert "3" in found.message
    assert "2 are named" in found.message_en
