"""Money, numbers, dates and sizes, as each language writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from registre.publication.site.figures import Language, figures


@pytest.mark.parametrize(
    ("amount", "french", "english"),
    [
        ("20000", "20\u202f000\u00a0€", "€20,000"),
        ("20000.00", "20\u202f000\u00a0€", "€20,000"),  # cents that are none are not shown
        ("326878.5", "326\u202f878,50\u00a0€", "€326,878.50"),
        ("0.10", "0,10\u00a0€", "€0.10"),
        ("-1234.5", "-1\u202f234,50\u00a0€", "-€1,234.50"),
        ("1234567890", "1\u202f234\u202f567\u202f890\u00a0€", "€1,234,567,890"),
    ],
)
def test_money_is_written_as_each_language_does(amount: str, french: str, english: str) -> None:
    assert figures("fr").money(Decimal(amount)) == french
    assert figures("en").money(Decimal(amount)) == english


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert figures("fr").day(date(2022, 5, 1)) == "1er\u00a0mai\u00a02022"
    assert figures("fr").day(date(2022, 8, 11)) == "11\u00a0août\u00a02022"
    assert figures("en").day(date(2022, 5, 1)) == "1\u00a0May\u00a02022"


@pytest.mark.parametrize(
    ("language", "size", "shown"),
    [
        ("fr", 999, "999\u00a0o"),
        ("fr", 5870, "5,9\u00a0ko"),
        ("en", 5870, "5.9\u00a0kB"),
        ("en", 152_000, "152\u00a0kB"),
    ],
)
def test_sizes_use_decimal_units(language: Language, size: int, shown: str) -> None:
    assert figures(language).size(size) == shown


def test_a_share_is_written_as_the_document_does() -> None:
    assert figures("fr").share(Decimal("33.50")) == "33,5\u00a0%"
    assert figures("en").share(Decimal("40")) == "40%"
