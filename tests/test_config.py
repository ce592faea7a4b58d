"""registre.toml is read strictly: a typing mistake is told, never ignored."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from registre.config import Config, read_config
from registre.errors import BadConfiguration


def test_without_a_file_there_are_defaults() -> None:
    assert read_config(None) == Config()


def test_values_replace_defaults(tmp_path: Path) -> None:
    path = tmp_path / "registre.toml"
    path.write_text('base = "https://deliberations.exemple.fr/"\npublisher = "Ville de Test"\n')
    config = read_config(path)
    assert (config.base, config.publisher) == ("https://deliberations.exemple.fr/", "Ville de Test")


def test_the_accepting_threshold_is_a_number_or_that_of_the_rules(tmp_path: Path) -> None:
    path = tmp_path / "registre.toml"
    path.write_text('accept_links = "0.9"\n')
    assert read_config(path).accept == Decimal("0.9")
    assert Config().accept is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("bse = 'x'", "bse"),  # a misspelt key
        ("base = 3", "base"),  # not a text
        ("base = 'https://a.fr'", "ends with"),  # no slash: IRIs would be glued to the host
        ("base = 'ftp://a.fr/'", "http"),
        ("base = [", "TOML"),
        ("accept_links = '0.5'", "0.60"),  # below what is proposed
        ("accept_links = '1.01'", "1.00"),
        ("accept_links = 'high'", "high"),
        ("shacl_engine = 'quick'", "quick"),  # a build must not fall back in silence
        ("search_memory_mb = 'much'", "search_memory_mb"),
    ],
)
def test_a_mistake_names_the_file_and_the_value(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "registre.toml"
    path.write_text(text)
    with pytest.raises(BadConfiguration, match=named) as caught:
        read_config(path)
    assert "registre.toml" in str(caught.value)
